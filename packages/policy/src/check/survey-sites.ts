/** What a survey of a programme lists: sites of figures, questions, conditions and the rest. */
import type { Fen, LocalDate } from "@suanquan/china";
import type { Benefit, Cap, Cell, Citation, Condition, Duration, Rate, Table, Tiers } from "../tree.ts";

/** What every site has: where it stands, and the nearest citation on the way there. */
export interface Site {
  readonly path: string;
  readonly at: Citation | undefined;
  /** Absent for what belongs to the whole programme. */
  readonly benefit?: Benefit;
}

/** A figure that must be found in the text. */
export type Figure =
  | { readonly is: "money"; readonly value: Fen }
  | { readonly is: "rate"; readonly value: Rate }
  | { readonly is: "whole"; readonly value: bigint }
  | { readonly is: "date"; readonly value: LocalDate }
  | { readonly is: "duration"; readonly value: Duration };

export interface FigureSite extends Site {
  readonly figure: Figure;
  /** The end of a range that a fact or an amount is compared with. */
  readonly ranged: boolean;
}
/** A question in use: a cell, or a condition, that it decides. */
export interface QuestionSite extends Site {
  readonly question: string;
  readonly readings: readonly string[];
  readonly continuous: boolean;
}
export interface ConditionSite extends Site {
  readonly condition: Condition;
  /** Conditions that hold already wherever this one is asked. */
  readonly context: readonly Condition[];
}
export interface TableSite extends Site {
  readonly table: Table<unknown>;
  readonly context: readonly Condition[];
}
export interface TierSite extends Site {
  readonly tiers: Tiers;
  readonly benefit: Benefit;
  readonly context: readonly Condition[];
}
export interface CapSite extends Site {
  readonly cap: Cap;
}
export interface RateSite extends Site {
  readonly rate: Cell<Rate>;
}
export interface CitationSite extends Site {
  readonly at: Citation;
}
/** A fact in use. */
export interface FactSite extends Site {
  readonly fact: string;
}

export interface Survey {
  readonly figures: readonly FigureSite[];
  readonly questions: readonly QuestionSite[];
  readonly conditions: readonly ConditionSite[];
  readonly tables: readonly TableSite[];
  readonly tiers: readonly TierSite[];
  readonly caps: readonly CapSite[];
  readonly rates: readonly RateSite[];
  readonly citations: readonly CitationSite[];
  readonly facts: readonly FactSite[];
}
