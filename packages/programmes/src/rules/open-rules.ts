/** From stored texts back to rules: read once per process, under their hashes. */
import { type Programme, readProgramme, readVocabulary, type Vocabulary } from "@suanquan/policy";
import { z } from "zod";
import manifest from "../../../policy/package.json" with { type: "json" };
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";

/** The engine that reckons; pinned on every decision. */
export const ENGINE = `policy@${manifest.version}`;

export interface Rules {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
}

const vocabularyFiles = z.array(z.object({ file: z.string(), text: z.string() }));
const KEPT_MAX = 200;
const opened = new Map<string, Promise<Rules>>();

/** The rules behind the hashes of a programme's text and its vocabulary. @throws Refusal `not-found` */
export function openRules(store: Store, text: string, vocabulary: string): Promise<Rules> {
  const key = `${text} ${vocabulary}`;
  let found = opened.get(key);
  if (found === undefined) {
    found = read(store, text, vocabulary);
    if (opened.size >= KEPT_MAX) opened.clear();
    opened.set(key, found);
    found.catch(() => opened.delete(key));
  }
  return found;
}

async function read(store: Store, text: string, vocabularyHash: string): Promise<Rules> {
  const [source, words] = await Promise.all([store.document(text), store.document(vocabularyHash)]);
  const { vocabulary } = readVocabulary(vocabularyFiles.parse(JSON.parse(words)));
  if (vocabulary === undefined) throw new Refusal("programme-faulty", { count: 1, what: "vocabulary" });
  const { programme, findings } = readProgramme(source, "programme.yaml", vocabulary);
  if (programme === undefined)
    throw new Refusal("programme-faulty", { count: findings.length, what: findings[0]?.what.zh ?? "" });
  return { programme, vocabulary };
}
