/** Findings about what the text leaves open. */
import type { Bilingual } from "../../tree.ts";
import { error, note, say, warning } from "./kind.ts";

export const questionFindings = {
  question: note(
    (v: { id: string; ask: Bilingual; money: boolean; used: readonly string[] }) =>
      say(
        `待明确 ${v.id}：${v.ask.zh}（影响${v.money ? "金额" : "程序"}${v.used.length === 0 ? "" : `；用于 ${v.used.join("、")}`}）`,
        `open \`${v.id}\`: ${v.ask.en} (touches ${v.money ? "money" : "procedure"}${v.used.length === 0 ? "" : `; used in ${v.used.join(", ")}`})`,
      ),
    say(
      "来源没有写明；影响金额的问题没有口径之前，结果是一个范围",
      "the text does not say; until a ruling answers a question of money, the answer is a range",
    ),
    say("向发文机关询问，以口径答复", "ask the issuer, and record the answer as a ruling"),
  ),
  "unused-question": warning(
    (v: { id: string }) =>
      say(`待明确问题 ${v.id} 没有用在任何地方`, `the open question \`${v.id}\` is used nowhere`),
    say(
      "不影响任何数值的问题，答了也不改变结果",
      "a question that no value hangs on changes nothing when it is answered",
    ),
    say(
      "在它涉及的数值处写 {待明确: 问题名}；只影响办理的，写 影响: 程序",
      "write `{open: QUESTION}` at the value it concerns; if only procedure hangs on it, write `touches: procedure`",
    ),
  ),
  "missing-reading": error(
    (v: { question: string; missing: readonly string[]; unknown: readonly string[] }) =>
      say(
        `此处没有照顾到待明确问题 ${v.question} 的全部解释${listed("缺", v.missing)}${listed("多", v.unknown)}`,
        `this does not follow the readings of \`${v.question}\`${listedEn("missing", v.missing)}${listedEn("not a reading", v.unknown)}`,
      ),
    say(
      "每种解释都要有一个取值，否则答了问题仍然没有结果",
      "every reading must put a value here, or the answered question still gives no result",
    ),
    say("逐一写出各解释的取值", "give a value for each reading"),
  ),
  "conflict-without-question": error(
    (v: { document: string; other: string }) =>
      say(
        `文件 ${v.document} 与 ${v.other} 抵触，但没有待明确问题列出这两份文件`,
        `the document \`${v.document}\` disagrees with \`${v.other}\`, and no open question names both`,
      ),
    say("两份文件不一致时不能悄悄选一个", "where two texts disagree, neither is silently chosen"),
    say(
      "写一个待明确问题，“各文本”列出两份文件，各解释取各自的数值",
      "write an open question whose `texts` names both and whose readings are what each of them says",
    ),
  ),
} as const;

const listed = (what: string, readings: readonly string[]): string =>
  readings.length === 0 ? "" : `，${what} ${readings.join("、")}`;
const listedEn = (what: string, readings: readonly string[]): string =>
  readings.length === 0 ? "" : `; ${what}: ${readings.join(", ")}`;
