/** The head of every page: the way to the other pages, the other language, and how the page looks. Build time only. */
import { LANG_TAGS } from "../language.ts";
import { fileLink, pageLink, usePage } from "../page-context.tsx";
import { word } from "./words.ts";

/** The pages that the navigation names, in order. */
const NAVIGATION = [
  { path: "", name: "find" },
  { path: "fit/", name: "fit" },
  { path: "compare/", name: "compare" },
  { path: "calendar/", name: "calendar" },
  { path: "about/", name: "about" },
] as const;

export function Masthead({ path }: { readonly path: string }) {
  const context = usePage();
  const { language } = context;
  const other = language === "zh" ? "en" : "zh";
  return (
    <>
      <a className="skip" href="#main">
        {word("skip", language)}
      </a>
      <header className="masthead">
        <div className="masthead-inner">
          <a className="brand" href={pageLink(context, "", language)}>
            <img src={fileLink(context, "icon.svg")} alt="" width="36" height="36" />
            <span className="brand-name">
              {word("title", language)}
              <span className="brand-says">{word("subtitle", language)}</span>
            </span>
          </a>
          <nav aria-label={word("navigation", language)}>
            <ul>
              {NAVIGATION.map(each => (
                <li key={each.path}>
                  <a
                    href={pageLink(context, each.path, language)}
                    aria-current={each.path === path ? "page" : undefined}
                  >
                    {word(each.name, language)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="tools">
            <fieldset className="settings" hidden>
              <legend className="unseen">{word("settings", language)}</legend>
              <button type="button" data-setting="text" aria-pressed="false">
                {word("largeText", language)}
              </button>
              <button type="button" data-setting="theme" aria-pressed="false">
                {word("theme", language)}
              </button>
            </fieldset>
            <a
              className="language"
              lang={LANG_TAGS[other]}
              hrefLang={LANG_TAGS[other]}
              href={pageLink(context, path, other)}
            >
              {word("otherLanguage", language)}
            </a>
          </div>
        </div>
      </header>
    </>
  );
}
