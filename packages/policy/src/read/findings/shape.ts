/** What the reader says about what stands where: keys, values, names and citations. */
import type { Bilingual, FactType } from "../../tree.ts";
import {
  error,
  exactness,
  examples,
  linkage,
  type Suggested,
  say,
  silentLoss,
  suggestion,
  typeNames,
} from "./wording.ts";

/** Findings about what stands where. */
export const shapeFindings = {
  "wrong-kind": error(
    (v: { want: Bilingual; got: Bilingual; hint?: Bilingual | undefined }) =>
      say(`这里应是${v.want.zh}，而不是${v.got.zh}`, `${v.want.en} should stand here, not ${v.got.en}`),
    silentLoss,
    v => v.hint ?? say(`请写成${v.want.zh}`, `write ${v.want.en}`),
  ),
  "no-value": error(
    (v: { key: string }) => say(`“${v.key}”后面没有内容`, `nothing stands after \`${v.key}\``),
    silentLoss,
    () => say("请填写，或删去这个键", "fill it in, or remove the key"),
  ),
  "unknown-key": error(
    (v: { key: string } & Suggested) => say(`不认识的键“${v.key}”`, `the key \`${v.key}\` is not known here`),
    silentLoss,
    suggestion,
  ),
  "missing-key": error(
    (v: { key: string; zh: string; says: Bilingual }) =>
      say(`缺少“${v.zh}”（${v.key}）：${v.says.zh}`, `\`${v.key}\` is missing: ${v.says.en}`),
    say("没有它，这一部分就没有确定的含义", "without it this part has no settled meaning"),
    v => say(`请加上“${v.zh}”`, `add \`${v.key}\``),
  ),
  "wrong-literal": error(
    (v: { zh: string; en: string; examples: readonly string[] }) => say(v.zh, v.en),
    exactness,
    v => examples(v.examples),
  ),
  "unknown-word": error(
    (v: { word: string } & Suggested) =>
      say(`不认识的词“${v.word}”`, `the word \`${v.word}\` is not known here`),
    silentLoss,
    suggestion,
  ),
  "unknown-name": error(
    (v: { name: string; of: Bilingual } & Suggested) =>
      say(`没有叫“${v.name}”的${v.of.zh}`, `there is no ${v.of.en} named \`${v.name}\``),
    linkage,
    suggestion,
  ),
  "unknown-place": error(
    (v: { zh: string; en: string; candidates: readonly string[] }) => say(v.zh, v.en),
    linkage,
    ({ candidates }) =>
      candidates.length > 0
        ? suggestion({ allowed: candidates })
        : say(
            "请写全称或代码，如 江苏省泰州市姜堰区 或 321204",
            "write its full name or its code, as in 江苏省泰州市姜堰区 or 321204",
          ),
  ),
  "wrong-fact-type": error(
    (v: { name: string; type: FactType; want: FactType; nearby: readonly string[] }) =>
      say(
        `“${v.name}”是${typeNames[v.type].zh}，这里需要${typeNames[v.want].zh}`,
        `\`${v.name}\` is ${typeNames[v.type].en}; ${typeNames[v.want].en} is needed here`,
      ),
    linkage,
    v => suggestion({ allowed: v.nearby }),
  ),
  "bad-id": error(
    (v: { key: string }) => say(`“${v.key}”不能作名称`, `\`${v.key}\` cannot be a name`),
    say("名称会出现在路径、口径和账目里", "names stand in paths, rulings and accounts"),
    () =>
      say(
        "请只用字母、汉字、数字和连字符，不超过 64 个字，且不用 together、合计",
        "use letters, digits and hyphens, at most 64, and not the reserved `together`",
      ),
  ),
  "bad-citation": error(
    (v: { text: string }) => say(`“${v.text}”不是出处`, `\`${v.text}\` is not a citation`),
    say(
      "每个数值都要说明出自哪份文件的哪个位置",
      "every value says which document it comes from, and where in it",
    ),
    () =>
      say(
        "应写作“文件 位置”，如 b 算力券/贵州省/1",
        "write the document and the place in it, as in `b 算力券/贵州省/1`",
      ),
  ),
} as const;
