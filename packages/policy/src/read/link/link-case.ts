/** A worked example as read, to the typed tree: its facts in the form in which facts travel. */
import { type Fen, formatYuan } from "@suanquan/china";
import type { CaseRead, ExpectationRead, PositionRead } from "../../language/case-shape.ts";
import type { Expectation, FactsInput, PolicyCase } from "../../tree.ts";
import { nearestOf } from "../nearest.ts";
import { report, spanAt, under } from "../page.ts";
import type { Sheet } from "../sheet.ts";
import { present } from "./link-values.ts";

type FactRecord = Readonly<Record<string, unknown>>;

export function linkCase(read: CaseRead, programme: string, index: number, sheet: Sheet): PolicyCase {
  const path = under("cases", index);
  checkRulings(read.rulings ?? {}, under(path, "rulings"), sheet);
  const { applicant, spend } = splitByOwner(read.facts ?? {}, sheet);
  if (read.spends !== undefined) checkOwners(spend, read.spends, path, sheet);
  return {
    name: read.name,
    facts: {
      applicant,
      spends: read.spends ?? [spend],
      ...present("position", read.position && linkPosition(read.position, programme)),
    },
    ...present("asOf", read.asOf),
    whatIf: read.whatIf ?? false,
    rulings: read.rulings ?? {},
    expect: Object.entries(read.expect).map(([of, expected]) => linkExpectation(of, expected)),
  };
}

function splitByOwner(facts: FactRecord, sheet: Sheet): { applicant: FactRecord; spend: FactRecord } {
  const belongs = (name: string) => sheet.vocabulary.facts.get(name)?.of === "applicant";
  const entries = Object.entries(facts);
  return {
    applicant: Object.fromEntries(entries.filter(([name]) => belongs(name))),
    spend: Object.fromEntries(entries.filter(([name]) => !belongs(name))),
  };
}

/** With several spends, each fact stands with whom it belongs to. */
function checkOwners(stray: FactRecord, spends: readonly FactRecord[], path: string, sheet: Sheet): void {
  for (const fact of Object.keys(stray)) {
    const at = under(under(path, "facts"), fact);
    report(sheet, "case-facts-and-spends", at, spanAt(sheet.spans, at), { fact });
  }
  for (const [index, spend] of spends.entries()) {
    for (const fact of Object.keys(splitByOwner(spend, sheet).applicant)) {
      const at = under(under(under(path, "spends"), index), fact);
      report(sheet, "case-owner", at, spanAt(sheet.spans, at), { fact });
    }
  }
}

/** A ruling on a question of this file takes one of its readings. */
function checkRulings(rulings: Readonly<Record<string, string>>, path: string, sheet: Sheet): void {
  for (const [question, reading] of Object.entries(rulings)) {
    const source = sheet.questions.get(question);
    if (source === undefined) continue;
    const known = source.between === undefined ? source.readings.map(each => each.id) : ["low", "high"];
    if (known.includes(reading)) continue;
    const at = under(path, question);
    report(sheet, "unknown-reading", at, spanAt(sheet.spans, at), {
      question,
      reading,
      nearest: nearestOf(reading, known),
      allowed: known,
    });
  }
}

function linkPosition(read: PositionRead, programme: string): NonNullable<FactsInput["position"]> {
  return {
    ...present(
      "awards",
      read.awards?.map(award => ({
        ...award,
        programme: award.programme ?? programme,
        ...present("granted", yuanOf(award.granted)),
        ...present("redeemed", yuanOf(award.redeemed)),
        ...present("paid", yuanOf(award.paid)),
      })),
    ),
    ...present(
      "pools",
      read.pools?.map(pool => ({
        programme: pool.programme ?? programme,
        pool: pool.pool,
        left: formatYuan(pool.left),
      })),
    ),
  };
}

const yuanOf = (amount: Fen | undefined): string | undefined =>
  amount === undefined ? undefined : formatYuan(amount);

function linkExpectation(of: string, expected: ExpectationRead): Expectation {
  if (expected.is === "amount") return { of, entitled: expected.read, ceiling: expected.read };
  return { of, ...expected.read };
}
