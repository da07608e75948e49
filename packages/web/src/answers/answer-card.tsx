import type { Programme } from "@suanquan/policy";
import type { NearestMiss } from "@suanquan/policy/nearest-miss";
import { presentProgramme } from "@suanquan/policy/present";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { caseNeedIn } from "@suanquan/policy/verdict";
import { wordingOf } from "@suanquan/policy/wording";
import { memo, useMemo, useState } from "react";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import { Why } from "../why/why.tsx";
import { Amount } from "./amount.tsx";
import type { AnswerCardProps } from "./answer-card-props.ts";
import { ClaimGuide } from "./claim-guide.tsx";
import { DaysLeft } from "./days-left.tsx";
import { missSaid } from "./miss-said.ts";
import { type Settling, settlingOf } from "./settling.ts";
import { word } from "./words.ts";

/** Drawn again only where its answer, or what is said of it, has changed. */
export const AnswerCard = memo(function AnswerCard(props: AnswerCardProps) {
  const { entry, group, language, miss, catalogue, options } = props;
  const { programme, answer, whole } = entry;
  const [open, setOpen] = useState(false);
  const title = programme.title[language];
  const benefit = programme.benefits.find(each => each.id === answer.benefit);
  const own = benefit?.title[language];
  const inPlay = group === "eligible" || group === "possible";
  const settling = inPlay && !open ? settlingOf(entry, props.outlook.questions) : undefined;
  return (
    <article className={`card ${group}`}>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="card-title">
            <b>{title}</b>
            {own !== undefined && own !== title && <span> · {own}</span>}
            {whole.standing !== "in-force" && (
              <span className="tag warn">{STANDING_NAMES[whole.standing][language]}</span>
            )}
          </span>
          {inPlay && (
            <Amount
              programme={programme}
              amount={answer.amount}
              isPrice={benefit?.form === "price"}
              language={language}
            />
          )}
        </summary>
        {open && <Opened {...props} />}
      </details>
      {inPlay && !open && (
        <>
          {settling !== undefined && (
            <Settles {...{ programme, settling, catalogue, language }} goTo={props.goTo} />
          )}
          <DaysLeft programme={programme} asOf={options.asOf} language={language} nearestOnly />
        </>
      )}
      {miss !== undefined && <MissLine {...{ miss, programme, catalogue, language }} />}
    </article>
  );
});

type LineProps = Pick<AnswerCardProps, "catalogue" | "language"> & { readonly programme: Programme };

const MissLine = memo(function MissLine({ miss, ...about }: LineProps & { readonly miss: NearestMiss }) {
  return <p className="card-line miss">{missSaid(miss, about)}</p>;
});

type SettlesProps = LineProps & Pick<AnswerCardProps, "goTo"> & { readonly settling: Settling };

const isSameSettling = ({ settling: a, ...before }: SettlesProps, { settling: b, ...after }: SettlesProps) =>
  before.programme === after.programme &&
  before.language === after.language &&
  JSON.stringify(a) === JSON.stringify(b);

/** The one thing that would settle it; a fact is one step away. Drawn again only where that has changed. */
const Settles = memo(function Settles({ programme, settling, catalogue, language, goTo }: SettlesProps) {
  const w = wordingOf({ programme, vocabulary: catalogue.vocabulary }, language);
  const zh = language === "zh";
  switch (settling.is) {
    case "fact":
      return (
        <p className="card-line">
          {word("settles", language)}
          {zh ? "：" : ": "}
          <button type="button" className="link-button" onClick={() => goTo(settling.fact, settling.spend)}>
            {w.label(settling.fact)}
          </button>
          {settling.others > 0 && (
            <span className="soft">
              {zh ? "，" : "; "}
              {word("settlesOthers", language)} {settling.others} {word("settlesOthersOf", language)}
            </span>
          )}
        </p>
      );
    case "text":
      return (
        <p className="card-line">
          {word("openText", language)}
          {zh ? "：" : ": "}
          {w.question(settling.question)}
        </p>
      );
    case "case":
      return <p className="card-line">{caseNeedIn(language, settling.need)}</p>;
  }
}, isSameSettling);

function Opened(props: AnswerCardProps) {
  const { entry, catalogue, language, options, group } = props;
  const { programme, answer, whole } = entry;
  const page = usePage();
  const shown = useMemo(() => {
    const { benefits } = presentProgramme(whole, { programme, vocabulary: catalogue.vocabulary }, language);
    return benefits[whole.benefits.indexOf(answer)];
  }, [whole, programme, answer, catalogue, language]);
  if (shown === undefined) return null;
  return (
    <div className="card-body">
      <p className="says">{shown.says}</p>
      {answer.amount?.approximate && <p className="hint">{word("approximate", language)}</p>}
      <Why {...props} shown={shown} />
      {shown.presumes.length > 0 && (
        <section>
          <h4>{word("presumed", language)}</h4>
          <ul className="plain-list">
            {shown.presumes.map(says => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </section>
      )}
      {(group === "eligible" || group === "possible") && (
        <>
          <DaysLeft programme={programme} asOf={options.asOf} language={language} />
          <ClaimGuide programme={programme} benefit={answer.benefit} language={language} />
        </>
      )}
      <p className="small">
        <a href={pageLink(page, programmePath(programme.id), language)}>{word("programmePage", language)}</a>
        {" · "}
        <a href={`${pageLink(page, "compare/", language)}#programme=${programme.id}`}>
          {word("compareIt", language)}
        </a>{" "}
        <span className="soft">
          {programme.id} · {programme.version} · {answer.benefit}
        </span>
      </p>
    </div>
  );
}
