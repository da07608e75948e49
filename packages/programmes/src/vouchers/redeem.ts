/** Using a voucher at a provider: the rules again, a row, one movement of the ledger. */
import type { LocalDate } from "@suanquan/china";
import { z } from "zod";
import { AT_USE, at, countMoves, limitsOf } from "../applications/limits.ts";
import { fingerprint } from "../canonical.ts";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { award, booksOf, provider as providerAccount } from "../money/accounts.ts";
import { followOnce } from "../money/follow-limits.ts";
import { type Account, type Move, submitMoves } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { dateOf, type Figures, figuresOf, reckon } from "../rules/assess.ts";
import { statedAfter } from "../rules/case-facts.ts";
import { notedBy } from "../rules/noted-facts.ts";
import { openRules } from "../rules/open-rules.ts";
import type { Subject } from "../store/subject.ts";
import { today } from "../subjects/in-use.ts";
import type { VoucherBody } from "../subjects/kinds.ts";
import { yuan } from "../subjects/view.ts";
import { type Decision, recordUse } from "./record-use.ts";
import type { Written } from "./redemptions.ts";
import { readUsable, requireUsable, type Usable } from "./usable.ts";

export interface Use {
  readonly voucher: string;
  readonly order: string;
  readonly amount: bigint;
  /** What the provider knows of the order; it goes before what the application said. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Minutes that a hold lasts; none: it is redeemed at once. */
  readonly minutes?: number;
}

export interface UseAnswer {
  readonly key: string;
  readonly voucher: string;
  readonly order: string;
  readonly amount: string;
  readonly state: "held" | "redeemed";
  readonly until: string | null;
  readonly assessment: string;
}

interface Gate {
  readonly figures: Figures;
  /** Limits on what is redeemed or paid. */
  readonly limits: readonly Account[];
  readonly text: string;
  readonly hash: string;
}

const GATES_MAX = 5_000;
const gates = new Map<string, Gate>();

/** The gate at redemption: the rules pinned on the voucher, on its facts and the order's. */
function gateOf(found: Usable, use: Use, day: LocalDate, provider: string): Gate {
  const { voucher, rules } = found;
  const key = `${voucher.id} ${voucher.revision} ${day} ${provider} ${JSON.stringify(use.facts)}`;
  const known = gates.get(key);
  if (known !== undefined) return known;
  const { facts: stated, noted, pinned } = voucher.body;
  const facts = statedAfter(
    rules.vocabulary,
    notedBy(rules.vocabulary, stated, noted, day),
    use.facts,
    "spend",
  );
  const verdict = reckon(rules, { pinned, facts, awards: [], asOf: day, handedIn: true });
  const gate = {
    figures: figuresOf(verdict.answer, voucher.body.benefit),
    limits: limitsOf(
      verdict,
      voucher.body.benefit,
      at(provider, voucher.organisation ?? ""),
      AT_USE,
      momentOf(voucher, day),
    ),
    text: verdict.text,
    hash: verdict.hash,
  };
  if (gates.size >= GATES_MAX) gates.clear();
  gates.set(key, gate);
  return gate;
}

const momentOf = ({ body }: Subject<VoucherBody>, on: LocalDate) => ({
  on,
  round: body.round,
  rulings: new Map(Object.entries(body.pinned.rulings)),
});

function requireWithin(gate: Gate, amount: bigint): void {
  const { decision, ceiling, why } = gate.figures;
  if (decision === "ineligible") throw new Refusal("not-eligible", { why });
  if (ceiling !== null && amount > ceiling)
    throw new Refusal("amount-above", { asked: yuan(amount), most: yuan(ceiling) });
}

/** Where the money of a voucher stands. */
export const awardOf = (voucher: Subject<VoucherBody>) => award(voucher.body.application);

interface DecidedUse extends Decision {
  readonly limits: readonly Account[];
}

/** What the rules say of a use, today. @throws Refusal */
export function decideUse(context: Context, found: Usable, use: Use): DecidedUse {
  requireUsable(found, context.clock());
  const { voucher } = found;
  if (context.actor.organisation === voucher.organisation) throw new Refusal("related-parties");
  const gate = gateOf(found, use, today(context), context.actor.organisation);
  // Where two people went beyond the rules when they granted it, the face alone is the limit.
  const isException = voucher.body.basis === "exception";
  if (!isException) requireWithin(gate, use.amount);
  const { own, together } = isException ? { own: null, together: null } : gate.figures;
  return {
    limits: gate.limits,
    row: {
      programme: voucher.programme ?? "",
      voucher: voucher.id,
      applicant: voucher.organisation ?? "",
      orderNumber: use.order,
      kind: use.minutes === undefined ? "redemption" : "hold",
      amountFen: use.amount,
      assessment: gate.hash,
      text: gate.text,
      minutes: use.minutes ?? null,
      grounds: found.grounds,
    },
    room: { benefit: voucher.body.benefit, own, together },
  };
}

/** Writes a use down before its money moves. @throws Refusal */
export async function prepareUse(
  context: Context,
  use: Use,
  key: string,
): Promise<{
  readonly written: Written;
  readonly move: Move;
  /** Movements that count it towards limits, to be recorded together with it. */
  readonly limits: readonly Move[];
  readonly voucher: Subject<VoucherBody>;
}> {
  const provider = context.actor.organisation;
  const { written, from, decision } = await recordUse(context, {
    key,
    fingerprint: fingerprint([use.voucher, use.order, use.amount, use.minutes ?? null, use.facts, provider]),
    read: afresh => readUsable(context, use.voucher, afresh),
    decide: found => decideUse(context, found, use),
  });
  const { voucher } = from;
  const base = { key, from: awardOf(voucher), to: providerAccount(provider), fen: use.amount.toString() };
  const move: Move =
    use.minutes === undefined
      ? { is: "transfer", ...base }
      : { is: "hold", ...base, ...(written.until === null ? {} : { until: written.until.toISOString() }) };
  // A hold counts towards limits on what is redeemed when it is captured: then it is redeemed.
  if (move.is === "hold") return { written, move, limits: [], voucher };
  const isNew = decision?.row.assessment === written.assessment;
  const limits = isNew ? decision.limits : await limitsThen(context, voucher, written.assessment, null);
  await followUnder(context, voucher, limits);
  return { written, move, limits: countMoves("transfer", limits, use.amount, key), voucher };
}

const asked = z.looseObject({ facts: z.record(z.string(), z.unknown()), asOf: z.string() });

/** The limits that a use counts towards which was decided before: on the day of its decision, or on another. */
async function limitsThen(
  context: Context,
  voucher: Subject<VoucherBody>,
  assessment: string,
  day: LocalDate | null,
): Promise<readonly Account[]> {
  const { pinned, benefit } = voucher.body;
  const { facts, asOf } = asked.parse(JSON.parse(await context.store.document(assessment)));
  const on = day ?? dateOf(asOf);
  const rules = await openRules(context.store, pinned.programme, pinned.vocabulary);
  const verdict = reckon(rules, { pinned, facts, awards: [], asOf: on, handedIn: true });
  const holder = at(context.actor.organisation, voucher.organisation ?? "");
  return limitsOf(verdict, benefit, holder, AT_USE, momentOf(voucher, on));
}

/** Raises limits to what the rules pinned on a voucher say, where they are still lower. */
const followUnder = (
  context: Context,
  { programme, body }: Subject<VoucherBody>,
  limits: readonly Account[],
): Promise<void> => followOnce(context, booksOf(programme ?? ""), limits, fingerprint(body.pinned), true);

/** The limits that a hold counts towards when it is captured: today, and not when it was made. */
export async function limitsAtCapture(
  context: Context,
  voucher: Subject<VoucherBody>,
  assessment: string,
): Promise<readonly Account[]> {
  const limits = await limitsThen(context, voucher, assessment, today(context));
  await followUnder(context, voucher, limits);
  return limits;
}

/** Redeems a voucher, or holds a part of it for an order. @throws Refusal */
export async function useVoucher(context: Context, use: Use): Promise<UseAnswer> {
  const key = moneyKey(context, "use");
  const { written, move, limits, voucher } = await prepareUse(context, use, key);
  const books = booksOf(voucher.programme ?? "");
  await submitMoves(context.ledger, books, [move, ...limits], voucher.id);
  return {
    key,
    voucher: use.voucher,
    order: use.order,
    amount: yuan(use.amount),
    state: use.minutes === undefined ? "redeemed" : "held",
    until: move.is === "hold" ? (move.until ?? null) : null,
    assessment: written.assessment,
  };
}
