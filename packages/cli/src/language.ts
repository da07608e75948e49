/** The language in which the command speaks. */
import type { Bilingual } from "@suanquan/policy";

export type Language = "zh" | "en";

/** Chinese, unless the locale of the terminal is an English one. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^en([_.-]|$)/i.test(locale) ? "en" : "zh";
}

export const say = (zh: string, en: string): Bilingual => ({ zh, en });
