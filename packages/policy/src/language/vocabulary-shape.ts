/** The grammar of the fact vocabulary: one name for each fact that any programme may ask. */

import { bilingual, literal, map, may, must, object, oneOrMany, reference, word } from "./shape.ts";
import { factOwnerWords, factTypeWords, knownByWords } from "./words.ts";

const text = literal("text");

export const factShape = object({
  zh: must("中文名", text, "中文键名", "the exact Chinese counterpart"),
  type: must("类型", word(factTypeWords), "类型", "type"),
  of: must("属于", word(factOwnerWords), "申请主体或支出", "the applicant's or a spend's"),
  label: must("标签", bilingual, "简短名称", "short label"),
  ask: must("问", bilingual, "怎么问", "the question"),
  "known-by": must("知情方", word(knownByWords), "谁知道", "who knows it"),
  proof: may("证明", oneOrMany(text), "用什么证明", "what proves it"),
  choices: may(
    "选项",
    map(text, "text"),
    "中文选项及其英文",
    "the Chinese values, each with its English word",
  ),
  "at-most": may("不大于", reference("money-fact"), "不大于哪个金额", "never more than this other fact"),
  "at-least": may("不小于", reference("money-fact"), "不小于哪个金额", "never less than this other fact"),
  "not-before": may("不早于", reference("date-fact"), "不早于哪个日期", "never before this other date"),
  "presumed-equal-to": may(
    "推定等于",
    reference("money-fact"),
    "未填时推定等于",
    "presumed equal to this other fact",
  ),
});

export const vocabularyShape = object({
  facts: must("事实", map(factShape, "fact-name"), "事实词汇表", "the vocabulary of facts"),
});
