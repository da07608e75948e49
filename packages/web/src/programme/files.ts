/** Files that stand beside a programme's page: its source and its compiled form. */
import type { Programme } from "@suanquan/policy";
import { compileCatalogue, type Vocabulary, vocabularyOf } from "@suanquan/policy";
import type { SiteData } from "../site-data.ts";
import { programmePath } from "./path.ts";

/** A file of the site beside its pages. */
export interface SiteFile {
  readonly file: string;
  readonly text: string;
}

export const sourceFile = ({ id, version }: Pick<Programme, "id" | "version">): string =>
  `${programmePath(id)}${version}.yaml`;
export const compiledFile = (id: string): string => `${programmePath(id)}programme.json`;

export async function programmeFiles(data: SiteData): Promise<readonly SiteFile[]> {
  const sources = data.sources.map(({ programme, text }) => ({ file: sourceFile(programme), text }));
  const compiled = [...data.catalogue.programmes].map(async ([id, versions]) => ({
    file: compiledFile(id),
    text: await compileCatalogue(versions, wordsUsed(versions, data.catalogue.vocabulary)),
  }));
  return [...sources, ...(await Promise.all(compiled))];
}

/** Only the facts that are named in these versions, and those that they lean on. */
function wordsUsed(versions: readonly Programme[], vocabulary: Vocabulary): Vocabulary {
  const text = JSON.stringify({ ...versions, cases: [] }, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  const used = new Set([...vocabulary.facts.keys()].filter(name => text.includes(`"${name}"`)));
  for (const name of used) {
    const fact = vocabulary.facts.get(name);
    for (const other of [fact?.atMost, fact?.atLeast, fact?.presumedEqualTo])
      if (other !== undefined) used.add(other);
  }
  return vocabularyOf([...vocabulary.facts.values()].filter(fact => used.has(fact.name)));
}
