/**
 * Which facts can go together: exact satisfiability of conditions over the atoms of the facts they name.
 *
 * Facts are independent of each other; one question has one reading throughout. Cost grows with the product of the
 * branches of `any` and of open questions, and is cut off at `STEPS_MAX`, where everything is held possible.
 */
import type { Cell, Condition, FactDefinition, Test } from "../../tree.ts";
import { type AtomSet, type Domain, domainOf } from "./domain.ts";

/** What is settled so far: values still possible of each fact, readings taken. */
export interface Situation {
  readonly atoms: ReadonlyMap<string, AtomSet>;
  readonly readings: ReadonlyMap<string, string>;
}
const ANYTHING: Situation = { atoms: new Map(), readings: new Map() };

interface Claim {
  readonly condition: Condition;
  readonly holds: boolean;
}

const STEPS_MAX = 20_000;

export class FactSpace {
  private readonly definitions: ReadonlyMap<string, FactDefinition>;
  private readonly tests: ReadonlyMap<string, readonly Test[]>;
  private readonly domains = new Map<string, Domain>();
  private steps = 0;

  /** @param tests every test that the programme puts to a fact; they decide where its values are cut. */
  constructor(definitions: ReadonlyMap<string, FactDefinition>, tests: ReadonlyMap<string, readonly Test[]>) {
    this.definitions = definitions;
    this.tests = tests;
  }

  domain(fact: string): Domain {
    let domain = this.domains.get(fact);
    if (domain === undefined) {
      domain = domainOf(this.definitions.get(fact), this.tests.get(fact) ?? []);
      this.domains.set(fact, domain);
    }
    return domain;
  }

  /** Whether the fact is an amount of money that belongs to a single spend. */
  isSpendAmount(fact: string): boolean {
    const definition = this.definitions.get(fact);
    return definition?.type === "money" && definition.of === "spend";
  }

  /** Whether all the conditions can hold at once. */
  canHold(conditions: readonly Condition[], within: Situation = ANYTHING): boolean {
    this.steps = 0;
    return this.search(
      conditions.map(condition => ({ condition, holds: true })),
      within,
    );
  }

  /** The values of a fact with which all the conditions can hold. */
  possible(fact: string, conditions: readonly Condition[]): AtomSet {
    const { size } = this.domain(fact);
    let atoms = 0n;
    for (let atom = 0; atom < size; atom += 1) {
      const single = 1n << BigInt(atom);
      if (this.canHold(conditions, { ...ANYTHING, atoms: new Map([[fact, single]]) })) atoms |= single;
    }
    return atoms;
  }

  private search(claims: readonly Claim[], { atoms: given, readings }: Situation): boolean {
    const atoms = new Map(given);
    const branching: Claim[] = [];
    const agenda = [...claims];
    for (let claim = agenda.pop(); claim !== undefined; claim = agenda.pop()) {
      this.steps += 1;
      const { condition, holds } = claim;
      const plain = settledTest(condition, readings);
      if (condition.is === "fact" && plain !== undefined) {
        const domain = this.domain(condition.fact);
        const accepted = domain.accepts(plain);
        const left =
          (atoms.get(condition.fact) ?? domain.full) & (holds ? accepted : domain.full & ~accepted);
        if (left === 0n) return false;
        atoms.set(condition.fact, left);
      } else if (mustAll(condition, holds)) {
        agenda.push(...partsOf(condition, holds));
      } else {
        branching.push(claim);
      }
    }
    const [first, ...rest] = branching;
    if (first === undefined || this.steps > STEPS_MAX) return true;
    return branchesOf(first, readings).some(({ claims: taken, reading }) =>
      this.search([...rest, ...taken], {
        atoms,
        readings: reading === undefined ? readings : new Map([...readings, reading]),
      }),
    );
  }
}

/** The test of a fact, where no question stands before it. */
function settledTest(condition: Condition, readings: Situation["readings"]): Test | undefined {
  if (condition.is !== "fact") return undefined;
  let cell: Cell<Test> = condition.test;
  while (cell.is === "open") {
    const taken = readings.get(cell.question);
    const next = cell.readings.find(each => each.reading === taken);
    if (next === undefined) return undefined;
    cell = next.cell;
  }
  return cell.value;
}

/** Whether every part must be met for the claim: «all» that hold, «any» and «none» whose parts must all fail. */
function mustAll(condition: Condition, holds: boolean): boolean {
  switch (condition.is) {
    case "all":
    case "none-of":
      return holds;
    case "any-of":
      return !holds;
    default:
      return false;
  }
}

const partsOf = (condition: Condition, holds: boolean): Claim[] =>
  "of" in condition
    ? condition.of.map(part => ({ condition: part, holds: condition.is === "none-of" ? !holds : holds }))
    : [];

interface Branch {
  readonly claims: readonly Claim[];
  readonly reading?: readonly [question: string, reading: string];
}

/**
 * The ways in which a claim may be met: one part of several, or one reading of a question. A reading that the place
 * does not provide for is a finding of its own; here it leaves the claim open.
 */
function branchesOf({ condition, holds }: Claim, readings: Situation["readings"]): Branch[] {
  switch (condition.is) {
    case "fact": {
      const cell = firstUnread(condition.test, readings);
      if (cell === undefined) return [{ claims: [] }];
      return cell.readings.map(each => ({
        claims: [{ condition, holds }],
        reading: [cell.question, each.reading],
      }));
    }
    case "open": {
      const taken = readings.get(condition.question);
      const ways = condition.readings.filter(each => taken === undefined || each.reading === taken);
      if (ways.length === 0) return [{ claims: [] }];
      return ways.map(each => ({
        claims: [{ condition: each.condition, holds }],
        reading: [condition.question, each.reading],
      }));
    }
    default:
      return partsOf(condition, holds).map(claim => ({ claims: [claim] }));
  }
}

function firstUnread(cell: Cell<Test>, readings: Situation["readings"]) {
  let at = cell;
  while (at.is === "open") {
    const taken = readings.get(at.question);
    if (taken === undefined) return at;
    const next = at.readings.find(each => each.reading === taken);
    if (next === undefined) return undefined;
    at = next.cell;
  }
  return undefined;
}
