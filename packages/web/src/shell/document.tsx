/** The HTML around every page. Build time only. */
import type { IslandName } from "../islands.ts";
import { LANG_TAGS, LANGUAGES } from "../language.ts";
import { fileLink, pageLink, usePage } from "../page-context.tsx";
import type { SitePage } from "../pages/site-page.ts";
import type { SiteData } from "../site-data.ts";
import { Footer } from "./footer.tsx";
import { Masthead } from "./masthead.tsx";
import { word } from "./words.ts";

/** Names of built files, from the folder of the site. */
export interface BuiltFiles {
  readonly catalogue: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** What each island loads: its chunk and those that the chunk imports. */
  readonly islands: Readonly<
    Record<IslandName, { readonly scripts: readonly string[]; readonly styles: readonly string[] }>
  >;
}

/** The same rule that the server sends as a header, for hosts that send none; frames are the host's to forbid. */
const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/** React puts links without a handler before all others; scripts would then hold up the style sheets. It is not written. */
const staysHere = () => undefined;

interface DocumentProps {
  readonly page: SitePage;
  readonly files: BuiltFiles;
  readonly data: SiteData;
}

export function Document({ page, files, data }: DocumentProps) {
  const context = usePage();
  const { language, root } = context;
  const link = (file: string) => fileLink(context, file);
  const loaded = page.islands.map(name => files.islands[name]);
  const styles = new Set([...files.styles, ...loaded.flatMap(each => each.styles)]);
  const scripts = new Set(loaded.flatMap(each => each.scripts));
  return (
    <html
      lang={LANG_TAGS[language]}
      data-root={root}
      data-path={page.path}
      data-catalogue={files.catalogue}
      data-release={context.release}
    >
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={CONTENT_POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="description" content={page.description[language]} />
        <title>
          {page.path === "" ? page.title[language] : `${page.title[language]} · ${word("title", language)}`}
        </title>
        {/* Before anything is drawn: the chosen colours and text size, so that nothing flashes. */}
        <script src={link("settings.js")} />
        {[...styles].map(file => (
          <link key={file} rel="stylesheet" href={link(file)} />
        ))}
        {/* What is read comes before what answers: on a slow line the style sheets get all of it first. */}
        <script type="module" src={link(files.script)} fetchPriority="low" />
        {[...scripts].map(file => (
          <link key={file} rel="modulepreload" href={link(file)} fetchPriority="low" onLoad={staysHere} />
        ))}
        <link rel="manifest" href={link("manifest.webmanifest")} />
        <link rel="icon" href={link("icon.svg")} type="image/svg+xml" />
        {LANGUAGES.map(each => (
          <link
            key={each}
            rel="alternate"
            hrefLang={LANG_TAGS[each]}
            href={pageLink(context, page.path, each)}
          />
        ))}
      </head>
      <body className={page.bare ? "bare" : undefined}>
        {!page.bare && <Masthead path={page.path} />}
        <main id="main" tabIndex={-1} aria-label={page.bare ? page.title[language] : undefined}>
          {page.islands.length > 0 && (
            <noscript>
              <p className="notice warn">{word("needsScript", language)}</p>
            </noscript>
          )}
          {page.body(language)}
        </main>
        {!page.bare && (
          <Footer data={data} {...(page.programme === undefined ? {} : { programme: page.programme })} />
        )}
      </body>
    </html>
  );
}
