/**
 * The compiled catalogue: every programme and the vocabulary as one JSON text, keyed by the hash of its content.
 * It is what the browser and the fast paths load; YAML is for authors only.
 */
import { newestFirst } from "./evaluate/standing.ts";
import type { FactDefinition, Programme } from "./tree.ts";
import { type Vocabulary, vocabularyOf } from "./vocabulary.ts";

/** All programmes with their versions, and the facts that they ask. */
export interface Catalogue {
  /** SHA-256 of the compiled content, in hex. */
  readonly hash: string;
  readonly vocabulary: Vocabulary;
  /** By programme id, in the order of ids; versions newest first. */
  readonly programmes: ReadonlyMap<string, readonly Programme[]>;
}

const FORMAT = "suanquan-catalogue/1";

interface Compiled {
  readonly format: typeof FORMAT;
  readonly hash: string;
  readonly facts: readonly FactDefinition[];
  readonly programmes: readonly Programme[];
}

/** Puts programmes in order of id, versions newest first. */
export function catalogueOf(
  programmes: readonly Programme[],
  vocabulary: Vocabulary,
  hash: string,
): Catalogue {
  const byId = new Map<string, Programme[]>();
  for (const programme of [...programmes].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const versions = byId.get(programme.id);
    if (versions === undefined) byId.set(programme.id, [programme]);
    else versions.push(programme);
  }
  return {
    hash,
    vocabulary,
    programmes: new Map([...byId].map(([id, versions]) => [id, newestFirst(versions)])),
  };
}

/**
 * Compiles programmes to the text that `loadCatalogue` reads. The worked cases stay behind: they are tests.
 * Whole numbers beyond JSON's are written as `#123`; a text that begins with `#` gets a second one.
 */
export async function compileCatalogue(
  programmes: readonly Programme[],
  vocabulary: Vocabulary,
): Promise<string> {
  const content = JSON.stringify(
    { facts: [...vocabulary.facts.values()], programmes: programmes.map(each => ({ ...each, cases: [] })) },
    (_, value: unknown) =>
      typeof value === "bigint"
        ? `#${value}`
        : typeof value === "string" && value.startsWith("#")
          ? `#${value}`
          : value,
  );
  const hash = await sha256(content);
  return `{"format":${JSON.stringify(FORMAT)},"hash":"${hash}",${content.slice(1)}`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

/** Why a text is no catalogue that this release can load. */
export class NotACatalogue extends Error {}

/**
 * Loads a compiled catalogue. Cost grows with its size: one pass.
 * @throws NotACatalogue for a text of another kind or format.
 */
export function loadCatalogue(text: string): Catalogue {
  const compiled = compiledIn(text);
  revive(compiled);
  return loaded(compiled);
}

/**
 * The same in slices, for a page that has to answer to a finger meanwhile. @param rest is awaited between programmes.
 * @throws NotACatalogue for a text of another kind or format.
 */
export async function loadCatalogueInSlices(text: string, rest: () => Promise<void>): Promise<Catalogue> {
  const compiled = compiledIn(text);
  await rest();
  revive(compiled.facts);
  for (const programme of compiled.programmes) {
    await rest();
    revive(programme);
  }
  return loaded(compiled);
}

const loaded = ({ programmes, facts, hash }: Compiled): Catalogue =>
  catalogueOf(programmes, vocabularyOf(facts), hash);

function compiledIn(text: string): Compiled {
  let compiled: Partial<Compiled>;
  try {
    compiled = JSON.parse(text) as Partial<Compiled>;
  } catch {
    throw new NotACatalogue("not JSON");
  }
  if (compiled.format !== FORMAT || compiled.facts === undefined || compiled.programmes === undefined)
    throw new NotACatalogue(`not ${FORMAT}`);
  const { facts, programmes, hash = "" } = compiled;
  return { format: FORMAT, hash, facts, programmes };
}

/** Turns `#123` back into whole numbers, in place. */
function revive(node: object): void {
  const entries = node as Record<string, unknown>;
  for (const key in entries) {
    const value = entries[key];
    if (typeof value === "string") {
      if (value.charCodeAt(0) !== 35) continue;
      entries[key] = value.charCodeAt(1) === 35 ? value.slice(1) : BigInt(value.slice(1));
    } else if (typeof value === "object" && value !== null) revive(value);
  }
}
