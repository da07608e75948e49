/** The benefits: at a glance in one table, then each in full. The sentences are the rule's own explanation. */
import type { Benefit, Programme, Vocabulary } from "@suanquan/policy";
import { type BenefitParts, explainBenefit } from "@suanquan/policy/explain";
import type { Language } from "../language.ts";
import { Says, Sentences } from "./says.tsx";
import { word } from "./words.ts";

interface BenefitsProps {
  readonly programme: Programme;
  readonly vocabulary: Vocabulary;
  readonly language: Language;
}

export const benefitAnchor = ({ id }: Benefit): string => `benefit-${id}`;

export function BenefitTable({ programme, vocabulary, language }: BenefitsProps) {
  return (
    <div className="wide-table">
      <table className="plain glance-table">
        <thead>
          <tr>
            <th scope="col">{word("benefit", language)}</th>
            <th scope="col">{word("standard", language)}</th>
            <th scope="col">{word("limits", language)}</th>
          </tr>
        </thead>
        <tbody>
          {programme.benefits.map(benefit => {
            const { amount, limits } = explainBenefit({ programme, vocabulary }, benefit, language);
            return (
              <tr key={benefit.id}>
                <th scope="row">
                  <a href={`#${benefitAnchor(benefit)}`}>{benefit.title[language]}</a>
                </th>
                <td data-column={word("standard", language)}>
                  <First lines={amount} most={AMOUNTS_MAX} />
                </td>
                <td data-column={word("limits", language)}>
                  <First lines={limits} most={LIMITS_MAX} />
                  {limits.length === 0 && <p className="soft">{word("noLimit", language)}</p>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What a glance takes in; the whole stands below. */
const AMOUNTS_MAX = 5;
const LIMITS_MAX = 3;

function First({ lines, most }: { readonly lines: BenefitParts["amount"]; readonly most: number }) {
  return (
    <>
      {lines.slice(0, most).map(line => (
        <p key={line.says}>{line.says}</p>
      ))}
      {lines.length > most && <p className="soft">…</p>}
    </>
  );
}

const PARTS = [
  ["conditions", "conditions"],
  ["amount", "amount"],
  ["limits", "limit"],
  ["payee", "mode"],
  ["evidence", "evidence"],
  ["notes", "notes"],
] as const satisfies readonly (readonly [keyof BenefitParts, string])[];

export function Benefits({ programme, vocabulary, language }: BenefitsProps) {
  return programme.benefits.map(benefit => {
    const parts = explainBenefit({ programme, vocabulary }, benefit, language);
    return (
      <section key={benefit.id} id={benefitAnchor(benefit)} className="panel benefit">
        <h3>{benefit.title[language]}</h3>
        <dl className="parts">
          {PARTS.filter(([part]) => parts[part].length > 0).map(([part, name]) => {
            const [only, ...others] = parts[part];
            return (
              <div key={part}>
                <dt>{word(name, language)}</dt>
                <dd>
                  {only !== undefined && others.length === 0 ? (
                    <Says line={only} programme={programme} />
                  ) : (
                    <Sentences lines={parts[part]} programme={programme} />
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
    );
  });
}
