/** What a call works on: the whole catalogue, one programme of it, or a policy file of the user's own. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Programme, Vocabulary } from "@suanquan/policy";
import { type Catalogue, catalogueOf, loadCatalogue } from "@suanquan/policy/catalogue";
import type { Call } from "../call.ts";
import { readBytes } from "../input.ts";
import { say } from "../language.ts";
import { FaultyInput, Refusal } from "../refusal.ts";
import { loadCompiled, policiesFolder } from "./compiled.ts";
import { readSource, type SourceFile } from "./source.ts";

export interface Selection {
  readonly catalogue: Catalogue;
  /** The one programme asked for. */
  readonly programme?: string;
}

/** The reader refuses larger files with its own finding; this keeps them out of memory. */
export const POLICY_BYTES_MAX = 16_000_000;

/**
 * The catalogue of a call, with `--policies` and `--vocabulary`, and the programme named.
 * @param named an id, a title, or a policy file.
 * @throws Refusal for an unknown programme (with the nearest one), FaultyInput for a file with errors.
 */
export async function select(call: Call, named: string | undefined): Promise<Selection> {
  if (named !== undefined && isFile(named, call)) return await selectFile(call, named);
  const catalogue = await catalogueOfCall(call);
  return named === undefined ? { catalogue } : { catalogue, programme: await idOf(named, catalogue) };
}

const isFile = (named: string, { terminal }: Call): boolean =>
  /\.ya?ml$/.test(named) || (existsSync(path.resolve(terminal.folder, named)) && !named.startsWith("cn-"));

async function catalogueOfCall(call: Call): Promise<Catalogue> {
  if (call.options.texts("vocabulary").length === 0) return await loadCompiled(call);
  const { compileSource } = await import("./compile.ts");
  const source = readSource(policiesFolder(call), call.terminal.folder);
  const { text } = await compileSource({ ...source, vocabulary: vocabularyFiles(call, source.vocabulary) });
  return loadCatalogue(text);
}

/** The catalogue's vocabulary files and those that the call adds. */
export function vocabularyFiles(call: Call, own: readonly SourceFile[]): readonly SourceFile[] {
  const { folder } = call.terminal;
  const added = call.options
    .texts("vocabulary")
    .map(file => ({ file, bytes: readBytes(file, folder, POLICY_BYTES_MAX) }));
  return [...own, ...added];
}

/** The vocabulary of a call; from the compiled catalogue where no file is added. */
export async function vocabularyOfCall(call: Call): Promise<Vocabulary> {
  return (await catalogueOfCall(call)).vocabulary;
}

async function selectFile(call: Call, file: string): Promise<Selection> {
  const bytes = readBytes(file, call.terminal.folder, POLICY_BYTES_MAX);
  const vocabulary = await vocabularyOfCall(call);
  const { readProgramme } = await import("@suanquan/policy");
  const { programme, findings } = readProgramme(bytes, file, vocabulary);
  if (programme === undefined) throw new FaultyInput(findings, false);
  return { catalogue: catalogueOf([programme], vocabulary, ""), programme: programme.id };
}

async function idOf(named: string, catalogue: Catalogue): Promise<string> {
  if (catalogue.programmes.has(named)) return named;
  const titled = [...catalogue.programmes].find(([, versions]) =>
    versions.some(each => isTitled(each, named)),
  );
  if (titled !== undefined) return titled[0];
  const { nearestOf } = await import("@suanquan/policy/nearest");
  const nearest = nearestOf(named, catalogue.programmes.keys());
  throw new Refusal(
    say(`目录中没有项目“${named}”`, `the catalogue has no programme \`${named}\``),
    nearest === undefined
      ? say(
          "可用的项目见 suanquan programmes；自己的文件请写文件名（.yaml）",
          "see `suanquan programmes`; a file of your own is named with its .yaml",
        )
      : say(`是否要写 ${nearest}`, `did you mean ${nearest}?`),
  );
}

const isTitled = ({ title }: Programme, named: string): boolean => title.zh === named || title.en === named;
