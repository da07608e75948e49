/** Totals: of one programme whose benefits meet, and of all together; never above the price of what was bought. */
import { formatWan, formatYuanGrouped } from "@suanquan/china";
import type { Bounds } from "@suanquan/policy";
import { presentProgramme } from "@suanquan/policy/present";
import { Folded } from "../fit/folded.tsx";
import type { Language } from "../language.ts";
import { Steps } from "../why/steps.tsx";
import { Amount, boundsSaid } from "./amount.tsx";
import { type Assessment, isSettled, type Total } from "./assessment.ts";
import { word } from "./words.ts";

export function Overall({
  assessment,
  language,
}: {
  readonly assessment: Assessment;
  readonly language: Language;
}) {
  const { overall, groups } = assessment;
  const [any] = [...(groups.get("eligible") ?? []), ...(groups.get("possible") ?? [])];
  const { fits, withPossible, besides, price } = overall;
  if (any === undefined) return null;
  const rows = (
    [
      ["overallFits", fits],
      ["overallPossible", withPossible],
      ["overallBesides", besides],
    ] as const
  ).filter(([name, sum]) => sum.programmes > (name === "overallPossible" ? fits.programmes : 0));
  const said = (bounds: Bounds) =>
    bounds.low === 0n && bounds.high === null
      ? word("unknownYet", language)
      : boundsSaid(any.programme, bounds, language);
  return (
    <section className="overall panel" aria-labelledby="overall-heading">
      <h3 id="overall-heading">{word("overall", language)}</h3>
      {rows.length === 0 && <p>{word("overallNone", language)}</p>}
      <dl>
        {rows.map(([name, sum]) => (
          <div key={name} className={`overall-row ${name}`}>
            <dt>
              {word(name, language)}{" "}
              <span className="soft small">
                {sum.programmes} {word(sum.programmes === 1 ? "programmeOne" : "programmes", language)}
              </span>
            </dt>
            <dd>
              <span className="amount due">
                <span className="amount-name">{word("due", language)}</span> <b>{said(sum.entitled)}</b>
              </span>
              {!isSettled(sum) && (
                <span className="amount ceiling">
                  <span className="amount-name">{word("ceiling", language)}</span> <b>{said(sum.ceiling)}</b>
                  <span className="amount-more"> {word("ceilingSays", language)}</span>
                </span>
              )}
            </dd>
          </div>
        ))}
        {price !== undefined && (
          <div className="overall-row">
            <dt>{word("overallPrice", language)}</dt>
            <dd>{language === "zh" ? formatWan(price) : `¥${formatYuanGrouped(price)}`}</dd>
          </div>
        )}
      </dl>
      <ul className="hint plain-list">
        {(fits.limited || withPossible.limited) && <li>{word("overallLimited", language)}</li>}
        {price === undefined && <li>{word("overallNoPrice", language)}</li>}
        {rows.some(([, sum]) => sum.programmes > 1) && <li>{word("overallRange", language)}</li>}
      </ul>
    </section>
  );
}

export function ProgrammeTotals({
  totals,
  language,
}: {
  readonly totals: readonly Total[];
  readonly language: Language;
}) {
  if (totals.length === 0) return null;
  return (
    <section className="answers" aria-label={word("together", language)}>
      <h3>{word("together", language)}</h3>
      <ul className="cards">
        {totals.map(total => (
          <li key={`${total.programme.id} ${total.programme.version}`}>
            <TotalCard total={total} language={language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TotalCard({ total, language }: { readonly total: Total; readonly language: Language }) {
  const { programme, whole } = total;
  return (
    <Folded
      className="card"
      summary={
        <>
          <span className="card-title">
            <b>{programme.title[language]}</b>
          </span>
          <Amount programme={programme} amount={whole.amount} isPrice={false} language={language} />
        </>
      }
    >
      {() => {
        const { together } = presentProgramme(
          whole,
          { programme, vocabulary: { facts: new Map() } },
          language,
        );
        return (
          <div className="card-body">
            <p>{together.says}</p>
            <Steps programme={programme} reasons={together.because} language={language} />
          </div>
        );
      }}
    </Folded>
  );
}
