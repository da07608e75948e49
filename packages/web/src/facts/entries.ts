/**
 * What a person has filled in so far, as written. The one form of the facts on the site: filled in, kept in this browser,
 * compared, shared and exported. What is not there is unknown, never zero and never no.
 */

/** Names of facts to what was written; an empty text is not answered. */
export type Written = Readonly<Record<string, string>>;

/** Written in the place of an answer by those who cannot tell: still unknown, but not to be asked again. */
export const DONT_KNOW = "?";

/** What tells who the firm is and how large it is; no rule reads it, facts follow from it. */
export const FIRM_FIELDS = ["creditCode", "industry", "staff", "revenue", "assets"] as const;
export type FirmField = (typeof FIRM_FIELDS)[number];
export type FirmEntry = Readonly<Record<FirmField, string>>;

/** The certificate that a qualification rests on: issued by whom under what number, and the days it holds for. */
export const CERTIFICATE_FIELDS = ["number", "issuer", "from", "to"] as const;
export type CertificateField = (typeof CERTIFICATE_FIELDS)[number];
export type CertificateEntry = Readonly<Record<CertificateField, string>>;

export interface SpendEntry {
  /** Stays the same while others come and go, so that a field never turns into that of another spend. */
  readonly id: number;
  readonly written: Written;
}

export const AWARD_FIELDS = ["programme", "benefit", "on", "granted", "redeemed", "paid"] as const;
export type AwardEntry = Readonly<Record<(typeof AWARD_FIELDS)[number], string>>;

export const POOL_FIELDS = ["programme", "pool", "left"] as const;
export type PoolEntry = Readonly<Record<(typeof POOL_FIELDS)[number], string>>;

export interface Entries {
  readonly firm: FirmEntry;
  readonly applicant: Written;
  /** By the name of the qualification's fact. */
  readonly certificates: Readonly<Record<string, CertificateEntry>>;
  readonly spends: readonly SpendEntry[];
  /** Undefined: nobody said; empty: there were none. */
  readonly awards: readonly AwardEntry[] | undefined;
  /** What pools are said to have left. */
  readonly pools: readonly PoolEntry[];
  /** The day of the answer as written; empty for today. */
  readonly asOf: string;
  /** Whether drafts and ended programmes are reckoned as well. */
  readonly whatIf: boolean;
}

const blank = <Field extends string>(fields: readonly Field[]): Readonly<Record<Field, string>> =>
  Object.fromEntries(fields.map(field => [field, ""])) as Record<Field, string>;

export const NO_CERTIFICATE: CertificateEntry = blank(CERTIFICATE_FIELDS);
export const NO_AWARD: AwardEntry = blank(AWARD_FIELDS);
export const NO_POOL: PoolEntry = blank(POOL_FIELDS);
export const NO_ENTRIES: Entries = {
  firm: blank(FIRM_FIELDS),
  applicant: {},
  certificates: {},
  spends: [{ id: 1, written: {} }],
  awards: undefined,
  pools: [],
  asOf: "",
  whatIf: false,
};

export type Change =
  | { readonly is: "firm"; readonly field: FirmField; readonly text: string }
  | { readonly is: "applicant"; readonly fact: string; readonly text: string }
  | {
      readonly is: "certificate";
      readonly fact: string;
      readonly field: CertificateField;
      readonly text: string;
    }
  | { readonly is: "spend"; readonly spend: number; readonly fact: string; readonly text: string }
  /** Adds spends after the others; a single one of which nothing is written makes room for them. */
  | { readonly is: "add-spends"; readonly spends: readonly Written[] }
  | { readonly is: "remove-spend"; readonly spend: number }
  | { readonly is: "awards"; readonly awards: readonly AwardEntry[] | undefined }
  | { readonly is: "pools"; readonly pools: readonly PoolEntry[] }
  | { readonly is: "as-of"; readonly text: string }
  | { readonly is: "what-if"; readonly whatIf: boolean }
  /** Puts other entries in the place of these: kept, shared, or taken back. */
  | { readonly is: "replace"; readonly entries: Entries };

/** The entries after a change. */
export function changed(entries: Entries, change: Change): Entries {
  const { firm, applicant, certificates, spends } = entries;
  switch (change.is) {
    case "firm":
      return { ...entries, firm: { ...firm, [change.field]: change.text } };
    case "applicant":
      return { ...entries, applicant: written(applicant, change.fact, change.text) };
    case "certificate": {
      const before = certificates[change.fact] ?? NO_CERTIFICATE;
      const after = { ...before, [change.field]: change.text };
      return { ...entries, certificates: { ...certificates, [change.fact]: after } };
    }
    case "spend":
      return {
        ...entries,
        spends: spends.map(spend =>
          spend.id === change.spend
            ? { ...spend, written: written(spend.written, change.fact, change.text) }
            : spend,
        ),
      };
    case "add-spends":
      return { ...entries, spends: withSpends(spends, change.spends) };
    case "remove-spend":
      return { ...entries, spends: spends.filter(({ id }) => id !== change.spend) };
    case "awards":
      return { ...entries, awards: change.awards };
    case "pools":
      return { ...entries, pools: change.pools };
    case "as-of":
      return { ...entries, asOf: change.text };
    case "what-if":
      return { ...entries, whatIf: change.whatIf };
    case "replace":
      return change.entries;
  }
}

function written(before: Written, fact: string, text: string): Written {
  if (text !== "") return { ...before, [fact]: text };
  const { [fact]: _, ...others } = before;
  return others;
}

function withSpends(before: readonly SpendEntry[], added: readonly Written[]): readonly SpendEntry[] {
  const [only, ...others] = before;
  const roomy = others.length === 0 && only !== undefined && isBlankWritten(only.written);
  const kept = roomy && added.some(each => !isBlankWritten(each)) ? [] : before;
  const last = Math.max(0, ...before.map(({ id }) => id));
  return [...kept, ...added.map((each, index) => ({ id: last + 1 + index, written: each }))];
}

const isBlankWritten = (each: Written): boolean => Object.values(each).every(text => text.trim() === "");

/** Whether nothing at all was filled in: there is nothing to reckon with. */
export const isBlank = ({ firm, applicant, certificates, spends, awards, pools }: Entries): boolean =>
  awards === undefined &&
  pools.length === 0 &&
  [firm, applicant, ...Object.values(certificates), ...spends.map(each => each.written)].every(
    isBlankWritten,
  );
