/** One programme: the few facts that move it, and its answer. */
import { type LocalDate, todayInShanghai } from "@suanquan/china";
import type { Catalogue, FactDefinition, Programme } from "@suanquan/policy";
import { askNext } from "@suanquan/policy/ask";
import { assessProgramme } from "@suanquan/policy/evaluate";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { standingOn } from "@suanquan/policy/standing-on-day";
import { wordingOf } from "@suanquan/policy/wording";
import { modeWords } from "@suanquan/policy/words";
import { useMemo, useReducer, useState } from "react";
import { changed, isBlank, NO_ENTRIES } from "../facts/entries.ts";
import { readEntries } from "../facts/read-entries.ts";
import { FactField } from "../fit/fields/fact-field.tsx";
import type { Language } from "../language.ts";
import { Bodies } from "../naming/names.tsx";
import { ProgrammeResult } from "./programme-result.tsx";
import { word } from "./words.ts";

interface OneProgrammeProps {
  readonly catalogue: Catalogue;
  /** Newest first; there is one at least. */
  readonly versions: readonly Programme[];
  readonly language: Language;
}

export function OneProgramme({ catalogue, versions, language }: OneProgrammeProps) {
  const [entries, change] = useReducer(changed, NO_ENTRIES);
  const [today] = useState(() => todayInShanghai(new Date()));
  const only = useMemo(
    () => ({ ...catalogue, programmes: new Map(versions.map(each => [each.id, versions])) }),
    [catalogue, versions],
  );
  const { facts, faults } = useMemo(
    () => readEntries(entries, catalogue, today),
    [entries, catalogue, today],
  );
  const options = useMemo(() => ({ asOf: today, whatIf: false }), [today]);
  const answers = useMemo(
    () => assessProgramme(versions, facts, catalogue.vocabulary.facts, options),
    [versions, facts, catalogue, options],
  );
  const asked = useMemo(
    () => new Set(askNext(only, facts, options).map(each => each.fact)),
    [only, facts, options],
  );
  const [spend] = entries.spends;
  const written = { ...spend?.written, ...entries.applicant };
  const shown = useShown(asked, written);
  const fields = [...catalogue.vocabulary.facts.values()]
    .filter(each => shown.has(each.name))
    .sort((a, b) => placeInForm(a) - placeInForm(b));
  const write = (fact: FactDefinition, text: string) =>
    fact.of === "applicant"
      ? change({ is: "applicant", fact: fact.name, text })
      : change({ is: "spend", spend: spend?.id ?? 1, fact: fact.name, text });
  const path = (fact: FactDefinition) =>
    fact.of === "applicant" ? `applicant.${fact.name}` : `spends.${spend?.id ?? 1}.${fact.name}`;
  const head = versionOf(versions, answers[0]?.version ?? "") ?? versions[0];
  return (
    <>
      {head !== undefined && <ProgrammeHead programme={head} today={today} language={language} />}
      <form aria-labelledby="embed-facts" onSubmit={event => event.preventDefault()}>
        <h2 id="embed-facts">{word("facts", language)}</h2>
        <p className="hint">{word(fields.length === 0 ? "nothingToAsk" : "factsHint", language)}</p>
        <div className="embed-fields">
          {fields.map(fact => (
            <FactField
              key={fact.name}
              fact={fact}
              id={path(fact)}
              language={language}
              text={written[fact.name] ?? ""}
              write={text => write(fact, text)}
              fault={faults.get(path(fact))}
            />
          ))}
        </div>
        {!isBlank(entries) && (
          <button
            type="button"
            className="button quiet"
            onClick={() => change({ is: "replace", entries: NO_ENTRIES })}
          >
            {word("clear", language)}
          </button>
        )}
      </form>
      <section aria-labelledby="embed-answer">
        <h2 id="embed-answer">{word("answer", language)}</h2>
        {faults.size > 0 && <p className="fault-text">{word("faulty", language)}</p>}
        {isBlank(entries) && fields.length > 0 ? (
          <p className="hint">{word("empty", language)}</p>
        ) : (
          answers.map(answer => (
            <ProgrammeResult
              key={answer.version}
              answer={answer}
              programme={versionOf(versions, answer.version)}
              catalogue={catalogue}
              language={language}
            />
          ))
        )}
      </section>
    </>
  );
}

const versionOf = (versions: readonly Programme[], version: string): Programme | undefined =>
  versions.find(each => each.version === version);

/** Who buys what comes first; then the order of the vocabulary. */
const FIRST = ["applicant.kind", "applicant.place", "spend.kind"];
function placeInForm({ name }: FactDefinition): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

/** What was asked once stays: a field never goes away while others are filled in. */
function useShown(
  asked: ReadonlySet<string>,
  written: Readonly<Record<string, string>>,
): ReadonlySet<string> {
  const [shown, setShown] = useState<ReadonlySet<string>>(asked);
  const all = [...asked, ...Object.keys(written)];
  if (all.every(each => shown.has(each))) return shown;
  const more = new Set([...shown, ...all]);
  setShown(more);
  return more;
}

function ProgrammeHead({
  programme,
  today,
  language,
}: {
  readonly programme: Programme;
  readonly today: LocalDate;
  readonly language: Language;
}) {
  const mode = modeWords[programme.delivery.mode];
  const w = wordingOf({ programme, vocabulary: { facts: new Map() } }, language);
  return (
    <header className="embed-head">
      <h1>{programme.title[language]}</h1>
      <p>
        <span className="tag">{STANDING_NAMES[standingOn(programme, today)][language]}</span>
        <span>{language === "zh" ? mode.zh : mode.says.en}</span>
        <span>
          {word("office", language)}
          {w.say("：", ": ")}
          <Bodies names={programme.issuer} language={language} />
        </span>
        <span>
          {word("asOf", language)} {w.date(today)}
        </span>
      </p>
    </header>
  );
}
