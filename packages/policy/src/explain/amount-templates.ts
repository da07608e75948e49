/** The sentences of the steps that say a figure and where it comes from: rates, tiers and limits. */
import type { Fen } from "@suanquan/china";
import type { Bilingual } from "../tree.ts";
import {
  amountOf,
  comesTo,
  isNothing,
  isUnknown,
  leftOf,
  ratesIn,
  sameRate,
  takenBefore,
  underLimit,
} from "./amounts.ts";
import { moneyIn, payIn, quantityRangeIn } from "./figures.ts";
import { han } from "./language.ts";
import type { Template, Told } from "./template.ts";
import { COUNTED, periodIn, scopesIn, type Wording } from "./wording.ts";

const baseIn = (w: Wording, { base }: Told): string =>
  amountOf(
    w,
    base.said ? (w.language === "zh" ? "上述基数" : "the base just named") : w.facts(base.of),
    base.amount,
  );

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

export const groupsIn = (w: Wording, groups: readonly (readonly string[])[]): string =>
  groups.map(group => w.benefits(group)).join(w.language === "zh" ? "与" : " and ");

// ── the templates ────────────────────────────────────────────────────────────────────────────────

export const cap: Template<"cap"> = {
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

export const rate: Template<"rate"> = {
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

export const tier: Template<"tier"> = {
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
