/** The worked cases that stand in the policy file as its tests. */
import type { Programme, Vocabulary } from "@suanquan/policy";
import type { Language } from "../language.ts";
import { caseNamesIn, expectedIn, givenIn } from "./case-said.ts";
import { word } from "./words.ts";

interface CasesProps {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

export function Cases({ programme, vocabulary, language }: CasesProps) {
  const subject = { programme, vocabulary };
  const names = language === "en" ? caseNamesIn(programme, vocabulary, language) : [];
  return (
    <details className="cases">
      <summary>
        {word("cases", language)} ({programme.cases.length})
      </summary>
      <p className="soft">{word("casesLead", language)}</p>
      <div className="wide-table">
        <table className="plain cases-table">
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
                  {language === "en" && <span className="case-name">{names[index]}</span>}
                  <span lang="zh-CN" className={language === "en" ? "gloss" : undefined}>
                    {each.name}
                  </span>
                </th>
                <td data-column={word("facts", language)}>
                  <ul className="sentences">
                    {givenIn(each, subject, language).map(fact => (
                      <li key={fact}>{fact}</li>
                    ))}
                  </ul>
                </td>
                <td data-column={word("expected", language)}>
                  <ul className="sentences">
                    {each.expect.map(expected => (
                      <li key={expected.of}>{expectedIn(expected, subject, language)}</li>
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
