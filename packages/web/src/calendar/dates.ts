/** The dates of programmes: windows, consultations, effect, expiry, validity. Build time; carried in the page. */
import { addDays, type LocalDate } from "@suanquan/china";
import type { Bilingual, Programme } from "@suanquan/policy";
import { governing } from "@suanquan/policy/standing-on-day";
import type { SiteData } from "../site-data.ts";

export type DateKind =
  | "claim-opens"
  | "claim-closes"
  | "use-begins"
  | "use-ends"
  | "consultation-begins"
  | "consultation-ends"
  | "effective"
  | "expires";

/** Something that is to be done by a day, counted in working days. */
const DEADLINES: ReadonlySet<DateKind> = new Set([
  "claim-closes",
  "use-ends",
  "consultation-ends",
  "expires",
]);
export const isDeadline = (kind: DateKind): boolean => DEADLINES.has(kind);

export interface ProgrammeDate {
  readonly on: LocalDate;
  readonly kind: DateKind;
  readonly programme: string;
  readonly version: string;
  readonly title: Bilingual;
  /** Title of the document that makes the version. */
  readonly document: string;
}

/** Every date of every version, the earliest first. */
export const datesOf = ({ catalogue }: SiteData): readonly ProgrammeDate[] =>
  [...catalogue.programmes.values()]
    .flat()
    .flatMap(datesOfVersion)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.programme < b.programme ? -1 : 1));

function datesOfVersion(programme: Programme): readonly ProgrammeDate[] {
  const { id, version, title, windows } = programme;
  const document = governing(programme);
  const date = (kind: DateKind, on: LocalDate | undefined): ProgrammeDate[] =>
    on === undefined ? [] : [{ on, kind, programme: id, version, title, document: document?.title ?? "" }];
  const window = (
    name: keyof Programme["windows"],
    begins: DateKind,
    ends: DateKind,
  ): readonly ProgrammeDate[] => {
    const range = windows[name]?.range;
    const { low, high } = range ?? {};
    return [
      ...date(begins, low === undefined || low.included ? low?.value : addDays(low.value, 1)),
      ...date(ends, high === undefined || high.included ? high?.value : addDays(high.value, -1)),
    ];
  };
  return [
    ...window("claim", "claim-opens", "claim-closes"),
    ...window("use", "use-begins", "use-ends"),
    ...window("consultation", "consultation-begins", "consultation-ends"),
    ...date("effective", document?.effective),
    ...date("expires", document?.expires),
  ];
}
