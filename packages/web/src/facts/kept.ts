/** Entries kept in this browser, so that they survive a reload, a change of language and of page; and nowhere else. */
import type { Bilingual } from "@suanquan/policy";
import { type Entries, NO_ENTRIES } from "./entries.ts";
import { parseEntries, writeEntries } from "./entries-text.ts";

const KEY = "suanquan.facts";

/** What this browser holds: nothing, entries, or a text that this release cannot read and leaves alone. */
export type Kept =
  | { readonly is: "nothing" }
  | { readonly is: "entries"; readonly entries: Entries }
  | { readonly is: "unreadable"; readonly error: Bilingual; readonly text: string };

export function kept(): Kept {
  const text = keptText();
  if (text === null) return { is: "nothing" };
  const read = parseEntries(text);
  return read.ok ? { is: "entries", entries: read.entries } : { is: "unreadable", error: read.error, text };
}

/** What was filled in before in this browser; undefined when nothing was, or it cannot be read. */
export function keptEntries(): Entries | undefined {
  const held = kept();
  return held.is === "entries" ? held.entries : undefined;
}

/** Keeps them in this browser, and nowhere else. False when the browser does not allow it. */
export const keepEntries = (entries: Entries): boolean =>
  keepText(entries === NO_ENTRIES ? null : writeEntries(entries));

/** Keeps a text as it stands; null for nothing. False when the browser does not allow it. */
export function keepText(text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}

/** Forgets everything that this browser holds of the facts. */
export function forgetEntries(): void {
  keepText(null);
}

/** What this browser holds, readable or not. */
export function keptText(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Calls when another page of this browser may have changed what is kept: at once, or when this page is shown again,
 * since one that lay still in the background hears of nothing. Returns the way to stop.
 */
export function onKeptElsewhere(look: () => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) look();
  };
  const shown = () => {
    if (document.visibilityState === "visible") look();
  };
  addEventListener("storage", heard);
  addEventListener("pageshow", shown);
  document.addEventListener("visibilitychange", shown);
  return () => {
    removeEventListener("storage", heard);
    removeEventListener("pageshow", shown);
    document.removeEventListener("visibilitychange", shown);
  };
}
