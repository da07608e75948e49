/** The two languages of the pages, and tables of words. */
export type Language = "zh" | "en";
export const LANGUAGES: readonly Language[] = ["zh", "en"];

/** What the `lang` attribute says. */
export const LANG_TAGS: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };
export const languageOfTag = (tag: string): Language => (tag.startsWith("en") ? "en" : "zh");

/** Words of one room: name → Chinese, English. */
export type WordTable = Readonly<Record<string, readonly [zh: string, en: string]>>;

/** Looks words of a table up by name; a name that is not in the table does not compile. */
export const wordsOf =
  <Table extends WordTable>(table: Table) =>
  (name: keyof Table, language: Language): string =>
    (table[name] as readonly [string, string])[language === "zh" ? 0 : 1];

const MONTHS_EN = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** `2025-03` as `2025年3月`, `Mar 2025`. */
export function monthIn(month: string, language: Language): string {
  const [year, number] = month.split("-").map(Number);
  return language === "zh" ? `${year}年${number}月` : `${MONTHS_EN[(number ?? 1) - 1]} ${year}`;
}
