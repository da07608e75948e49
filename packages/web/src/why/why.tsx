/** Why: what is missing, what the text leaves open with its readings side by side, the steps, and what to mind. */
import type { BenefitAnswer } from "@suanquan/policy";
import type { PresentedAssessment } from "@suanquan/policy/present";
import { useContext, useEffect, useState } from "react";
import { boundsSaid } from "../answers/amount.tsx";
import { type AnswerCardProps, AskedFacts } from "../answers/answer-card-props.ts";
import { sentence } from "../naming/sentence.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import type { Insight } from "../reckoner/orders.ts";
import { CurveFigure } from "./curve-figure.tsx";
import { Steps } from "./steps.tsx";
import { word } from "./words.ts";
import "./why.css";

interface WhyProps extends AnswerCardProps {
  readonly shown: PresentedAssessment;
}

export function Why(props: WhyProps) {
  const { entry, shown, language, goTo } = props;
  const { needs } = shown;
  const facts = [...needs.applicant, ...needs.provider, ...needs.register, ...needs.authority];
  return (
    <>
      {facts.length > 0 && (
        <section>
          <h4>{word("missing", language)}</h4>
          <ul>
            {facts.map(({ fact, question }) => (
              <li key={fact}>
                <button type="button" className="link-button" onClick={() => goTo(fact, undefined)}>
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {needs.text.length > 0 && (
        <section>
          <h4>{word("open", language)}</h4>
          {needs.text.map(need => (
            <Readings key={need.question} {...props} need={need} />
          ))}
        </section>
      )}
      {needs.case.length > 0 && (
        <section>
          <h4>{word("decided", language)}</h4>
          <ul>
            {needs.case.map(({ need, says }) => (
              <li key={need}>{says}</li>
            ))}
          </ul>
        </section>
      )}
      <Steps programme={entry.programme} reasons={shown.because} language={language} />
      <InsightPart {...props} />
    </>
  );
}

/** Each reading beside the others with what it would give. */
function Readings({
  need,
  entry: { programme, answer },
  language,
}: WhyProps & { readonly need: PresentedAssessment["needs"]["text"][number] }) {
  const readings = (answer.amount?.readings ?? []).filter(each => each.question === need.question);
  const ceilings = readings.some(differ);
  return (
    <div className="wide-table">
      <table className="plain readings">
        <caption>{need.ask}</caption>
        {readings.length > 0 && (
          <>
            <thead>
              <tr>
                <th scope="col">{word("reading", language)}</th>
                <th scope="col">{word("readingDue", language)}</th>
                {ceilings && <th scope="col">{word("readingCeiling", language)}</th>}
              </tr>
            </thead>
            <tbody>
              {readings.map(each => (
                <tr key={each.reading}>
                  <th scope="row">
                    {need.readings.find(reading => reading.reading === each.reading)?.says ?? each.reading}
                  </th>
                  <td className="figure">{boundsSaid(programme, each.entitled, language)}</td>
                  {ceilings && <td className="figure">{boundsSaid(programme, each.ceiling, language)}</td>}
                </tr>
              ))}
            </tbody>
          </>
        )}
      </table>
    </div>
  );
}

const differ = ({ entitled, ceiling }: NonNullable<BenefitAnswer["amount"]>["readings"][number]): boolean =>
  entitled.low !== ceiling.low || entitled.high !== ceiling.high;

/** The weightiest ones stand here, all of them on the programme's page. */
const FINDINGS_SHOWN_MAX = 5;

/** What the checker says of these rules, and the price against the purchase: looked up once the card is open. */
function InsightPart({ entry, options, reckoner, language }: WhyProps) {
  const page = usePage();
  const facts = useContext(AskedFacts);
  const { programme, answer } = entry;
  const [insight, setInsight] = useState<Insight>();
  useEffect(() => {
    if (facts === undefined) return undefined;
    let wanted = true;
    const { id, version } = programme;
    reckoner
      ?.look({ programme: id, version, benefit: answer.benefit, facts, options })
      .then(found => wanted && setInsight(found));
    return () => {
      wanted = false;
    };
  }, [reckoner, programme, answer.benefit, facts, options]);
  if (insight === undefined) return <p className="hint">{word("looking", language)}</p>;
  const { findings, curve } = insight;
  return (
    <>
      {curve !== undefined && <CurveFigure curve={curve} language={language} id={`plot ${entry.key}`} />}
      {findings.length > 0 && (
        <section className="findings">
          <h4>{word("findings", language)}</h4>
          <ul>
            {findings.slice(0, FINDINGS_SHOWN_MAX).map(({ code, what, why }) => (
              <li key={`${code} ${what.zh}`}>
                {sentence(what[language], language)}
                <span className="soft small"> {sentence(why[language], language)}</span>
              </li>
            ))}
          </ul>
          <p className="small">
            <a href={`${pageLink(page, programmePath(programme.id), language)}#findings`}>
              {word("findingsAll", language)}
            </a>
          </p>
        </section>
      )}
    </>
  );
}
