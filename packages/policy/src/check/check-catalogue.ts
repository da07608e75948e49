/** What can only be found across files: broken references between versions, doubles, and rows nobody covers. */
import type { Finding } from "../finding.ts";
import { type SpanTable, under } from "../read/page.ts";
import type { Programme, Span } from "../tree.ts";
import { type Report, reporter } from "./rule.ts";

export interface CatalogueFile {
  readonly file: string;
  readonly programme: Programme;
  readonly spans: SpanTable;
}

/** The list of rows that the catalogue has to cover, with the place of each row in its own file. */
export interface SourceList {
  readonly file: string;
  readonly rows: ReadonlyMap<string, Span>;
}

/** Checks the files of a catalogue against each other, in the order given. Cost: linear in references and rows. */
export function checkCatalogue(files: readonly CatalogueFile[], sources?: SourceList): Finding[] {
  const findings: Finding[] = [];
  const reports = files.map(each => ({ ...each, report: reporter(each.file, each.spans, findings) }));
  const versions = versionsById(files);
  const firstOf = new Map<string, string>();
  for (const { programme, file, report } of reports) {
    const name = versionName(programme);
    const first = firstOf.get(name);
    if (first === undefined) firstOf.set(name, file);
    else report("duplicate-version", "version", { version: name, file: first });
    lookAtReferences(programme, versions, report);
  }
  lookAtRows(reports, sources, findings);
  return findings;
}

const versionName = ({ id, version }: Programme): string => `${id}@${version}`;

function versionsById(files: readonly CatalogueFile[]): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { programme } of files)
    versions.set(programme.id, [...(versions.get(programme.id) ?? []), versionName(programme)]);
  return versions;
}

const LINKS = ["replaces", "implements", "conflicts"] as const;

/** References to other versions, `programme-id@version`; those to documents of the same file are checked with it. */
function lookAtReferences(
  programme: Programme,
  versions: ReadonlyMap<string, readonly string[]>,
  report: Report,
): void {
  for (const document of programme.documents)
    for (const link of LINKS)
      for (const reference of document[link]) {
        if (!reference.includes("@")) continue;
        const known = versions.get(reference.slice(0, reference.indexOf("@"))) ?? [];
        if (known.includes(reference)) continue;
        report("unknown-version", under(under("documents", document.id), link), { reference, known });
      }
}

interface Reporting extends CatalogueFile {
  readonly report: Report;
}

/** Each row is covered by one programme; other versions of it may cover it too, each once. */
function lookAtRows(files: readonly Reporting[], sources: SourceList | undefined, findings: Finding[]): void {
  const owners = new Map<string, { readonly id: string; readonly version: string; readonly place: string }>();
  for (const { programme, file, report } of files)
    for (const { id, covers } of programme.benefits)
      for (const row of covers) {
        const owner = owners.get(row);
        const isOtherVersion = owner?.id === programme.id && owner.version !== programme.version;
        if (owner !== undefined && !isOtherVersion)
          report("row-covered-twice", under(under("benefits", id), "covers"), { row, other: owner.place });
        owners.set(row, { id: programme.id, version: programme.version, place: `${file} ${id}` });
      }
  if (sources === undefined) return;
  const report = reporter(sources.file, sources.rows, findings);
  for (const row of sources.rows.keys()) if (!owners.has(row)) report("row-not-covered", row, { row });
}
