/** Which version of each programme answers for which spend, and the answers of all programmes. */
import type { Presumption, ProgrammeAnswer } from "../assessment.ts";
import type { Catalogue } from "../catalogue.ts";
import type { FactMap, Facts } from "../facts.ts";
import type { Programme } from "../tree.ts";
import { ASSUMED_ROUNDING } from "./amounts/multiply.ts";
import { type AssessOptions, assessVersion } from "./assess.ts";
import { Readings } from "./questions/readings.ts";
import { type Definitions, Scope } from "./questions/scope.ts";
import { coversCase, isUsable, standingOn } from "./standing.ts";
import { NO } from "./truth/truth.ts";

const NOWHERE: FactMap = new Map();
const NO_RULINGS: ReadonlyMap<string, string> = new Map();

/**
 * Assesses one programme: each spend by the version that its date selects. Only what had been issued by `asOf` is
 * seen; a draft speaks only while nothing else does.
 * @param versions all versions of the programme, newest first.
 * @returns an answer for each version that was asked; one with standing `not-yet-issued` when none was known yet.
 */
export function assessProgramme(
  versions: readonly Programme[],
  facts: Facts,
  definitions: Definitions,
  options: AssessOptions,
): ProgrammeAnswer[] {
  const candidates = candidatesOn(versions, options);
  const newest = candidates[0];
  if (newest === undefined) return [];
  if (facts.spends.length === 0 || candidates.length === 1) {
    const all = facts.spends.map((_, index) => index);
    return [assessVersion(newest, facts, all, definitions, options)];
  }
  const asked = new Map<Programme, number[]>();
  const presumed = new Map<number, readonly Presumption[]>();
  facts.spends.forEach((_, index) => {
    const choice = versionFor(candidates, facts, index, definitions, options);
    const version = choice?.version ?? newest;
    presumed.set(index, choice?.presumed ?? []);
    const list = asked.get(version);
    if (list === undefined) asked.set(version, [index]);
    else list.push(index);
  });
  return [...asked].map(([version, spends]) =>
    assessVersion(version, facts, spends, definitions, options, presumed),
  );
}

/** A version that answers for a spend, and what had to be presumed of its date. */
interface Choice {
  readonly version: Programme;
  readonly presumed: readonly Presumption[];
}

/**
 * The newest version that covers the spend; where that can only be presumed, because nobody gave the date, a version
 * that can still be used goes before one that is closed, lest the presumption hide money.
 */
function versionFor(
  candidates: readonly Programme[],
  facts: Facts,
  spend: number,
  definitions: Definitions,
  options: AssessOptions,
): Choice | undefined {
  let closed: Choice | undefined;
  for (const version of candidates) {
    const own = presumedToCover(version, facts, spend, definitions, options);
    if (own === undefined) continue;
    const choice = { version, presumed: [...(closed?.presumed ?? []), ...own] };
    const usable = options.whatIf === true || isUsable(standingOn(version, options.asOf));
    if (usable || (closed === undefined && own.length === 0)) return choice;
    closed ??= choice;
  }
  return closed;
}

function candidatesOn(versions: readonly Programme[], options: AssessOptions): readonly Programme[] {
  if (options.version !== undefined) return versions.filter(each => each.version === options.version);
  if (versions.length === 1) return versions;
  const known = versions.filter(each => standingOn(each, options.asOf) !== "not-yet-issued");
  if (known.length === 0) return versions.slice(-1);
  const settled = known.filter(each => each.standing !== "draft");
  return settled.length > 0 ? settled : known;
}

/** What is presumed of its date if, under some reading, the version covers this spend; undefined if it does not. */
function presumedToCover(
  programme: Programme,
  facts: Facts,
  spend: number,
  definitions: Definitions,
  options: AssessOptions,
): readonly Presumption[] | undefined {
  const readings = new Readings(options.rulings?.get(programme.id) ?? NO_RULINGS);
  const run = {
    definitions,
    readings,
    asOf: options.asOf,
    rounding: ASSUMED_ROUNDING,
    awards: [],
    awardsStated: true,
    reads: options.reads,
    tracing: false,
  };
  do {
    const scope = new Scope(run, facts.applicant, facts.spends[spend] ?? NOWHERE, NOWHERE);
    if (coversCase(scope, programme) !== NO) return scope.presumes;
  } while (readings.next());
  return undefined;
}

/** Assesses every programme of the catalogue, in its order. */
export function assessCatalogue(
  catalogue: Catalogue,
  facts: Facts,
  options: AssessOptions,
): ProgrammeAnswer[] {
  const answers: ProgrammeAnswer[] = [];
  for (const versions of catalogue.programmes.values())
    answers.push(...assessProgramme(versions, facts, catalogue.vocabulary.facts, options));
  return answers;
}
