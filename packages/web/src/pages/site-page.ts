/** What every page of the site is written from. */
import type { ReactNode } from "react";
import type { IslandName } from "../islands.ts";
import type { Language } from "../language.ts";

export interface SitePage {
  /** Path within a language; a folder. */
  readonly path: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly description: Readonly<Record<Language, string>>;
  /** Islands whose code is fetched along with the page. */
  readonly islands: readonly IslandName[];
  readonly body: (language: Language) => ReactNode;
  /** A page without masthead and footer, to be shown inside another site. */
  readonly bare?: true;
  /** The programme that the page is about; feedback names it. */
  readonly programme?: { readonly id: string; readonly version: string };
}
