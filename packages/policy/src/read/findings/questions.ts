/** What the reader says about open questions. */
import { bounded, error, exactness, say } from "./wording.ts";

/** Findings about open questions. */
export const questionFindings = {
  "question-without-readings": error(
    (v: { question: string }) =>
      say(
        `待明确问题“${v.question}”没有写各种解释，也没有写介于何值`,
        `the open question \`${v.question}\` names neither readings nor what it lies between`,
      ),
    say("没有解释就无法算出区间", "without readings no range can be computed"),
    () =>
      say(
        "请加上 readings（各种解释及取值）或 between（如 0% ≤ x ≤ 100%）",
        "add `readings` with their values, or `between` as in `0% ≤ x ≤ 100%`",
      ),
  ),
  "readings-and-between": error(
    (v: { question: string }) =>
      say(
        `待明确问题“${v.question}”既写了各种解释又写了介于何值`,
        `the open question \`${v.question}\` names readings and also what it lies between`,
      ),
    say("两者只能取一：或是几种解释，或是一个区间", "it is either a choice of readings or an interval"),
    () => say("请删去其中一个", "remove one of them"),
  ),
  "single-reading": error(
    (v: { question: string }) =>
      say(
        `待明确问题“${v.question}”只有一种解释`,
        `the open question \`${v.question}\` has a single reading`,
      ),
    say("只有一种解释就不是待明确的", "with one reading nothing is open"),
    () => say("请补上其他解释，或直接写出数值", "add the other readings, or write the value itself"),
  ),
  "missing-reading-value": error(
    (v: { question: string; reading: string }) =>
      say(
        `问题“${v.question}”的解释“${v.reading}”没有说明在此处取什么值`,
        `the reading \`${v.reading}\` of the question \`${v.question}\` does not say what it puts here`,
      ),
    say(
      "每种解释都要给出取值，才能算出区间",
      "every reading must give a value, or the range would be too narrow",
    ),
    v =>
      say(
        `请在问题里写取值，或在此处写 as: {${v.reading}: …}`,
        `give the reading a value, or write \`as: {${v.reading}: …}\` here`,
      ),
  ),
  "circular-question": error(
    (v: { question: string }) =>
      say(
        `问题“${v.question}”的解释又引用了它自己`,
        `a reading of the question \`${v.question}\` leads back to it`,
      ),
    say("这样永远没有答案", "such a question has no answer"),
    () => say("请让各解释给出确定的值", "let its readings give values"),
  ),
  "too-many-readings": error(
    (v: { max: number }) =>
      say(`各问题的解释层层展开超过 ${v.max} 个值`, `the readings unfold into more than ${v.max} values`),
    bounded,
    () => say("请减少层层相套的问题", "nest fewer questions inside one another"),
  ),
  "between-not-here": error(
    (v: { question: string }) =>
      say(
        `问题“${v.question}”是区间，只能用于金额、比例或折扣`,
        `the question \`${v.question}\` is an interval; it fits amounts, rates and pay rates only`,
      ),
    exactness,
    () => say("请写各种解释及其取值", "write readings with their values"),
  ),
  "bad-between": error(
    (v: { text: string }) =>
      say(`“${v.text}”不是有两端的区间`, `\`${v.text}\` is not an interval with two ends`),
    exactness,
    () => say("应写作 0% ≤ x ≤ 100%", "write it as in `0% ≤ x ≤ 100%`"),
  ),
} as const;
