/**
 * What all programmes together can give. For what was bought never more than was paid for it. Whether one programme may be
 * had beside another is written in few texts, so a total is told from «only the best one» to «all of them».
 */
import type { Fen } from "@suanquan/china";
import type {
  AmountAnswer,
  BenefitAnswer,
  Bounds,
  FactDefinition,
  FactMap,
  Facts,
  Programme,
  ProgrammeAnswer,
} from "@suanquan/policy";
import { type Group, groupOf } from "@suanquan/policy/groups";

/** Several programmes added up. */
export interface Sum {
  readonly programmes: number;
  readonly entitled: Bounds;
  readonly ceiling: Bounds;
  /** Whether the price took something away from the plain sum. */
  readonly limited: boolean;
}

export interface OverallTotal {
  /** For what was bought: what fits, and what could come beside it if all that could fit did. */
  readonly fits: Sum;
  readonly withPossible: Sum;
  /** For something else than a purchase, as a flat sum for a title: no price holds it. */
  readonly besides: Sum;
  /** What was bought came to this; undefined when a price is not known. */
  readonly price: Fen | undefined;
}

interface InPlay {
  readonly programme: Programme;
  readonly whole: ProgrammeAnswer;
}

const ZERO = 0n as Fen;
const LIVE: readonly Group[] = ["eligible", "possible"];

/** Adds up the programmes in play. */
export function overallTotal(
  inPlay: readonly InPlay[],
  facts: Facts,
  definitions: ReadonlyMap<string, FactDefinition>,
): OverallTotal {
  const price = totalPrice(inPlay, facts, definitions);
  const limit = price ?? null;
  return {
    fits: sumOf(inPlay, ["eligible"], true, limit),
    withPossible: sumOf(inPlay, LIVE, true, limit),
    besides: sumOf(inPlay, LIVE, false, null),
    price,
  };
}

function sumOf(inPlay: readonly InPlay[], groups: readonly Group[], bought: boolean, limit: Fen | null): Sum {
  const parts = inPlay.flatMap(each => partOf(each, groups, bought) ?? []);
  const side = (name: "entitled" | "ceiling"): Bounds => {
    const best = parts.map(each => each[name].low).reduce(most, ZERO);
    const all = parts.reduce<Fen | null>((sum, each) => plus(sum, each[name].high), ZERO);
    return { low: least(best, limit) ?? best, high: least(all, limit) };
  };
  const all = parts.reduce<Fen | null>((sum, each) => plus(sum, each.ceiling.high), ZERO);
  return {
    programmes: parts.length,
    entitled: side("entitled"),
    ceiling: side("ceiling"),
    limited: limit !== null && (all === null || all > limit),
  };
}

type Part = Pick<AmountAnswer, "entitled" | "ceiling">;

/** What the benefits of some groups give, and no more than the programme gives in all. */
function partOf({ programme, whole }: InPlay, groups: readonly Group[], bought: boolean): Part | undefined {
  const live = whole.benefits.filter(each => LIVE.includes(groupOf(each)) && each.amount !== null);
  const own = live.filter(each => groups.includes(groupOf(each)) && isBought(programme, each) === bought);
  if (own.length === 0 || whole.amount === null) return undefined;
  if (own.length === live.length) return whole.amount;
  const limit = whole.amount;
  const side = (name: "entitled" | "ceiling"): Bounds => ({
    low: own.map(each => each.amount?.[name].low ?? ZERO).reduce(most, ZERO),
    high: least(
      own.reduce<Fen | null>((sum, each) => plus(sum, each.amount?.[name].high ?? null), ZERO),
      limit[name].high,
    ),
  });
  return { entitled: side("entitled"), ceiling: side("ceiling") };
}

/** Whether the amount follows what was bought. */
function isBought(programme: Programme, answer: BenefitAnswer): boolean {
  const amount = programme.benefits.find(each => each.id === answer.benefit)?.amount;
  return amount !== undefined && "base" in amount && amount.base !== undefined;
}

/** `Math.max` knows no whole numbers of this size. */
const most = <Amount extends bigint>(a: Amount, b: Amount): Amount => [a, b][a < b ? 1 : 0] as Amount;
const plus = (a: Fen | null, b: Fen | null): Fen | null =>
  a === null || b === null ? null : ((a + b) as Fen);
const least = (a: Fen | null, b: Fen | null): Fen | null => (a === null || (b !== null && b < a) ? b : a);

/** The prices of the spends that some programme in play was asked about; undefined once one of them is not known. */
function totalPrice(
  inPlay: readonly InPlay[],
  { spends }: Facts,
  definitions: ReadonlyMap<string, FactDefinition>,
): Fen | undefined {
  const asked = new Set(inPlay.flatMap(({ whole }) => whole.spendsAsked));
  if (asked.size === 0) return undefined;
  let total: Fen = ZERO;
  for (const index of asked) {
    const price = priceOf(spends[index] ?? new Map(), definitions);
    if (price === undefined) return undefined;
    total = (total + price) as Fen;
  }
  return total;
}

/**
 * The price of one spend: the highest of its amounts. Each fact names the whole price or a part of it, so none of them
 * is more than was paid in all. Public money already received is no price, and a sum of the year no single one's.
 */
export function priceOf(spend: FactMap, definitions: ReadonlyMap<string, FactDefinition>): Fen | undefined {
  let price: Fen | undefined;
  for (const [name, value] of spend) {
    const definition = definitions.get(name);
    const isPrice =
      definition?.type === "money" && definition.atLeast === undefined && !name.startsWith("subsidy.");
    if (isPrice && typeof value === "bigint" && (price === undefined || value > price)) price = value as Fen;
  }
  return price;
}
