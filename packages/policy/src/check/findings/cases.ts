/** Findings about the worked cases of a file. */
import type { Bilingual } from "../../tree.ts";
import { error, say, warning } from "./kind.ts";

export const caseFindings = {
  "untested-row": warning(
    (v: { row: number }) => say(`没有案例用到第 ${v.row} 行`, `no case uses row ${v.row}`),
    say("没有案例的行，抄错了也没有人发现", "a slip in a row that no case uses is noticed by nobody"),
    say("加一个落在此行的案例", "add a case that falls into this row"),
  ),
  "untested-benefit": warning(
    (v: { benefit: Bilingual; lacks: Bilingual }) =>
      say(`“${v.benefit.zh}”还缺案例：${v.lacks.zh}`, `“${v.benefit.en}” still lacks a case: ${v.lacks.en}`),
    say(
      "可计算的权益至少要有四种案例：一般、到限额、在边界、缺事实",
      "a computable benefit needs at least four kinds of case: typical, at the limit, at a boundary, with a fact missing",
    ),
    say("补上所缺的案例", "add the case that is lacking"),
  ),
  "case-fails": error(
    (v: { name: string; of: string; expected: Bilingual; got: Bilingual }) =>
      say(
        `案例“${v.name}”不符：${v.of} 预期 ${v.expected.zh}，实得 ${v.got.zh}`,
        `the case “${v.name}” fails: ${v.of} should give ${v.expected.en} and gives ${v.got.en}`,
      ),
    say("案例是文件自己的测试", "the cases are the file's own tests"),
    say("对照原文，看是规则还是案例写错了", "compare with the text, and mend the rule or the case"),
  ),
  "case-unreadable": error(
    (v: { name: string; says: Bilingual }) =>
      say(
        `案例“${v.name}”的事实无法读出：${v.says.zh}`,
        `the facts of the case “${v.name}” cannot be read: ${v.says.en}`,
      ),
    say("读不出的案例什么也没有测试", "a case that cannot be read tests nothing"),
    say("按词汇表的类型写事实", "write the facts by the types of the vocabulary"),
  ),
  "case-contradictory": warning(
    (v: { name: string; says: Bilingual }) =>
      say(
        `案例“${v.name}”的事实互相矛盾：${v.says.zh}`,
        `the facts of the case “${v.name}” contradict each other: ${v.says.en}`,
      ),
    say("不可能发生的事证明不了规则", "what cannot happen shows nothing about a rule"),
    say("改正其中一个事实", "mend one of the facts"),
  ),
} as const;
