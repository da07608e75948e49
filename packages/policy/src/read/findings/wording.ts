/** What findings of the reader have in common: their form, and the reasons that several of them share. */
import type { Severity } from "../../finding.ts";
import { factTypeWords } from "../../language/words.ts";
import type { Bilingual, FactType } from "../../tree.ts";

export interface ReadingFinding<Values> {
  readonly severity: Severity;
  readonly what: (values: Values) => Bilingual;
  readonly why: Bilingual;
  readonly mend: (values: Values) => Bilingual;
}

export const say = (zh: string, en: string): Bilingual => ({ zh, en });

export function error<Values>(
  what: (values: Values) => Bilingual,
  why: Bilingual,
  mend: (values: Values) => Bilingual,
): ReadingFinding<Values> {
  return { severity: "error", what, why, mend };
}

export function warning<Values>(
  what: (values: Values) => Bilingual,
  why: Bilingual,
  mend: (values: Values) => Bilingual,
): ReadingFinding<Values> {
  return { severity: "warning", what, why, mend };
}

export interface Suggested {
  readonly nearest?: string | undefined;
  readonly allowed: readonly string[];
}
const LISTED_MAX = 12;

/** «Did you mean …», or what would be right. */
export function suggestion({ nearest, allowed }: Suggested): Bilingual {
  if (nearest !== undefined) return say(`是否要写“${nearest}”`, `did you mean \`${nearest}\`?`);
  if (allowed.length === 0) return say("请先定义，或删去", "define it first, or remove it");
  const listed = allowed.slice(0, LISTED_MAX);
  const more = allowed.length > LISTED_MAX;
  return say(
    `可以写：${listed.join("、")}${more ? " 等" : ""}`,
    `it can be: ${listed.join(", ")}${more ? ", …" : ""}`,
  );
}

export const examples = (texts: readonly string[]): Bilingual =>
  say(`应写作 ${texts.join(" 或 ")}`, `write ${texts.join(" or ")}`);

/** What a fact of each type is called. */
export const typeNames = Object.fromEntries(
  Object.entries(factTypeWords).map(([type, { zh }]) => [type, say(`${zh}类事实`, `a fact of type ${type}`)]),
) as Readonly<Record<FactType, Bilingual>>;

export const silentLoss = say(
  "不认识的内容若被忽略，政策就会少一条规定",
  "what is not understood and skipped would be a rule of the policy lost",
);
export const exactness = say(
  "数值必须能精确读出，不能猜测",
  "a figure must be read exactly and is never guessed",
);
export const linkage = say(
  "名称必须指向已有的定义，否则规则落空",
  "a name must lead to a definition, or the rule applies to nothing",
);
export const plainYaml = say(
  "政策文件只用 YAML 的一小部分，任何人打开都读到同样的内容",
  "policy files use a small part of YAML, so that everyone who opens one reads the same",
);
export const bounded = say(
  "文件有大小限制，以免恶意或损坏的文件拖垮系统",
  "files are limited so that a damaged or hostile one cannot stall the system",
);
