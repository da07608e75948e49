/** Findings about documents and citations. */
import type { LocalDate } from "@suanquan/china";
import type { Bilingual, Grade } from "../../tree.ts";
import { alias, error, note, say, warning } from "./kind.ts";

const nothingInvented = say(
  "每个数值都要能回到文件和位置，否则无法核对",
  "every figure must lead back to a document and a place in it, or nobody can check it",
);
const notUsable = say(
  "征求意见稿没有效力，按它兑付就是没有依据的支出",
  "a draft has no force, and paying by it is spending without a basis",
);

export const sourceFindings = {
  "uncited-number": error(
    (v: { figure: string }) => say(`${v.figure} 没有出处`, `${v.figure} has no citation`),
    nothingInvented,
    say(
      "在它旁边或上一层写“出处”，如 出处: 文件标识 算力券/贵州省/1",
      "write `at` beside it or on the level above, as in `at: DOCUMENT 算力券/贵州省/1`",
    ),
  ),
  "number-not-in-quote": error(
    (v: { figure: string; quote: string }) =>
      say(`引文“${v.quote}”里没有 ${v.figure}`, `the quotation “${v.quote}” does not contain ${v.figure}`),
    say(
      "引文与数值不符，必有一个抄错",
      "the quotation and the figure disagree, so that one of them is wrong",
    ),
    say(
      "核对原文，改正数值，或引用载有该数值的句子",
      "check the text; mend the figure, or quote the sentence that has it",
    ),
  ),
  "orphan-citation": error(
    (v: { document: string }) =>
      say(
        `出处指向未列出的文件 ${v.document}`,
        `the citation leads to the document \`${v.document}\`, which is not listed`,
      ),
    nothingInvented,
    say("在“文件”里列出它，或改正标识", "list it under `documents`, or mend its id"),
  ),
  "orphan-document": alias(
    "orphan-citation",
    warning(
      (v: { document: string }) =>
        say(`列出的文件 ${v.document} 没有任何内容引用它`, `nothing cites the document \`${v.document}\``),
      say("读者会以为它起作用", "a reader would think that it matters"),
      say(
        "写上来自它的内容的出处，说明它替代、细化或抵触什么，或删去它",
        "cite it where something comes from it, say what it replaces, implements or disagrees with, or remove it",
      ),
    ),
  ),
  "secondary-source": note(
    (v: { document: string; grade: Grade; says: Bilingual }) =>
      say(
        `文件 ${v.document} 的来源等级为 ${v.grade}（${v.says.zh}），不是政府网站原文`,
        `the source of the document \`${v.document}\` is of grade ${v.grade} (${v.says.en}), not the text on a government site`,
      ),
    say(
      "转述可能有误，不能当作官方来源出示",
      "a report may be wrong and must not be shown as an official source",
    ),
    say(
      "找到原文后核对数值，并改为甲级",
      "when the text is found, check the figures against it and make it grade A",
    ),
  ),
  "draft-used-for-settlement": error(
    (v: { says: Bilingual }) => v.says,
    notUsable,
    say(
      "征求意见稿的“状态”写征求意见稿，案例写 假设: 是；正式文件印发后另立一个版本",
      "give a draft `standing: draft` and its cases `what-if: true`; when the final text is issued, make a new version",
    ),
  ),
  expired: note(
    (v: { what: Bilingual; day: LocalDate }) =>
      say(`${v.what.zh}已于 ${v.day} 届满`, `${v.what.en} ended on ${v.day}`),
    say(
      "期满后只能假设测算，可能已有替代它的文件",
      "it is reckoned only as what-if from then on, and there may be a document that replaces it",
    ),
    say(
      "查找接续的文件，另立一个版本；确已结束的，保留原样",
      "look for what follows it and make that a version; if it has really ended, leave it",
    ),
  ),
} as const;
