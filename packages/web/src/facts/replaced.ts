/** What a shared link took the place of, kept beside the facts as it stood until it is taken back or replaced again. */
import type { Entries } from "./entries.ts";
import { keepEntries, keepText, keptText } from "./kept.ts";

const KEY = "suanquan.facts.replaced";

/** Whether something stood here before the last replacement. */
export function hasReplaced(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** Keeps these entries, and beside them what they take the place of, readable or not. False where nothing is kept. */
export function replaceEntries(entries: Entries): boolean {
  const before = keptText();
  try {
    if (before === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, before);
  } catch {
    return false;
  }
  return keepEntries(entries);
}

/** Puts back what stood here before the last replacement. False where there is nothing, or nothing can be kept. */
export function takeBack(): boolean {
  try {
    const before = localStorage.getItem(KEY);
    if (before === null || !keepText(before)) return false;
    localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** Forgets it: whoever forgets the facts means these too. */
export function forgetReplaced(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where storage is forbidden there is nothing to forget.
  }
}
