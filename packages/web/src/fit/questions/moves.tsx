/** How many programmes an answer can move, and which. */
import type { Catalogue } from "@suanquan/policy";
import { type Language, word } from "../words.ts";
import type { AskedQuestion } from "./asked-questions.ts";

export function MovesBadge({
  asked,
  language,
}: {
  readonly asked: AskedQuestion | undefined;
  readonly language: Language;
}) {
  if (asked === undefined) return null;
  const count = asked.programmes.length;
  return (
    <span className="tag accent">
      {word("moves", language)} {count} {word(count === 1 ? "programmeOne" : "programmes", language)}
    </span>
  );
}

const NAMED_MAX = 3;

/** The first programmes by name. */
export function programmesNamed(
  programmes: readonly string[],
  catalogue: Catalogue,
  language: Language,
): string {
  const names = programmes
    .slice(0, NAMED_MAX)
    .map(id => catalogue.programmes.get(id)?.[0]?.title[language] ?? id)
    .join(language === "zh" ? "、" : ", ");
  const more = programmes.length - NAMED_MAX;
  if (more <= 0) return names;
  return language === "zh" ? `${names}${word("andMore", language)}` : `${names} ${word("andMore", language)}`;
}
