/** The form of a sentence: one for each kind of step and language. */
import type { Bounds, Step } from "../assessment.ts";
import type { Form } from "../tree.ts";
import type { Language } from "./language.ts";
import type { Wording } from "./wording.ts";

export type Kind = Step["is"];
export type StepOf<K extends Kind> = Extract<Step, { readonly is: K }>;

/** What an earlier step has established and a later sentence speaks of. */
export interface Told {
  readonly form: Form;
  /** The base of the amount: its facts, or that it was just said. */
  readonly base: { readonly of: readonly string[]; readonly said: boolean; readonly amount: Bounds };
}

export type Template<K extends Kind> = Readonly<
  Record<Language, (step: StepOf<K>, w: Wording, told: Told) => string>
>;
