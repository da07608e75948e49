/**
 * The compiled catalogue of a folder. YAML is read once; after that the commands load one JSON text, kept under the
 * hash of the source files and of the reader that compiled them, so that a stale one is never found.
 */
import { createHash, type Hash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Catalogue, loadCatalogue } from "@suanquan/policy/catalogue";
import type { Call } from "../call.ts";
import { say } from "../language.ts";
import { dataFolder, productFolder, shippedPolicies } from "../product.ts";
import { type CatalogueSource, readSource } from "./source.ts";

/** What turns source files into the compiled form: a change there makes every kept text stale. */
export const READER_SOURCES = [
  "packages/policy/src/language",
  "packages/policy/src/read",
  "packages/policy/src/evaluate",
  "packages/policy/src/check/leaves.ts",
  "packages/policy/src/catalogue.ts",
  "packages/policy/src/vocabulary.ts",
  "packages/policy/src/tree.ts",
  "packages/policy/src/tree",
  "packages/china/src",
  "packages/cli/src/catalogue",
];

/** Compiled texts of earlier sources that stay, for those who go back and forth between versions. */
const KEPT_MAX = 8;

/** The folder of the catalogue that a call works on. */
export const policiesFolder = ({ options, terminal }: Call): string =>
  path.resolve(terminal.folder, options.text("policies") ?? shippedPolicies);

/** The compiled text of the call's catalogue; compiled now if it is not kept yet. */
async function compiledText(call: Call): Promise<string> {
  const source = readSource(policiesFolder(call), call.terminal.folder);
  const name = `${hashOf(source)}.json`;
  for (const folder of keepingFolders()) {
    const text = readKept(path.join(folder, name));
    if (text !== undefined) return text;
  }
  return await compileAndKeep(source, name, call);
}

/** The call's catalogue, from its compiled text. */
export async function loadCompiled(call: Call): Promise<Catalogue> {
  return loadCatalogue(await compiledText(call));
}

function hashOf(source: CatalogueSource): string {
  const hash = createHash("sha256");
  for (const each of READER_SOURCES) hashFiles(path.join(productFolder, each), hash);
  for (const { file, bytes } of [...source.vocabulary, ...source.programmes])
    hash.update(`${path.basename(file)} ${bytes.length}\n`).update(bytes);
  return hash.digest("hex");
}

function hashFiles(place: string, hash: Hash): void {
  for (const file of statSync(place).isDirectory() ? filesUnder(place) : [place])
    hash.update(`${path.basename(file)}\n`).update(readFileSync(file));
}

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();

/** Beside the product; where that cannot be written, a folder of this user's own in the temporary one. */
function keepingFolders(): string[] {
  const user = process.getuid?.();
  return [
    path.join(dataFolder, "catalogue"),
    path.join(tmpdir(), user === undefined ? "suanquan-catalogue" : `suanquan-catalogue-${user}`),
  ];
}

/** A kept text, if it is there and whole. */
function readKept(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    return text.endsWith("}") && isOwn(path.dirname(file)) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** In a place that everybody may write, only what this user made is believed. */
function isOwn(folder: string): boolean {
  const about = lstatSync(folder);
  return about.isDirectory() && (process.getuid === undefined || [process.getuid(), 0].includes(about.uid));
}

async function compileAndKeep(source: CatalogueSource, name: string, call: Call): Promise<string> {
  const { compileSource } = await import("./compile.ts");
  const { text, leftOut } = await compileSource(source);
  if (leftOut.length > 0) call.terminal.note(LEFT_OUT(leftOut)[call.language]);
  else for (const folder of keepingFolders()) if (keep(folder, name, text)) break;
  return text;
}

const LEFT_OUT = (files: readonly string[]) =>
  say(
    `有 ${files.length} 个文件读不出，未列入（详见 suanquan check）：${files.join("、")}`,
    `${files.length} files cannot be read and are left out (see suanquan check): ${files.join(", ")}`,
  );

/** Writes beside and renames, so that no other process ever reads half a text. */
function keep(folder: string, name: string, text: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder)) return false;
    const beside = path.join(folder, `${name}.${process.pid}`);
    writeFileSync(beside, text, { mode: 0o600 });
    renameSync(beside, path.join(folder, name));
    dropOldest(folder);
    return true;
  } catch {
    return false;
  }
}

function dropOldest(folder: string): void {
  const kept = readdirSync(folder)
    .map(name => path.join(folder, name))
    .map(file => ({ file, age: statSync(file).mtimeMs }))
    .sort((a, b) => b.age - a.age);
  for (const { file } of kept.slice(KEPT_MAX)) rmSync(file, { force: true });
}
