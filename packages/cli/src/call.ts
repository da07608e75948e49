/** One call of a command: what it was given, and where it answers. */
import type { Language } from "./language.ts";
import type { Options } from "./options.ts";
import type { Terminal } from "./terminal.ts";

export interface Call {
  readonly options: Options;
  readonly operands: readonly string[];
  readonly language: Language;
  readonly terminal: Terminal;
}

/** Runs a command to its exit code: 0 fine, 1 findings, 2 wrong use. */
export type Run = (call: Call) => Promise<number>;
