/** What bounds a benefit after its amount has been reckoned, in words: bonus, faces, minimum, limits, pool, review. */
import { belowWords } from "../language/words.ts";
import type { Benefit, Cap, Denominations, Minimum, Once } from "../tree.ts";
import { conditionIn } from "./conditions.ts";
import { han } from "./language.ts";
import { type Line, lineOf } from "./line.ts";
import { grantedIn, tableLines } from "./rule-amount.ts";
import { COUNTED, periodIn, scopesIn, timesIn, type Wording } from "./wording.ts";

/**
 * A limit: `同一申请主体每年度兑现不超过 200万元`, with what shares it and how far it may be relaxed. A limit that
 * depends on the case is followed by one line for each.
 */
export function capLines(w: Wording, cap: Cap): readonly Line[] {
  const table = cap.max?.by.is === "table" ? cap.max.by.table : undefined;
  const limit = table === undefined ? capLimit(w, cap) : w.say("下列数额", "the following sum");
  const period = cap.period === undefined ? "" : w.cell(cap.period, each => periodIn(w.language, each));
  const unstated =
    period === "" ? w.say("（来源未写明按什么周期累计）", " (the text names no period)") : ` ${period}`;
  const shared = cap.over.length > 1 ? w.benefits(cap.over) : "";
  const may = w.text(COUNTED[cap.counts].may);
  const who =
    cap.openScope === undefined
      ? scopesIn(w.language, cap.scope)
      : w.cell(cap.openScope, each => scopesIn(w.language, each));
  const relax = cap.relax === undefined ? "" : relaxIn(w, cap.relax);
  const colon = table === undefined ? "" : w.say("：", ":");
  const where = cap.when === undefined ? "" : conditionIn(w, cap.when, "is");
  const whereZh = where === "" ? "" : `${where}的，`;
  const whereEn = where === "" ? "" : `where ${where}, `;
  const says = w.say(
    han`${whereZh}${who}${shared === "" ? "" : `${shared}合计`}${period}${may}不超过${limit}${period === "" ? unstated : ""}${relax}${colon}`,
    `${whereEn}${who} ${may} not more than ${limit}${shared === "" ? "" : ` for ${shared} together`}${unstated}${relax}${colon}`,
  );
  return [lineOf(w, says, cap.at), ...(table === undefined ? [] : tableLines(w, table, w.money))];
}

function capLimit(w: Wording, { max, share }: Cap): string {
  if (share === undefined) return max === undefined ? "" : grantedIn(w, max, w.money);
  const rate = w.cell(share.rate, w.rate);
  const counting =
    share.counting.length === 0
      ? ""
      : w.say(`（${w.facts(share.counting)}一并计入）`, ` (counting ${w.facts(share.counting)} as well)`);
  return w.say(han`${w.fact(share.of)}的${rate}${counting}`, `${rate} of ${w.fact(share.of)}${counting}`);
}

function relaxIn(w: Wording, relax: NonNullable<Cap["relax"]>): string {
  const when = relax.when === undefined ? "" : conditionIn(w, relax.when, "is");
  const to = relax.to === undefined ? "" : w.cell(relax.to, w.money);
  const far = to === "" ? "" : w.say(han`到${to}`, ` up to ${to}`);
  return w.say(
    `；${when === "" ? "" : `${when}的，`}可酌情放宽${far}`,
    `; it may be relaxed at discretion${far}${when === "" ? "" : ` where ${when}`}`,
  );
}

function bonusLine(w: Wording, bonus: Benefit["bonus"][number]): Line {
  const rate = w.cell(bonus.rate, w.rate);
  const when = conditionIn(w, bonus.when, "is");
  const upTo = bonus.upTo === undefined ? "" : w.cell(bonus.upTo, w.rate);
  return lineOf(
    w,
    w.say(
      han`${when}的，比例上浮${rate}${upTo === "" ? "" : han`，合计不超过${upTo}`}`,
      `${rate} is added to the rate where ${when}${upTo === "" ? "" : `, up to ${upTo} all told`}`,
    ),
    bonus.at,
  );
}

function facesLine(w: Wording, { of, choose, pieces, at }: Denominations): Line {
  const faces = of.map(w.money).join(w.say("、", ", "));
  const how =
    choose === "many"
      ? pieces === undefined
        ? w.say("可用多张", "several vouchers may be used")
        : w.say(han`最多 ${pieces.toString()} 张`, `at most ${pieces} vouchers may be used`)
      : w.say("只用一张", "a single voucher is used");
  return lineOf(
    w,
    w.say(
      han`面额为${faces}，${how}，取不超过应得额的最大面额`,
      `the faces are ${faces}; ${how}, as much as fits`,
    ),
    at,
  );
}

function minimumLine(w: Wording, minimum: Minimum): Line {
  const award = w.cell(minimum.award, w.money);
  const below = w.cell(minimum.below, each => w.text(belowWords[each].says));
  const total = minimum.per === undefined ? "" : totalOf(w, minimum.per);
  return lineOf(
    w,
    w.say(han`${total}起点为${award}，${below}`, `the minimum${total} is ${award}: ${below}`),
    minimum.at,
  );
}

/** Of what a minimum is asked, when that is not a single spend. */
export const totalOf = (w: Wording, per: NonNullable<Minimum["per"]>): string => {
  const who = scopesIn(w.language, per.scope);
  const when = per.period === "each" ? "" : periodIn(w.language, per.period);
  return w.say(`按${who}${when}合计，`, ` of the total of ${who}${when === "" ? "" : ` ${when}`}`);
};

function onceLine(w: Wording, once: Once): Line {
  const period = w.cell(once.period, each => (each === "total" ? "" : periodIn(w.language, each)));
  const who = scopesIn(w.language, once.scope);
  const over = once.over.length > 1 ? w.benefits(once.over) : "";
  const often = timesIn(w.language, once.times);
  return lineOf(
    w,
    w.say(
      han`${who}${over === "" ? "" : `就${over}`}${period}${often}`,
      `${who} may have ${over === "" ? "this" : `one of ${over}`} ${often}${period === "" ? "" : ` ${period}`}`,
    ),
    once.at,
  );
}

function reviewLine(w: Wording, review: NonNullable<Benefit["review"]>): Line {
  const says = w.text(review.says);
  return lineOf(
    w,
    w.say(
      `须经审定（${says}）；算出的金额只是上限`,
      `granted only after review (${says}); the figure is a ceiling`,
    ),
    review.at,
  );
}

/** Everything that bounds a benefit, in the order of reckoning. */
export function limitLines(w: Wording, benefit: Benefit): readonly Line[] {
  const { denominations, minimum, once, pool, review } = benefit;
  return [
    ...benefit.bonus.map(bonus => bonusLine(w, bonus)),
    ...(denominations === undefined ? [] : [facesLine(w, denominations)]),
    ...(minimum === undefined ? [] : [minimumLine(w, minimum)]),
    ...benefit.caps.flatMap(cap => capLines(w, cap)),
    ...(once === undefined ? [] : [onceLine(w, once)]),
    ...(pool === undefined ? [] : [lineOf(w, w.say(`从${w.pool(pool)}中支出`, `paid from ${w.pool(pool)}`))]),
    ...(review === undefined ? [] : [reviewLine(w, review)]),
  ];
}
