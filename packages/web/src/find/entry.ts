/** What the search knows of a programme: written at build time, carried in the page. */
import type { LocalDate } from "@suanquan/china";
import type { Bilingual, DeliveryMode, Grade, Range, VoucherKind } from "@suanquan/policy";
import type { DatedVersion } from "@suanquan/policy/standing-on-day";

/** Words that a programme can be found by, with how they are read aloud. */
export interface Phrase {
  readonly of: PhraseKind;
  readonly says: string;
  /** Syllables of the Chinese characters with a space between; whatever is no character stands as it is. */
  readonly pinyin: string;
}
/** The likeliest first: what is found in a title comes before what is found in a document. */
export const PHRASE_KINDS = ["title", "place", "kind", "benefit", "document", "issuer"] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];

/** One version, as far as its standing on a day and its months go. */
export interface EntryVersion extends DatedVersion {
  readonly version: string;
}

export interface Entry {
  readonly id: string;
  readonly title: Bilingual;
  /** Codes from the province down; the nation's own code alone for a national programme. */
  readonly places: readonly string[];
  readonly kinds: readonly VoucherKind[];
  readonly mode: DeliveryMode;
  readonly grade: Grade;
  /** What the first benefit grants, in a sentence, and how many more there are. */
  readonly offer: Bilingual | null;
  readonly more: number;
  /** Newest first. */
  readonly versions: readonly EntryVersion[];
  readonly phrases: readonly Phrase[];
}

export type ChangeKind = "issued" | "draft" | "replaced" | "ended";
export interface Change {
  readonly on: LocalDate;
  readonly kind: ChangeKind;
  readonly programme: string;
  readonly title: Bilingual;
  readonly version: string;
}

export interface PlaceName {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** 0 for a province or the nation. */
  readonly depth: number;
}

/** A province by its short name. */
export type Province = Omit<PlaceName, "depth">;

export type DateRange = Range<LocalDate>;
