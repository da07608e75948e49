/** What a programme's text leaves open, and what an office must settle before money moves. */
import type { Bilingual, Cap, Cell, Pool as PolicyPool, Programme } from "@suanquan/policy";
import { questionOf } from "@suanquan/policy/questions";

export interface Question {
  readonly id: string;
  readonly ask: Bilingual;
  /** Empty: any text of the form that `free` names. */
  readonly readings: readonly { readonly id: string; readonly says: Bilingual }[];
  readonly free?: "days";
  readonly touchesMoney: boolean;
}

const say = (zh: string, en: string): Bilingual => ({ zh, en });

/** Questions of running a programme that no text of the catalogue answers; an office's ruling does. */
export const RUNNING_QUESTIONS = {
  order: {
    ask: say("资金按什么次序安排", "In what order is the pool allocated"),
    readings: [
      { id: "submission", says: say("按提交先后", "by submission") },
      { id: "signing", says: say("按合同签订先后", "by signing time") },
      { id: "pro-rata", says: say("按比例分摊", "pro rata") },
      { id: "score", says: say("按评分高低", "by score") },
    ],
  },
  ties: {
    ask: say("次序相同时怎么办", "What holds between equals"),
    readings: [
      { id: "by-submission", says: say("按提交先后", "by submission") },
      { id: "refuse", says: say("不得取舍，另行决定", "none may be preferred") },
    ],
  },
  last: {
    ask: say("末位资金不足怎么办", "What holds for the last row, which does not fit"),
    readings: [
      { id: "partly", says: say("以余额给付", "it gets what is left") },
      {
        id: "pass-over",
        says: say("跳过，后面较小的可以补入", "it is passed over; a smaller one may follow"),
      },
      { id: "stop", says: say("到此为止", "the list ends there") },
    ],
  },
  unspent: {
    ask: say(
      "年度资金当年未用完怎么办",
      "What becomes of what a yearly pool has left at the end of its year",
    ),
    readings: [
      { id: "lapses", says: say("收回，按原比例退回各级财政", "it lapses, back to the levels that gave it") },
      { id: "carried-over", says: say("结转下一年度", "it is carried over to the next year") },
    ],
  },
  "sale-funder": {
    ask: say("优惠由财政补还服务商，还是由服务商自行承担", "Is the provider repaid for the discount"),
    readings: [
      { id: "repaid", says: say("财政补还", "repaid by the office") },
      { id: "recorded", says: say("服务商承担，只作记录", "borne by the provider, only recorded") },
    ],
  },
} as const;

/** The value of a cell under rulings; null while it is open. */
export function settled<T>(cell: Cell<T> | undefined, rulings: ReadonlyMap<string, string>): T | null {
  if (cell === undefined) return null;
  if (cell.is === "stated") return cell.value;
  const reading = rulings.get(cell.question);
  return settled(cell.readings.find(each => each.reading === reading)?.cell, rulings);
}

const RANKED = ["signing", "score"];

/** Every question of a programme, its own first. */
export function questionsOf(programme: Programme, rulings: ReadonlyMap<string, string>): Question[] {
  // When a voucher ends decides what is forfeited.
  const { lifetime, from } = programme.voucher ?? {};
  const lifetimes = new Set([lifetime, from].flatMap(cell => (cell?.is === "open" ? [cell.question] : [])));
  const own = programme.open.map(question => ({
    id: question.id,
    ask: question.ask,
    readings: question.readings,
    touchesMoney: question.touches === "money" || lifetimes.has(question.id),
  }));
  const gaps = gapsOf(programme).map(id => {
    const { ask, readings } = questionOf(programme, id);
    return { id, ask, readings, touchesMoney: true };
  });
  return [...own, ...gaps, ...runningQuestions(programme, rulings)];
}

/** Limits whose period the text does not name; the evaluator asks for it under this id. */
const gapsOf = (programme: Programme): string[] => [
  ...new Set(
    capsIn(programme)
      .filter(cap => cap.period === undefined && !cap.scope.includes("spend"))
      .map(cap => `${cap.over.join("+")}.cap-period`),
  ),
];

/** Every limit of a programme: those of single benefits, and those that several share. */
export const capsIn = ({ benefits, combine }: Programme): readonly Cap[] => [
  ...benefits.flatMap(each => each.caps),
  ...combine.flatMap(each => (each.is === "cap" ? [each.cap] : [])),
];

function runningQuestions(programme: Programme, rulings: ReadonlyMap<string, string>): Question[] {
  const needed: (keyof typeof RUNNING_QUESTIONS)[] = [];
  if (programme.delivery.mode === "discount-at-sale") needed.push("sale-funder");
  else {
    const stated = programme.pools.map(pool => statedOrder(pool, rulings));
    if (stated.length === 0 || stated.includes(null)) needed.push("order");
    const orders =
      stated.length === 0 ? [ruledOrder(rulings)] : stated.map(each => each ?? ruledOrder(rulings));
    if (orders.some(each => RANKED.includes(each ?? ""))) needed.push("ties", "last");
  }
  if (programme.pools.some(pool => settled(pool.period, rulings) === "year")) needed.push("unspent");
  return needed.map(id => ({ id, ...RUNNING_QUESTIONS[id], touchesMoney: true }));
}

export type Order = "submission" | "signing" | "pro-rata" | "score";
const ORDERS: readonly string[] = ["submission", "signing", "pro-rata", "score"];
const isOrder = (word: string): word is Order => ORDERS.includes(word);

function statedOrder(pool: PolicyPool, rulings: ReadonlyMap<string, string>): Order | null {
  const stated = settled(pool.order, rulings);
  return stated !== null && isOrder(stated) ? stated : null;
}

function ruledOrder(rulings: ReadonlyMap<string, string>): Order | null {
  const order = rulings.get("order") ?? "";
  return isOrder(order) ? order : null;
}

/** The order in which a pool is allocated: as the text states it, or as the office has ruled; null while it is open. */
export const orderOf = (pool: PolicyPool | undefined, rulings: ReadonlyMap<string, string>): Order | null =>
  (pool === undefined ? null : statedOrder(pool, rulings)) ?? ruledOrder(rulings);
