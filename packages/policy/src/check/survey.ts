/**
 * A survey of a programme: everything in it that a rule may look at, each with its path in the file and with the
 * citation that it rests on. Made once for all rules.
 */
import type { Fen } from "@suanquan/china";
import { literals } from "../language/literals.ts";
import { type SpanTable, under } from "../read/page.ts";
import type {
  Base,
  Benefit,
  Cap,
  Cell,
  Citation,
  Combination,
  Condition,
  Granted,
  OpenCell,
  Pool,
  Programme,
  Rate,
  Table,
  Test,
  Tiers,
} from "../tree.ts";
import { leavesOf } from "./leaves.ts";
import type {
  CapSite,
  CitationSite,
  ConditionSite,
  FactSite,
  Figure,
  FigureSite,
  QuestionSite,
  RateSite,
  Site,
  Survey,
  TableSite,
  TierSite,
} from "./survey-sites.ts";
import { figuresOf } from "./test-figures.ts";

/** Surveys a programme. `spans` tells which of two keys an author used, as `rate` or `pay`. */
export function surveyOf(programme: Programme, spans: SpanTable): Survey {
  const surveyor = new Surveyor(spans);
  surveyor.programme(programme);
  return surveyor;
}

const ALWAYS: Condition = { is: "all", of: [] };

type Owner = Omit<Site, "path" | "at">;
type Taste = "money" | "rate" | "duration";

class Surveyor implements Survey {
  readonly figures: FigureSite[] = [];
  readonly questions: QuestionSite[] = [];
  readonly conditions: ConditionSite[] = [];
  readonly tables: TableSite[] = [];
  readonly tiers: TierSite[] = [];
  readonly caps: CapSite[] = [];
  readonly rates: RateSite[] = [];
  readonly citations: CitationSite[] = [];
  readonly facts: FactSite[] = [];
  private readonly spans: SpanTable;

  constructor(spans: SpanTable) {
    this.spans = spans;
  }

  programme(programme: Programme): void {
    const { applies, delivery, voucher, windows } = programme;
    const top: Site = { path: "", at: undefined };
    const common = [programme.when];
    this.cell(this.step(top, "applies", applies.at), "by", applies.by);
    this.step(top, "delivery", delivery.at);
    if (voucher !== undefined) {
      const site = this.step(top, "voucher", voucher.at);
      if (voucher.lifetime !== undefined) this.cell(site, "lifetime", voucher.lifetime, "duration");
      if (voucher.from !== undefined) this.cell(site, "from", voucher.from);
      if (voucher.grace !== undefined) this.figure(site, "grace", { is: "duration", value: voucher.grace });
      if (voucher.settlement !== undefined)
        this.figure(site, "settlement", { is: "duration", value: voucher.settlement });
    }
    for (const [name, window] of Object.entries(windows)) {
      if (window === undefined) continue;
      this.test(this.step(this.step(top, "windows"), name, window.at), "range", {
        is: "date",
        range: window.range,
      });
    }
    for (const pool of programme.pools) this.pool(this.step(top, "pools"), pool);
    this.condition(top, "when", programme.when, []);
    for (const presumed of programme.presumes)
      this.presumed(this.step(this.step(top, "presume"), presumed.id), presumed.condition, common);
    this.step(top, "rounding", programme.rounding?.at);
    for (const benefit of programme.benefits)
      this.benefit(this.step(top, "benefits"), benefit, [...common, benefit.when]);
    const conditionOf = (benefit: string): Condition =>
      programme.benefits.find(each => each.id === benefit)?.when ?? ALWAYS;
    programme.combine.forEach((rule, index) => {
      this.combination(this.step(top, "combine"), index, rule, common, conditionOf);
    });
    for (const question of programme.open) this.step(this.step(top, "open"), question.id, question.at);
  }

  private pool(pools: Site, pool: Pool): void {
    const site = this.step(pools, pool.id, pool.at);
    this.cell(site, "max", pool.max, "money");
    if (pool.period !== undefined) this.cell(site, "period", pool.period);
    this.cell(site, "order", pool.order);
    pool.funders.forEach((funder, index) => {
      this.cell(this.step(this.step(site, "funders"), index), "share", funder.share, "rate");
    });
  }

  private benefit(benefits: Site, benefit: Benefit, context: readonly Condition[]): void {
    const site = { ...this.step(benefits, benefit.id, benefit.at), benefit };
    this.condition(site, "when", benefit.when, context.slice(0, -1));
    this.amount(site, benefit, context);
    benefit.bonus.forEach((bonus, index) => {
      const own = this.step(this.step(site, "bonus"), index, bonus.at);
      this.condition(own, "when", bonus.when, context);
      this.rate(own, "rate", bonus.rate);
      if (bonus.upTo !== undefined) this.rate(own, "up-to", bonus.upTo);
    });
    const { minimum, once, denominations, review } = benefit;
    if (minimum !== undefined) {
      const own = this.step(site, "minimum", minimum.at);
      this.cell(own, "award", minimum.award, "money");
      this.cell(own, "below", minimum.below);
    }
    benefit.caps.forEach((cap, index) => {
      this.cap(this.step(this.step(site, "caps"), index, cap.at), cap, context);
    });
    if (once !== undefined) this.cell(this.step(site, "once", once.at), "period", once.period);
    if (denominations !== undefined)
      for (const face of denominations.of)
        this.figure(this.step(site, "denominations", denominations.at), "of", { is: "money", value: face });
    if (review !== undefined) this.step(site, "review", review.at);
  }

  private amount(site: Site & { benefit: Benefit }, benefit: Benefit, context: readonly Condition[]): void {
    const { amount } = benefit;
    switch (amount.is) {
      case "rate":
        this.base(site, amount.base);
        this.granted(site, this.keyOf(site, "pay", "rate"), amount.rate, "rate", context);
        return;
      case "tiers":
        this.base(site, amount.base);
        this.tierTable(this.step(site, "tiers", amount.tiers.at), benefit, amount.tiers, context);
        return;
      case "flat":
        this.granted(site, "flat", amount.flat, "money", context);
        return;
      case "each":
        this.granted(this.step(site, "each", amount.at), "amount", amount.each, "money", context);
        this.uses(this.step(site, "each"), [amount.count]);
        if (amount.upTo !== undefined)
          this.figures.push({
            ...this.step(this.step(site, "each", amount.at), "up-to"),
            figure: { is: "whole", value: amount.upTo },
            ranged: true,
          });
        return;
      case "unstated":
        if (amount.base !== undefined) this.base(site, amount.base);
    }
  }

  private base(site: Site, base: Base): void {
    const own = this.step(site, "base", base.at);
    const key = ["of", "lowest-of"].find(each => this.spans.has(under(own.path, each)));
    if (base.awardOf === undefined) this.cell(key === undefined ? site : own, key ?? "base", base.of);
    this.cell(own, "less", base.less);
    this.uses(own, leavesOf(base.of).flat(), leavesOf(base.less).flat());
    if (base.upTo !== undefined) this.cell(own, "up-to", base.upTo, "money");
    if (base.days === undefined) return;
    const days = this.step(own, "days", base.days.at);
    this.uses(days, [base.days.from, base.days.to]);
    this.test(days, "within", { is: "date", range: base.days.within });
    this.cell(days, "count", base.days.count);
  }

  private tierTable(site: Site, benefit: Benefit, tiers: Tiers, context: readonly Condition[]): void {
    this.tiers.push({ ...site, tiers, benefit, context });
    this.cell(site, "on", tiers.on);
    this.uses(
      site,
      leavesOf(tiers.on).map(each => each.fact),
    );
    this.cell(site, "applies", tiers.applies);
    tiers.rows.forEach((row, index) => {
      const own = this.step(this.step(site, "rows"), index, row.at);
      this.test(own, "range", { is: "money", range: row.range });
      if (row.rate !== undefined) this.rate(own, this.keyOf(own, "pay", "rate"), row.rate);
      if (row.flat !== undefined) this.cell(own, "flat", row.flat, "money");
    });
    for (const edge of tiers.edges)
      this.cell(this.step(site, "edges"), literals.money.print(edge.amount), edge.row);
  }

  private cap(site: Site, cap: Cap, context: readonly Condition[]): void {
    this.caps.push({ ...site, cap });
    if (cap.max !== undefined) this.granted(site, "max", cap.max, "money", context);
    if (cap.share !== undefined) {
      const share = this.step(site, "share");
      this.rate(share, "rate", cap.share.rate);
      this.uses(share, [cap.share.of, ...cap.share.counting]);
    }
    if (cap.openScope !== undefined) this.cell(site, "per", cap.openScope);
    if (cap.period !== undefined) this.cell(site, "period", cap.period);
    if (cap.when !== undefined) this.condition(site, "when", cap.when, context);
    if (cap.relax === undefined) return;
    const relax = this.step(site, "relax", cap.relax.at);
    if (cap.relax.when !== undefined) this.condition(relax, "when", cap.relax.when, context);
    if (cap.relax.to !== undefined) this.cell(relax, "to", cap.relax.to, "money");
  }

  private combination(
    combine: Site,
    index: number,
    rule: Combination,
    context: readonly Condition[],
    conditionOf: (benefit: string) => Condition,
  ): void {
    const site = this.step(combine, index, rule.is === "cap" ? undefined : rule.at);
    switch (rule.is) {
      case "overlap":
        this.cell(site, "on", rule.on);
        this.cell(site, "rule", rule.rule);
        return;
      case "exclude":
        this.cell(site, "within", rule.within);
        return;
      case "stack":
        this.base(site, rule.base);
        this.granted(site, "total", rule.total, "rate", [...context, ...rule.of.map(conditionOf)]);
        return;
      case "cap": {
        const some: Condition = { is: "any-of", of: rule.cap.over.map(conditionOf) };
        this.cap(this.step(site, "cap", rule.cap.at), rule.cap, [...context, some]);
      }
    }
  }

  /** A granted figure: `rate: 30%`, `rate: {at-most: …}`, `rate: {is: …}` or a table. */
  private granted(
    site: Site,
    key: string,
    granted: Granted<Fen> | Granted<Rate>,
    taste: "money" | "rate",
    context: readonly Condition[],
  ): void {
    const own = this.step(site, key, granted.at);
    const inner = granted.atMost
      ? under(own.path, "at-most")
      : this.spans.has(under(own.path, "is"))
        ? under(own.path, "is")
        : own.path;
    const figure = { ...own, path: inner };
    if (granted.by.is === "cell") {
      const cell: Cell<Fen | Rate> = granted.by.cell;
      this.value(figure, cell, taste);
      return;
    }
    this.table(figure, granted.by.table, taste, context);
  }

  private table(
    site: Site,
    table: Table<Fen> | Table<Rate>,
    taste: "money" | "rate",
    context: readonly Condition[],
  ): void {
    this.tables.push({ ...site, table, context });
    this.uses(site, table.columns);
    const rows: readonly Table<Fen | Rate>["rows"][number][] = table.rows;
    rows.forEach((row, index) => {
      const own = this.step(this.step(site, "rows"), index, row.at);
      row.cells.forEach((test, column) => {
        this.test(own, column, test);
      });
      this.value({ ...own, path: under(own.path, row.cells.length) }, row.value, taste);
    });
  }

  // ── single values ──────────────────────────────────────────────────────────────────────────────

  /** The site under a key; a citation of its own is noted and replaces the one above it. */
  private step<S extends Site>(site: S, key: string | number, at?: Citation): S {
    const path = under(site.path, key);
    if (at === undefined || at === site.at) return { ...site, path };
    this.citations.push({ ...ownerOf(site), path, at });
    return { ...site, path, at };
  }

  private uses(site: Site, ...facts: readonly (readonly string[])[]): void {
    for (const fact of facts.flat()) this.facts.push({ ...site, fact });
  }

  private keyOf(site: Site, rare: string, usual: string): string {
    return this.spans.has(under(site.path, rare)) ? rare : usual;
  }

  private rate(site: Site, key: string, cell: Cell<Rate>): void {
    this.value(this.step(site, key), cell, "rate");
  }

  private cell(site: Site, key: string, cell: Cell<unknown>, taste?: Taste): void {
    this.value(this.step(site, key), cell, taste);
  }

  /** A figure that the text states must be cited; what a reading of an open cell puts there is no figure of the text. */
  private value(site: Site, cell: Cell<unknown>, taste?: Taste): void {
    if (taste === "rate") this.rates.push({ ...site, rate: cell as Cell<Rate> });
    if (cell.is === "open") this.open(site, cell);
    else if (taste !== undefined)
      this.figures.push({ ...site, figure: { is: taste, value: cell.value } as Figure, ranged: false });
  }

  private open(site: Site, cell: OpenCell<unknown>): void {
    const { question, continuous } = cell;
    this.questions.push({
      ...site,
      question,
      continuous,
      readings: cell.readings.map(each => each.reading),
    });
    for (const { cell: inner } of cell.readings) if (inner.is === "open") this.open(site, inner);
  }

  private figure(site: Site, key: string, figure: Figure): void {
    this.figures.push({ ...site, path: under(site.path, key), figure, ranged: false });
  }

  private test(site: Site, key: string | number, test: Test): void {
    const path = under(site.path, key);
    for (const figure of figuresOf(test)) this.figures.push({ ...site, path, figure, ranged: true });
  }

  // ── conditions ─────────────────────────────────────────────────────────────────────────────────

  private condition(site: Site, key: string, condition: Condition, context: readonly Condition[]): void {
    const own = { ...site, path: under(site.path, key) };
    this.conditions.push({ ...own, condition, context });
    this.within(own, condition);
  }

  /** What is presumed is no statement of the text, and its figures need no citation. */
  private presumed(site: Site, condition: Condition, context: readonly Condition[]): void {
    const count = this.figures.length;
    this.condition(site, "when", condition, context);
    this.figures.length = count;
  }

  private within(site: Site, condition: Condition): void {
    const own = condition.at === undefined ? site : { ...site, at: condition.at };
    if (condition.at !== undefined && condition.at !== site.at)
      this.citations.push({ ...own, at: condition.at });
    switch (condition.is) {
      case "fact": {
        const path = under(own.path, condition.fact);
        this.facts.push({ ...own, path, fact: condition.fact });
        if (condition.test.is === "open") this.open({ ...own, path }, condition.test);
        else this.test(own, condition.fact, condition.test.value);
        return;
      }
      case "open": {
        const readings = condition.readings.map(each => each.reading);
        this.questions.push({ ...own, question: condition.question, readings, continuous: false });
        for (const each of condition.readings) this.within(own, each.condition);
        return;
      }
      default:
        for (const each of condition.of) this.within(own, each);
    }
  }
}

const ownerOf = (site: Site): Owner => (site.benefit === undefined ? {} : { benefit: site.benefit });
