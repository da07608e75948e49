/**
 * Assessing again while facts are filled in: of a whole catalogue only the programmes are reckoned anew that looked up a
 * fact which has changed. The rest keep the very same answers, so that whoever shows them can tell by identity.
 */
import type { ProgrammeAnswer } from "../assessment.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Award, FactMap, Facts, FactValue, PoolLeft, Position } from "../facts.ts";
import type { Programme } from "../tree.ts";
import type { AssessOptions } from "./case.ts";
import { assessProgramme } from "./select.ts";

/** Reckons something of one programme, of which the versions are given newest first. `options.reads` is to be passed on. */
export type PerProgramme<T, Options> = (versions: readonly Programme[], facts: Facts, options: Options) => T;

/** What was reckoned, and the facts that were looked up for it. */
interface Result<T> {
  readonly value: T;
  readonly reads: ReadonlySet<string>;
}

interface Asked<Options> {
  readonly facts: Facts;
  readonly options: Options;
}

/** Something reckoned for every programme of a catalogue, kept while nothing that it rests on changes. */
export class Kept<T, Options extends AssessOptions> {
  private readonly catalogue: Catalogue;
  private readonly reckon: PerProgramme<T, Options>;
  private last: Asked<Options> | undefined;
  private readonly results = new Map<string, Result<T>>();

  constructor(catalogue: Catalogue, reckon: PerProgramme<T, Options>) {
    this.catalogue = catalogue;
    this.reckon = reckon;
  }

  /** In the order of the catalogue. Cost: the programmes that looked up what has changed since the last call. */
  of(facts: Facts, options: Options): readonly T[] {
    const { last, catalogue } = this;
    const changed = last === undefined ? EVERYTHING : changesSince(last, { facts, options });
    this.last = { facts, options };
    const values: T[] = [];
    for (const [id, versions] of catalogue.programmes) {
      let result = this.results.get(id);
      if (result === undefined || touches(changed, id, result.reads)) {
        const reads = new Set<string>();
        result = { value: this.reckon(versions, facts, { ...options, reads }), reads };
        this.results.set(id, result);
      }
      values.push(result.value);
    }
    return values;
  }
}

/** Assesses a catalogue again and again, as facts are filled in. The answers are those of `assessCatalogue`. */
export class Assessor {
  private readonly kept: Kept<readonly ProgrammeAnswer[], AssessOptions>;

  constructor(catalogue: Catalogue) {
    const definitions = catalogue.vocabulary.facts;
    this.kept = new Kept(catalogue, (versions, facts, options) =>
      assessProgramme(versions, facts, definitions, options),
    );
  }

  /** The answers of all programmes, as `assessCatalogue` gives them; what has not changed is the same object as before. */
  assess(facts: Facts, options: AssessOptions): ProgrammeAnswer[] {
    return this.kept.of(facts, options).flat();
  }
}

/** What has changed between two calls; a set of programmes for what went before, because it names them. */
interface Changes {
  readonly everything: boolean;
  readonly facts: ReadonlySet<string>;
  readonly programmes: ReadonlySet<string>;
}

const EVERYTHING: Changes = { everything: true, facts: new Set(), programmes: new Set() };

function touches(
  { everything, facts, programmes }: Changes,
  id: string,
  reads: ReadonlySet<string>,
): boolean {
  if (everything || programmes.has(id)) return true;
  for (const fact of facts) if (reads.has(fact)) return true;
  return false;
}

function changesSince<Options extends AssessOptions>(before: Asked<Options>, now: Asked<Options>): Changes {
  if (!sameOptions(before.options, now.options)) return EVERYTHING;
  if (before.facts.spends.length !== now.facts.spends.length) return EVERYTHING;
  // Whether anybody said what went before is asked by every programme.
  const [earlier, later] = [before.facts.position, now.facts.position];
  if ((earlier.awards === undefined) !== (later.awards === undefined)) return EVERYTHING;
  const facts = new Set<string>();
  noteChanges(before.facts.applicant, now.facts.applicant, facts);
  before.facts.spends.forEach((spend, index) => {
    noteChanges(spend, now.facts.spends[index] ?? NOTHING, facts);
  });
  return { everything: false, facts, programmes: earlier === later ? NONE : programmesIn(earlier, later) };
}

const NOTHING: FactMap = new Map();
const NONE: ReadonlySet<string> = new Set();

/** Options are compared one by one; rulings by identity. */
function sameOptions(a: AssessOptions, b: AssessOptions): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof AssessOptions>;
  return [...names].every(name => a[name] === b[name]);
}

function noteChanges(before: FactMap, now: FactMap, changed: Set<string>): void {
  for (const [name, value] of before) if (!isSameValue(value, now.get(name))) changed.add(name);
  for (const name of now.keys()) if (!before.has(name)) changed.add(name);
}

const isSameValue = (a: FactValue, b: FactValue | undefined): boolean =>
  typeof a === "object" ? typeof b === "object" && a.num === b.num && a.den === b.den : a === b;

/** The programmes of which the awards or the pools are not the same. */
function programmesIn(before: Position, now: Position): ReadonlySet<string> {
  const found = new Set<string>();
  for (const list of [awardsOf, poolsOf])
    for (const programme of new Set([...list(before), ...list(now)].map(each => each.programme)))
      if (written(list(before), programme) !== written(list(now), programme)) found.add(programme);
  return found;
}

const awardsOf = ({ awards }: Position): readonly (Award | PoolLeft)[] => awards ?? [];
const poolsOf = ({ pools }: Position): readonly (Award | PoolLeft)[] => pools;

const written = (all: readonly (Award | PoolLeft)[], programme: string): string =>
  JSON.stringify(
    all.filter(each => each.programme === programme),
    (_, value: unknown) => (typeof value === "bigint" ? `#${value}` : value),
  );
