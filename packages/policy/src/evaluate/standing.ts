/** Which version of a programme speaks on a day, and what standing it has then. */
import type { LocalDate } from "@suanquan/china";
import type { StandingOnDay, Truth } from "../assessment.ts";
import type { CaseDate, PolicyDocument, Programme, Range, Standing } from "../tree.ts";
import { settle } from "./questions/readings.ts";
import type { Scope } from "./questions/scope.ts";
import { dateInRange } from "./truth/condition.ts";
import { truthOf, YES } from "./truth/truth.ts";

type DatedDocument = Pick<PolicyDocument, "id" | "issued" | "published" | "effective" | "expires">;

/** Of a version, what its standing on a day follows from; a programme is one, and so is a row of an index. */
export interface DatedVersion<Document extends DatedDocument = DatedDocument> {
  readonly standing: Standing;
  readonly governs: string;
  readonly documents: readonly Document[];
  readonly windows: { readonly claim?: { readonly range: Range<LocalDate> } };
}

/** The document that makes a version. */
export const governing = <Document extends DatedDocument>(
  version: Pick<DatedVersion<Document>, "documents" | "governs">,
): Document | undefined => version.documents.find(document => document.id === version.governs);

/** The day from which the public could know of a version; undefined when the source gives no day. */
export function knownFrom(version: Pick<DatedVersion, "documents" | "governs">): LocalDate | undefined {
  const document = governing(version);
  return document?.published ?? document?.issued;
}

/** Newest first, by the day from which it was known; a version without a day comes last. */
export const newestFirst = (versions: readonly Programme[]): Programme[] =>
  [...versions].sort((a, b) => {
    const left = knownFrom(a) ?? "";
    const right = knownFrom(b) ?? "";
    return left < right ? 1 : left > right ? -1 : a.version < b.version ? 1 : -1;
  });

/** The standing of a version on a day, before any question of which spend it covers. */
export function standingOn(version: DatedVersion, asOf: LocalDate): StandingOnDay {
  const document = governing(version);
  const known = knownFrom(version);
  if (known !== undefined && known > asOf) return "not-yet-issued";
  if (document?.expires !== undefined && document.expires < asOf) return "ended";
  if (version.standing !== "in-force") return version.standing;
  if (document?.effective !== undefined && document.effective > asOf) return "not-yet-effective";
  const claim = version.windows.claim?.range;
  if (claim !== undefined && !dateInRange(asOf, claim))
    return claim.low !== undefined && asOf < claim.low.value ? "window-not-open" : "window-closed";
  return "in-force";
}

/** Whether a version of this standing can be reckoned without «what if». */
export const isUsable = (standing: StandingOnDay): boolean => standing === "in-force";

/** Whether it grants a right that could be reckoned at all. */
export const grantsRights = (programme: Programme): boolean =>
  programme.standing === "in-force" || programme.standing === "draft";

/** The fact that holds each date of a case; the day of application is the day of the answer. */
const dateFacts: Readonly<Record<Exclude<CaseDate, "applied">, string>> = {
  signed: "contract.signed",
  paid: "paid.on",
  used: "used.on",
};

/** Whether the version covers this case, by the date that it names. A date nobody gave is presumed to fit. */
export function coversCase(scope: Scope, programme: Programme): Truth {
  const { by, from, to, at } = programme.applies;
  if (from === undefined && to === undefined) return YES;
  const date = settle(by, scope.run.readings);
  const value = date === "applied" ? scope.run.asOf : scope.value(dateFacts[date]);
  if (typeof value !== "string") {
    if (date !== "applied") scope.presume({ is: "date", fact: dateFacts[date] });
    return YES;
  }
  const range = {
    ...(from === undefined ? {} : { low: { value: from, included: true } }),
    ...(to === undefined ? {} : { high: { value: to, included: true } }),
  };
  const truth = truthOf(dateInRange(value as LocalDate, range));
  if (date !== "applied" || truth !== YES)
    scope.step(() => ({
      is: "version-date",
      by: date,
      value: value as LocalDate,
      range,
      truth,
      at: at,
    }));
  return truth;
}
