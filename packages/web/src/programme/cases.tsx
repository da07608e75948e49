/** The worked cases that stand in the policy file as its tests. */
import type { Programme, Vocabulary } from "@suanquan/policy";
import { dateIn, moneyIn, quantityRangeIn } from "@suanquan/policy/figures";
import { decisionIn, outcomeIn } from "@suanquan/policy/verdict";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

type Case = Programme["cases"][number];
type Expected = Case["expect"][number];

interface CasesProps {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

export function Cases({ programme, vocabulary, language }: CasesProps) {
  return (
    <details className="cases">
      <summary>
        {word("cases", language)} ({programme.cases.length})
      </summary>
      <p className="soft">{word("casesLead", language)}</p>
      <div className="wide-table">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{word("cases", language)}</th>
              <th scope="col">{word("facts", language)}</th>
              <th scope="col">{word("expected", language)}</th>
            </tr>
          </thead>
          <tbody>
            {programme.cases.map((each, index) => (
              <tr key={each.name}>
                <th scope="row">
                  {/* What a case is about is told in English by its facts and its answer, in the same row. */}
                  {language === "en" && (
                    <span className="gloss">{`${word("case", language)} ${index + 1} `}</span>
                  )}
                  <span lang="zh-CN">{each.name}</span>
                </th>
                <td>
                  <ul className="sentences">
                    {factsOf(each, vocabulary, language).map(fact => (
                      <li key={fact}>{fact}</li>
                    ))}
                  </ul>
                </td>
                <td>
                  <ul className="sentences">
                    {each.expect.map(expected => (
                      <li key={expected.of}>{expectedIn(expected, programme, language)}</li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function factsOf({ facts, asOf }: Case, vocabulary: Vocabulary, language: Language): readonly string[] {
  const said = (given: Readonly<Record<string, unknown>>) =>
    Object.entries(given).map(([name, value]) => {
      const fact = vocabulary.facts.get(name);
      return `${fact?.label[language] ?? name}${language === "zh" ? "：" : ": "}${valueIn(value, language)}`;
    });
  return [
    ...said(facts.applicant),
    ...facts.spends.flatMap(said),
    ...(asOf === undefined ? [] : [`${word("asOf", language)} ${dateIn(language, asOf)}`]),
  ];
}

function valueIn(value: unknown, language: Language): string {
  if (value === true) return language === "zh" ? "是" : "yes";
  if (value === false) return language === "zh" ? "否" : "no";
  return String(value);
}

function expectedIn(expected: Expected, programme: Programme, language: Language): string {
  const title =
    programme.benefits.find(each => each.id === expected.of)?.title[language] ?? word("together", language);
  const amounts = (["entitled", "ceiling", "payable"] as const).flatMap(name => {
    const range = expected[name];
    return range === undefined
      ? []
      : [`${word(name, language)} ${quantityRangeIn(language, range, moneyIn)}`];
  });
  const { decision, outcome } = expected;
  const parts = [
    ...(decision === undefined ? [] : [decisionIn(language, decision)]),
    ...(outcome === undefined || outcome === "computed" ? [] : [outcomeIn(language, outcome)]),
    ...amounts,
  ];
  return language === "zh" ? `${title}：${parts.join("，")}` : `${title}: ${parts.join(", ")}`;
}
