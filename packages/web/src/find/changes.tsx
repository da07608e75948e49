/** What changed of late, by the dates of the documents. */
import type { LocalDate } from "@suanquan/china";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import type { Change } from "./entry.ts";
import { changeWord, word } from "./words.ts";

const SHOWN_MAX = 10;

export function Changes({
  changes,
  today,
}: {
  readonly changes: readonly Change[];
  readonly today: LocalDate;
}) {
  const page = usePage();
  const { language } = page;
  const past = changes.filter(({ on }) => on <= today).slice(0, SHOWN_MAX);
  return (
    <section className="panel" aria-labelledby="changes-title">
      <h2 id="changes-title">{word("changes", language)}</h2>
      <ol className="changes">
        {past.map(({ on, kind, programme, title, version }) => (
          <li key={`${programme} ${version} ${kind}`}>
            <time dateTime={on} className="figure soft">
              {on}
            </time>
            <span>
              <a href={pageLink(page, programmePath(programme), language)}>{title[language]}</a>{" "}
              <span className={`tag ${kind === "ended" ? "bad" : kind === "draft" ? "warn" : ""}`}>
                {changeWord(kind, language)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
