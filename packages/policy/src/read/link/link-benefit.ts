/** A benefit as read, to a benefit of the typed tree. */
import type { Fen } from "@suanquan/china";

import { leavesOf } from "../../check/leaves.ts";
import { mayBeCounted, remaindersOf } from "../../evaluate/amounts/denominations.ts";
import type { BenefitRead, TiersRead } from "../../language/benefit-shape.ts";
import { literals } from "../../language/literals.ts";
import type { Amount, Benefit, Cap, Citation, Minimum, TierRow, Tiers } from "../../tree.ts";
import type { ReadingCode, ReadingValues } from "../findings.ts";
import { report, spanAt, under } from "../page.ts";
import type { Sheet } from "../sheet.ts";
import { ALWAYS, citeCondition, cited, linkBase, linkCap, linkGranted, present } from "./link-values.ts";

/** Links one benefit; undefined when its parts do not fit together, with the reason on the sheet. */
export function linkBenefit(id: string, read: BenefitRead, sheet: Sheet): Benefit | undefined {
  const path = under("benefits", id);
  const { at } = read;
  const amount = linkAmount(read, path, at, sheet);
  const caps = (read.caps ?? []).flatMap((cap, index): readonly Cap[] => {
    const linked = linkCap(cap, [id], under(under(path, "caps"), index), at, sheet);
    return linked === undefined ? [] : [linked];
  });
  if (amount === undefined || caps.length < (read.caps?.length ?? 0)) return undefined;
  if (read.bonus !== undefined && amount.is !== "rate" && amount.is !== "tiers") {
    return refuse(sheet, "bonus-without-rate", under(path, "bonus"), {});
  }
  const { once, denominations } = read;
  const minimum = linkMinimum(read.minimum, under(path, "minimum"), at, sheet);
  if (minimum === undefined && read.minimum !== undefined) return undefined;
  if (denominations !== undefined && !canBeCombined(denominations.of))
    return refuse(sheet, "faces-too-fine", under(under(path, "denominations"), "of"), {
      max: REMAINDERS_MAX,
    });
  if (denominations?.pieces !== undefined && !canBeCounted(denominations.of, denominations.pieces))
    return refuse(sheet, "pieces-too-many", under(under(path, "denominations"), "pieces"), {
      max: SUMS_MAX,
    });
  return {
    id,
    title: read.title,
    covers: read.covers ?? [],
    form: read.form,
    when: citeCondition(read.when ?? ALWAYS, at),
    amount,
    bonus: (read.bonus ?? []).map(bonus => ({
      when: citeCondition(bonus.when, bonus.at ?? at),
      rate: bonus.rate,
      ...present("upTo", bonus.upTo),
      ...cited(bonus.at, at),
    })),
    ...present("minimum", minimum),
    caps,
    ...present(
      "once",
      once && {
        scope: once.per ?? ["applicant"],
        period: once.period,
        over: once.over ?? [],
        ...present("times", once.times),
        ...cited(once.at, at),
      },
    ),
    ...present(
      "denominations",
      denominations && {
        of: denominations.of,
        choose: denominations.choose,
        ...present("pieces", denominations.pieces),
        ...cited(denominations.at, at),
      },
    ),
    ...present("pool", read.pool),
    ...present("review", linkReview(read.review, at)),
    payee: read.payee ?? "unstated",
    evidence: read.evidence ?? [],
    notes: read.notes ?? [],
    at,
  };
}

/** A minimum asked of a total can be refused or asked of the base; to which spend a total is lifted, no text says. */
function linkMinimum(
  read: BenefitRead["minimum"],
  path: string,
  above: Citation,
  sheet: Sheet,
): Minimum | undefined {
  if (read === undefined) return undefined;
  const { award, below, per, period, at } = read;
  if (per === undefined && period !== undefined)
    return refuse(sheet, "minimum-period-alone", under(path, "period"), {});
  if (per !== undefined && leavesOf(below).some(each => each === "lift"))
    return refuse(sheet, "minimum-lifts-total", under(path, "below"), {});
  return {
    award,
    below,
    ...present("per", per && { scope: per, period: period ?? "each" }),
    ...cited(at, above),
  };
}

function linkReview(review: BenefitRead["review"], above: Citation): Benefit["review"] {
  if (review === undefined) return undefined;
  return review.is === "says"
    ? { says: review.read, ...cited(undefined, above) }
    : { says: review.read.says, ...cited(review.read.at, above) };
}

type AmountKey = "rate" | "pay" | "tiers" | "flat" | "each";
const AMOUNT_KEYS: readonly AmountKey[] = ["rate", "pay", "tiers", "flat", "each"];

function linkAmount(read: BenefitRead, path: string, above: Citation, sheet: Sheet): Amount | undefined {
  const keys = AMOUNT_KEYS.filter(key => read[key] !== undefined);
  const [key, second] = keys;
  if (second !== undefined) return refuse(sheet, "several-amounts", under(path, second), { keys });
  const base = read.base && linkBase(read.base, under(path, "base"), above, sheet);
  if (read.base !== undefined && base === undefined) return undefined;
  if (key === undefined) return { is: "unstated", ...present("base", base) };
  const needsBase = key === "rate" || key === "pay" || key === "tiers";
  if (needsBase && base === undefined) return refuse(sheet, "amount-without-base", under(path, key), { key });
  if (!needsBase && base !== undefined) {
    return refuse(sheet, "base-without-use", under(path, "base"), { key });
  }
  const share = read.rate ?? read.pay;
  if (share !== undefined && base !== undefined) {
    return { is: "rate", base, rate: linkGranted(share, above) };
  }
  if (read.tiers !== undefined && base !== undefined) {
    const tiers = linkTiers(read.tiers, under(path, "tiers"), above, sheet);
    return tiers && { is: "tiers", base, tiers };
  }
  if (read.flat !== undefined) return { is: "flat", flat: linkGranted(read.flat, above) };
  if (read.each === undefined) return undefined;
  const { count, upTo, amount, at } = read.each;
  return {
    is: "each",
    count,
    ...present("upTo", upTo),
    each: linkGranted(amount, at ?? above),
    ...cited(at, above),
  };
}

function linkTiers(read: TiersRead, path: string, above: Citation, sheet: Sheet): Tiers | undefined {
  const here = read.at ?? above;
  const rows = read.rows.map((row, index): TierRow | undefined => {
    const given = [row.rate, row.pay, row.flat].filter(each => each !== undefined);
    if (given.length !== 1) return refuse(sheet, "tier-needs-one", under(under(path, "rows"), index), {});
    return {
      range: row.range,
      ...present("rate", row.rate ?? row.pay),
      ...present("flat", row.flat),
      ...cited(row.at, here),
    };
  });
  const linked = rows.filter(row => row !== undefined);
  if (linked.length < rows.length) return undefined;
  const edges = Object.entries(read.edges ?? {}).flatMap(([written, row]) => {
    const amount = literals.money.parse(written);
    return amount.ok ? [{ amount: amount.value, row }] : [];
  });
  return {
    on: mapBasis(read.on),
    applies: read.applies,
    atMost: read.atMost ?? false,
    rows: linked,
    edges,
    ...cited(undefined, here),
  };
}

/** What the ranges are compared with, in each reading. */
function mapBasis(on: TiersRead["on"]): Tiers["on"] {
  if (on.is === "open") {
    return { ...on, readings: on.readings.map(({ reading, cell }) => ({ reading, cell: mapBasis(cell) })) };
  }
  const { value } = on;
  return {
    is: "stated",
    value:
      value.is === "fact"
        ? { fact: value.read, afterDiscount: false }
        : { fact: value.read.afterDiscount, afterDiscount: true },
  };
}

function refuse<K extends ReadingCode>(
  sheet: Sheet,
  code: K,
  path: string,
  values: ReadingValues<K>,
): undefined {
  report(sheet, code, path, spanAt(sheet.spans, path), values);
}

/** The smallest face may hold at most this many of the sum that all faces are multiples of. */
const REMAINDERS_MAX = 10_000;

const canBeCombined = (faces: readonly Fen[]): boolean =>
  faces.length > 0 && faces.every(face => face > 0n) && remaindersOf(faces) <= BigInt(REMAINDERS_MAX);

/** So many different sums may a bounded number of vouchers come to. */
const SUMS_MAX = 10_000;

const canBeCounted = (faces: readonly Fen[], pieces: bigint): boolean =>
  mayBeCounted(faces, pieces, SUMS_MAX);
