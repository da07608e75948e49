/** A refusal: one of the closed table, with the values of its case. */
import { type RefusalMeaning, TABLE } from "./refusals.ts";

export type RefusalCode = keyof typeof TABLE;
export const REFUSALS: Readonly<Record<RefusalCode, RefusalMeaning>> = TABLE;

export const isRefusalCode = (word: string): word is RefusalCode => Object.hasOwn(TABLE, word);

export type RefusalValues = Readonly<Record<string, string | number>>;

const fill = (text: string, values: RefusalValues): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A refusal of the domain: not an error of the program, but an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly values: RefusalValues;

  constructor(code: RefusalCode, values: RefusalValues = {}) {
    const { zh, en } = REFUSALS[code];
    super(`${fill(zh, values)} / ${fill(en, values)}`);
    this.name = "Refusal";
    this.code = code;
    this.values = values;
  }

  /** HTTP status that fits. */
  get status(): number {
    return REFUSALS[this.code].status;
  }

  /** The sentence and the cure in one language. */
  in(language: "zh" | "en"): { readonly says: string; readonly cure: string } {
    const meaning = REFUSALS[this.code];
    return { says: fill(meaning[language], this.values), cure: fill(meaning.cure[language], this.values) };
  }
}
