/** The policy files that an office can take into use, and the vocabulary of facts that they rest on. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

export interface PolicyFile {
  /** Its place, such as `henan/suanli.yaml`. */
  readonly file: string;
  readonly text: string;
}

export interface Policies {
  readonly vocabulary: readonly PolicyFile[];
  readonly programmes: readonly PolicyFile[];
}

/** Reads a folder of policies: programmes wherever they stand, the vocabulary under `vocabulary/`. */
export function readPolicies(folder: string): Policies {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(".yaml"))
    .sort()
    .map(file => ({
      file: relative(folder, join(folder, file)).split(sep).join("/"),
      text: readFileSync(join(folder, file), "utf8"),
    }));
  const isVocabulary = ({ file }: PolicyFile): boolean => file.startsWith("vocabulary/");
  return { vocabulary: files.filter(isVocabulary), programmes: files.filter(file => !isVocabulary(file)) };
}
