/** Worked cases that do not give what they expect, or whose facts cannot be read. */
import type { Answer, Bounds } from "../../assessment.ts";
import { decisionWords, outcomeWords } from "../../language/words.ts";
import { under } from "../../read/page.ts";
import type { Bilingual, Expectation } from "../../tree.ts";
import { type Stretch, stretchOf } from "../analysis/line.ts";
import { answerOf, type CaseRun } from "../case-run.ts";
import type { Report, Rule } from "../rule.ts";
import { joined, stretchSaid } from "../wording.ts";

export const caseFails: Rule = {
  finds: ["case-fails", "case-unreadable", "case-contradictory"],
  look: (subject, report) => {
    for (const run of subject.caseRuns()) {
      const path = under("cases", run.index);
      for (const { path: field, what } of run.problems)
        report(
          run.reckoned === undefined ? "case-unreadable" : "case-contradictory",
          under(under(path, "facts"), field),
          { name: run.case.name, says: what },
        );
      for (const expected of run.case.expect) compare(run, expected, path, report);
    }
  },
};

function compare(run: CaseRun, expected: Expectation, path: string, report: Report): void {
  if (run.reckoned === undefined) return;
  const answer = answerOf(run, expected.of);
  const differences = answer === undefined ? [NO_SUCH] : differencesOf(expected, answer);
  if (differences.length === 0) return;
  report("case-fails", under(under(path, "expect"), expected.of), {
    name: run.case.name,
    of: expected.of,
    expected: joined(
      differences.map(each => each.expected),
      "also",
    ),
    got: joined(
      differences.map(each => each.got),
      "also",
    ),
  });
}

interface Difference {
  readonly expected: Bilingual;
  readonly got: Bilingual;
}
const NO_SUCH: Difference = {
  expected: { zh: "一个结果", en: "an answer" },
  got: { zh: "没有这项权益", en: "no such benefit" },
};

function differencesOf(expected: Expectation, answer: Answer): Difference[] {
  const differences: Difference[] = [];
  if (expected.decision !== undefined && expected.decision !== answer.decision)
    differences.push({
      expected: wordSaid(decisionWords[expected.decision].zh, expected.decision),
      got: wordSaid(decisionWords[answer.decision].zh, answer.decision),
    });
  if (expected.outcome !== undefined && expected.outcome !== answer.outcome)
    differences.push({
      expected: wordSaid(outcomeWords[expected.outcome].zh, expected.outcome),
      got: wordSaid(outcomeWords[answer.outcome].zh, answer.outcome),
    });
  for (const [key, name] of AMOUNTS) {
    const range = expected[key];
    if (range === undefined) continue;
    const wanted = stretchOf(range) ?? NOTHING;
    const got = answer.amount?.[key] ?? undefined;
    if (got !== undefined && got.low === wanted.from && got.high === wanted.to) continue;
    differences.push({
      expected: amountSaid(name, wanted),
      got: amountSaid(name, got && stretchOfBounds(got)),
    });
  }
  const needs = namesNeeded(answer);
  const unneeded = (expected.needs ?? []).filter(each => !needs.includes(each));
  if (unneeded.length > 0)
    differences.push({
      expected: wordSaid(`缺 ${unneeded.join("、")}`, `needs ${unneeded.join(", ")}`),
      got: wordSaid(`缺 ${needs.join("、") || "无"}`, `needs ${needs.join(", ") || "nothing"}`),
    });
  return differences;
}

const AMOUNTS = [
  ["entitled", { zh: "应得", en: "entitled" }],
  ["ceiling", { zh: "上限", en: "ceiling" }],
  ["payable", { zh: "应付", en: "payable" }],
] as const;
const NOTHING: Stretch = { from: 0n, to: 0n };

const wordSaid = (zh: string, en: string): Bilingual => ({ zh, en });
const stretchOfBounds = ({ low, high }: Bounds): Stretch => ({ from: low, to: high });

function amountSaid(name: Bilingual, amount: Stretch | undefined): Bilingual {
  if (amount === undefined) return { zh: `${name.zh}不可计算`, en: `no ${name.en} amount` };
  const range = amount.from === 0n && amount.to === null ? "x ≥ 0元" : stretchSaid(amount);
  return { zh: `${name.zh} ${range}`, en: `${name.en} ${range}` };
}

const namesNeeded = ({ needs }: Answer): string[] => [
  ...needs.applicant,
  ...needs.provider,
  ...needs.register,
  ...needs.authority,
  ...needs.text,
];
