/** One benefit over all spends of a case, completion by completion: reckoned, limited, tallied. */
import type { Fen } from "@suanquan/china";
import type { BenefitAnswer, Step } from "../assessment.ts";
import type { Benefit, Denominations } from "../tree.ts";
import { mapSpan } from "./amounts/bounds.ts";
import { fitFaces } from "./amounts/denominations.ts";
import { isComputable, reckonBenefit } from "./amounts/reckon.ts";
import { payingPool, sharesOf } from "./amounts/shares.ts";
import type { Case } from "./case.ts";
import { type BenefitItem, bookTotal, type Lanes, laneSum, lowestLanes, NO_LANES } from "./item.ts";
import { applyCap } from "./limits/caps.ts";
import { asRead, limitsOf } from "./limits/limits.ts";
import { applyTotalMinimum } from "./limits/minimum.ts";
import { applyOnce, totalOnce } from "./limits/once.ts";
import { applyPools } from "./limits/pools.ts";
import { ByReadings, type ReadingTaken } from "./questions/readings.ts";
import { type Finding, Tally, totalOf } from "./questions/tally.ts";
import { NO, YES } from "./truth/truth.ts";

type Row = readonly BenefitItem[];

const NO_LIMITS = limitsOf([]);

/** One way in which the items come out after all limits, and what that says of the benefit and of each spend. */
interface Limited {
  readonly items: Row;
  whole?: Finding;
  readonly spends: Finding[];
}

export class BenefitRow {
  readonly benefit: Benefit;
  private readonly of: Case;
  private readonly foundation: BenefitRow | undefined;
  private readonly beforeLimits = new ByReadings<Row>();
  private readonly afterLimits = new ByReadings<Limited>();
  private readonly whole = new Tally();
  /** Empty for a single spend: what is said of it is what is said of the benefit. */
  private readonly perSpend: readonly Tally[];
  private steps: readonly (readonly Step[])[] = [];
  /** What is said where nothing is given. */
  readonly refused: Finding;
  private now: Limited = { items: [], spends: [] };

  /** @param foundation the benefit that this one is reckoned on. */
  constructor(of: Case, benefit: Benefit, foundation?: BenefitRow) {
    this.of = of;
    this.benefit = benefit;
    this.foundation = foundation;
    const computable = isComputable(benefit) && foundation?.refused.computable !== false;
    this.refused = { truth: NO, lanes: NO_LANES, exhausted: false, computable };
    this.perSpend = of.spends.length === 1 ? [] : of.spends.map(() => new Tally());
  }

  /** Its items on every spend, before any limit. */
  reckoned(): Row {
    return this.beforeLimits.of(this.of.run.readings, () => {
      this.foundation?.limit();
      return this.of.spends.map((spend, index) => {
        const common = this.of.common(index);
        const scope = this.of.scope(spend, common?.scope);
        const below = this.foundation?.items[index];
        return reckonBenefit(this.benefit, spend, scope, common?.truth ?? YES, below);
      });
    });
  }

  /** Applies the limits that it meets by itself: its own, those it shares, and its pool. */
  limit(): void {
    this.now = this.afterLimits.of(this.of.run.readings, () => ({
      items: this.limited(this.reckoned()),
      spends: [],
    }));
  }

  /** Its items after all limits, in this completion. */
  get items(): Row {
    return this.now.items;
  }

  private limited(before: Row): Row {
    const { benefit } = this;
    const { run, programme, pools, prepared } = this.of;
    if (before.every(item => item.truth === NO)) return before;
    const row = before.map(item => ({ ...item }));
    if (benefit.once !== undefined) applyOnce(run, row, benefit.id, benefit.once);
    if (benefit.minimum?.per !== undefined) applyTotalMinimum(run, row, benefit, benefit.minimum);
    const limits = asRead(prepared.limits.get(benefit.id) ?? NO_LIMITS, run.readings);
    for (const cap of limits.caps) {
      applyCap(run, row, cap);
      if (limits.across) for (const item of row) item.lanes = item.own;
    }
    if (benefit.once !== undefined) totalOnce(row, benefit.id, benefit.once);
    if (benefit.pool !== undefined) applyPools(run, programme, row, pools);
    if (benefit.denominations !== undefined) fitLimited(row, benefit.denominations);
    return row;
  }

  /** Adds what this completion says of the benefit and of each spend; `tracing` keeps the steps to it. */
  tally(taken: readonly ReadingTaken[], tracing: boolean): void {
    const { now, perSpend } = this;
    now.whole ??= this.told(now);
    this.whole.add(now.whole, taken);
    for (let index = 0; index < perSpend.length; index += 1) {
      const finding = now.spends[index];
      if (finding !== undefined) perSpend[index]?.add(finding, taken);
    }
    if (tracing) this.steps = now.items.map(item => item.scope.allSteps());
  }

  /** Adds that nothing is given on any spend, because of what all benefits ask alike. */
  refuse(taken: readonly ReadingTaken[]): void {
    for (const tally of [this.whole, ...this.perSpend]) tally.add(this.refused, taken);
  }

  /** What these items say of the benefit, and in passing of each spend; told once for each way they come out. */
  private told({ items, spends }: Limited): Finding {
    const discounts = this.benefit.form === "price";
    const live = items.filter(item => item.truth !== NO);
    for (const { scope } of live) this.whole.gather(scope);
    if (this.perSpend.length > 0)
      items.forEach(({ truth, own, exhausted, computable, price, scope }, index) => {
        spends.push({ truth, lanes: own, exhausted, computable, ...(discounts ? { price } : {}) });
        if (truth !== NO) this.perSpend[index]?.gather(scope);
      });
    const whole = totalOf(items);
    return discounts && live.length === 1 ? { ...whole, price: live[0]?.price } : whole;
  }

  /** For the completions that are not visited. */
  widen(limit: Fen, taken: readonly ReadingTaken[]): void {
    for (const tally of [this.whole, ...this.perSpend]) tally.widen(limit, taken);
  }

  present(): BenefitAnswer {
    const { definitions, programme, spendsStated } = this.of;
    const { benefit, steps } = this;
    const whole = this.whole.conclude(definitions, steps.length === 1 ? (steps[0] ?? []) : steps.flat());
    return {
      ...whole,
      benefit: benefit.id,
      rows: benefit.covers,
      shares: sharesOf(payingPool(programme, [benefit]), whole.amount),
      presumes: this.whole.presumes,
      spends: spendsStated.map((spend, index) => {
        const own = this.perSpend[index]?.conclude(definitions, steps[index] ?? []) ?? whole;
        return { ...own, spend };
      }),
    };
  }
}

/** What a limit leaves has to be made of the faces again, on each spend and, as a sum of faces, in all. */
function fitLimited(row: Row, faces: Denominations): void {
  const live = row.filter(item => item.truth !== NO);
  const limited = laneSum(live);
  const fit = (lanes: Lanes, to: Denominations): Lanes => ({
    entitled: mapSpan(lanes.entitled, amount => fitFaces(amount, to)),
    ceiling: mapSpan(lanes.ceiling, amount => fitFaces(amount, to)),
  });
  for (const item of live) {
    item.own = fit(item.own, faces);
    item.lanes = item.own;
  }
  const several: Denominations = { of: faces.of, choose: "many" };
  bookTotal(live, fit(lowestLanes(laneSum(live), limited), several));
}
