/**
 * Entries as a text, for keeping and for links: written with the version of their form, and read back with every doubt.
 * What was written is never silently lost: a text of another version is carried over, or refused in words and left
 * where it is.
 */
import type { Bilingual } from "@suanquan/policy";
import {
  AWARD_FIELDS,
  CERTIFICATE_FIELDS,
  type CertificateEntry,
  type Entries,
  FIRM_FIELDS,
  POOL_FIELDS,
  type Written,
} from "./entries.ts";

/** The version of the form of `Entries`; a new one comes with a way to carry the last over. */
const FORM = "suanquan-facts/1";

/** More spends than this are not read: a text of this size was not filled in by a person. */
export const SPENDS_MAX = 2_000;

export type EntriesReading =
  | { readonly ok: true; readonly entries: Entries }
  | { readonly ok: false; readonly error: Bilingual };

export const writeEntries = (entries: Entries): string => JSON.stringify({ form: FORM, ...entries });

/** Reads entries back from a text: kept, or out of a link. */
export function parseEntries(text: string): EntriesReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused("内容不完整或已损坏", "the text is incomplete or damaged");
  }
  if (!isRecord(json)) return refused("内容不是填写情况", "the text holds no facts");
  if (json.form !== FORM) {
    const named = typeof json.form === "string" ? json.form.slice(0, 40) : "–";
    return refused(
      `填写情况的格式是“${named}”，本页只认 ${FORM}`,
      `the facts are in the form "${named}"; this page reads ${FORM}`,
    );
  }
  const entries = entriesIn(json);
  return entries === undefined
    ? refused("填写情况的结构不对", "the facts are not in the order that their form asks for")
    : { ok: true, entries };
}

const refused = (zh: string, en: string): EntriesReading => ({ ok: false, error: { zh, en } });

type JsonRecord = Readonly<Record<string, unknown>>;
const isRecord = (json: unknown): json is JsonRecord =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** All or nothing: a part that is left out would be a fact lost. */
function entriesIn(json: JsonRecord): Entries | undefined {
  const firm = fieldsIn(json.firm, FIRM_FIELDS);
  const applicant = writtenIn(json.applicant);
  const certificates = certificatesIn(json.certificates);
  const spends = allOf(json.spends, each => {
    if (!isRecord(each) || !Number.isSafeInteger(each.id)) return undefined;
    const written = writtenIn(each.written);
    return written === undefined ? undefined : { id: each.id as number, written };
  });
  const awards = json.awards === undefined ? [] : allOf(json.awards, each => fieldsIn(each, AWARD_FIELDS));
  const pools = allOf(json.pools, each => fieldsIn(each, POOL_FIELDS));
  if (!firm || !applicant || !certificates || !spends || !awards || !pools) return undefined;
  if (typeof json.asOf !== "string" || typeof json.whatIf !== "boolean") return undefined;
  if (spends.length > SPENDS_MAX || new Set(spends.map(each => each.id)).size < spends.length)
    return undefined;
  return {
    firm,
    applicant,
    certificates,
    spends,
    awards: json.awards === undefined ? undefined : awards,
    pools,
    asOf: json.asOf,
    whatIf: json.whatIf,
  };
}

function writtenIn(json: unknown): Written | undefined {
  return isRecord(json) && Object.values(json).every(text => typeof text === "string")
    ? (json as Written)
    : undefined;
}

function fieldsIn<Field extends string>(
  json: unknown,
  fields: readonly Field[],
): Readonly<Record<Field, string>> | undefined {
  const written = writtenIn(json);
  if (written === undefined || Object.keys(written).some(key => !(fields as readonly string[]).includes(key)))
    return undefined;
  return Object.fromEntries(fields.map(field => [field, written[field] ?? ""])) as Record<Field, string>;
}

function certificatesIn(json: unknown): Entries["certificates"] | undefined {
  if (!isRecord(json)) return undefined;
  const certificates: Record<string, CertificateEntry> = {};
  for (const [fact, each] of Object.entries(json)) {
    const fields = fieldsIn(each, CERTIFICATE_FIELDS);
    if (fields === undefined) return undefined;
    certificates[fact] = fields;
  }
  return certificates;
}

function allOf<Item>(json: unknown, read: (each: unknown) => Item | undefined): readonly Item[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const items = json.flatMap((each: unknown) => read(each) ?? []) as Item[];
  return items.length === json.length ? items : undefined;
}
