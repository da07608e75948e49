/** What has to be shown: the evidence that the text lists, and what commonly proves the facts that it asks. */
import type { Condition, Programme, Vocabulary } from "@suanquan/policy";
import type { Language } from "../language.ts";
import { Proofs } from "../naming/names.tsx";
import { word } from "./words.ts";

interface EvidenceProps {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

export function Evidence({ programme, vocabulary, language }: EvidenceProps) {
  const listed = [...new Set(programme.benefits.flatMap(each => each.evidence))];
  const asked = new Set([programme.when, ...programme.benefits.map(each => each.when)].flatMap(factsIn));
  const proofs = [...asked].flatMap(name => {
    const fact = vocabulary.facts.get(name);
    return fact === undefined || fact.proof.length === 0 ? [] : [fact];
  });
  return (
    <>
      {listed.length === 0 ? (
        <p>{word("evidenceNone", language)}</p>
      ) : (
        <ul className="sentences">
          {listed.map(each => (
            <li key={each}>
              <Proofs names={[each]} language={language} />
            </li>
          ))}
        </ul>
      )}
      {proofs.length > 0 && (
        <details>
          <summary>{word("evidenceFacts", language)}</summary>
          <dl className="facts">
            {proofs.map(fact => (
              <div key={fact.name}>
                <dt>{fact.label[language]}</dt>
                <dd>
                  <Proofs names={fact.proof} language={language} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function factsIn(condition: Condition): readonly string[] {
  switch (condition.is) {
    case "fact":
      return [condition.fact];
    case "open":
      return condition.readings.flatMap(each => factsIn(each.condition));
    default:
      return condition.of.flatMap(factsIn);
  }
}
