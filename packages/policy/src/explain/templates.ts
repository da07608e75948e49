/**
 * The table of sentences: one template per kind of step and language. Nothing here knows a programme.
 */
import type { Truth } from "../assessment.ts";
import { directionWords } from "../language/words.ts";
import type { Bilingual } from "../tree.ts";
import { cap, groupsIn, rate, tier, unitIn } from "./amount-templates.ts";
import { comesTo, countIn } from "./amounts.ts";
import { clauseIn, conditionIn } from "./conditions.ts";
import { dateRangeIn, wholeIn } from "./figures.ts";
import { han, quoted } from "./language.ts";
import { awardIn, lowestIn, totalIn } from "./rule-amount.ts";
import { totalOf } from "./rule-limits.ts";
import { standingIn } from "./standing.ts";
import type { Kind, StepOf, Template } from "./template.ts";
import { caseDateIn, periodIn, scopesIn, timesIn, type Wording } from "./wording.ts";

const HOLDS: Readonly<Record<Truth, Bilingual>> = {
  0: { zh: "不符合", en: "this is not met" },
  1: { zh: "尚不能判断", en: "this cannot be told yet" },
  2: { zh: "符合", en: "this is met" },
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
