/** The filters of the search, how they are kept in the address, and which entries pass them. Pure. */
import type { LocalDate } from "@suanquan/china";
import type { DeliveryMode, VoucherKind } from "@suanquan/policy";
import { governing, knownFrom, standingOn } from "@suanquan/policy/standing-on-day";
import type { DateRange, Entry, EntryVersion } from "./entry.ts";
import { rankOf, wordsOfQuery } from "./match.ts";

export const FILTER_NAMES = ["q", "place", "kind", "standing", "mode", "month"] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
/** Empty: not asked. */
export type Filters = Readonly<Record<FilterName, string>>;
export const NO_FILTERS: Filters = { q: "", place: "", kind: "", standing: "", mode: "", month: "" };

/** `#q=gzslq&kind=computing`; empty where nothing is asked. */
export function hashOf(filters: Filters): string {
  const asked = FILTER_NAMES.filter(name => filters[name] !== "").map(name => [name, filters[name]]);
  return asked.length === 0 ? "" : `#${new URLSearchParams(asked)}`;
}

/** What an address asks; names that are not known are passed over. */
export function filtersOf(hash: string): Filters {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  return Object.fromEntries(
    FILTER_NAMES.map(name => [name, (asked.get(name) ?? "").slice(0, 200)]),
  ) as Filters;
}

/** The version that speaks on a day: the newest that was known by then, or the oldest. */
export const versionOn = ({ versions }: Entry, today: LocalDate): EntryVersion | undefined =>
  versions.find(version => (knownFrom(version) ?? "") <= today) ?? versions.at(-1);

/** Standings that a person asks for, each with those that the day gives. */
export const STANDING_GROUPS = {
  open: ["in-force"],
  waiting: ["not-yet-issued", "not-yet-effective", "window-not-open"],
  closed: ["window-closed"],
  draft: ["draft"],
  guiding: ["framework", "announced", "mentioned"],
  ended: ["ended", "replaced"],
} as const;
export type StandingGroup = keyof typeof STANDING_GROUPS;

export function standingGroupOf(entry: Entry, today: LocalDate): StandingGroup {
  const version = versionOn(entry, today);
  const standing = version === undefined ? "mentioned" : standingOn(version, today);
  const groups = Object.entries(STANDING_GROUPS) as [StandingGroup, readonly string[]][];
  return groups.find(([, standings]) => standings.includes(standing))?.[0] ?? "guiding";
}

type Passes = (entry: Entry, asked: string, today: LocalDate) => boolean;
const PASSES: Readonly<Record<Exclude<FilterName, "q">, Passes>> = {
  place: (entry, code) => entry.places.includes(code),
  kind: (entry, kind) => entry.kinds.includes(kind as VoucherKind),
  standing: (entry, group, today) => standingGroupOf(entry, today) === group,
  mode: (entry, mode) => entry.mode === (mode as DeliveryMode),
  month: (entry, month) => entry.versions.some(version => inMonth(version, month)),
};

/** Issued or published in the month, or open for claims on some day of it. */
function inMonth(version: EntryVersion, month: string): boolean {
  const document = governing(version);
  if ([document?.issued, document?.published].some(date => date?.startsWith(month))) return true;
  const { claim } = version.windows;
  return claim !== undefined && meets(claim.range, month);
}

const meets = ({ low, high }: DateRange, month: string): boolean =>
  (low === undefined || low.value.slice(0, 7) <= month) &&
  (high === undefined || high.value.slice(0, 7) >= month);

/** The entries that pass, the best answer first; in their own order where the query tells no difference. */
export function found(
  entries: readonly Entry[],
  filters: Filters,
  today: LocalDate,
  but?: FilterName,
): readonly Entry[] {
  const words = wordsOfQuery(filters.q);
  const names = (Object.keys(PASSES) as (keyof typeof PASSES)[]).filter(
    name => name !== but && filters[name] !== "",
  );
  return entries
    .filter(entry => names.every(name => PASSES[name](entry, filters[name], today)))
    .flatMap(entry => {
      const rank = rankOf(entry, words);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
