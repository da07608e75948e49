/**
 * The evaluator: facts of one applicant in, an answer for every programme out. Pure and synchronous.
 *
 * Cost: for each version, benefits × spends × completions of the open questions that are met.
 */
import type { Fen } from "@suanquan/china";
import type { Answer, ProgrammeAnswer, StandingOnDay, Step } from "../assessment.ts";
import type { Facts } from "../facts.ts";
import type { Benefit, Cap, Cell, Programme } from "../tree.ts";
import { least, plus, UNBOUNDED, ZERO } from "./amounts/bounds.ts";
import { payingPool, sharesOf } from "./amounts/shares.ts";
import { BenefitRow } from "./benefit-row.ts";
import { type AssessOptions, Case, NOTHING_PRESUMED, type PresumedDates } from "./case.ts";
import { combine, total } from "./combine.ts";
import { type Item, laneSum, NO_LANES } from "./item.ts";
import { applyPools } from "./limits/pools.ts";
import { limitToPrice } from "./limits/price.ts";
import { COMPLETIONS_MAX } from "./questions/readings.ts";
import type { Definitions } from "./questions/scope.ts";
import { NO_NEEDS, Tally, totalOf } from "./questions/tally.ts";
import { grantsRights, isUsable, standingOn } from "./standing.ts";
import { NO } from "./truth/truth.ts";

export type { AssessOptions, Rulings } from "./case.ts";

/**
 * Assesses one version on some spends.
 * @param spends indices in `facts.spends`; when there are none at all, the benefits are asked about a spend of which
 * nothing is known.
 * @param presumed what the choice of this version presumes of the date of a spend, by its index.
 */
export function assessVersion(
  programme: Programme,
  facts: Facts,
  spends: readonly number[],
  definitions: Definitions,
  options: AssessOptions,
  presumed: PresumedDates = NOTHING_PRESUMED,
): ProgrammeAnswer {
  const standing = standingOn(programme, options.asOf);
  const window = programme.windows.claim?.range;
  const plain = { is: "standing", standing, on: options.asOf } as const;
  const step: Step = window === undefined ? plain : { ...plain, window };
  const usable = isUsable(standing) || options.whatIf === true;
  if (!usable || !grantsRights(programme))
    return unreckoned(programme, facts, spends, standing, step, options);
  return new Reckoning(new Case(programme, facts, spends, definitions, options, presumed), standing).answer(
    step,
  );
}

/** An answer without reckoning: not usable on that day, or no right granted at all. */
function unreckoned(
  programme: Programme,
  facts: Facts,
  spends: readonly number[],
  standing: StandingOnDay,
  step: Step,
  options: AssessOptions,
): ProgrammeAnswer {
  const answer = {
    decision: "undetermined",
    outcome: grantsRights(programme) ? "not-in-force" : "nothing-computable",
    amount: null,
    needs: NO_NEEDS,
    because: [step],
  } as const;
  const asked = facts.spends.length > 0 ? spends : [];
  return {
    ...answer,
    programme: programme.id,
    version: programme.version,
    standing,
    whatIf: options.whatIf === true,
    asOf: options.asOf,
    spendsAsked: asked,
    shares: [],
    presumes: [],
    benefits: programme.benefits.map(benefit => ({
      ...answer,
      benefit: benefit.id,
      rows: benefit.covers,
      shares: [],
      presumes: [],
      spends: asked.map(spend => ({ ...answer, spend })),
    })),
  };
}

/** The walk over all completions of one version. */
class Reckoning {
  private readonly of: Case;
  private readonly standing: StandingOnDay;
  private readonly rows: readonly BenefitRow[];
  private readonly together = new Tally();
  private readonly togetherSteps: Step[] = [];

  constructor(of: Case, standing: StandingOnDay) {
    this.of = of;
    this.standing = standing;
    this.rows = rowsOf(of);
  }

  answer(standing: Step): ProgrammeAnswer {
    const { readings } = this.of.run;
    let completions = 0;
    let more = true;
    while (more) {
      this.complete(this.of.traced && completions === 0);
      completions += 1;
      more = readings.next();
      if (more && completions === COMPLETIONS_MAX) {
        this.widen();
        more = false;
      }
    }
    return this.present(standing);
  }

  /** One completion: what all benefits ask, every benefit on every spend, then its limits, then how they meet. */
  private complete(tracing: boolean): void {
    const { run } = this.of;
    run.tracing = tracing;
    if (!this.of.mayHold() && !tracing) {
      this.refuse();
      return;
    }
    for (const row of this.rows) row.reckoned();
    for (const row of this.rows) row.limit();
    const taken = run.readings.taken();
    for (const row of this.rows) row.tally(taken, tracing);
    // What a single benefit comes to, the programme does; only the steps of its pool are its own.
    if (tracing || !this.of.prepared.single) this.meet(tracing);
  }

  /** A completion in which no benefit is for this applicant, whatever else it asks. */
  private refuse(): void {
    const taken = this.of.run.readings.taken();
    for (const row of this.rows) row.refuse(taken);
    const computable = this.rows.some(({ refused }) => refused.computable);
    this.together.add({ truth: NO, lanes: NO_LANES, exhausted: false, computable }, taken);
  }

  /** How the benefits meet. Each goes there with a scope of its own, because that is said of them together only. */
  private meet(tracing: boolean): void {
    const { programme, run, pools } = this.of;
    const items: Item[] = [];
    for (const row of this.rows) items.push(...row.items);
    const live = items.filter(item => item.truth !== NO);
    if (!mayMeet(programme, live, tracing)) {
      this.together.add(totalOf(items), run.readings.taken());
      for (const { scope } of live) this.together.gather(scope);
      return;
    }
    const meeting = live.map(item => ({ ...item, scope: this.of.scope(item.spend) }));
    const each = laneSum(meeting);
    const joined = combine(run, programme, meeting);
    limitToPrice(joined);
    applyPools(run, programme, joined, pools);
    const whole = { ...totalOf(joined), lanes: total(programme, joined, each) };
    this.together.add(whole, run.readings.taken());
    meeting.forEach(({ truth, scope }, index) => {
      const before = live[index]?.scope;
      if (truth === NO || before === undefined) return;
      this.together.gather(before);
      this.together.gather(scope);
    });
    if (tracing) for (const { scope: own } of meeting) this.togetherSteps.push(...own.steps);
  }

  /**
   * Too many completions: those not visited may give nothing, or anything up to the limits that the text states.
   * Sound, and wider than the true range.
   */
  private widen(): void {
    const taken = this.of.run.readings.taken();
    const limits = this.rows.map(({ benefit }) => statedLimit(this.of.programme, benefit));
    this.together.widen(limits.reduce(plus, ZERO), taken);
    this.rows.forEach((row, index) => {
      row.widen(limits[index] ?? UNBOUNDED, taken);
    });
  }

  private present(standing: Step): ProgrammeAnswer {
    const { programme, run, whatIf, prepared } = this.of;
    const ruled: Step[] = [...run.readings.ruled].map(([question, reading]) => ({
      is: "reading",
      question,
      reading,
      ruled: true,
    }));
    const benefits = this.rows.map(row => row.present());
    const whole = (prepared.single ? benefits[0] : undefined) ?? this.metTogether();
    return {
      decision: whole.decision,
      outcome: whole.outcome,
      // What is left to pay is said of the benefit that lowers the price.
      amount: whole.amount?.payable == null ? whole.amount : { ...whole.amount, payable: null },
      needs: whole.needs,
      because: [standing, ...ruled, ...this.togetherSteps],
      programme: programme.id,
      version: programme.version,
      standing: this.standing,
      whatIf,
      asOf: run.asOf,
      spendsAsked: this.of.spendsStated,
      shares: whole.shares,
      presumes: whole.presumes,
      benefits,
    };
  }

  /** What the benefits come to where several meet. */
  private metTogether(): Answer & Pick<ProgrammeAnswer, "shares" | "presumes"> {
    const { programme, definitions } = this.of;
    const answer = this.together.conclude(definitions, []);
    return {
      ...answer,
      shares: sharesOf(payingPool(programme, programme.benefits), answer.amount),
      presumes: this.together.presumes,
    };
  }
}

/** A row for each benefit, in the order of the file; one that is reckoned on another knows it. */
function rowsOf(of: Case): readonly BenefitRow[] {
  const { order, foundations } = of.prepared;
  const rows: BenefitRow[] = [];
  for (const index of order) {
    const benefit = of.programme.benefits[index];
    const below = foundations[index];
    if (benefit !== undefined)
      rows[index] = new BenefitRow(of, benefit, below === undefined ? undefined : rows[below]);
  }
  return rows;
}

/**
 * Whether something is said of benefits together, beyond what holds of each.
 * @param tracing where steps are kept, a pool says its own of the programme too.
 */
function mayMeet({ combine, pools }: Programme, live: readonly Item[], tracing: boolean): boolean {
  const [first] = live;
  if (first === undefined) return false;
  if (combine.length > 0 || (tracing && pools.length > 0)) return true;
  const several = live.some(item => item.benefits[0] !== first.benefits[0]);
  return several && (pools.length > 0 || live.filter(item => item.price !== undefined).length > 1);
}

/** The least limit that the text states without a question; unbounded when there is none. */
function statedLimit(programme: Programme, benefit: Benefit): Fen {
  const pool = programme.pools.find(each => each.id === benefit.pool);
  const stated = [pool?.max, ...benefit.caps.filter(cap => cap.relax === undefined).map(maxCell)];
  return stated.reduce<Fen>(
    (limit, cell) => (cell?.is === "stated" ? least(limit, cell.value) : limit),
    UNBOUNDED,
  );
}

const maxCell = (cap: Cap): Cell<Fen> | undefined =>
  cap.max?.by.is === "cell" ? cap.max.by.cell : undefined;
