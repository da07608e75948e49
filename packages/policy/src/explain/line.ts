/** A line of an explanation: one sentence and the clause that it rests on. */
import type { Citation } from "../tree.ts";
import { capitalised } from "./language.ts";
import type { Wording } from "./wording.ts";

export interface Line {
  readonly says: string;
  readonly clause: { readonly document: string; readonly at: string } | null;
}

/** Ends the sentence and begins it with a capital, as the language has it. */
export function lineOf(w: Wording, says: string, at?: Citation): Line {
  const ended = /[。.：:？?]$/.test(says) ? says : says + (w.language === "zh" ? "。" : ".");
  return {
    says: w.language === "zh" ? ended : capitalised(ended),
    clause: at === undefined ? null : { document: at.document, at: at.place },
  };
}
