/** Life cycles as tables, and the one pure function that takes a step through them. */
import { Refusal } from "../refusal.ts";
import type { Role } from "../roles.ts";

/** What a clock does on a step: 受理时限. A paused clock keeps the days that are left. */
export type ClockEffect = "start" | "pause" | "resume" | "stop";

/** One row: in these states this event may happen, done by these, if the guards hold, and leads there. */
export interface Row {
  readonly from: readonly string[];
  readonly event: string;
  readonly to: string;
  readonly who: readonly Role[];
  /** Names of `GUARDS` that must hold. */
  readonly guards?: readonly Guard[];
  /** At least one piece of evidence is needed. */
  readonly evidence?: true;
  readonly clock?: ClockEffect;
  /** What moves besides the state. */
  readonly effect?: Effect;
  /** Reason codes; where there are any, one of them and a text must be given. */
  readonly reasons?: readonly string[];
  /** Events of the same subject that the same person must not have done. */
  readonly apart?: readonly string[];
}

export interface LifeCycle {
  readonly name: string;
  readonly zh: string;
  /** The state in which it begins. */
  readonly begins: string;
  readonly rows: readonly Row[];
}

export type Effect =
  | "open-books"
  | "hold-pool"
  | "release-pool"
  | "issue-award"
  | "forfeit-free"
  | "freeze-accounts"
  | "thaw-accounts"
  | "commit-claim"
  | "return-claim"
  | "pay"
  | "take-back";

export const GUARDS = {
  "no-errors": { zh: "项目文件没有错误", en: "the programme file has no errors" },
  "in-force": { zh: "项目文件已施行", en: "the programme's document is in force" },
  "money-settled": { zh: "涉及资金的问题都有口径", en: "every question that touches money is settled" },
  "round-open": { zh: "批次开放且在期内", en: "the round is open and within its dates" },
  "round-closed": { zh: "批次已截止", en: "the round is closed" },
  "programme-running": { zh: "项目已发布且未冻结", en: "the programme is published and not frozen" },
  "evidence-complete": { zh: "材料齐全", en: "all evidence is there" },
  "findings-answered": { zh: "发现均已处理", en: "every finding is answered" },
  "approved-enough": { zh: "达到金额所需的审批", en: "there are as many approvals as the amount needs" },
  "notice-ended": { zh: "公示期满", en: "the public notice has ended" },
  "money-held": { zh: "资金已占用", en: "its money is set aside" },
  "appeal-upheld": { zh: "申诉成立", en: "an appeal was upheld" },
  "no-objection": { zh: "没有未处理的异议", en: "no objection is open" },
  "nothing-open": { zh: "没有未了结的事项", en: "nothing is still under way" },
  "account-verified": { zh: "收款账户已核验", en: "the payee's account is verified" },
  "account-free": { zh: "收款账户未被付款批次冻结", en: "no batch freezes the payee's account" },
  transferable: { zh: "项目文件允许转让券", en: "the programme's file lets vouchers be transferred" },
  "partly-paid": { zh: "已支付一部分", en: "a part of it has been paid" },
  "all-settled": { zh: "各行均有付款结果", en: "every row has its payment result" },
  "fully-recovered": { zh: "应追回金额已全部了结", en: "all that was demanded is settled" },
} as const;
export type Guard = keyof typeof GUARDS;

/** What is known when a step is asked for. */
export interface Situation {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly truths?: Partial<Readonly<Record<Guard, boolean>>>;
  readonly hasEvidence?: boolean;
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** Who did which event of this subject before. */
  readonly handled: Readonly<Record<string, readonly string[]>>;
}

/** Events possible in a state. */
export const eventsIn = (cycle: LifeCycle, state: string): readonly string[] => [
  ...new Set(cycle.rows.filter(row => row.from.includes(state)).map(row => row.event)),
];

/** Every state of a life cycle, in the order of the table. */
export const statesOf = (cycle: LifeCycle): readonly string[] => [
  ...new Set([cycle.begins, ...cycle.rows.flatMap(row => [...row.from, row.to])]),
];

/**
 * Takes one step: the row that fits, or why there is none. Pure; depends on the table and the situation alone.
 * An event may have several rows in one state; the first whose guards hold is taken.
 */
export function step(cycle: LifeCycle, state: string, event: string, situation: Situation): Row | Refusal {
  const rows = cycle.rows.filter(row => row.event === event && row.from.includes(state));
  if (rows.length === 0)
    return new Refusal("wrong-state", { state, event, may: eventsIn(cycle, state).join(", ") || "—" });
  let first: Refusal | null = null;
  for (const row of rows) {
    const refusal = refusalOf(row, situation);
    if (refusal === null) return row;
    first ??= refusal;
  }
  return first ?? new Refusal("wrong-state", { state, event, may: "—" });
}

function refusalOf(row: Row, situation: Situation): Refusal | null {
  if (!row.who.some(role => situation.roles.includes(role)))
    return new Refusal("not-your-role", { roles: row.who.join(", ") });
  for (const earlier of row.apart ?? [])
    if (situation.handled[earlier]?.includes(situation.person) === true) return new Refusal("own-case");
  if (row.reasons !== undefined) {
    const { reason } = situation;
    if (reason === undefined) return new Refusal("reason-needed");
    if (!row.reasons.includes(reason))
      return new Refusal("reason-unknown", { event: row.event, reason, may: row.reasons.join(", ") });
    if ((situation.note ?? "").trim() === "") return new Refusal("reason-needed");
  }
  if (row.evidence === true && situation.hasEvidence !== true)
    return new Refusal("evidence-missing", { what: row.event });
  for (const guard of row.guards ?? [])
    if (situation.truths?.[guard] !== true)
      return new Refusal("guard-failed", { what: `${GUARDS[guard].zh} / ${GUARDS[guard].en}` });
  return null;
}
