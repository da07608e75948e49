/**
 * Facts that cannot all be true: an amount above the one that it is a part of, a day before the one that it follows, more
 * redeemed of an earlier award than was granted.
 */
import { type Fen, formatYuan } from "@suanquan/china";
import type { Award, FactMap, Facts, FactValue } from "../facts.ts";
import type { FactDefinition } from "../tree.ts";
import { report, under } from "./page.ts";
import type { Sheet } from "./sheet.ts";

const START = { line: 1, column: 1 } as const;

/** Notes every pair of facts that contradict each other, at the one that is bounded. */
export function noteContradictions({ applicant, spends, position }: Facts, sheet: Sheet): void {
  noteIn(applicant, applicant, "applicant", sheet);
  spends.forEach((spend, index) => {
    const known = new Map([...applicant, ...spend]);
    noteIn(spend, known, under("spends", index), sheet);
    // A sum over the year bounds what it holds: said once, at the spend.
    for (const [name, value] of applicant) {
      const atLeast = sheet.vocabulary.facts.get(name)?.atLeast;
      if (atLeast !== undefined && spend.has(atLeast))
        note(
          { name, value },
          { name: atLeast, value: spend.get(atLeast) },
          "less",
          under("spends", index),
          sheet,
        );
    }
  });
  position.awards?.forEach((award, index) => {
    for (const [part, whole] of PARTS_OF_AWARDS)
      noteAward(award, part, whole, under("position.awards", index), sheet);
  });
}

type Sum = "granted" | "redeemed" | "paid";

/** Of an award no more is redeemed than was granted, and no more paid than was redeemed. */
const PARTS_OF_AWARDS: readonly (readonly [part: Sum, whole: Sum])[] = [
  ["redeemed", "granted"],
  ["paid", "redeemed"],
  ["paid", "granted"],
];

const SUMS = {
  granted: { zh: "授予额", en: "the sum granted" },
  redeemed: { zh: "兑现额", en: "the sum redeemed" },
  paid: { zh: "拨付额", en: "the sum paid" },
} as const;

function noteAward(award: Award, part: Sum, whole: Sum, path: string, sheet: Sheet): void {
  const [one, other] = [award[part], award[whole]];
  // A payment above what was redeemed is said once, there.
  const said = part === "paid" && whole === "granted" && award.redeemed !== undefined;
  if (one === undefined || other === undefined || said || one <= other) return;
  report(sheet, "contradictory-facts", under(path, part), START, {
    zh: `此前获得的 ${award.programme} ${award.benefit}：${SUMS[part].zh} ${shown(one)} ${SAID.more.zh}${SUMS[whole].zh} ${shown(other)}`,
    en: `earlier award ${award.programme} ${award.benefit}: ${SUMS[part].en}, ${shown(one)}, ${SAID.more.en} ${SUMS[whole].en}, ${shown(other)}`,
  });
}

function noteIn(own: FactMap, known: FactMap, path: string, sheet: Sheet): void {
  for (const [name, value] of own) {
    const definition = sheet.vocabulary.facts.get(name);
    if (definition === undefined) continue;
    for (const [other, wrong] of boundsOf(definition))
      note({ name, value }, { name: other, value: known.get(other) }, wrong, path, sheet);
  }
}

type Wrong = "more" | "less" | "earlier";

const boundsOf = ({ atMost, atLeast, notBefore }: FactDefinition): readonly (readonly [string, Wrong])[] => [
  ...(atMost === undefined ? [] : [[atMost, "more"] as const]),
  ...(atLeast === undefined ? [] : [[atLeast, "less"] as const]),
  ...(notBefore === undefined ? [] : [[notBefore, "earlier"] as const]),
];

interface Given {
  readonly name: string;
  readonly value: FactValue | undefined;
}

const SAID = {
  more: { zh: "多于", en: "is more than" },
  less: { zh: "少于", en: "is less than" },
  earlier: { zh: "早于", en: "is before" },
} as const;

function note(one: Given, other: Given, wrong: Wrong, path: string, sheet: Sheet): void {
  if (one.value === undefined || other.value === undefined || !holds(one.value, other.value, wrong)) return;
  const { facts } = sheet.vocabulary;
  const nameOf = (given: Given, language: "zh" | "en"): string =>
    facts.get(given.name)?.label[language] ?? given.name;
  const both = (language: "zh" | "en"): string =>
    `${nameOf(one, language)} ${shown(one.value)} ${SAID[wrong][language]} ${nameOf(other, language)} ${shown(other.value)}`;
  report(sheet, "contradictory-facts", under(path, one.name), START, { zh: both("zh"), en: both("en") });
}

const holds = (one: FactValue, other: FactValue, wrong: Wrong): boolean =>
  wrong === "more" ? one > other : one < other;

const shown = (value: FactValue | undefined): string =>
  typeof value === "bigint" ? `${formatYuan(value as Fen)}元` : String(value);
