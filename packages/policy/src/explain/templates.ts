/**
 * The table of sentences: one template per kind of step and language. Nothing here knows a programme.
 */
import type { Fen } from "@suanquan/china";
import type { Bounds, Step, Truth } from "../assessment.ts";
import { directionWords } from "../language/words.ts";
import type { Bilingual, Form } from "../tree.ts";
import {
  amountOf,
  comesTo,
  countIn,
  isNothing,
  isUnknown,
  leftOf,
  ratesIn,
  sameRate,
  takenBefore,
  underLimit,
} from "./amounts.ts";
import { clauseIn, conditionIn } from "./conditions.ts";
import { dateRangeIn, moneyIn, payIn, quantityRangeIn, wholeIn } from "./figures.ts";
import { han, type Language, quoted } from "./language.ts";
import { awardIn, lowestIn, totalIn } from "./rule-amount.ts";
import { totalOf } from "./rule-limits.ts";
import { standingIn } from "./standing.ts";
import { COUNTED, caseDateIn, periodIn, scopesIn, timesIn, type Wording } from "./wording.ts";

export type Kind = Step["is"];
export type StepOf<K extends Kind> = Extract<Step, { readonly is: K }>;

/** What an earlier step has established and a later sentence speaks of. */
export interface Told {
  readonly form: Form;
  /** The base of the amount: its facts, or that it was just said. */
  readonly base: { readonly of: readonly string[]; readonly said: boolean; readonly amount: Bounds };
}

type Template<K extends Kind> = Readonly<
  Record<Language, (step: StepOf<K>, w: Wording, told: Told) => string>
>;

const baseIn = (w: Wording, { base }: Told): string =>
  amountOf(
    w,
    base.said ? (w.language === "zh" ? "上述基数" : "the base just named") : w.facts(base.of),
    base.amount,
  );

const HOLDS: Readonly<Record<Truth, Bilingual>> = {
  0: { zh: "不符合", en: "this is not met" },
  1: { zh: "尚不能判断", en: "this cannot be told yet" },
  2: { zh: "符合", en: "this is met" },
};

const UNITS: Readonly<Record<string, Bilingual>> = {
  "1": { zh: "分", en: "the fen" },
  "10": { zh: "角", en: "the jiao" },
  "100": { zh: "元", en: "the yuan" },
  "10000": { zh: "百元", en: "a hundred yuan" },
  "100000": { zh: "千元", en: "a thousand yuan" },
  "1000000": { zh: "万元", en: "ten thousand yuan" },
};
/** `万元`; `ten thousand yuan`: the unit that an amount is rounded to. */
export const unitIn = (w: Wording, unit: Fen): string => {
  const name = UNITS[unit.toString()];
  return name === undefined ? w.money(unit) : w.text(name);
};

const groupsIn = (w: Wording, groups: readonly (readonly string[])[]): string =>
  groups.map(group => w.benefits(group)).join(w.language === "zh" ? "与" : " and ");

// ── the templates ────────────────────────────────────────────────────────────────────────────────

const cap: Template<"cap"> = {
  zh: (s, w) => {
    const left = leftOf(s.limit, s.used);
    const shared = s.over.length > 1 ? `${w.benefits(s.over)}合计` : "";
    const period = s.period === undefined ? "" : periodIn("zh", s.period);
    const share = s.share === undefined ? "" : han`${w.fact(s.share.of)}的 ${w.rate(s.share.rate)}，即`;
    const limit = han`${scopesIn("zh", s.scope)}${shared}${period}${w.text(COUNTED[s.counts].may)}不超过${share}${w.bounds(s.limit)}`;
    const unstated = s.period === undefined ? "（来源未写明按什么周期累计）" : "";
    const rest = isNothing(left) ? "已用尽" : han`尚余${w.bounds(left)}`;
    const used = isNothing(s.used)
      ? ""
      : han`；${w.text(COUNTED[s.counts].done)}${w.bounds(s.used)}，${rest}`;
    const effect = s.bites ? han`因此减为${w.bounds(underLimit(s.amount, left))}` : "未超过";
    const taken = s.bites ? takenBefore(s.amount, left) : undefined;
    const others = taken === undefined ? "" : han`，先计的其他支出占用${w.money(taken)}`;
    return `${limit}${unstated}${used}${others}，${effect}。`;
  },
  en: (s, w) => {
    const left = leftOf(s.limit, s.used);
    const shared = s.over.length > 1 ? ` for ${w.benefits(s.over)} together` : "";
    const period = s.period === undefined ? " (the text names no period)" : ` ${periodIn("en", s.period)}`;
    const share = s.share === undefined ? "" : `${w.rate(s.share.rate)} of ${w.fact(s.share.of)}, that is `;
    const limit = `${scopesIn("en", s.scope)} ${w.text(COUNTED[s.counts].may)} not more than ${share}${w.bounds(s.limit)}${shared}${period}`;
    const rest = isNothing(left) ? "nothing is left" : `${w.bounds(left)} is left`;
    const used = isNothing(s.used)
      ? ""
      : `; ${w.bounds(s.used)} has been ${w.text(COUNTED[s.counts].done)}, ${rest}`;
    const effect = s.bites
      ? `, so the amount becomes ${w.bounds(underLimit(s.amount, left))}`
      : "; that limit is not reached";
    const taken = s.bites ? takenBefore(s.amount, left) : undefined;
    const others = taken === undefined ? "" : `, ${w.money(taken)} goes to spends reckoned before`;
    return `${limit}${used}${others}${effect}.`;
  },
};

const rate: Template<"rate"> = {
  zh: (s, w, told) => {
    const base = baseIn(w, told);
    if (told.form === "price" && sameRate(s.rate.low, s.rate.high)) {
      const saved = isUnknown(s.amount) ? "减免额尚不能确定" : han`减免${w.bounds(s.amount)}`;
      return han`${base}按${s.atMost ? "最低" : ""}${payIn("zh", s.rate.low)}结算，${s.atMost ? "最多" : ""}${saved}。`;
    }
    if (s.atMost) {
      const ceiling = isUnknown(s.amount) ? "上限尚不能确定" : `上限${comesTo(w, s.amount)}`;
      return han`按不超过${base}的${ratesIn(w, s.rate)}计，${ceiling}。`;
    }
    return han`按${base}的${ratesIn(w, s.rate)}计，${comesTo(w, s.amount)}。`;
  },
  en: (s, w, told) => {
    const base = baseIn(w, told);
    if (told.form === "price" && sameRate(s.rate.low, s.rate.high)) {
      const saved = isUnknown(s.amount) ? "an amount not yet known" : w.bounds(s.amount);
      return `${base} is charged at ${s.atMost ? "not less than " : ""}${payIn("en", s.rate.low)}, which takes ${s.atMost ? "at most " : ""}${saved} off.`;
    }
    if (s.atMost) {
      return `not more than ${ratesIn(w, s.rate)} of ${base} may be granted; the ceiling ${comesTo(w, s.amount)}.`;
    }
    return `${ratesIn(w, s.rate)} of ${base} ${comesTo(w, s.amount)}.`;
  },
};

const tier: Template<"tier"> = {
  zh: (s, w, told) => {
    const label = `${s.afterDiscount ? "优惠后的" : ""}${w.fact(s.basis)}`;
    const row = `“${quantityRangeIn("zh", s.range, moneyIn)}”一档`;
    const place = s.afterDiscount ? `${label}属于${row}` : han`${amountOf(w, label, s.value)}属于${row}`;
    const most = s.atMost ? "最高" : "";
    if (s.flat !== undefined) return han`${place}，${most}定额${w.money(s.flat)}。`;
    if (s.rate === undefined) return `${place}。`;
    if (told.form === "price") return han`${place}，按${payIn("zh", s.rate)}结算。`;
    return han`${place}，${s.atMost ? "比例不超过" : "比例为"}${w.rate(s.rate)}。`;
  },
  en: (s, w, told) => {
    const range = quantityRangeIn("en", s.range, moneyIn);
    const place = s.afterDiscount
      ? `${w.fact(s.basis)} after the discount lies in the tier “${range}”`
      : `${amountOf(w, w.fact(s.basis), s.value)} lies in the tier “${range}”`;
    if (s.flat !== undefined) return `${place}: ${s.atMost ? "at most " : ""}${w.money(s.flat)}.`;
    if (s.rate === undefined) return `${place}.`;
    if (told.form === "price") return `${place}: it is charged at ${payIn("en", s.rate)}.`;
    return `${place}: ${s.atMost ? "not more than " : ""}${w.rate(s.rate)}.`;
  },
};

const minimumWords: Readonly<Record<StepOf<"minimum">["below"], Bilingual>> = {
  refuse: { zh: "补助额低于起点的不予补助", en: "nothing is granted below the minimum" },
  lift: { zh: "补助额不足起点的补足到起点", en: "an award below the minimum is lifted to it" },
  base: { zh: "计算基数低于起点的不予补助", en: "nothing is granted where the base is below the minimum" },
};

/** The same where a total is asked. */
const totalWords: Readonly<Record<StepOf<"minimum">["below"], Bilingual>> = {
  ...minimumWords,
  refuse: { zh: "合计低于起点的不予补助", en: "nothing is granted where the total is below it" },
};

/** What the rate multiplies. */
const baseOf = (w: Wording, s: StepOf<"base">): string =>
  s.awardOf !== undefined
    ? awardIn(w, s.awardOf)
    : s.lowest === true
      ? lowestIn(w, s.of)
      : w.language === "zh"
        ? totalIn(w, s.of)
        : w.facts(s.of);

const raisedUpTo = (w: Wording, { upTo }: StepOf<"bonus">): string =>
  upTo === undefined ? "" : w.say(han`，合计不超过${w.rate(upTo)}`, `, up to ${w.rate(upTo)} all told`);

/** Every kind of step in both languages. English sentences are capitalised by the caller. */
export const TEMPLATES: { readonly [K in Kind]: Template<K> } = {
  standing: {
    zh: (s, w) => standingIn(w, s.on, s.standing, s.window),
    en: (s, w) => standingIn(w, s.on, s.standing, s.window),
  },
  "version-date": {
    zh: (s, w) =>
      han`本版本按${caseDateIn(w, s.by)}选用，须${dateRangeIn("zh", s.range)}；该日期为${w.date(s.value)}，${w.text(HOLDS[s.truth])}。`,
    en: (s, w) =>
      `this version is selected by ${caseDateIn(w, s.by)}, which must be ${dateRangeIn("en", s.range)}; it is ${w.date(s.value)}: ${w.text(HOLDS[s.truth])}.`,
  },
  condition: {
    zh: (s, w) => {
      const must = clauseIn(w, s.fact, s.test);
      if (s.value === undefined)
        return `${must}；尚未填写，${s.truth === 1 ? "不能判断" : w.text(HOLDS[s.truth])}。`;
      return han`${must}；所填为${w.value(s.fact, s.value)}，${w.text(HOLDS[s.truth])}。`;
    },
    en: (s, w) => {
      const must = clauseIn(w, s.fact, s.test);
      const holds = w.text(HOLDS[s.truth]);
      if (s.value === undefined) return `${must}; nothing was given, so ${holds}.`;
      return `${must}; the value given is ${w.value(s.fact, s.value)}, so ${holds}.`;
    },
  },
  compound: {
    zh: (s, w) => `${conditionIn(w, s.condition)}：${w.text(HOLDS[s.truth])}。`,
    en: (s, w) => `${conditionIn(w, s.condition)}: ${w.text(HOLDS[s.truth])}.`,
  },
  contradicted: {
    zh: (s, w) => `所填事实与推定${quoted(w.text(s.says))}不符，来源没有写明此时如何处理，须由主管部门明确。`,
    en: (s, w) =>
      `the facts given contradict the presumption ${quoted(w.text(s.says))}; the text does not say what then holds, so the office must settle it.`,
  },
  reading: {
    zh: (s, w) =>
      s.ruled
        ? `${quoted(w.question(s.question))}：主管部门已有口径，按${quoted(w.reading(s.question, s.reading))}计算。`
        : `来源没有写明${quoted(w.question(s.question))}；以下按${quoted(w.reading(s.question, s.reading))}计算。`,
    en: (s, w) =>
      s.ruled
        ? `${quoted(w.question(s.question))}: the office has ruled ${quoted(w.reading(s.question, s.reading))}.`
        : `the text does not settle ${quoted(w.question(s.question))}; what follows takes it as ${quoted(w.reading(s.question, s.reading))}.`,
  },
  base: {
    zh: (s, w) => {
      const less = s.less.length === 0 ? "" : `扣除${w.facts(s.less)}，`;
      return `以${baseOf(w, s)}为计算基数，${less}${comesTo(w, s.amount)}。`;
    },
    en: (s, w) => {
      const less = s.less.length === 0 ? "" : ` less ${w.facts(s.less)}`;
      return `the base, ${baseOf(w, s)}${less}, ${comesTo(w, s.amount)}.`;
    },
  },
  days: {
    zh: (s, w) =>
      han`合同期 ${wholeIn("zh", s.of)} 天中有 ${wholeIn("zh", s.counted)} 天落在计入期间内，按天数比例计入，${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      `${wholeIn("en", s.counted)} of the contract's ${wholeIn("en", s.of)} days lie in the period that counts; the share of the base ${comesTo(w, s.amount)}.`,
  },
  "up-to": {
    zh: (s, w) => han`基数中超过${w.money(s.limit)}的部分不计，${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      `the part of the base above ${w.money(s.limit)} does not count; the base ${comesTo(w, s.amount)}.`,
  },
  rate,
  bonus: {
    zh: (s, w) =>
      s.truth === 1
        ? han`是否符合加成条件尚不能判断；符合的，比例上浮${w.rate(s.rate)}${raisedUpTo(w, s)}。`
        : s.truth === 2
          ? han`符合加成条件，比例上浮${w.rate(s.rate)}${raisedUpTo(w, s)}。`
          : han`不符合上浮${w.rate(s.rate)}的加成条件。`,
    en: (s, w) =>
      s.truth === 1
        ? `whether the bonus condition is met cannot be told yet; if it is, ${w.rate(s.rate)} is added to the rate${raisedUpTo(w, s)}.`
        : s.truth === 2
          ? `the bonus condition is met, so ${w.rate(s.rate)} is added to the rate${raisedUpTo(w, s)}.`
          : `the condition of the ${w.rate(s.rate)} bonus is not met.`,
  },
  tier,
  gap: {
    zh: s =>
      s.where === "tiers"
        ? "该金额不属于任何一档，来源没有写明如何处理。"
        : "所填情形在来源的表中没有对应的一行，来源没有写明如何处理。",
    en: s =>
      s.where === "tiers"
        ? "the amount lies in no tier, and the text does not say what then holds."
        : "no row of the table fits the facts given, and the text does not say what then holds.",
  },
  flat: {
    zh: (s, w) => (s.atMost ? han`定额最高${w.bounds(s.amount)}。` : `定额${comesTo(w, s.amount)}。`),
    en: (s, w) =>
      s.atMost ? `the sum is at most ${w.bounds(s.amount)}.` : `the flat sum ${comesTo(w, s.amount)}.`,
  },
  each: {
    zh: (s, w) =>
      han`${w.fact(s.count)}为 ${countIn("zh", s.number)}${s.upTo === undefined ? "" : han`，超过 ${wholeIn("zh", s.upTo)} 的部分不计`}，每个${w.bounds(s.each)}，合计${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      `${w.fact(s.count)} being ${countIn("en", s.number)}${s.upTo === undefined ? "" : ` (what is above ${wholeIn("en", s.upTo)} does not count)`}, at ${w.bounds(s.each)} for each, the sum ${comesTo(w, s.amount)}.`,
  },
  rounding: {
    zh: (s, w) =>
      s.assumed
        ? "来源没有写明如何舍入，推定取到分、分以下舍去。"
        : `金额取到${unitIn(w, s.unit)}，${w.text(directionWords[s.direction].says)}。`,
    en: (s, w) =>
      s.assumed
        ? "the text names no rounding; it is presumed that what is below one fen is cut off."
        : `the amount is taken to ${unitIn(w, s.unit)}, ${w.text(directionWords[s.direction].says)}.`,
  },
  denominations: {
    zh: (s, w) => `按规定面额取整，${comesTo(w, s.amount)}。`,
    en: (s, w) => `fitted to the faces on offer, the amount ${comesTo(w, s.amount)}.`,
  },
  minimum: {
    zh: (s, w) =>
      s.total === undefined
        ? han`起点为${w.money(s.award)}，${w.text(minimumWords[s.below])}，${comesTo(w, s.amount)}。`
        : han`${totalOf(w, s.total)}起点为${w.money(s.award)}，${w.text(totalWords[s.below])}；合计为${w.bounds(s.total.reached)}，本笔${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      s.total === undefined
        ? `the minimum is ${w.money(s.award)} and ${w.text(minimumWords[s.below])}; the amount ${comesTo(w, s.amount)}.`
        : `the minimum${totalOf(w, s.total)} is ${w.money(s.award)}: ${w.text(totalWords[s.below])}; the total is ${w.bounds(s.total.reached)}, and this amount ${comesTo(w, s.amount)}.`,
  },
  cap,
  relax: {
    zh: (s, w) => {
      const whether = s.truth === 1 ? "是否属于可以放宽的情形尚不能判断；属于的，" : "";
      return s.to === null
        ? `${whether}限额可由主管部门酌情放宽，来源没有写明放宽到多少；这只提高上限，不增加应得额。`
        : han`${whether}限额可由主管部门酌情放宽到${w.money(s.to)}；这只提高上限，不增加应得额。`;
    },
    en: (s, w) => {
      const whether = s.truth === 1 ? "if the case is one that allows it, which cannot be told yet, " : "";
      const far = s.to === null ? "the text does not say how far" : `up to ${w.money(s.to)}`;
      return `${whether}the office may relax the limit at its discretion (${far}); that raises only the ceiling and not what is due.`;
    },
  },
  once: {
    zh: s =>
      han`${scopesIn("zh", s.scope)}${s.period === "total" ? "" : periodIn("zh", s.period)}${timesIn("zh", s.times)}；${s.used ? (s.times === undefined ? "此前已经享受，不再补助" : "次数已经用完，不再补助") : s.times === undefined ? "未见此前已享受" : "次数尚未用完"}。`,
    en: s =>
      `${scopesIn("en", s.scope)} may have this ${timesIn("en", s.times)}${s.period === "total" ? "" : ` ${periodIn("en", s.period)}`}; ${s.used ? `${s.times === undefined ? "it has" : "they have"} been had already, so nothing more is granted` : s.times === undefined ? "no earlier award is recorded" : "they are not used up"}.`,
  },
  pool: {
    zh: (s, w) =>
      s.left === null
        ? `从${w.pool(s.pool)}中支出，余额没有提供，推定未用尽。`
        : s.left === 0n
          ? `${w.pool(s.pool)}已经用尽，不再支出。`
          : han`${w.pool(s.pool)}尚余${w.money(s.left)}，可支出的金额${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      s.left === null
        ? `it is paid from ${w.pool(s.pool)}; what is left there was not given, and it is presumed not to be exhausted.`
        : s.left === 0n
          ? `${w.pool(s.pool)} is exhausted, so nothing more is paid.`
          : `${w.pool(s.pool)} has ${w.money(s.left)} left; the amount that it can pay ${comesTo(w, s.amount)}.`,
  },
  review: {
    zh: (s, w) => `须经审定（${w.text(s.says)}）；此前算出的金额只是上限，不是应得额。`,
    en: (s, w) =>
      `this is granted only after review (${w.text(s.says)}); until then the figure is a ceiling, not an entitlement.`,
  },
  unstated: {
    zh: () => "来源没有写明金额的计算方法。",
    en: () => "the text does not say how the amount is reckoned.",
  },
  "in-kind": {
    zh: () => "以商品或服务给付，没有可计算的金额。",
    en: () => "this is given in goods or services; no amount can be computed.",
  },
  overlap: {
    zh: (s, w) =>
      s.rule === "sum"
        ? `${w.benefits(s.benefits)}中符合的各项可以兼得，合计${comesTo(w, s.amount)}。`
        : `${w.benefits(s.benefits)}中符合的各项只取最高的一项，${comesTo(w, s.amount)}。`,
    en: (s, w) =>
      s.rule === "sum"
        ? `of ${w.benefits(s.benefits)} those that apply are added; together the amount ${comesTo(w, s.amount)}.`
        : `of ${w.benefits(s.benefits)} only the highest that applies counts; the amount ${comesTo(w, s.amount)}.`,
  },
  exclude: {
    zh: (s, w) => {
      const rule = `${groupsIn(w, s.groups)}不得重复享受`;
      if (s.earlier !== undefined) return `${rule}；此前已获得${w.benefit(s.earlier)}，因此本项不再给付。`;
      return s.amount === undefined ? `${rule}。` : `${rule}，取较高的一项，${comesTo(w, s.amount)}。`;
    },
    en: (s, w) => {
      const rule = `${groupsIn(w, s.groups)} exclude each other`;
      if (s.earlier !== undefined)
        return `${rule}; ${w.benefit(s.earlier)} was awarded earlier, so this one is not granted.`;
      return s.amount === undefined
        ? `${rule}.`
        : `${rule}; the higher counts, and the amount ${comesTo(w, s.amount)}.`;
    },
  },
  stack: {
    zh: (s, w) => {
      const total = han`合计比例${s.atMost ? "不超过" : "为"}${w.rate(s.rate)}`;
      return s.truth === 1
        ? `${w.benefits(s.benefits)}能否叠加尚不能判断；能叠加的，${total}，${comesTo(w, s.amount)}。`
        : `${w.benefits(s.benefits)}叠加，${total}，${comesTo(w, s.amount)}。`;
    },
    en: (s, w) => {
      const total = `the stated total is ${s.atMost ? "not more than " : ""}${w.rate(s.rate)}`;
      return s.truth === 1
        ? `whether ${w.benefits(s.benefits)} stack cannot be told yet; if they do, ${total} and the amount ${comesTo(w, s.amount)}.`
        : `${w.benefits(s.benefits)} stack; ${total} and the amount ${comesTo(w, s.amount)}.`;
    },
  },
  price: {
    zh: (s, w) => `同一笔支出的补助合计不超过其价款，因此${comesTo(w, s.amount)}。`,
    en: (s, w) => `subsidies on one spend never exceed its price, so the amount ${comesTo(w, s.amount)}.`,
  },
};
