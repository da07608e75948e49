/** Facts about one applicant, typed against the vocabulary. A fact that is not there is unknown: neither zero nor no. */
import type { Fen, LocalDate } from "@suanquan/china";
import type { Rate } from "./tree.ts";

/** money and number: bigint (分, pieces) · rate: Rate · boolean · choice, date, place (code), text: string. */
export type FactValue = bigint | Rate | boolean | string;
/** By the English name of the fact. */
export type FactMap = ReadonlyMap<string, FactValue>;

/** An earlier award; what is not stated of it is unknown. */
export interface Award {
  readonly programme: string;
  readonly benefit: string;
  readonly on?: LocalDate;
  readonly granted?: Fen;
  readonly redeemed?: Fen;
  readonly paid?: Fen;
  readonly contract?: string;
  readonly project?: string;
  readonly provider?: string;
  /** An award of a related firm: it counts against limits per family only. */
  readonly family?: boolean;
}

/** What a pool is said to have left, in 分. */
export interface PoolLeft {
  readonly programme: string;
  readonly pool: string;
  readonly left: Fen;
}

/** What went before. `awards` undefined: nobody said; an empty list: there were none. */
export interface Position {
  readonly awards?: readonly Award[];
  readonly pools: readonly PoolLeft[];
}

/** Everything that is known of one applicant. */
export interface Facts {
  readonly applicant: FactMap;
  readonly spends: readonly FactMap[];
  readonly position: Position;
}
