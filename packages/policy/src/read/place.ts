/** Places as files and facts name them: by name, by path of names, or by the code of a county that has no entry. */
import { findPlace, placePath, toHalfWidth } from "@suanquan/china";
import type { Bilingual } from "../tree.ts";

export type PlaceReading =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly error: Bilingual; readonly candidates: readonly string[] };

/**
 * The code of the place that is meant. The table of places lists provinces, prefectures and the districts that issue
 * programmes; any other county is named by its six-digit code, which tells in which prefecture it lies.
 */
export function parsePlace(text: string): PlaceReading {
  const found = findPlace(text);
  if (found.ok) return { ok: true, code: found.value.code };
  const code = toHalfWidth(text).trim();
  if (/^\d{6}$/.test(code) && placePath(code).length > 0) return { ok: true, code };
  return { ok: false, error: found.error, candidates: found.candidates.map(each => each.name) };
}
