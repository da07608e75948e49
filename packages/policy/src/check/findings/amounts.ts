/** Findings about how an amount is reckoned: tiers, tables, rates, rounding, and amounts that fall as one buys more. */
import type { Bilingual } from "../../tree.ts";
import { alias, error, note, say, warning } from "./kind.ts";

interface OfBenefit {
  readonly benefit: Bilingual;
}
interface Gap extends OfBenefit {
  readonly range: string;
}

const gapWhy = say(
  "落在空当里的金额没有比例可用，结果只能是“政策未载明”",
  "an amount that falls into the gap has no rate, and the answer can only be that the text is silent",
);

const discountGapWhy = say(
  "按高一档优惠会落到低一档，按低一档优惠又超出低一档",
  "the higher row's discount leaves an amount below that row, and the lower row's leaves one above it",
);

/** Orders from `from` to `to` compared with a larger one; all amounts as written in a file. */
interface Fall extends OfBenefit {
  readonly from: string;
  readonly to: string;
  /** What is left to pay, or granted, at `to`. */
  readonly before: string;
  readonly then: string;
  /** The same at `then`. */
  readonly after: string;
  /** Questions whose readings this depends on. */
  readonly questions: readonly string[];
}

const underReadings = (questions: readonly string[]): Bilingual =>
  questions.length === 0
    ? say("", "")
    : say(
        `（视待明确问题 ${questions.join("、")} 的解释而定）`,
        ` (by the readings of ${questions.join(", ")})`,
      );

export const amountFindings = {
  "tier-gap": error(
    (v: Gap) =>
      say(`“${v.benefit.zh}”的分档漏了 ${v.range}`, `the tiers of “${v.benefit.en}” leave out ${v.range}`),
    gapWhy,
    say(
      "补上一档，或在“边界”里写明归哪一档；来源没有写明的，写成待明确问题，如 边界: {10万元: {待明确: 问题名}}",
      "add a row, or say under `edges` which row it belongs to; where the text does not say, name an open question, as in `edges: {10万元: {open: QUESTION}}`",
    ),
  ),
  "tier-gap-open": alias(
    "tier-gap",
    note(
      (v: Gap & { question: string }) =>
        say(
          `“${v.benefit.zh}”的分档没有说明 ${v.range} 归哪一档，已列为待明确问题 ${v.question}`,
          `the tiers of “${v.benefit.en}” do not say where ${v.range} belongs; it is the open question \`${v.question}\``,
        ),
      gapWhy,
      say(
        "由发文机关解释后，以口径答复该问题",
        "once the issuer has explained it, answer the question by a ruling",
      ),
    ),
  ),
  "tier-overlap": error(
    (v: Gap & { first: number; second: number }) =>
      say(
        `“${v.benefit.zh}”的第 ${v.first} 档和第 ${v.second} 档都包含 ${v.range}`,
        `rows ${v.first} and ${v.second} of the tiers of “${v.benefit.en}” both include ${v.range}`,
      ),
    say(
      "同一金额有两个比例，先写的一档会悄悄生效",
      "one amount has two rates, and the row that stands first silently wins",
    ),
    say(
      "改动一端的含与不含（< 或 ≤），使相邻两档首尾相接",
      "change an end between < and ≤ so that the rows meet without sharing an amount",
    ),
  ),
  "discount-gap": warning(
    (v: Gap) =>
      say(
        `“${v.benefit.zh}”按优惠后的金额分档，原价 ${v.range} 没有一档合适`,
        `the tiers of “${v.benefit.en}” are compared with what is left to pay, and a list price of ${v.range} fits no row`,
      ),
    discountGapWhy,
    say(
      "如由自己制定，改按优惠前的金额分档；如是转录，列为待明确问题",
      "in a policy of your own, compare the tiers with the list price; in a transcription, make it an open question",
    ),
  ),
  "discount-gap-open": alias(
    "discount-gap",
    note(
      (v: Gap & { question: string }) =>
        say(
          `“${v.benefit.zh}”若按优惠后的金额分档（待明确问题 ${v.question}），原价 ${v.range} 没有一档合适`,
          `if the tiers of “${v.benefit.en}” are compared with what is left to pay (\`${v.question}\`), a list price of ${v.range} fits no row`,
        ),
      discountGapWhy,
      say(
        "作出口径时应一并说明这些金额归哪一档",
        "a ruling that takes this reading should say where these amounts belong",
      ),
    ),
  ),
  "incomplete-table": error(
    (v: { columns: Bilingual; cases: Bilingual; more: number }) =>
      say(
        `按 ${v.columns.zh} 查的表没有列出：${v.cases.zh}${v.more > 0 ? `；另有 ${v.more} 种` : ""}`,
        `the table by ${v.columns.en} has no row for ${v.cases.en}${v.more > 0 ? `, and ${v.more} more` : ""}`,
      ),
    say(
      "查不到行的情形没有数值，结果只能是“政策未载明”",
      "a case without a row has no value, and the answer can only be that the text is silent",
    ),
    say(
      "补上一行；来源没有写明的，数值写 {待明确: 问题名}；不适用的情形应写进条件",
      "add a row; where the text does not say, give `{open: QUESTION}` as its value; what does not apply belongs in the conditions",
    ),
  ),
  "table-too-long": warning(
    (v: { rows: number }) =>
      say(
        `表有 ${v.rows} 行，太长，没有查完是否遗漏`,
        `the table has ${v.rows} rows, too many to look for what they leave out`,
      ),
    say("没有查完的表可能有遗漏", "a table that was not looked through may leave something out"),
    say(
      "按一列拆成几项权益，或合并取值相同的行",
      "split it into benefits by one column, or join rows of the same value",
    ),
  ),
  "dead-row": warning(
    (v: { row: number; by: readonly number[] }) =>
      say(
        `第 ${v.row} 行永远轮不到：前面的第 ${v.by.join("、")} 行已包含它的全部情形`,
        `row ${v.row} is never reached: row${v.by.length > 1 ? "s" : ""} ${v.by.join(", ")} above take${v.by.length > 1 ? "" : "s"} everything in it`,
      ),
    say("表按先后取第一个符合的行", "the first row that matches gives the value"),
    say(
      "删去此行，或把较窄的行移到较宽的行之前",
      "remove the row, or move the narrower row above the wider one",
    ),
  ),
  "dead-row-excluded": alias(
    "dead-row",
    warning(
      (v: { row: number }) =>
        say(
          `第 ${v.row} 行永远轮不到：享受条件已排除它的全部情形`,
          `row ${v.row} is never reached: the conditions exclude everything in it`,
        ),
      say("不符合条件的申请到不了这张表", "what does not meet the conditions never comes to the table"),
      say("删去此行，或放宽条件", "remove the row, or widen the conditions"),
    ),
  ),
  notch: warning(
    (v: Fall) =>
      say(
        `“${v.benefit.zh}”买得多反而付得少：${v.from} 至 ${v.to} 的订单比 ${v.then} 的还贵（${v.to} 时付 ${v.before}，${v.then} 时付 ${v.after}）${underReadings(v.questions).zh}`,
        `“${v.benefit.en}” makes buying more cheaper: orders of ${v.from} to ${v.to} cost more than one of ${v.then} (${v.before} at ${v.to}, ${v.after} at ${v.then})${underReadings(v.questions).en}`,
      ),
    say(
      "比例按全额适用，过了档线整笔换档，企业会为了少付而多买",
      "the rate of a row applies to the whole amount, so that crossing its bound makes it worth buying what is not needed",
    ),
    say(
      "如由自己制定，改为分段适用，或让比例随金额平缓变化；如是转录，保留原样",
      "in a policy of your own, apply the rates slice by slice or let them change gently; in a transcription, leave it",
    ),
  ),
  "falling-award": warning(
    (v: Fall) =>
      say(
        `“${v.benefit.zh}”买得多反而补得少：${v.from} 至 ${v.to} 所得比 ${v.then} 时多（${v.to} 时得 ${v.before}，${v.then} 时得 ${v.after}）${underReadings(v.questions).zh}`,
        `“${v.benefit.en}” grants less for more: amounts of ${v.from} to ${v.to} are granted more than ${v.then} (${v.before} at ${v.to}, ${v.after} at ${v.then})${underReadings(v.questions).en}`,
      ),
    say(
      "比例按全额适用而高档的比例较低，企业会拆分合同或压低金额",
      "a higher row has a lower rate for the whole amount, which invites splitting contracts",
    ),
    say(
      "如由自己制定，改为分段适用；如是转录，保留原样",
      "in a policy of your own, apply the rates slice by slice; in a transcription, leave it",
    ),
  ),
  cliff: note(
    (v: Fall) =>
      say(
        `“${v.benefit.zh}”的门槛使 ${v.from} 至 ${v.to} 的支出比 ${v.then} 的还贵（${v.to} 时自付 ${v.before}，${v.then} 时自付 ${v.after}）${underReadings(v.questions).zh}`,
        `the threshold of “${v.benefit.en}” makes ${v.from} to ${v.to} cost more than ${v.then} (${v.before} at ${v.to}, ${v.after} at ${v.then})${underReadings(v.questions).en}`,
      ),
    say(
      "差一点到门槛的企业多买一点就更省，门槛附近的金额会聚集",
      "just below the threshold it pays to buy a little more, so that amounts will gather there",
    ),
    say("门槛是政策本意的，保留原样", "where the threshold is meant, leave it"),
  ),
  "assumed-rounding": warning(
    () => say("没有写明舍入，按“取到分、只舍不入”推定", "no rounding is named; fen, cut off, is assumed"),
    say(
      "比例会算出不足一分的零头；四舍五入可能突破“不超过”",
      "a rate leaves fractions of a fen, and rounding half up can break «not more than»",
    ),
    say(
      "来源写明的，加上 舍入: {单位: 分, 方向: 舍去, 出处: …}；没有写明的，保留此提示",
      "if the text says it, add `rounding: {unit: fen, direction: down, at: …}`; if it does not, leave this warning",
    ),
  ),
  "rate-above-100": error(
    (v: { rate: string }) =>
      say(`比例 ${v.rate} 不在 0% 到 100% 之间`, `the rate ${v.rate} is not between 0% and 100%`),
    say("补助不会超过它所依据的金额", "nothing is granted beyond the amount it is reckoned on"),
    say("核对原文的数值和单位（%、‰、折）", "check the figure and its unit (%, ‰, 折) in the text"),
  ),
  "stacking-above-100": error(
    (v: { rate: string }) =>
      say(`叠加后的合计比例 ${v.rate} 超过 100%`, `the stated total of ${v.rate} is above 100%`),
    say("补助合计不会超过支出本身", "all support together never exceeds the spend"),
    say("核对原文；合计比例含本项在内", "check the text; a stated total includes the benefit itself"),
  ),
  "stacking-above-100-sum": alias(
    "stacking-above-100",
    warning(
      (v: { parts: Bilingual; rate: string }) =>
        say(
          `${v.parts.zh}同时享受时比例相加为 ${v.rate}，超过 100%`,
          `${v.parts.en} together come to ${v.rate}, above 100%`,
        ),
      say(
        "相加后超过支出本身的部分不会给付，说明漏了一条规定",
        "what exceeds the spend is never paid, so that some rule is missing",
      ),
      say(
        "写明它们如何相遇：从高、互斥、合计比例或合并限额",
        "say how they meet: the highest counts, they exclude each other, a stated total, or a shared limit",
      ),
    ),
  ),
} as const;
