/** A sale at the programme's discount: what the rules give on it, a row, one movement of the ledger. */
import type { ProgrammeAnswer } from "@suanquan/policy";
import { z } from "zod";
import { AT_GRANT, AT_USE, at, countMoves, countOnce, limitsOf, timesOf } from "../applications/limits.ts";
import { fingerprint } from "../canonical.ts";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import {
  booksOf,
  poolAccount,
  provider as providerAccount,
  recorded,
  recordedSource,
} from "../money/accounts.ts";
import { followOnce } from "../money/follow-limits.ts";
import { type Account, type Move, submitMoves } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { dateOf, figuresOf, reckon } from "../rules/assess.ts";
import { openRules } from "../rules/open-rules.ts";
import { toldOf, unheldOf } from "../rules/unheld.ts";
import {
  type InUse,
  inUse,
  payingPool,
  periodOf,
  poolOf,
  poolsOf,
  requireRunning,
  roomsOf,
  today,
} from "../subjects/in-use.ts";
import { requireLatest } from "../subjects/succession.ts";
import { type Decision, recordUse } from "./record-use.ts";
import { Remembered } from "./remembered.ts";

export interface Sale {
  readonly programme: string;
  readonly applicant: string;
  readonly order: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the rules give on a sale, in fen, and whose money it is. */
export interface Discount {
  readonly benefit: string;
  readonly discount: bigint;
  readonly payable: bigint | null;
  readonly repaid: boolean;
  /** The limits that its amount counts towards for an applicant, and those that count the sale itself. */
  limitsOf(applicant: string): readonly Account[];
  timesOf(applicant: string): readonly Account[];
  readonly from: Account;
  readonly to: Account;
  readonly text: string;
  readonly hash: string;
}

const inUseOf = new Remembered<InUse>(2_000);
const DISCOUNTS_MAX = 5_000;
const discounts = new Map<string, Discount>();

type Rulebook = Pick<InUse, "rules" | "rulings" | "pinned" | "pools">;

/** The discount on a sale under these rules. @throws Refusal `not-eligible` */
function discountOf(use: Rulebook, facts: Sale["facts"], day: string, provider: string): Discount {
  // A sale needs no round: what a round would not open on, it does not rest on either.
  const unheld = unheldOf(use.rules.programme, use.rulings);
  if (unheld.length > 0) throw new Refusal("rules-unheld", { what: toldOf(unheld) });
  const verdict = reckon(use.rules, { pinned: use.pinned, facts, awards: [], asOf: day });
  const { hash, text } = verdict;
  const { benefit, discount, payable } = bestOf(verdict.answer);
  const repaid = use.rulings.get("sale-funder") === "repaid";
  const pool = poolOf(use, benefit);
  const paying = payingPool(use, pool);
  const on = dateOf(day);
  // A discount that nobody repays takes from no pool.
  const rooms = repaid ? roomsOf(use, pool, on) : [];
  const when = { on, round: "all", rulings: use.rulings };
  return {
    benefit,
    discount,
    payable,
    repaid,
    // A sale is granted and redeemed at once.
    limitsOf: applicant => [
      ...rooms,
      ...limitsOf(verdict, benefit, at(provider, applicant), [...AT_GRANT, ...AT_USE], when),
    ],
    timesOf: applicant => timesOf(verdict, benefit, at(provider, applicant), when),
    from: repaid ? poolAccount(paying.id, periodOf(paying, on)) : recordedSource,
    to: repaid ? providerAccount(provider) : recorded(provider),
    text,
    hash,
  };
}

/** The benefit that gives most of those that a sale has for certain. @throws Refusal `not-eligible` */
function bestOf(answer: ProgrammeAnswer): Pick<Discount, "benefit" | "discount" | "payable"> {
  const certain = answer.benefits.flatMap(({ benefit, decision, outcome, amount }) => {
    if (decision !== "eligible" || outcome !== "computed" || amount === null) return [];
    const { entitledLow, entitledHigh } = figuresOf(answer, benefit);
    const isCertain = entitledLow === entitledHigh && entitledLow > 0n;
    return isCertain ? [{ benefit, discount: entitledLow, payable: amount.payable?.low ?? null }] : [];
  });
  const [first, ...more] = certain;
  if (first === undefined)
    throw new Refusal("not-eligible", {
      why: answer.benefits.map(each => `${each.benefit}: ${each.outcome}`).join("; "),
    });
  return more.reduce((best, each) => (each.discount > best.discount ? each : best), first);
}

interface Decided extends Decision {
  readonly discount: Discount;
}

/** What the rules say of a sale, today. @throws Refusal */
export function decideSale(context: Context, use: InUse, sale: Sale): Decided {
  requireRunning(use);
  requireLatest(use);
  const { mode } = use.subject.body;
  if (mode !== "discount-at-sale") throw new Refusal("mode-missing", { mode });
  if (use.unsettled.length > 0)
    throw new Refusal("question-unsettled", { questions: use.unsettled.join(", ") });
  const day = today(context);
  const provider = context.actor.organisation;
  const { id, revision, rulings } = use.ground;
  const name = `${id} ${revision} ${rulings} ${day} ${provider} ${JSON.stringify(sale.facts)}`;
  const discount = discounts.get(name) ?? discountOf(use, sale.facts, day, provider);
  if (discounts.size >= DISCOUNTS_MAX) discounts.clear();
  discounts.set(name, discount);
  return {
    discount,
    row: {
      programme: sale.programme,
      voucher: null,
      applicant: sale.applicant,
      orderNumber: sale.order,
      kind: "sale",
      amountFen: discount.discount,
      assessment: discount.hash,
      text: discount.text,
      minutes: null,
      grounds: [use.ground],
    },
    room: { benefit: null, own: discount.discount, together: null },
  };
}

/** A programme from memory or anew, for those who write under the condition that it has not changed. */
export const readInUse = (context: Context, id: string, afresh: boolean): Promise<InUse> =>
  inUseOf.get(context.store, `${context.actor.office} ${id}`, afresh, () => inUse(context, id));

export interface Sold extends Discount {
  readonly key: string;
}

/** Records a sale. @throws Refusal */
export async function sell(context: Context, sale: Sale): Promise<Sold> {
  const key = moneyKey(context, "sale");
  const { organisation: provider } = context.actor;
  const { written, decision } = await recordUse(context, {
    key,
    fingerprint: fingerprint([sale.programme, sale.applicant, sale.order, sale.facts, provider]),
    read: afresh => readInUse(context, sale.programme, afresh),
    decide: use => decideSale(context, use, sale),
  });
  const discount =
    decision?.discount.hash === written.assessment
      ? decision.discount
      : await discountThen(context, written.assessment);
  const { from, to } = discount;
  const move: Move = { is: "transfer", key, from, to, fen: discount.discount.toString() };
  const [amounts, times] = [discount.limitsOf(sale.applicant), discount.timesOf(sale.applicant)];
  const limits = [
    ...countMoves("transfer", amounts, discount.discount, key),
    ...countOnce("transfer", times, key),
  ];
  const books = booksOf(sale.programme);
  await followOnce(
    context,
    books,
    [...amounts, ...times],
    decision?.row.grounds[0]?.rulings ?? written.assessment,
    decision === null,
  );
  await submitMoves(context.ledger, books, [move, ...limits], sale.order);
  return { ...discount, key };
}

const asked = z.object({
  pinned: z.object({
    programme: z.string(),
    vocabulary: z.string(),
    engine: z.string(),
    rulings: z.record(z.string(), z.string()),
  }),
  asOf: z.string(),
  facts: z.record(z.string(), z.unknown()),
});

/** The discount of a sale that was written before, from what was kept of its decision. */
async function discountThen(context: Context, assessment: string): Promise<Discount> {
  const { pinned, asOf, facts } = asked.parse(JSON.parse(await context.store.document(assessment)));
  const rules = await openRules(context.store, pinned.programme, pinned.vocabulary);
  const rulings = new Map(Object.entries(pinned.rulings));
  const pools = poolsOf(rules, rulings);
  return discountOf({ rules, rulings, pinned, pools }, facts, asOf, context.actor.organisation);
}
