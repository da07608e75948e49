/** The rule of an amount in words: base, rate, tiers, sums, before any facts are known. */
import type { Fen } from "@suanquan/china";
import type { Amount, Base, Benefit, Cell, Form, Granted, Rate, Table, TierRow, Tiers } from "../tree.ts";
import { clauseIn } from "./conditions.ts";
import { moneyIn, payIn, periodIn, quantityRangeIn, wholeIn } from "./figures.ts";
import { han } from "./language.ts";
import { type Line, lineOf } from "./line.ts";
import type { Wording } from "./wording.ts";

/** `合同金额（扣除其中硬件费用）`; `the contract sum (less the hardware in it)`. */
export function ruleBaseIn(w: Wording, base: Base): string {
  const sum = (names: readonly string[]) => (names.length === 0 ? "" : w.facts(names));
  const of =
    base.awardOf === undefined
      ? w.cell(base.of, names => (base.lowest === true ? lowestIn(w, names) : totalIn(w, names)))
      : awardIn(w, base.awardOf);
  const qualities: string[] = [];
  const less = w.cell(base.less, sum);
  if (less !== "") qualities.push(w.say(`扣除${less}`, `less ${less}`));
  if (base.days !== undefined) {
    const span = periodIn(w.language, base.days.within);
    qualities.push(w.say(han`按落在${span}内的天数比例计`, `by the share of days in the period ${span}`));
  }
  if (base.upTo !== undefined) {
    const limit = w.cell(base.upTo, w.money);
    qualities.push(w.say(han`超过${limit}的部分不计`, `without the part above ${limit}`));
  }
  if (qualities.length === 0) return of;
  return w.say(`${of}（${qualities.join("，")}）`, `${of} (${qualities.join(", ")})`);
}

/** Several amounts added up. */
export const totalIn = (w: Wording, names: readonly string[]): string =>
  `${w.facts(names)}${w.say(names.length > 1 ? "之和" : "", "")}`;
/** The lowest of several amounts. */
export const lowestIn = (w: Wording, names: readonly string[]): string =>
  w.say(`${w.facts(names, "or")}中最低者`, `the lowest of ${w.facts(names)}`);
/** What another benefit comes to. */
export const awardIn = (w: Wording, benefit: string): string =>
  w.say(`${w.benefit(benefit)}所得金额`, `what ${w.benefit(benefit)} comes to`);

/** A rate as it is granted, or what is paid of a price. */
const rateIn =
  (w: Wording, form: Form) =>
  (rate: Rate): string =>
    form === "price" ? payIn(w.language, rate) : w.rate(rate);

/** The rows of a table, one line each: the case that it describes and what it puts there. */
export function tableLines<T>(w: Wording, table: Table<T>, write: (value: T) => string): readonly Line[] {
  return table.rows.map(row => {
    const cases = row.cells.flatMap((test, column) => {
      const fact = table.columns[column];
      return fact === undefined || test.is === "any" ? [] : [clauseIn(w, fact, test, "is")];
    });
    const named = cases.length === 0 ? w.say("其他情形", "any other case") : cases.join(w.say("，", ", "));
    return lineOf(w, `${named}${w.say("：", ": ")}${w.cell(row.value, write)}`, row.at);
  });
}

/** A granted figure inside a sentence; a table becomes its cases and values, in brackets. */
export function grantedIn<T>(w: Wording, granted: Granted<T>, write: (value: T) => string): string {
  if (granted.by.is === "cell") return w.cell(granted.by.cell, write);
  const rows = tableLines(w, granted.by.table, write).map(line => line.says.replace(/[。.]$/, ""));
  return w.say(`（${rows.join("；")}）`, `(${rows.join("; ")})`);
}

function rateLines(w: Wording, rule: Extract<Amount, { is: "rate" }>, form: Form): readonly Line[] {
  const base = ruleBaseIn(w, rule.base);
  const { atMost, by, at } = rule.rate;
  if (by.is === "cell") return [lineOf(w, rateSentence(w, base, by.cell, atMost, form), at)];
  const ceiling = atMost
    ? w.say("，均为上限，不是应得额", "; every rate is a ceiling, not an entitlement")
    : "";
  const intro = w.say(
    `按${base}的下列比例${form === "price" ? "结算" : "给予"}${ceiling}：`,
    `a share of ${base} is ${form === "price" ? "charged" : "granted"} as follows${ceiling}:`,
  );
  return [lineOf(w, intro, at), ...tableLines(w, by.table, rateIn(w, form))];
}

function rateSentence(w: Wording, base: string, cell: Cell<Rate>, atMost: boolean, form: Form): string {
  const continuous = cell.is === "open" && cell.continuous;
  if (form === "price" && continuous) {
    const rate = w.cell(cell, w.rate);
    return w.say(han`${base}减免${rate}`, `${rate} of ${base} is taken off`);
  }
  const rate = w.cell(cell, rateIn(w, form));
  if (form === "price") {
    return w.say(
      han`${base}按${atMost ? "不低于" : ""}${rate}结算`,
      `${base} is charged at ${atMost ? "not less than " : ""}${rate}`,
    );
  }
  return atMost
    ? w.say(
        han`按不超过${base}的${rate}给予；这是上限，不是应得额`,
        `not more than ${rate} of ${base} may be granted: a ceiling, not an entitlement`,
      )
    : w.say(han`按${base}的${rate}给予`, `${rate} of ${base} is granted`);
}

function tierValue(w: Wording, row: TierRow, form: Form): string {
  if (row.flat !== undefined) return w.cell(row.flat, w.money);
  return row.rate === undefined ? "" : w.cell(row.rate, rateIn(w, form));
}

const EDGE_ROWS = {
  "lower-row": { zh: "归入低一档", en: "the lower tier" },
  "upper-row": { zh: "归入高一档", en: "the upper tier" },
} as const;
const APPLIES = {
  whole: { zh: "整笔按所在一档", en: "the whole amount at the rate of its tier" },
  slice: { zh: "分段累进", en: "each slice at its own rate" },
} as const;

function tierLines(w: Wording, base: Base, tiers: Tiers, form: Form): readonly Line[] {
  const basis = w.cell(tiers.on, on =>
    w.say(
      `${on.afterDiscount ? "优惠后的" : ""}${w.fact(on.fact)}`,
      `${w.fact(on.fact)}${on.afterDiscount ? " after the discount" : ""}`,
    ),
  );
  const applies = w.cell(tiers.applies, how => w.text(APPLIES[how]));
  const ceiling = tiers.atMost ? w.say("，各档均为上限", "; every figure is a ceiling") : "";
  const ofBase = ruleBaseIn(w, base);
  const intro = w.say(
    `以${basis}对照下列各档，${ofBase}${applies}计算${ceiling}：`,
    `by tiers of ${basis}, reckoned on ${ofBase}, ${applies}${ceiling}:`,
  );
  const rows = tiers.rows.map(row => {
    const range = quantityRangeIn(w.language, row.range, moneyIn);
    const value = tierValue(w, row, form);
    return lineOf(w, w.say(han`${range}的：${value}`, `${range}: ${value}`), row.at);
  });
  const edges = tiers.edges.map(edge => {
    const row = w.cell(edge.row, side => w.text(EDGE_ROWS[side]));
    const amount = w.money(edge.amount);
    return lineOf(w, w.say(han`恰为${amount}的：${row}`, `exactly ${amount}: ${row}`));
  });
  return [lineOf(w, intro, tiers.at), ...rows, ...edges];
}

function flatSentence(w: Wording, flat: Granted<Fen>): string {
  const sum = grantedIn(w, flat, w.money);
  return flat.atMost
    ? w.say(han`最高给予${sum}`, `at most ${sum} is granted`)
    : w.say(han`定额给予${sum}`, `${sum} is granted`);
}

function eachSentence(w: Wording, { count, upTo, each }: Extract<Amount, { is: "each" }>): string {
  const sum = grantedIn(w, each, w.money);
  const number = upTo === undefined ? "" : wholeIn(w.language, upTo);
  const zh = upTo === undefined ? "" : han`（超过 ${number} 的部分不计）`;
  const en = upTo === undefined ? "" : ` (what is above ${number} does not count)`;
  return each.atMost
    ? w.say(han`按${w.fact(count)}${zh}，每个最高${sum}`, `by ${w.fact(count)}${en}: at most ${sum} for each`)
    : w.say(han`按${w.fact(count)}${zh}，每个${sum}`, `by ${w.fact(count)}${en}: ${sum} for each`);
}

/** How the amount of a benefit arises. */
export function amountLines(w: Wording, { amount, form }: Benefit): readonly Line[] {
  if (form === "in-kind") {
    const says = w.say(
      "以商品或服务给付，没有可计算的金额",
      "given in goods or services; no amount can be computed",
    );
    return [lineOf(w, says)];
  }
  switch (amount.is) {
    case "rate":
      return rateLines(w, amount, form);
    case "tiers":
      return tierLines(w, amount.base, amount.tiers, form);
    case "flat":
      return [lineOf(w, flatSentence(w, amount.flat), amount.flat.at)];
    case "each":
      return [lineOf(w, eachSentence(w, amount), amount.at)];
    case "unstated":
      return [
        lineOf(w, w.say("来源没有写明金额的计算方法", "the text does not say how the amount is reckoned")),
      ];
  }
}
