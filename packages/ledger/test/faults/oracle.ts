import { Client } from "pg";
import type { Answer, OfficeLedger } from "../../src/index.ts";

/** A claim as its client knows it: it is one claim, under however many keys it may have been sent. */
export interface Claim {
  readonly number: number;
  readonly amountFen: bigint;
  readonly credit: string;
}

/** What the clients of a drill sent, and what they were told. It outlives every server of the drill. */
export class ClientLog {
  readonly sent = new Map<string, Claim>();
  readonly told = new Map<string, Answer>();
  /** Answers that were not definite, and lost connections: each led to another try. */
  tries = 0;
}

const reference = (claim: Claim): string => `claim:${claim.number}`;

export const instructionFor = (claim: Claim, key: string) =>
  ({
    kind: "transfer",
    programme: "p",
    key,
    debit: "pool",
    credit: claim.credit,
    amountFen: claim.amountFen,
    reference: reference(claim),
  }) as const;

interface Row {
  readonly key: string;
  readonly outcome: string;
  readonly reference: string;
  readonly amount_fen: string;
  readonly height: string;
  readonly position: number;
  readonly credit: string | null;
}

/**
 * Compares what the clients know with what the books hold.
 * @returns every breach in words; none: each acknowledged claim is there once with the same content, nothing
 *   else is there, the sums agree, and the audit is clean
 */
export async function breaches(
  office: OfficeLedger,
  ownerUrl: string,
  log: ClientLog,
  poolFen: bigint,
): Promise<string[]> {
  const rows = await journal(ownerUrl, office.office);
  const found: string[] = [];
  const byKey = new Map(rows.map(row => [row.key, row]));
  const seen = new Map<string, string>();
  let spent = 0n;
  for (const row of rows) {
    const claim = log.sent.get(row.key);
    if (claim === undefined) found.push(`${row.key} is in the books, but nobody sent it`);
    else if (
      row.reference !== reference(claim) ||
      BigInt(row.amount_fen) !== claim.amountFen ||
      row.credit !== claim.credit
    )
      found.push(`${row.key} is in the books with other content`);
    if (row.outcome !== "done") continue;
    spent += BigInt(row.amount_fen);
    const twin = seen.get(row.reference);
    if (twin !== undefined) found.push(`${row.reference} is in the books twice, as ${twin} and ${row.key}`);
    seen.set(row.reference, row.key);
  }
  for (const [key, answer] of log.told) {
    const row = byKey.get(key);
    if (row === undefined) found.push(`${key} was acknowledged (${answer.outcome}) and is gone`);
    else if (
      row.outcome !== answer.outcome ||
      BigInt(row.height) !== answer.height ||
      row.position !== answer.position
    )
      found.push(`${key} was acknowledged otherwise than it stands in the books`);
  }
  const pool = await office.balance("p", "pool");
  if (pool?.postedFen !== poolFen - spent)
    found.push(`the pool holds ${pool?.postedFen}, not ${poolFen - spent}`);
  const { fault } = await office.verify();
  if (fault !== null)
    found.push(`audit: ${fault.en} (${fault.programme} ${fault.height}/${fault.position} ${fault.subject})`);
  return found;
}

async function journal(ownerUrl: string, office: string): Promise<Row[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<Row>(
      `SELECT j.key, j.outcome, j.reference, j.amount_fen, j.height, j.position, a.code AS credit
         FROM ledger.journal j LEFT JOIN ledger.account a ON a.id = j.credit_account
        WHERE j.office = $1 AND j.key <> 'fund' ORDER BY j.height, j.position`,
      [office],
    );
    return rows;
  } finally {
    await owner.end();
  }
}
