/** What a programme gives for what was filled in: in all, and each benefit with its steps and clauses. */
import type { Catalogue, Programme, ProgrammeAnswer, Quantity } from "@suanquan/policy";
import { groupOf } from "@suanquan/policy/groups";
import { type PresentedReason, presentProgramme } from "@suanquan/policy/present";
import { wordingOf } from "@suanquan/policy/wording";
import type { Language } from "../language.ts";
import { titled } from "../naming/documents.ts";
import { word } from "./words.ts";

interface ProgrammeResultProps {
  readonly answer: ProgrammeAnswer;
  readonly programme: Programme | undefined;
  readonly catalogue: Catalogue;
  readonly language: Language;
}

export function ProgrammeResult({ answer, programme, catalogue, language }: ProgrammeResultProps) {
  if (programme === undefined) return null;
  const { together, benefits } = presentProgramme(
    answer,
    { programme, vocabulary: catalogue.vocabulary },
    language,
  );
  const told = answer.benefits.flatMap((benefit, index) => {
    const shown = benefits[index];
    return shown === undefined ? [] : [{ benefit, shown }];
  });
  const [only] = told;
  const several = told.length > 1;
  return (
    <div className="embed-result">
      <div role="status">
        {answer.amount !== null && answer.decision !== "ineligible" && (
          <Amounts programme={programme} amount={answer.amount} language={language} />
        )}
        <p>{together.says}</p>
      </div>
      {!several && only !== undefined && (
        <Why programme={programme} reasons={only.shown.because} language={language} />
      )}
      {several && (
        <ul className="embed-benefits">
          {told.map(({ benefit, shown }) => (
            <li key={shown.benefit} className={groupOf(benefit)}>
              <h3>{shown.title}</h3>
              <p>{shown.says}</p>
              <Why programme={programme} reasons={shown.because} language={language} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Amounts({
  programme,
  amount,
  language,
}: {
  readonly programme: Programme;
  readonly amount: Quantity & { readonly payable: Quantity["entitled"] | null };
  readonly language: Language;
}) {
  const w = wordingOf({ programme, vocabulary: { facts: new Map() } }, language);
  const { entitled, ceiling, payable } = amount;
  const isPrice = programme.benefits.every(each => each.form === "price");
  const same = entitled.low === ceiling.low && entitled.high === ceiling.high;
  return (
    <>
      <dl className="embed-amounts">
        <div className="due">
          <dt>{word(isPrice ? "off" : "due", language)}</dt>
          <dd>{w.bounds(entitled)}</dd>
        </div>
        {!same && (
          <div className="ceiling">
            <dt>{word("ceiling", language)}</dt>
            <dd>{w.bounds(ceiling)}</dd>
          </div>
        )}
        {payable !== null && (
          <div>
            <dt>{word("payable", language)}</dt>
            <dd>{w.bounds(payable)}</dd>
          </div>
        )}
      </dl>
      {!same && <p className="hint">{word("ceilingIsNot", language)}</p>}
    </>
  );
}

function Why({
  programme,
  reasons,
  language,
}: {
  readonly programme: Programme;
  readonly reasons: readonly PresentedReason[];
  readonly language: Language;
}) {
  if (reasons.length === 0) return null;
  return (
    <details>
      <summary>{word("why", language)}</summary>
      <ol>
        {reasons.map((reason, index) => (
          <li key={index}>
            {reason.says}
            {reason.clause !== null && (
              <cite>
                {" "}
                {titleOf(programme, reason.clause.document)} {reason.clause.at}
              </cite>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

function titleOf(programme: Programme, document: string): string {
  const title = programme.documents.find(each => each.id === document)?.title ?? document;
  return titled(title);
}
