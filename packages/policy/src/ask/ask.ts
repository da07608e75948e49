/**
 * Which question comes next: the unknown fact that moves the most live programmes, found by trying values and
 * comparing answers. A fact that cannot change a decision or an amount is never asked.
 *
 * Cost: for each missing fact, the programmes that miss it × the values tried until one moves the answer.
 */
import type { Catalogue } from "../catalogue.ts";
import { Kept } from "../evaluate/assessor.ts";
import type { Facts } from "../facts.ts";
import type { Bilingual, FactDefinition } from "../tree.ts";
import { jointMove } from "./joint.ts";
import { type AskOptions, keyOf, type LiveProgramme, liveProgramme, type Unknown } from "./live-programme.ts";
import { sameAnswers } from "./same-answers.ts";

export type { AskOptions } from "./live-programme.ts";

/** A question for whoever fills in the facts. */
export interface NextQuestion {
  readonly fact: string;
  /** The spend that it is about, as an index; absent for facts of the applicant. */
  readonly spend?: number;
  /** How many live programmes its answer can move. */
  readonly moves: number;
  readonly programmes: readonly string[];
  /** Facts that must be known as well before this one moves anything; mostly none. */
  readonly jointlyWith: readonly string[];
  readonly label: Bilingual;
  readonly question: Bilingual;
  readonly type: FactDefinition["type"];
  readonly choices: FactDefinition["choices"];
  readonly knownBy: FactDefinition["knownBy"];
  readonly proof: readonly string[];
}

/** The questions that can still change an answer, asked once. See `Asker` for a person who fills in one fact after another. */
export const askNext = (catalogue: Catalogue, facts: Facts, options: AskOptions): readonly NextQuestion[] =>
  new Asker(catalogue).ask(facts, options);

/** A programme, and the facts that move its answer by themselves. */
interface Asked {
  readonly programme: LiveProgramme;
  readonly moving: readonly Unknown[];
}

/** Asks again and again as facts are filled in: only programmes that read what has changed are tried anew. */
export class Asker {
  private readonly catalogue: Catalogue;
  private readonly kept: Kept<Asked, AskOptions>;

  constructor(catalogue: Catalogue) {
    this.catalogue = catalogue;
    this.kept = new Kept(catalogue, (versions, facts, options) => {
      const programme = liveProgramme(catalogue, versions, facts, options);
      return { programme, moving: programme.unknowns.filter(each => moves(programme, each)) };
    });
  }

  /**
   * The questions that can still change an answer, the one that moves most programmes first; empty when nothing can
   * change. What a presumption covers is not asked: a fact that contradicts one can be given at any time.
   */
  ask(facts: Facts, options: AskOptions): readonly NextQuestion[] {
    const asked = this.kept.of(facts, options);
    const moved = new Map<string, { readonly unknown: Unknown; readonly programmes: string[] }>();
    for (const { programme, moving } of asked)
      for (const unknown of moving) {
        const entry = moved.get(keyOf(unknown));
        if (entry === undefined) moved.set(keyOf(unknown), { unknown, programmes: [programme.id] });
        else entry.programmes.push(programme.id);
      }
    const order = [...this.catalogue.vocabulary.facts.keys()];
    const questions = [...moved.values()].map(({ unknown, programmes }) =>
      questionOf(unknown, programmes, []),
    );
    return questions.length > 0
      ? ranked(questions, order)
      : jointQuestions(asked.map(({ programme }) => programme));
  }
}

/** Whether some value of this fact alone changes the answer. */
const moves = (programme: LiveProgramme, unknown: Unknown): boolean =>
  programme
    .trials(unknown)
    .some(value => !sameAnswers(programme.answers, programme.assess([[unknown, value]])));

/** Where no fact moves anything alone: one of those that do so together. */
function jointQuestions(live: readonly LiveProgramme[]): readonly NextQuestion[] {
  for (const programme of live) {
    const [first, ...others] = jointMove(programme);
    if (first === undefined) continue;
    const names = others.map(each => each.definition.name);
    return [questionOf(first, [programme.id], names)];
  }
  return [];
}

const TELLERS: readonly FactDefinition["knownBy"][] = ["applicant", "provider", "register", "authority"];

/** Most programmes first; then whom it is easiest to ask; then the order of the vocabulary. */
function ranked(questions: readonly NextQuestion[], order: readonly string[]): readonly NextQuestion[] {
  const place = new Map(order.map((name, index) => [name, index]));
  return [...questions].sort(
    (a, b) =>
      b.moves - a.moves ||
      TELLERS.indexOf(a.knownBy) - TELLERS.indexOf(b.knownBy) ||
      (place.get(a.fact) ?? 0) - (place.get(b.fact) ?? 0) ||
      (a.spend ?? 0) - (b.spend ?? 0),
  );
}

function questionOf(
  { definition, spend }: Unknown,
  programmes: readonly string[],
  jointlyWith: readonly string[],
): NextQuestion {
  return {
    fact: definition.name,
    ...(spend === undefined ? {} : { spend }),
    moves: programmes.length,
    programmes,
    jointlyWith,
    label: definition.label,
    question: definition.ask,
    type: definition.type,
    choices: definition.choices,
    knownBy: definition.knownBy,
    proof: definition.proof,
  };
}
