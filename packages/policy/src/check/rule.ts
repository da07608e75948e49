/** What a rule of the checker sees, and how it says what it found. */
import type { LocalDate } from "@suanquan/china";
import type { Finding } from "../finding.ts";
import { type SpanTable, spanAt } from "../read/page.ts";
import type { Benefit, Cap, Condition, Programme, Test } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type BenefitCurve, curvesOf } from "./analysis/benefit-curve.ts";
import { FactSpace } from "./analysis/fact-space.ts";
import type { Stretch } from "./analysis/line.ts";
import { type CaseRun, runCases } from "./case-run.ts";
import type { CheckKind } from "./findings/kind.ts";
import { checkFindings, type FindingName, type ValuesOf } from "./findings.ts";
import { surveyOf } from "./survey.ts";
import type { Survey } from "./survey-sites.ts";

/** What the rules are asked against. */
export interface CheckOptions {
  readonly vocabulary: Vocabulary;
  /** The day on which the file is checked; what has ended by then is noted. */
  readonly today: LocalDate;
  /** All versions of the same programme, this one or not. */
  readonly versions?: readonly Programme[];
  /** Ids of the rows of the source list, where a catalogue follows one. */
  readonly sourceRows?: ReadonlySet<string>;
}

/** One file under the rules. What takes time is made when a rule first asks for it. */
export class Subject {
  readonly programme: Programme;
  readonly spans: SpanTable;
  readonly options: CheckOptions;
  readonly survey: Survey;
  readonly space: FactSpace;
  private readonly curves = new Map<Benefit, readonly BenefitCurve[]>();
  private readonly eligibles = new Map<string, readonly Stretch[]>();
  private runs: readonly CaseRun[] | undefined;

  constructor(programme: Programme, spans: SpanTable, options: CheckOptions) {
    this.programme = programme;
    this.spans = spans;
    this.options = options;
    this.survey = surveyOf(programme, spans);
    this.space = new FactSpace(options.vocabulary.facts, testsByFact(this.survey));
  }

  /** How the award of a benefit follows its amount, in every way that its open cells allow. */
  curvesOf(benefit: Benefit): readonly BenefitCurve[] {
    let curves = this.curves.get(benefit);
    if (curves === undefined) {
      curves = curvesOf(benefit, sharedCaps(this.programme, benefit), this.space);
      this.curves.set(benefit, curves);
    }
    return curves;
  }

  /** The amounts of a money fact, from 1 分 up, with which the conditions of a benefit can be met. */
  eligible(benefit: Benefit, fact: string): readonly Stretch[] {
    const key = `${benefit.id} ${fact}`;
    let stretches = this.eligibles.get(key);
    if (stretches === undefined) {
      stretches = eligibleIn(this.space, [this.programme.when, benefit.when], fact);
      this.eligibles.set(key, stretches);
    }
    return stretches;
  }

  /** The worked cases with the answers they give. */
  caseRuns(): readonly CaseRun[] {
    this.runs ??= runCases(this.programme, this.options);
    return this.runs;
  }
}

function eligibleIn(space: FactSpace, conditions: readonly Condition[], fact: string): Stretch[] {
  const { stretches } = space.domain(fact);
  if (stretches === undefined) return [{ from: 1n, to: null }];
  const possible = space.possible(fact, conditions);
  return stretches
    .filter((_, atom) => ((possible >> BigInt(atom)) & 1n) === 1n)
    .flatMap(({ from, to }) => (to !== null && to < 1n ? [] : [{ from: from < 1n ? 1n : from, to }]));
}

const sharedCaps = (programme: Programme, benefit: Benefit): Cap[] =>
  programme.combine.flatMap(rule =>
    rule.is === "cap" && rule.cap.over.includes(benefit.id) ? [rule.cap] : [],
  );

/** Every test of every fact: in conditions, in tables, and the ranges of tiers. */
function testsByFact(survey: Survey): Map<string, Test[]> {
  const tests = new Map<string, Test[]>();
  const add = (fact: string, test: Test) => {
    const known = tests.get(fact);
    if (known === undefined) tests.set(fact, [test]);
    else known.push(test);
  };
  for (const { condition } of survey.conditions) addTests(condition, add);
  for (const { table } of survey.tables)
    for (const row of table.rows)
      table.columns.forEach((fact, column) => {
        const test = row.cells[column];
        if (test !== undefined) add(fact, test);
      });
  return tests;
}

function addTests(condition: Condition, add: (fact: string, test: Test) => void): void {
  switch (condition.is) {
    case "fact": {
      const cells = [condition.test];
      for (let cell = cells.pop(); cell !== undefined; cell = cells.pop()) {
        if (cell.is === "stated") add(condition.fact, cell.value);
        else cells.push(...cell.readings.map(each => each.cell));
      }
      return;
    }
    case "open":
      for (const each of condition.readings) addTests(each.condition, add);
      return;
    default:
      for (const each of condition.of) addTests(each, add);
  }
}

/** Notes a finding at a path; the place is that of the path, or of the nearest thing around it. */
export type Report = <N extends FindingName>(name: N, path: string, values: ValuesOf<N>) => void;

/** A rule: what it may find, and how it looks. */
export interface Rule {
  readonly finds: readonly FindingName[];
  readonly look: (subject: Subject, report: Report) => void;
}

/** A report that gathers findings of one file. */
export function reporter(file: string, spans: SpanTable, findings: Finding[]): Report {
  return (name, path, values) => {
    const kind = checkFindings[name] as unknown as CheckKind<ValuesOf<typeof name>>;
    const { line, column } = spanAt(spans, path);
    findings.push({
      code: kind.code ?? name,
      severity: kind.severity,
      file,
      path,
      line,
      column,
      what: kind.what(values),
      why: kind.why,
      mend: kind.mend,
    });
  };
}
