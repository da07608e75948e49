/** Determination: the rules reckon the award, a person answers for it, the ledger holds it. */

import type { LocalDate } from "@suanquan/china";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { award as awardAccount, booksOf, poolAccount } from "../money/accounts.ts";
import { followLimits } from "../money/follow-limits.ts";
import type { Account, Move } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import type { Role } from "../roles.ts";
import { assessAndKeep, type Figures, figuresOf, type Verdict } from "../rules/assess.ts";
import { fitAward } from "../rules/faces.ts";
import { notedBy } from "../rules/noted-facts.ts";
import type { Subject } from "../store/subject.ts";
import {
  type InUse,
  inUse,
  orderFor,
  payingPool,
  periodOf,
  poolOf,
  roomsOf,
  today,
} from "../subjects/in-use.ts";
import type { ApplicationBody } from "../subjects/kinds.ts";
import { fenOf, type View, yuan } from "../subjects/view.ts";
import { act, releases } from "./act.ts";
import { awardsOfKin } from "./earlier-awards.ts";
import { AT_GRANT, countMoves, countOnce, isPerFamily, limitsOf, timesOf } from "./limits.ts";
import { grantTo, type Kin, kinOf } from "./party.ts";

export interface Determination {
  readonly amount?: string | undefined;
  readonly note?: string | undefined;
  /** An exception to the rules: why. A second person must approve it. */
  readonly override?: string | undefined;
}

/** The rules' answer for an application now; kept under its hash. */
export async function assessApplication(
  context: Context,
  subject: Subject<ApplicationBody>,
  use: InUse,
  kin: Kin,
): Promise<Verdict> {
  const awards = await awardsOfKin(context, kin, subject.id);
  return assessAndKeep(context.store, {
    pinned: use.pinned,
    facts: notedBy(use.rules.vocabulary, subject.body.facts, kin.own.body.noted, today(context)),
    awards,
    asOf: today(context),
    handedIn: subject.body.submitted !== null,
  });
}

/** Whom an award of an application concerns. */
export const kinFor = (context: Context, subject: Subject<ApplicationBody>, use: InUse): Promise<Kin> =>
  kinOf(context, subject.organisation ?? "", isPerFamily(use.rules, subject.body.benefit, use.rulings));

/**
 * The amount of an award in fen: what the rules entitle to; within a range or under a ceiling, what the decider says
 * with a reason; beyond the rules only as an exception. Never more than was requested.
 * @throws Refusal
 */
export function amountOf(
  figures: Figures,
  asked: bigint | null,
  requested: bigint | null,
  open: { readonly override: boolean; readonly reasoned: boolean; readonly byCase: boolean },
): bigint {
  const { decision, outcome, entitledLow, entitledHigh, ceiling, why } = figures;
  const above = (amount: bigint, most: bigint): Refusal =>
    new Refusal("amount-above", { asked: yuan(amount), most: yuan(most) });
  if (open.override) {
    if (asked === null || asked === 0n) throw new Refusal("malformed", { what: "amount" });
    if (requested !== null && asked > requested) throw above(asked, requested);
    return asked;
  }
  if (decision === "ineligible" || outcome === "exhausted") throw new Refusal("not-eligible", { why });
  if (decision === "undetermined" && !open.byCase) throw new Refusal("undecided", { why });
  if (asked === null && decision === "eligible" && ceiling === 0n) throw new Refusal("not-eligible", { why });
  const settled = entitledHigh !== null && entitledHigh === entitledLow && entitledLow > 0n;
  const due = settled ? entitledLow : null;
  const amount = asked ?? (due === null ? null : requested !== null && requested < due ? requested : due);
  if (amount === null) throw new Refusal("undecided", { why });
  if (ceiling !== null && amount > ceiling) throw above(amount, ceiling);
  if (requested !== null && amount > requested) throw above(amount, requested);
  if (amount !== due && !open.reasoned && amount !== requested) throw new Refusal("reason-needed");
  if (amount <= 0n) throw new Refusal("not-eligible", { why });
  return amount;
}

/**
 * Whether this case turns on nothing but questions that a role was named to decide case by case, and this person holds
 * it for each. @throws Refusal `not-your-role` when the role is another
 */
function decidesCase(use: InUse, verdict: Verdict, benefit: string, roles: readonly Role[]): boolean {
  const { perCase } = use.subject.body;
  const needs = verdict.answer.benefits.find(each => each.benefit === benefit)?.needs;
  if (needs === undefined || needs.text.length === 0) return false;
  const named = needs.text.map(question => perCase[question]);
  for (const role of named)
    if (role !== undefined && !roles.includes(role)) throw new Refusal("not-your-role", { roles: role });
  const facts = [...needs.applicant, ...needs.provider, ...needs.register, ...needs.authority];
  return facts.length === 0 && named.every(role => role !== undefined);
}

/** What an award of this amount rests on: on the rules alone only where they leave nothing to decide. */
function basisOf(figures: Figures, amount: bigint, override: boolean): ApplicationBody["basis"] {
  if (override) return "exception";
  const { decision, entitledLow, entitledHigh } = figures;
  const reckoned = decision === "eligible" && entitledHigh === entitledLow && amount <= entitledLow;
  return reckoned ? "rules" : "case";
}

export async function determine(
  context: Context,
  subject: Subject<ApplicationBody>,
  input: Determination,
): Promise<View> {
  const { body } = subject;
  const use = await inUse(context, subject.programme ?? "");
  // Read before the rules are asked: a grant to the same applicant meanwhile makes this one stale.
  const kin = await kinFor(context, subject, use);
  const verdict = await assessApplication(context, subject, use, kin);
  const byCase = decidesCase(use, verdict, body.benefit, context.actor.roles) && input.note !== undefined;
  const inKind = use.rules.programme.benefits.find(each => each.id === body.benefit)?.form === "in-kind";
  const override = input.override !== undefined;
  const figures = figuresOf(verdict.answer, body.benefit);
  if (inKind && figures.decision === "ineligible" && !override)
    throw new Refusal("not-eligible", { why: figures.why });
  const amount = inKind
    ? 0n
    : amountOf(
        figures,
        input.amount === undefined ? null : fenOf(input.amount),
        body.requested === null ? null : BigInt(body.requested),
        { override, reasoned: input.note !== undefined, byCase },
      );
  requireFaces(verdict, body.benefit, amount, figures, override);
  const pool = poolOf(use, body.benefit);
  const day = today(context);
  const key = moneyKey(context, `determine:${subject.id}`);
  const holding = orderFor(pool) === "submission";
  const held = holding ? holds(subject, verdict, use, amount, { kin, key, on: day }) : NOTHING_HELD;
  await followLimits(context, booksOf(subject.programme ?? ""), held.accounts);
  return act(context, subject, "determine", {
    note: input.note,
    input: { id: subject.id, ...input },
    purpose: "determine",
    moves: [...releases(body, `${key}:before`), ...held.moves],
    also: grantTo(context, kin, subject.id),
    body: {
      determined: amount.toString(),
      award: amount.toString(),
      grantedOn: day,
      basis: inKind ? "rules" : basisOf(figures, amount, override),
      assessment: verdict.hash,
      override:
        input.override === undefined ? null : { reason: input.override, person: context.actor.person },
      hold: held.pool,
      capHolds: [...held.limits],
      pool: payingPool(use, pool).id,
      period: periodOf(payingPool(use, pool), day),
      approvals: [],
      noticeUntil: null,
    },
    detail: { gate: "determination", assessment: verdict.hash, amount, override: input.override },
  });
}

/** What is held for an award. */
export interface Held {
  readonly moves: readonly Move[];
  /** The key of the hold on its pool; null for what is granted in kind. */
  readonly pool: string | null;
  /** The keys of the holds on its limits. */
  readonly limits: readonly string[];
  readonly accounts: readonly Account[];
}

export const NOTHING_HELD: Held = { moves: [], pool: null, limits: [], accounts: [] };

/**
 * The holds of an award: on the pool whose money it is, on the pools in between, on the limits of its amount, and on
 * how often it may be given. All of them together or none.
 * @throws Refusal `identity-missing`
 */
export function holds(
  subject: Subject<ApplicationBody>,
  verdict: Verdict,
  use: InUse,
  amount: bigint,
  where: { readonly kin: Kin; readonly key: string; readonly on: LocalDate },
): Held {
  const { benefit, round } = subject.body;
  const { kin, key, on } = where;
  const when = { on, round, rulings: use.rulings };
  const pool = poolOf(use, benefit);
  const paying = payingPool(use, pool);
  const rooms = roomsOf(use, pool, on);
  const limits = limitsOf(verdict, benefit, kin.holder, AT_GRANT, when);
  const times = timesOf(verdict, benefit, kin.holder, when);
  const money: Move[] =
    amount === 0n
      ? []
      : [
          {
            is: "hold",
            key: `${key}:pool`,
            from: poolAccount(paying.id, periodOf(paying, on)),
            to: awardAccount(subject.id),
            fen: amount.toString(),
          },
        ];
  const counted = [
    ...countMoves("hold", [...rooms, ...limits], amount, key),
    ...countOnce("hold", times, key),
  ];
  return {
    moves: [...money, ...counted],
    pool: amount === 0n ? null : `${key}:pool`,
    limits: counted.map(move => move.key),
    accounts: [...rooms, ...limits, ...times],
  };
}

/**
 * Where vouchers have fixed faces, a person's own figure must be a sum of them too, of as many as the file allows; what
 * the rules reckon is one already. @throws Refusal `amount-not-faces`
 */
function requireFaces(
  verdict: Verdict,
  benefit: string,
  amount: bigint,
  figures: Figures,
  override: boolean,
): void {
  const faces = verdict.rules.programme.benefits.find(each => each.id === benefit)?.denominations;
  if (faces === undefined || override || amount === figures.entitledLow) return;
  const fits = fitAward(faces, amount, verdict.facts.spends.length);
  if (fits !== amount) throw new Refusal("amount-not-faces", { asked: yuan(amount), most: yuan(fits) });
}
