/** How benefits meet, the pools that pay them, and the dates, in words. */
import { orderWords } from "../language/words.ts";
import type { Bilingual, Combination, Pool, Programme, Window } from "../tree.ts";
import { durationIn, periodIn as spanIn } from "./figures.ts";
import { han } from "./language.ts";
import { type Line, lineOf } from "./line.ts";
import { grantedIn, ruleBaseIn } from "./rule-amount.ts";
import { capLines } from "./rule-limits.ts";
import { periodIn, type Wording } from "./wording.ts";

const MEETING = {
  spend: { zh: "同一笔支出", en: "on the same spend" },
  contract: { zh: "同一份合同", en: "on the same contract" },
  year: { zh: "同一年度", en: "in the same year" },
  applicant: { zh: "同一申请主体", en: "for the same applicant" },
} as const;
const OVERLAP = {
  sum: { zh: "可以兼得", en: "they are added" },
  highest: { zh: "只取最高的一项", en: "only the highest counts" },
} as const;

/** How benefits meet: a line for the rule, and more where a limit depends on the case. */
export function combinationLines(w: Wording, rule: Combination): readonly Line[] {
  switch (rule.is) {
    case "overlap": {
      const on = w.cell(rule.on, each => w.text(MEETING[each]));
      const how = w.cell(rule.rule, each => w.text(OVERLAP[each]));
      const of = w.benefits(rule.of);
      return [lineOf(w, w.say(`${on}同时符合${of}的，${how}`, `where ${of} meet ${on}: ${how}`), rule.at)];
    }
    case "exclude": {
      const within = w.cell(rule.within, each => w.text(MEETING[each]));
      const groups = rule.groups.map(group => w.benefits(group)).join(w.say("与", " and "));
      const says = w.say(`${within}内，${groups}不得重复享受`, `${groups} exclude each other ${within}`);
      return [lineOf(w, says, rule.at)];
    }
    case "stack": {
      const total = grantedIn(w, rule.total, w.rate);
      const of = w.benefits(rule.of);
      const base = ruleBaseIn(w, rule.base);
      const says = w.say(
        han`同时符合${of}的，合计${rule.total.atMost ? "不超过" : "为"}${base}的${total}`,
        `where ${of} all apply, the total is ${rule.total.atMost ? "not more than " : ""}${total} of ${base}`,
      );
      return [lineOf(w, says, rule.at)];
    }
    case "cap":
      return capLines(w, rule.cap);
  }
}

/** A pool, its order of allocation and who pays into it. */
export function poolLines(w: Wording, pool: Pool): readonly Line[] {
  const period = pool.period === undefined ? "" : w.cell(pool.period, each => periodIn(w.language, each));
  const max = w.cell(pool.max, w.money);
  const upTo = pool.firmness === "up-to";
  const order = w.cell(pool.order, each => w.text(orderWords[each].says));
  const unordered = pool.order.is === "stated" && pool.order.value === "unstated";
  const ordered = unordered
    ? w.say("来源没有写明分配次序", "the source does not say in what order it is allocated")
    : w.say(`分配次序：${order}`, `order of allocation: ${order}`);
  const says = w.say(
    han`${w.pool(pool.id)}：${period}总额${upTo ? "不超过" : "为"}${max}${pool.partOf === undefined ? "" : `，支出同时计入${w.pool(pool.partOf)}`}；${ordered}`,
    `${w.pool(pool.id)}: ${upTo ? "at most " : ""}${max}${period === "" ? "" : ` ${period}`}${pool.partOf === undefined ? "" : `, and what it pays counts in ${w.pool(pool.partOf)} too`}; ${ordered}`,
  );
  if (pool.funders.length === 0) return [lineOf(w, says, pool.at)];
  const funders = pool.funders
    .map(funder => `${w.text(funder.who)} ${w.cell(funder.share, w.rate)}`)
    .join(w.say("、", ", "));
  return [
    lineOf(w, says, pool.at),
    lineOf(w, w.say(`由各方分担：${funders}`, `shared by ${funders}`), pool.at),
  ];
}

const VOUCHER_START = {
  issue: { zh: "自发放之日起", en: "from the day of issue" },
  claim: { zh: "自领取之日起", en: "from the day it is claimed" },
  grant: { zh: "自认定之日起", en: "from the day it is granted" },
} as const;

function voucherLines(w: Wording, voucher: NonNullable<Programme["voucher"]>): readonly Line[] {
  const { lifetime, from, transferable, grace, settlement, at } = voucher;
  const lines: Line[] = [];
  if (lifetime !== undefined) {
    const life = w.cell(lifetime, each => durationIn(w.language, each));
    const start = from === undefined ? "" : w.cell(from, each => w.text(VOUCHER_START[each]));
    const says = w.say(
      han`券的有效期：${start}${life}`,
      `a voucher is valid for ${life}${start === "" ? "" : ` ${start}`}`,
    );
    lines.push(lineOf(w, says, at));
  }
  if (transferable !== undefined) {
    const says = transferable
      ? w.say("券可以转让", "a voucher may be transferred")
      : w.say("券不得转让", "a voucher may not be transferred");
    lines.push(lineOf(w, says, at));
  }
  if (grace !== undefined) {
    const span = durationIn(w.language, grace);
    const says = w.say(
      han`到期后释放或冲正的金额在${span}内仍可使用`,
      `what is released or reversed after its end may be used for another ${span}`,
    );
    lines.push(lineOf(w, says, at));
  }
  if (settlement !== undefined) {
    const every = durationIn(w.language, settlement);
    lines.push(lineOf(w, w.say(han`每${every}结算一次`, `settled every ${every}`), at));
  }
  return lines;
}

type WindowName = keyof Programme["windows"];
const WINDOWS: readonly (readonly [WindowName, Bilingual])[] = [
  ["claim", { zh: "申领期间：", en: "claims are open: " }],
  ["use", { zh: "使用期间：", en: "it can be used: " }],
  ["consultation", { zh: "征求意见期间：", en: "the draft was open for comment: " }],
];

/** When it can be claimed and used, and how long a voucher lives. */
export function dateLines(w: Wording, programme: Programme): readonly Line[] {
  const windows = WINDOWS.flatMap(([name, label]) => {
    const window: Window | undefined = programme.windows[name];
    return window === undefined
      ? []
      : [lineOf(w, w.text(label) + spanIn(w.language, window.range), window.at)];
  });
  return programme.voucher === undefined ? windows : [...windows, ...voucherLines(w, programme.voucher)];
}
