/** What is taken along: the facts as filled in and as read, and the catalogue that answers them. */
import type { Catalogue } from "@suanquan/policy";
import type { Entries } from "../facts/entries.ts";
import type { ReadEntries } from "../facts/read-entries.ts";

export interface InHand {
  readonly catalogue: Catalogue;
  readonly entries: Entries;
  readonly read: ReadEntries;
}
