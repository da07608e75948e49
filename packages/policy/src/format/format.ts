/** One form for every file, in Chinese or in English, without loss. */
import type { Finding } from "../finding.ts";
import { programmeShape } from "../language/programme-shape.ts";
import { vocabularyShape } from "../language/vocabulary-shape.ts";
import { newPage } from "../read/page.ts";
import { readYaml } from "../read/read-yaml.ts";
import { childOf } from "../read/source-node.ts";
import type { Language } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { withFileEnd } from "./file-end.ts";
import { print } from "./print.ts";
import { translate } from "./translate.ts";

export interface Formatted {
  /** Absent when the file is not YAML that can be read; the findings say why. */
  readonly text?: string;
  readonly findings: readonly Finding[];
}

/**
 * Writes a programme or a vocabulary file in the given language: keys and words translated, keys in the grammar's
 * order, ranges spaced, comments kept. Figures, names and texts of the author stay as they are. Formatting twice
 * changes nothing more, and back and forth between the languages gives the same file again. What the grammar does
 * not know is left as it stands.
 */
export function format(text: string, file: string, language: Language, vocabulary: Vocabulary): Formatted {
  const page = newPage(file);
  const root = readYaml(text, page);
  if (root === undefined) return { findings: page.findings };
  const facts = childOf(root, "facts", "事实");
  const shape = facts === undefined ? programmeShape : vocabularyShape;
  const rendered = translate(shape, withFileEnd(root, text), vocabulary);
  return { text: print(rendered, language), findings: page.findings };
}
