/** Draws every page of the site as HTML. Runs when the site is written. */
import { renderToStaticMarkup } from "react-dom/server";
import { calendarFiles } from "./calendar/files.ts";
import { LANGUAGES, type Language } from "./language.ts";
import { type PageContext, PageContextProvider } from "./page-context.tsx";
import { pagesOf } from "./pages/pages.tsx";
import type { SitePage } from "./pages/site-page.ts";
import { programmeFiles, type SiteFile } from "./programme/files.ts";
import { type BuiltFiles, Document } from "./shell/document.tsx";
import type { SiteData } from "./site-data.ts";

export interface WrittenPage {
  /** Path of the file in the site, as in `en/fit/index.html`. */
  readonly file: string;
  readonly html: string;
}

/** The files that stand beside the pages: sources, compiled programmes, calendars. */
export const filesOf = async (data: SiteData): Promise<readonly SiteFile[]> => [
  ...(await programmeFiles(data)),
  ...calendarFiles(data),
];

/** Every page in both languages. */
export function prerender(data: SiteData, files: BuiltFiles): WrittenPage[] {
  return pagesOf(data).flatMap(page => LANGUAGES.map(language => written(page, language, files, data)));
}

function written(page: SitePage, language: Language, files: BuiltFiles, data: SiteData): WrittenPage {
  const folder = `${language === "en" ? "en/" : ""}${page.path}`;
  const context: PageContext = {
    language,
    root: "../".repeat(folder.split("/").length - 1) || "./",
    path: page.path,
    catalogue: files.catalogue,
    release: data.release,
  };
  const html = renderToStaticMarkup(
    <PageContextProvider context={context}>
      <Document page={page} files={files} data={data} />
    </PageContextProvider>,
  );
  return { file: `${folder}index.html`, html: `<!doctype html>\n${html}\n` };
}
