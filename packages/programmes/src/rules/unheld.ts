/**
 * What a file says and running it could not hold: no account of the ledger counts it, and no re-reckoning sees it. A
 * round does not open on such a file; nothing is passed over in silence.
 */
import type { Benefit, Bilingual, Cap, Cell, Citation, Condition, Once, Programme } from "@suanquan/policy";
import { settled } from "./questions.ts";

export interface Unheld {
  /** Where in the file: `benefits.buy.caps[1].per`. */
  readonly key: string;
  /** The clause that says it. */
  readonly clause: string;
  readonly why: Bilingual;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });
const WHY = {
  open: say(
    "限额须由账户守住，不能逐案决定，请先发布口径",
    "an account must hold this limit, so it cannot be decided case by case: issue a ruling first",
  ),
  familyAtUse: say(
    "按关联企业合并计算核销额或实付额，办理中尚不能守住",
    "what related firms redeem or are paid together cannot be held yet",
  ),
  familyAtSale: say(
    "成交即减的买方未经核对，不能按关联企业合并计算",
    "at a sale nobody has verified who the buyer is related to",
  ),
  share: say(
    "以金额的一定比例为上限、又跨越多次给予的，须按合同计，或按申请主体计授予额",
    "a share of a sum as a limit over several awards is held per contract, or for what is granted per applicant",
  ),
  partFunders: say(
    "归入另一资金池的，资金在该池，不能另有出资比例",
    "the money of a pool that is a part of another stands there, so that it has no funders of its own",
  ),
} as const;

const clauseOf = (at: Citation | undefined, governs: string): string =>
  at === undefined ? governs : `${at.document} ${at.place}`;

interface Asked {
  readonly programme: Programme;
  readonly rulings: ReadonlyMap<string, string>;
}

/** Whether a figure or word is still open under the rulings. */
const isOpen = <T>(cell: Cell<T> | undefined, { rulings }: Asked): boolean =>
  cell !== undefined && settled(cell, rulings) === null;

const isOpenCondition = (condition: Condition, rulings: ReadonlyMap<string, string>): boolean => {
  switch (condition.is) {
    case "fact":
      return settled(condition.test, rulings) === null;
    case "open":
      return !rulings.has(condition.question);
    default:
      return condition.of.some(each => isOpenCondition(each, rulings));
  }
};

/** The limits of a programme with their places in the file. */
function capsOf({ programme }: Asked): { readonly key: string; readonly cap: Cap }[] {
  const own = programme.benefits.flatMap(({ id, caps }) =>
    caps.map((cap, index) => ({ key: `benefits.${id}.caps[${index + 1}]`, cap })),
  );
  const shared = programme.combine.flatMap((each, index) =>
    each.is === "cap" ? [{ key: `combine[${index + 1}].cap`, cap: each.cap }] : [],
  );
  return [...own, ...shared];
}

function unheldCap(asked: Asked, key: string, cap: Cap): Unheld[] {
  const { programme, rulings } = asked;
  const clause = clauseOf(cap.at, programme.governs);
  const found: Unheld[] = [];
  const add = (part: string, why: Bilingual): void => {
    found.push({ key: `${key}.${part}`, clause, why });
  };
  const scope = settled(cap.openScope, rulings) ?? cap.scope;
  if (scope.includes("spend") && cap.openScope === undefined) return found;
  const gap = cap.period === undefined ? rulings.get(`${cap.over.join("+")}.cap-period`) : undefined;
  const period = cap.period === undefined ? gap : settled(cap.period, rulings);
  if (period === "each") return found;
  if (period === undefined || period === null) add("period", WHY.open);
  if (isOpen(cap.openScope, asked)) add("per", WHY.open);
  if (cap.max?.by.is === "cell" && isOpen(cap.max.by.cell, asked)) add("max", WHY.open);
  if (isOpen(cap.share?.rate, asked)) add("share.rate", WHY.open);
  if (cap.when !== undefined && isOpenCondition(cap.when, rulings)) add("when", WHY.open);
  if (scope.includes("family") && cap.counts !== "granted") add("per", WHY.familyAtUse);
  if (scope.includes("family") && programme.delivery.mode === "discount-at-sale")
    add("per", WHY.familyAtSale);
  const isReckoned = cap.counts === "granted" && (scope.includes("applicant") || scope.includes("family"));
  if (cap.share !== undefined && !scope.includes("contract") && !isReckoned) add("share", WHY.share);
  return found;
}

function unheldOnce(asked: Asked, { id }: Benefit, once: Once): Unheld[] {
  const { programme } = asked;
  const clause = clauseOf(once.at, programme.governs);
  const key = `benefits.${id}.once`;
  const atSale = once.scope.includes("family") && programme.delivery.mode === "discount-at-sale";
  return [
    ...(isOpen(once.period, asked) ? [{ key: `${key}.period`, clause, why: WHY.open }] : []),
    ...(atSale ? [{ key: `${key}.per`, clause, why: WHY.familyAtSale }] : []),
  ];
}

/** Everything of a programme that running it under these rulings could not hold; empty when a round may open. */
export function unheldOf(programme: Programme, rulings: ReadonlyMap<string, string>): Unheld[] {
  const asked = { programme, rulings };
  return [
    ...capsOf(asked).flatMap(({ key, cap }) => unheldCap(asked, key, cap)),
    ...programme.benefits.flatMap(each =>
      each.once === undefined ? [] : unheldOnce(asked, each, each.once),
    ),
    ...programme.pools.flatMap(({ id, max, period, partOf, funders, at }): Unheld[] => {
      const clause = clauseOf(at, programme.governs);
      const key = `pools.${id}`;
      return [
        ...(isOpen(max, asked) ? [{ key: `${key}.max`, clause, why: WHY.open }] : []),
        ...(isOpen(period, asked) ? [{ key: `${key}.period`, clause, why: WHY.open }] : []),
        ...(partOf !== undefined && funders.length > 0
          ? [{ key: `${key}.funders`, clause, why: WHY.partFunders }]
          : []),
      ];
    }),
  ];
}

/** The first few, as one text for a person. */
export const toldOf = (unheld: readonly Unheld[]): string =>
  unheld
    .slice(0, 5)
    .map(({ key, clause, why }) => `${key}（${clause}）${why.zh} / ${why.en}`)
    .join("; ");
