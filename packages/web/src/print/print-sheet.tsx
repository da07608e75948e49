/**
 * The answers on paper. What fits or could fit is told whole, one row each; what does not is counted. A usual case fills
 * one A4 page; a longer one runs on, and its table begins every page with its head again: nothing is cut off.
 */
import type { BenefitAnswer, Bounds, Catalogue, Programme, ProgrammeAnswer } from "@suanquan/policy";
import { byAmount, GROUP_NAMES, type Group, groupOf } from "@suanquan/policy/groups";
import { type PresentedAssessment, presentProgramme } from "@suanquan/policy/present";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { type Wording, wordingOf } from "@suanquan/policy/wording";
import type { ToldFacts } from "../facts/told-facts.ts";
import type { Language } from "../language.ts";
import { titled } from "../naming/documents.ts";
import { catalogueMark } from "../share/share-link.ts";
import { word } from "./words.ts";

interface PrintSheetProps {
  readonly catalogue: Catalogue;
  readonly answers: readonly ProgrammeAnswer[];
  readonly told: readonly ToldFacts[];
  readonly asOf: string;
  readonly release: string;
  readonly language: Language;
}

export function PrintSheet({ catalogue, answers, told, asOf, release, language }: PrintSheetProps) {
  const lines = linesOf(catalogue, answers);
  const inGroup = (group: Group) => lines.filter(each => groupOf(each.answer) === group);
  const inPlay = (["eligible", "possible"] as const).flatMap(group =>
    inGroup(group).sort((a, b) => byAmount(a.answer, b.answer)),
  );
  const colon = language === "zh" ? "：" : ": ";
  return (
    <article className="sheet">
      <h2>{word("sheetTitle", language)}</h2>
      <p className="sheet-made">
        {[
          `${word("asOf", language)}${colon}${asOf}`,
          `${word("catalogue", language)}${colon}${catalogueMark(catalogue.hash)}`,
          `${word("release", language)}${colon}${release}`,
        ].join("　")}
      </p>
      <dl className="sheet-facts">
        {told.flatMap(({ heading, facts }) =>
          facts.map(({ label, says, unread }, index) => (
            <div key={`${heading} ${index}`}>
              <dt>{label}</dt>
              <dd>
                {says}
                {unread && ` (${word("unread", language)})`}
              </dd>
            </div>
          )),
        )}
      </dl>
      {inPlay.length === 0 ? (
        <p>{word("nothing", language)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {(["programme", "due", "ceiling", "why"] as const).map(name => (
                <th key={name} scope="col">
                  {word(name, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inPlay.map(line => (
              <Row
                key={`${line.whole.programme} ${line.whole.version} ${line.answer.benefit}`}
                {...{ catalogue, line, language }}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="sheet-made">
        {(["ineligible", "unavailable"] as const)
          .map(group => `${GROUP_NAMES[group][language]} ${inGroup(group).length}`)
          .join(language === "zh" ? "、" : ", ")}
        {word("notListed", language)}
      </p>
      <p className="sheet-made">{word("orientation", language)}</p>
    </article>
  );
}

/** One benefit's answer, and the programme's that it is part of. */
interface Line {
  readonly programme: Programme;
  readonly whole: ProgrammeAnswer;
  readonly answer: BenefitAnswer;
}

const linesOf = (catalogue: Catalogue, answers: readonly ProgrammeAnswer[]): readonly Line[] =>
  answers.flatMap(whole => {
    const programme = catalogue.programmes.get(whole.programme)?.find(each => each.version === whole.version);
    return programme === undefined ? [] : whole.benefits.map(answer => ({ programme, whole, answer }));
  });

function Row({
  catalogue,
  line,
  language,
}: {
  readonly catalogue: Catalogue;
  readonly line: Line;
  readonly language: Language;
}) {
  const { programme, whole, answer } = line;
  const subject = { programme, vocabulary: catalogue.vocabulary };
  const w = wordingOf(subject, language);
  const shown = presentProgramme(whole, subject, language).benefits.find(
    each => each.benefit === answer.benefit,
  );
  if (shown === undefined) return null;
  const { amount } = answer;
  const isSettled =
    amount?.entitled.low === amount?.ceiling.low && amount?.entitled.high === amount?.ceiling.high;
  return (
    <tr>
      <th scope="row">
        {programme.title[language]}
        {shown.title !== programme.title[language] && <span> · {shown.title}</span>}
        <small>
          {GROUP_NAMES[groupOf(answer)][language]} · {STANDING_NAMES[shown.standing][language]}
        </small>
      </th>
      <td>{amount === null ? "—" : rangeIn(w, amount.entitled)}</td>
      <td>{amount === null || isSettled ? "—" : rangeIn(w, amount.ceiling)}</td>
      <td>
        {groupOf(answer) === "possible" ? missingIn(shown, language) : shown.says}{" "}
        <cite>{mainClause(programme, shown, groupOf(answer) === "eligible")}</cite>
      </td>
    </tr>
  );
}

/** Two ends take less room than a sentence; where there is no end, the sentence says so. */
const rangeIn = (w: Wording, { low, high }: Bounds): string =>
  high === null || low === high ? w.bounds({ low, high }) : `${w.money(low)} – ${w.money(high)}`;

/** Of what is missing so many are named. */
const NAMED_MAX = 3;

/** What stands between a programme and its answer, in short. */
function missingIn({ needs, says }: PresentedAssessment, language: Language): string {
  const { applicant, provider, register, authority } = needs;
  const missing = [
    ...[...applicant, ...provider, ...register, ...authority].map(each => each.label),
    ...(needs.text.length > 0 ? [word("openText", language)] : []),
    ...(needs.case.length > 0 ? [word("byOffice", language)] : []),
  ];
  if (missing.length === 0) return says;
  const named = missing.slice(0, NAMED_MAX).join(language === "zh" ? "、" : ", ");
  const others = missing.length - NAMED_MAX;
  const more = others > 0 ? word("andMore", language).replace("{count}", String(others)) : "";
  return `${word("missing", language)}${named}${more}`;
}

/** The clause of the amount: the last one that the reckoning rests on. @param whole names its document as well */
function mainClause(programme: Programme, { because }: PresentedAssessment, whole: boolean): string {
  const clause = because.map(each => each.clause).findLast(each => each !== null);
  if (clause == null) return "";
  const document = programme.documents.find(each => each.id === clause.document);
  const grade = document === undefined ? "" : `，${document.grade}`;
  const title = document?.title ?? clause.document;
  const named = whole ? `${titled(title)} ` : "";
  return `〔${named}${clause.at}${grade}〕`;
}
