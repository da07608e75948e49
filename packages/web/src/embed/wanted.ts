/** What the address of the embedded page asks for. Whatever a stranger's page may have written there is taken in. */

export interface Wanted {
  /** As written; whether there is such a programme is for the catalogue to say. */
  readonly programme: string;
  readonly theme: Theme;
}
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Longer than any programme's name; more is not repeated on the page. */
const NAME_MAX = 80;

/** Reads `?programme=…&theme=…`, and the same after `#`, which counts for more. */
export function wantedIn({ search, hash }: Pick<Location, "search" | "hash">): Wanted {
  const [asked, named] = [new URLSearchParams(search), new URLSearchParams(hash.replace(/^#/, ""))];
  const value = (name: string) => named.get(name) ?? asked.get(name) ?? "";
  const theme = value("theme");
  return {
    programme: value("programme").trim().slice(0, NAME_MAX),
    theme: THEMES.find(each => each === theme) ?? "auto",
  };
}
