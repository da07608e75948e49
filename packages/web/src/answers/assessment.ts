/** The answers of the whole catalogue in their groups, as the rooms of the site show them. */
import type { Fen } from "@suanquan/china";
import type {
  AssessOptions,
  BenefitAnswer,
  Bounds,
  Catalogue,
  Facts,
  FactValue,
  Programme,
  ProgrammeAnswer,
} from "@suanquan/policy";
import { Assessor } from "@suanquan/policy/assessor";
import { byAmount, GROUPS, type Group, groupOf } from "@suanquan/policy/groups";
import { catalogueOfOne } from "../reckoner/one-programme.ts";
import { type OverallTotal, overallTotal } from "./overall-total.ts";

/** One benefit's answer, and the programme's that it is part of. */
export interface Entry {
  /** The same for the same benefit of the same version, whatever its answer. */
  readonly key: string;
  readonly programme: Programme;
  readonly whole: ProgrammeAnswer;
  readonly answer: BenefitAnswer;
}
/** A programme of which several benefits are in play. */
export interface Total {
  readonly programme: Programme;
  readonly whole: ProgrammeAnswer;
}
export interface Assessment {
  readonly facts: Facts;
  readonly groups: ReadonlyMap<Group, readonly Entry[]>;
  readonly totals: readonly Total[];
  readonly overall: OverallTotal;
}

/** Groups in which something can be had. */
export const IN_PLAY: readonly Group[] = ["eligible", "possible"];

export const entryKey = (programme: string, version: string, benefit: string): string =>
  `${programme} ${version} ${benefit}`;

/**
 * Assesses everything. Cost: one assessment of the catalogue, or with an assessor that was asked before only of the
 * programmes that read what has changed; no sentence is written here.
 */
export function assess(
  catalogue: Catalogue,
  facts: Facts,
  options: AssessOptions,
  assessor = new Assessor(catalogue),
): Assessment {
  const groups = new Map<Group, Entry[]>(GROUPS.map(group => [group, []]));
  const totals: Total[] = [];
  const inPlay: Total[] = [];
  for (const whole of assessor.assess(facts, options)) {
    const programme = versionOf(catalogue, whole);
    if (programme === undefined) continue;
    let live = 0;
    for (const entry of entriesOf(programme, whole)) {
      const group = groupOf(entry.answer);
      if (IN_PLAY.includes(group)) live += 1;
      groups.get(group)?.push(entry);
    }
    if (live > 0) inPlay.push({ programme, whole });
    if (live > 1 && whole.amount !== null) totals.push({ programme, whole });
  }
  for (const group of IN_PLAY) groups.get(group)?.sort((a, b) => byAmount(a.answer, b.answer));
  return { facts, groups, totals, overall: overallTotal(inPlay, facts, catalogue.vocabulary.facts) };
}

const entriesMade = new WeakMap<ProgrammeAnswer, readonly Entry[]>();

/** The very same entries for the same answer: what shows them draws nothing again. */
function entriesOf(programme: Programme, whole: ProgrammeAnswer): readonly Entry[] {
  const entries =
    entriesMade.get(whole) ??
    whole.benefits.map(answer => ({
      key: entryKey(programme.id, programme.version, answer.benefit),
      programme,
      whole,
      answer,
    }));
  entriesMade.set(whole, entries);
  return entries;
}

/** A purchase by a firm: most rules have something to reckon on it. */
const REHEARSED: Facts = {
  applicant: new Map([["applicant.kind", "企业"]]),
  spends: [
    new Map<string, FactValue>([
      ["spend.kind", "算力服务"],
      ["contract.amount", 100_000_000n as Fen],
    ]),
  ],
  position: { pools: [] },
};
/** So often that the browser compiles what is slow: it does that by how often code has run. */
const REHEARSALS = 6;

/**
 * Reckons for nothing, one programme a step, so that the browser has the rules' code ready when the first key is typed:
 * the first run of it takes many times as long as a later one.
 */
export function* rehearsal(catalogue: Catalogue, options: AssessOptions): Generator<void> {
  for (let run = 0; run < REHEARSALS; run += 1)
    for (const id of catalogue.programmes.keys()) {
      assess(catalogueOfOne(catalogue, id), REHEARSED, options);
      yield;
    }
}

const versionOf = (catalogue: Catalogue, { programme, version }: ProgrammeAnswer): Programme | undefined =>
  catalogue.programmes.get(programme)?.find(each => each.version === version);

/** Whether the ceiling says no more than what is due. */
export const isSettled = ({ entitled, ceiling }: { readonly entitled: Bounds; readonly ceiling: Bounds }) =>
  entitled.low === ceiling.low && entitled.high === ceiling.high;
