/** Where a page stands: its language, and how its links find the others under whatever path the site is hosted. */
import { createContext, type ReactNode, useContext } from "react";
import type { Language } from "./language.ts";

export interface PageContext {
  readonly language: Language;
  /** From this page to the folder of the site, as in `./` or `../../`. */
  readonly root: string;
  /** The page's own path within its language, as in `fit/`; empty for the first page. */
  readonly path: string;
  /** The compiled catalogue, from the folder of the site. */
  readonly catalogue: string;
  /** The release that wrote the site. */
  readonly release: string;
}

const Context = createContext<PageContext | undefined>(undefined);

export function PageContextProvider({
  context,
  children,
}: {
  readonly context: PageContext;
  readonly children: ReactNode;
}) {
  return <Context value={context}>{children}</Context>;
}

/** @throws Error outside a page. */
export function usePage(): PageContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error("there is no page around this component");
  return context;
}

/** The address of a page in a language, relative to the page that links to it. */
export const pageLink = ({ root }: PageContext, path: string, language: Language): string =>
  `${root}${language === "en" ? "en/" : ""}${path}`;

/** The address of a file of the site. */
export const fileLink = ({ root }: PageContext, file: string): string => `${root}${file}`;
