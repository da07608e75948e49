/** What this browser holds of the site, in words; also the answer to a page that is neither kept nor to be had. */
import type { Language } from "../language.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import type { SiteData } from "../site-data.ts";
import { word } from "./words.ts";

export function OfflinePage({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  const page = usePage();
  return (
    <article className="prose">
      <header className="page-head">
        <h1>{word("pageTitle", language)}</h1>
        <p className="lead">{word("lead", language)}</p>
      </header>
      {/* Seen only by those who were led here: the browser shows it when the address names it. */}
      <p id="missing" className="notice warn offline-missing">
        {word("missing", language)}
      </p>
      <p data-offline="" tabIndex={-1} role="status">
        {word("wait", language)}
      </p>
      <section aria-labelledby="kept-pages">
        <h2 id="kept-pages">{word("pages", language)}</h2>
        <p>{word("pagesSay", language)}</p>
        <p>
          <button type="button" className="button" data-keep-all="" hidden>
            {word("keepAll", language)}
          </button>
        </p>
        <ul className="kept-pages">
          {[...data.catalogue.programmes].flatMap(([id, [newest]]) =>
            newest === undefined ? (
              []
            ) : (
              <li key={id}>
                <a href={pageLink(page, programmePath(id), language)}>{newest.title[language]}</a>{" "}
                <span className="tag" data-kept-of="" />
              </li>
            ),
          )}
        </ul>
      </section>
    </article>
  );
}
