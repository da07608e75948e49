/** What the pages are written from. Build time only: the browser loads the compiled catalogue. */
import type { LocalDate } from "@suanquan/china";
import type { Finding, Programme, SpanTable } from "@suanquan/policy";
import type { Catalogue } from "@suanquan/policy/catalogue";

/** One source file of the catalogue: a version of a programme. */
export interface ProgrammeSource {
  readonly programme: Programme;
  /** Path below `policies/`. */
  readonly file: string;
  readonly text: string;
  readonly spans: SpanTable;
  /** What the checker says of it. */
  readonly findings: readonly Finding[];
}

export interface SiteData {
  readonly catalogue: Catalogue;
  /** Every version of every programme, in the order of their files. */
  readonly sources: readonly ProgrammeSource[];
  /** The day the site is written: what is drawn then is as of this day, and brought up to date in the browser. */
  readonly builtOn: LocalDate;
  /** The release that wrote it. */
  readonly release: string;
  /** Where a person's mail program may be pointed for feedback; without it feedback is only copied. */
  readonly feedbackMail?: string;
}
