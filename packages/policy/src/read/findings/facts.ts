/** What the reader says about the vocabulary of facts and about the facts of a case. */
import type { Bilingual } from "../../tree.ts";
import { error, exactness, say, silentLoss, warning } from "./wording.ts";

/** Findings about the vocabulary of facts and about the facts of a case. */
export const factFindings = {
  "duplicate-fact": error(
    (v: { name: string; file: string }) =>
      say(`事实“${v.name}”在 ${v.file} 里已有`, `the fact \`${v.name}\` already stands in ${v.file}`),
    say("一件事只有一个名称，一个名称只指一件事", "one fact has one name, and one name means one fact"),
    () => say("请用已有的事实，或换一个名称", "use the one that exists, or choose another name"),
  ),
  "bad-fact-name": error(
    (v: { name: string }) => say(`“${v.name}”不能作事实名称`, `\`${v.name}\` cannot name a fact`),
    say("名称用于文件、接口和账目", "names stand in files, interfaces and accounts"),
    () =>
      say(
        "英文名用小写字母、数字、连字符和点，如 contract.amount；中文名用汉字和点，如 合同.金额",
        "use lower-case letters, digits, hyphens and dots, as in `contract.amount`; in Chinese as in 合同.金额",
      ),
  ),
  "choices-needed": error(
    (v: { name: string }) =>
      say(`选项类事实“${v.name}”没有选项`, `the choice \`${v.name}\` names no choices`),
    exactness,
    () => say("请写 choices（选项）", "add `choices`"),
  ),
  "choices-unused": error(
    (v: { name: string }) =>
      say(`“${v.name}”不是选项类事实，却写了选项`, `\`${v.name}\` is no choice, yet names choices`),
    silentLoss,
    () => say("请把类型改为 choice（选项），或删去选项", "make its type `choice`, or remove the choices"),
  ),
  "duplicate-choice": error(
    (v: { word: string }) => say(`选项“${v.word}”重复`, `the choice \`${v.word}\` stands twice`),
    say("每个选项的中文和英文都要唯一", "each choice has one Chinese and one English word of its own"),
    () => say("请换一个词", "choose another word"),
  ),
  "contradictory-facts": warning(
    (v: { zh: string; en: string }) => say(v.zh, v.en),
    say("两个事实不能都对，结果可能因此有误", "they cannot both be true, and the answer may be wrong for it"),
    () => say("核对两处填写，改正其中一个", "compare the two, and mend one of them"),
  ),
  "wrong-facts": error(
    (v: { zh: string; en: string; mend: Bilingual }) => say(v.zh, v.en),
    say("事实必须准确，未知的不必填写", "facts must be exact; what is unknown is left out"),
    v => v.mend,
  ),
} as const;
