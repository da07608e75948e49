import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Checkpoint, OfficeLedger } from "../src/index.ts";
import { books } from "./books.ts";
import { booksWithEverything } from "./scenes.ts";

const at = books();
const kept = booksWithEverything(at);

/** Changes rows as somebody who owns the whole machine could: all triggers and foreign keys set aside. */
async function tamper(office: OfficeLedger, sql: string): Promise<void> {
  const intruder = await at.session("superuser");
  await intruder.query("SET session_replication_role = replica");
  for (const statement of sql.split(";")) {
    const { rowCount } = await intruder.query(
      statement
        .replaceAll(":office", `'${office.office}'`)
        .replaceAll(":programme", PROGRAMME(office.office)),
    );
    expect(rowCount, statement).toBeGreaterThan(0);
  }
}
const PROGRAMME = (office: string): string =>
  `(SELECT id FROM ledger.programme WHERE office = '${office}' AND code = 'p')`;

describe("verify", () => {
  test("finds nothing wrong in books in which everything has happened, and counts what it went through", async () => {
    const office = await kept();
    await office.openProgramme("q");
    await office.createAccounts("q", [{ code: "pool" }]);
    const verdict = await office.verify();
    expect(verdict.fault).toBeNull();
    expect(verdict).toMatchObject({ programmes: 2, accounts: 6 + 1 });
    expect(verdict.entries).toBeGreaterThan(30);
  });

  const TAMPERINGS: readonly (readonly [what: string, sql: string, code: string, subject: string | null])[] =
    [
      [
        "an amount",
        "UPDATE ledger.journal SET amount_fen = 301 WHERE office = :office AND key = 'claim'",
        "fingerprint-differs",
        "claim",
      ],
      [
        "a receiving account",
        "UPDATE ledger.journal SET credit_account = (SELECT id FROM ledger.account WHERE programme_id = :programme AND code = 'provider') WHERE office = :office AND key = 'claim'",
        "fingerprint-differs",
        "claim",
      ],
      [
        "the account of a captured hold",
        "UPDATE ledger.journal SET credit_account = (SELECT id FROM ledger.account WHERE programme_id = :programme AND code = 'provider') WHERE office = :office AND key = 'capture-whole'",
        "target-wrong",
        "capture-whole",
      ],
      [
        "a reason",
        "UPDATE ledger.journal SET reason = 'gift' WHERE office = :office AND key = 'claim'",
        "fingerprint-differs",
        "claim",
      ],
      [
        "who asked",
        "UPDATE ledger.journal SET actor = 'member:1' WHERE office = :office AND key = 'claim'",
        "fingerprint-differs",
        "claim",
      ],
      [
        "when it happened",
        "UPDATE ledger.journal SET event_at = event_at + interval '1 day' WHERE office = :office AND key = 'claim'",
        "fingerprint-differs",
        "claim",
      ],
      [
        "a refusal into an acceptance",
        "UPDATE ledger.journal SET outcome = 'done', debit_posted_after = 1, debit_out_after = 0, debit_in_after = 0, credit_posted_after = 1, credit_out_after = 0, credit_in_after = 0 WHERE office = :office AND key = 'too-much'",
        "limit-broken",
        "too-much",
      ],
      [
        "an acceptance into a refusal",
        "UPDATE ledger.journal SET outcome = 'closed' WHERE office = :office AND key = 'claim'",
        "digest-differs",
        null,
      ],
      [
        "what a refusal said was left",
        "UPDATE ledger.journal SET left_fen = 299 WHERE office = :office AND key = 'too-much'",
        "digest-differs",
        null,
      ],
      [
        "a running balance",
        "UPDATE ledger.journal SET credit_posted_after = 301 WHERE office = :office AND key = 'claim'",
        "balance-differs",
        "claim",
      ],
      [
        "the order of two rows",
        "UPDATE ledger.journal SET position = position + 100 WHERE office = :office AND key = 'claim'",
        "digest-differs",
        null,
      ],
      [
        "a row away",
        "DELETE FROM ledger.journal WHERE office = :office AND key = 'too-much'",
        "count-differs",
        null,
      ],
      [
        "a row into another block",
        "UPDATE ledger.journal SET height = 5, position = position + 100 WHERE office = :office AND key = 'claim'",
        "count-differs",
        null,
      ],
      [
        "a block away",
        "DELETE FROM ledger.block WHERE programme_id = :programme AND height = 3",
        "block-missing",
        null,
      ],
      [
        "a digest",
        "UPDATE ledger.block SET digest = sha256('x') WHERE programme_id = :programme AND height = 3",
        "digest-differs",
        null,
      ],
      [
        "a hash",
        "UPDATE ledger.block SET hash = sha256('x') WHERE programme_id = :programme AND height = 3",
        "hash-differs",
        null,
      ],
      [
        "the link between blocks",
        "UPDATE ledger.block SET previous = sha256('x') WHERE programme_id = :programme AND height = 3",
        "chain-broken",
        null,
      ],
      [
        "when it was recorded",
        "UPDATE ledger.block SET recorded_at = recorded_at + interval '1 microsecond' WHERE programme_id = :programme AND height = 3",
        "hash-differs",
        null,
      ],
      [
        "a balance",
        "UPDATE ledger.account SET credits_posted = credits_posted + 1 WHERE programme_id = :programme AND code = 'provider'",
        "totals-differ",
        "provider",
      ],
      [
        "a limit",
        "UPDATE ledger.account SET ceiling_fen = 901 WHERE programme_id = :programme AND code = 'voucher'",
        "totals-differ",
        "voucher",
      ],
      [
        "a limit from the start",
        "UPDATE ledger.account SET opening_ceiling_fen = 700, ceiling_fen = 900 WHERE programme_id = :programme AND code = 'voucher'",
        "digest-differs",
        null,
      ],
      [
        "an owner",
        "UPDATE ledger.account SET owner = sha256('x') WHERE programme_id = :programme AND code = 'pool'",
        "digest-differs",
        null,
      ],
      [
        "a closed account open again",
        "UPDATE ledger.account SET state = 'open' WHERE programme_id = :programme AND code = 'hours'",
        "totals-differ",
        "hours",
      ],
      [
        "an account into the books",
        "INSERT INTO ledger.account (id, programme_id, code, currency, opened_height) VALUES (1, :programme, 'slush', 'CNY', 99)",
        "rows-beyond",
        "slush",
      ],
      [
        "a hold back to open",
        "UPDATE ledger.hold SET state = 'open' WHERE programme_id = :programme AND key = 'hold-freed'",
        "hold-differs",
        "hold-freed",
      ],
      [
        "an open hold away",
        "DELETE FROM ledger.hold WHERE programme_id = :programme AND key = 'hold-open'",
        "hold-differs",
        "hold-open",
      ],
      [
        "what has been reversed",
        "UPDATE ledger.reversed SET reversed_fen = 1 WHERE office = :office AND key = 'claim'",
        "reversal-differs",
        "claim",
      ],
      [
        "the head of the chain",
        "UPDATE ledger.programme SET head = sha256('x') WHERE office = :office",
        "head-differs",
        null,
      ],
      [
        "the last block out of sight",
        "UPDATE ledger.programme SET height = height - 1 WHERE office = :office",
        "rows-beyond",
        null,
      ],
    ];
  test.each(TAMPERINGS)("notices that somebody changed %s", async (_what, sql, code, subject) => {
    const office = await kept();
    await tamper(office, sql);
    const { fault } = await office.verify();
    expect(fault).toMatchObject({ code, ...(subject === null ? {} : { subject }) });
  });

  test("names the first bad row by block and position, in both languages", async () => {
    const office = await kept();
    const claim = await office.answerTo("claim");
    await tamper(
      office,
      "UPDATE ledger.journal SET amount_fen = 301 WHERE office = :office AND key IN ('claim', 'hold-part')",
    );
    const { fault } = await office.verify();
    expect(fault).toMatchObject({
      office: office.office,
      programme: "p",
      height: claim?.height,
      position: claim?.position,
      subject: "claim",
      zh: "请求内容与其指纹不符",
      en: "a row's content does not give its fingerprint",
    });
  });

  test("notices an amount changed together with its fingerprint", async () => {
    const office = await kept();
    const text = `["${office.office}","p","claim","transfer","pool","voucher","299",null,null,null,null,null,null,"contract:2025-7","redeem","member:9",1761985800123]`;
    const fingerprint = createHash("sha256").update(text).digest("hex");
    await tamper(
      office,
      `UPDATE ledger.journal SET amount_fen = 299, fingerprint = '\\x${fingerprint}' WHERE office = :office AND key = 'claim'`,
    );
    expect((await office.verify()).fault).toMatchObject({ code: "balance-differs", subject: "claim" });
  });
});

describe("a checkpoint", () => {
  const { privateKey } = generateKeyPairSync("ed25519");

  /** Takes the last block back as if it had never been, and makes everything else agree with that. */
  const takeBackLast = async (office: OfficeLedger): Promise<void> => {
    await office.submit({
      kind: "transfer",
      programme: "p",
      key: "last",
      debit: "pool",
      credit: "provider",
      amountFen: 9n,
    });
    const before = await office.checkpoint(privateKey);
    await tamper(
      office,
      `DELETE FROM ledger.journal WHERE office = :office AND key = 'last';
       UPDATE ledger.account SET debits_posted = debits_posted - 9 WHERE programme_id = :programme AND code = 'pool';
       UPDATE ledger.account SET credits_posted = credits_posted - 9 WHERE programme_id = :programme AND code = 'provider';
       UPDATE ledger.programme p SET height = b.height - 1, head = b.previous FROM ledger.block b
         WHERE p.id = :programme AND b.programme_id = p.id AND b.height = p.height;
       DELETE FROM ledger.block b USING ledger.programme p
         WHERE p.id = :programme AND b.programme_id = p.id AND b.height = p.height + 1;
       DELETE FROM ledger.checkpoint WHERE office = :office`,
    );
    exported = before;
  };
  let exported: Checkpoint | null = null;

  test("kept elsewhere shows that a perfectly consistent history is another one", async () => {
    const office = await kept();
    await takeBackLast(office);
    expect((await office.verify()).fault).toBeNull();
    const checkpoints = exported === null ? [] : [exported];
    expect((await office.verify({ checkpoints })).fault).toMatchObject({
      code: "checkpoint-differs",
      programme: "p",
    });
  });

  test("is signed, joined to the one before, and checked with the books", async () => {
    const office = await kept();
    const first = await office.checkpoint(privateKey);
    await office.openProgramme("q");
    const second = await office.checkpoint(privateKey);
    const body = JSON.parse(second.body);
    expect(body).toMatchObject({
      form: "suanquan-checkpoint-1",
      office: office.office,
      number: 2,
      previous: first.hash,
    });
    expect(body.heads.map((h: { programme: string }) => h.programme)).toEqual(["p", "q"]);
    const signers = [Buffer.from(second.signer ?? "", "hex")];
    expect((await office.verify({ checkpoints: [first, second], signers })).fault).toBeNull();
  });

  const FORGERIES: readonly (readonly [string, (c: Checkpoint) => Checkpoint])[] = [
    ["text", c => ({ ...c, body: c.body.replace('"p"', '"x"') })],
    [
      "text and hash",
      c => {
        const body = c.body.replace('"p"', '"x"');
        return { ...c, body, hash: createHash("sha256").update(body).digest("hex") };
      },
    ],
    ["signature", c => ({ ...c, signature: `00${c.signature?.slice(2)}` })],
    ["office", c => ({ ...c, body: c.body.replace(/"office":"[^"]*"/, '"office":"elsewhere"') })],
    ["signature taken away", c => ({ ...c, signature: null, signer: null })],
  ];
  test.each(FORGERIES)("with another %s is called forged", async (_what, forge) => {
    const office = await kept();
    const made = await office.checkpoint(privateKey);
    const signers = [Buffer.from(made.signer ?? "", "hex")];
    const { fault } = await office.verify({ checkpoints: [forge(made)], signers });
    expect(fault?.code).toBe("checkpoint-forged");
  });

  test("signed by a stranger is called forged", async () => {
    const office = await kept();
    const made = await office.checkpoint(generateKeyPairSync("ed25519").privateKey);
    const signers = [new Uint8Array(32)];
    expect((await office.verify({ checkpoints: [made], signers })).fault?.code).toBe("checkpoint-forged");
  });
});

describe("a person's key", () => {
  test("ties an account to its owner, until it is destroyed; the books stay as they are", async () => {
    const office = await at.office();
    const owner = await office.commitment("person-1", "91110108551385082Q");
    await office.createAccounts("p", [{ code: "voucher", owner }]);
    expect(await office.commitment("person-1", "91110108551385082Q")).toEqual(owner);
    expect(await office.commitment("person-1", "91110000101623741K")).not.toEqual(owner);
    expect(await office.commitment("person-2", "91110108551385082Q")).not.toEqual(owner);
    expect(await office.forget("person-1")).toBe(true);
    expect(await office.commitment("person-1", "91110108551385082Q")).toBeNull();
    expect(await office.forget("person-1")).toBe(false);
    expect((await office.verify()).fault).toBeNull();
  });

  test("cannot be read, and the ledger takes in no word that looks like a person", async () => {
    const office = await at.office();
    const app = await at.session("app");
    await expect(app.query("SELECT * FROM ledger.person_key")).rejects.toThrow(/permission denied/);
    const transfer = { kind: "transfer", programme: "p", debit: "a", credit: "b", amountFen: 1n } as const;
    for (const reference of [
      "张三",
      "contract of Zhang",
      "13800138000",
      "11010519491231002X",
      "tel:13800138000",
    ])
      expect(await office.submit({ ...transfer, key: "k", reference })).toMatchObject({
        outcome: "malformed",
        detail: "reference",
      });
  });
});
