/** The answers: what can be had in all, then the three groups, then what is not available now. */
import type { AssessOptions, Catalogue } from "@suanquan/policy";
import { GROUPS, type Group } from "@suanquan/policy/groups";
import { memo, useMemo, useState } from "react";
import { Folded } from "../fit/folded.tsx";
import type { Language } from "../language.ts";
import type { Outlook } from "../reckoner/orders.ts";
import type { Reckoner } from "../reckoner/reckoner.ts";
import { AnswerCard } from "./answer-card.tsx";
import { AskedFacts } from "./answer-card-props.ts";
import { type Assessment, type Entry, entryKey } from "./assessment.ts";
import { Overall, ProgrammeTotals } from "./totals.tsx";
import { word } from "./words.ts";
import "./answers.css";

/** Groups that are told in one line each until they are opened. */
const FOLDED: readonly Group[] = ["ineligible", "unavailable"];
/** So many cards of a group are drawn; the others on demand. */
const DRAWN_MAX = 12;

/** With another purchase, another kind of body or another home it would not be a near miss but another case. */
const ANOTHER_CASE: ReadonlySet<string> = new Set(["spend.kind", "applicant.kind", "applicant.place"]);

const SAYS = {
  eligible: "eligibleSays",
  possible: "possibleSays",
  ineligible: "ineligibleSays",
  unavailable: "unavailableSays",
} as const;

export interface AnswersProps {
  readonly catalogue: Catalogue;
  readonly language: Language;
  /** Absent while nothing is filled in. */
  readonly assessment: Assessment | undefined;
  readonly options: AssessOptions;
  readonly outlook: Outlook;
  /** How many entries are not understood. */
  readonly faulty: number;
  /** Leads to the field of a fact. */
  readonly goTo: (fact: string, spend: number | undefined) => void;
  readonly reckoner: Reckoner | undefined;
}

export const Answers = memo(function Answers(props: AnswersProps) {
  const { catalogue, language, assessment, faulty } = props;
  return (
    <section className="results" id="results" aria-labelledby="results-heading" tabIndex={-1}>
      <h2 id="results-heading">{word("results", language)}</h2>
      {faulty > 0 && (
        <p className="notice warn">
          {faulty} {word("faulty", language)}
        </p>
      )}
      {assessment === undefined ? (
        <div className="panel">
          <h3>{word("empty", language)}</h3>
          <p>{word("emptyHint", language)}</p>
          <p className="hint">
            {word("inCatalogue", language)} {catalogue.programmes.size} {word("programmes", language)}
          </p>
        </div>
      ) : (
        <AskedFacts value={assessment.facts}>
          <Counts language={language} assessment={assessment} />
          <Overall language={language} assessment={assessment} />
          {GROUPS.map(group => (
            <GroupSection key={group} {...props} group={group} entries={assessment.groups.get(group) ?? []} />
          ))}
          <ProgrammeTotals language={language} totals={assessment.totals} />
        </AskedFacts>
      )}
      <a className="to-results" href="#results">
        <span>{word("toResults", language)}</span>
        {assessment !== undefined && (
          <span>
            {(["eligible", "possible"] as const)
              .map(group => `${word(group, language)} ${assessment.groups.get(group)?.length ?? 0}`)
              .join(" · ")}
          </span>
        )}
      </a>
    </section>
  );
});

/** Said aloud at every change. */
function Counts({ language, assessment }: { readonly language: Language; readonly assessment: Assessment }) {
  return (
    <p className="counts" role="status">
      {GROUPS.map(group => (
        <span key={group} className={`count ${group}`}>
          {word(group, language)} <b>{assessment.groups.get(group)?.length ?? 0}</b>
        </span>
      ))}
    </p>
  );
}

interface GroupProps extends AnswersProps {
  readonly group: Group;
  readonly entries: readonly Entry[];
}

function GroupSection({ group, entries, ...props }: GroupProps) {
  const { language, catalogue, options, outlook, goTo, reckoner } = props;
  const [all, setAll] = useState(false);
  const misses = useMemo(
    () =>
      new Map(
        outlook.misses
          .filter(({ fact }) => !ANOTHER_CASE.has(fact))
          .map(each => [entryKey(each.programme, each.version, each.benefit), each]),
      ),
    [outlook.misses],
  );
  if (entries.length === 0) return null;
  const sorted =
    group === "ineligible"
      ? [...entries].sort((a, b) => Number(misses.has(b.key)) - Number(misses.has(a.key)))
      : entries;
  const drawn = all ? sorted : sorted.slice(0, DRAWN_MAX);
  const heading = (
    <>
      {word(group, language)} <span className="figure">{entries.length}</span>
    </>
  );
  const cards = () => (
    <>
      <p className="hint">{word(SAYS[group], language)}</p>
      <ul className="cards">
        {drawn.map(entry => (
          <li key={entry.key}>
            <AnswerCard
              {...{ catalogue, language, options, outlook, goTo, reckoner, entry, group }}
              miss={misses.get(entry.key)}
            />
          </li>
        ))}
      </ul>
      {drawn.length < entries.length && (
        <button type="button" className="button quiet" onClick={() => setAll(true)}>
          {word("more", language)} {entries.length - drawn.length} {word("moreShow", language)}
        </button>
      )}
    </>
  );
  if (FOLDED.includes(group))
    return (
      <Folded className={`answers ${group}`} summary={<h3>{heading}</h3>}>
        {cards}
      </Folded>
    );
  return (
    <section className={`answers ${group}`} aria-label={`${word(group, language)} ${entries.length}`}>
      <h3>{heading}</h3>
      {cards()}
    </section>
  );
}
