/**
 * The outcome of reading something a person wrote: the value, or one named problem
 * said in Chinese and English. Reading never throws and never guesses.
 */
export type Reading<Value, Problem extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ReadingError<Problem> };

/** What is wrong and what would be right, for the person who wrote it. `code` is stable, for programs. */
export interface ReadingError<Problem extends string> {
  readonly code: Problem;
  readonly zh: string;
  readonly en: string;
}

/** A reading that succeeded. */
export function read<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** A reading that failed, with its reason in both languages. */
export function refuse<Problem extends string>(
  code: Problem,
  zh: string,
  en: string,
): { readonly ok: false; readonly error: ReadingError<Problem> } {
  return { ok: false, error: { code, zh, en } };
}

/** Quotes a person's own words in a message without letting a long paste flood it. */
export function quote(text: string): string {
  const characters = [...text];
  return characters.length <= 40 ? text : `${characters.slice(0, 40).join("")}…`;
}
