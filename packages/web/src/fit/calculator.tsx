/** The form on one side, the answers on the other, reckoned again at every change. */
import { todayInShanghai } from "@suanquan/china";
import type { AssessOptions, Catalogue } from "@suanquan/policy";
import { Assessor } from "@suanquan/policy/assessor";
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Answers } from "../answers/answers.tsx";
import { assess, rehearsal } from "../answers/assessment.ts";
import { isBlank, type Written } from "../facts/entries.ts";
import { readEntries } from "../facts/read-entries.ts";
import { fileLink, usePage } from "../page-context.tsx";
import { catalogueOfOne } from "../reckoner/one-programme.ts";
import type { Outlook } from "../reckoner/orders.ts";
import { Reckoner } from "../reckoner/reckoner.ts";
import { TakeAway } from "../share/take-away.tsx";
import { whileIdle } from "../when-idle.ts";
import { Before } from "./before/before.tsx";
import { focusField } from "./focus-field.ts";
import type { FormProps } from "./form-props.ts";
import { Keeping, TakenBar } from "./keeping.tsx";
import { OnlyBar, useOnlyProgramme } from "./only-programme.tsx";
import { Profile, profileFacts } from "./profile/profile.tsx";
import { askedQuestions } from "./questions/asked-questions.ts";
import { Questions } from "./questions/questions.tsx";
import { ReckoningOptions } from "./reckoning-options.tsx";
import { Spends, spendFacts } from "./spends/spends.tsx";
import { useEntries } from "./use-entries.ts";
import { word } from "./words.ts";

/** What takes longer than a keystroke may is begun once typing rests. */
const OUTLOOK_AFTER_MS = 150;
const NO_OUTLOOK: Outlook = { questions: [], misses: [] };

/** What came back, and of what it speaks. */
interface Told {
  readonly outlook: Outlook;
  readonly of: unknown;
  readonly only: string | undefined;
}

const namesIn = (written: readonly Written[]): readonly string[] => [
  ...new Set(written.flatMap(each => Object.keys(each))),
];

export function Calculator({ catalogue }: { readonly catalogue: Catalogue }) {
  const page = usePage();
  const { language } = page;
  const hand = useEntries();
  const { entries, change } = hand;
  const [today] = useState(() => todayInShanghai(new Date()));
  const read = useMemo(() => readEntries(entries, catalogue, today), [entries, catalogue, today]);
  const { facts, asOf, whatIf } = read;
  const options = useMemo<AssessOptions>(() => ({ asOf, whatIf }), [asOf, whatIf]);
  const blank = isBlank(entries);

  const only = useOnlyProgramme(catalogue);
  const lookedAt = useMemo(() => catalogueOfOne(catalogue, only), [catalogue, only]);
  // In one drawing with the key itself: a second one takes the browser longer than the reckoning does.
  const assessor = useMemo(() => new Assessor(lookedAt), [lookedAt]);
  const assessment = useMemo(
    () => (blank ? undefined : assess(lookedAt, facts, options, assessor)),
    [blank, lookedAt, facts, options, assessor],
  );

  const reckoner = useReckoner(new URL(fileLink(page, page.catalogue), location.href).href);
  /** Before anybody types, once the page stands. */
  const [rehearsed] = useState(() => rehearsal(catalogue, options));
  useEffect(() => {
    if (reckoner !== undefined) void whileIdle(rehearsed).then(() => reckoner.begin());
  }, [reckoner, rehearsed]);
  const [told, setTold] = useState<Told>();
  useEffect(() => {
    if (blank || reckoner === undefined) return undefined;
    const waiting = setTimeout(
      () =>
        reckoner.ask({ facts, options, only }, outlook =>
          startTransition(() => setTold({ outlook, of: facts, only })),
        ),
      OUTLOOK_AFTER_MS,
    );
    return () => clearTimeout(waiting);
  }, [blank, reckoner, facts, options, only]);
  const outlook = useMemo(
    () => (blank || told === undefined || told.only !== only ? NO_OUTLOOK : told.outlook),
    [blank, told, only],
  );
  const questions = useMemo(() => askedQuestions(outlook.questions, entries), [outlook, entries]);

  // Facts that have their field in the profile or with the spends: those given before the page was opened, or pasted.
  const [ownFacts] = useState(() => profileFacts(Object.keys(entries.applicant)));
  const [spendOwnFacts, setSpendOwnFacts] = useState(() =>
    spendFacts(namesIn(entries.spends.map(each => each.written))),
  );
  const elsewhere = useMemo(() => new Set([...ownFacts, ...spendOwnFacts]), [ownFacts, spendOwnFacts]);
  const [shown, setShown] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const want = useCallback((fact: string) => {
    setWanted(before => new Set([...before, fact]));
    setShown(before => (before.includes(fact) ? before : [...before, fact]));
  }, []);

  const placed = useRef({ elsewhere, spends: entries.spends });
  placed.current = { elsewhere, spends: entries.spends };
  /** Leads to the field of a fact, and puts it there first if it has none yet. The same function throughout. */
  const goTo = useCallback(
    (fact: string, spend: number | undefined) => {
      const { elsewhere: own, spends } = placed.current;
      const definition = catalogue.vocabulary.facts.get(fact);
      if (definition === undefined) return;
      if (!own.has(fact)) want(fact);
      const several = spends.length > 1 && !own.has(fact);
      const ofSpend = several ? `each.${fact}` : `spends.${spends[spend ?? 0]?.id}.${fact}`;
      focusField(definition.of === "applicant" ? `applicant.${fact}` : ofSpend);
    },
    [catalogue, want],
  );

  const form: FormProps = { catalogue, language, entries, read, questions, change };
  return (
    <>
      {hand.found.is === "unreadable" && (
        <div className="notice warn" role="alert">
          <h2>{word("unreadable", language)}</h2>
          <p>{hand.found.error[language]}</p>
          <p>{word("unreadableHint", language)}</p>
          <textarea readOnly rows={3} aria-label={word("unreadable", language)} value={hand.found.text} />
        </div>
      )}
      <div className="fit">
        <form
          className="form"
          aria-label={word("facts", language)}
          onFocus={() => reckoner?.begin()}
          onSubmit={event => event.preventDefault()}
        >
          <Profile {...form} facts={ownFacts} />
          <Spends
            {...form}
            facts={spendOwnFacts}
            remove={spend =>
              hand.dispatch({ is: "take", change: { is: "remove-spend", spend }, said: "removedSpend" })
            }
            pasted={added =>
              setSpendOwnFacts(before => [
                ...new Set([...before, ...namesIn(added).filter(name => !shown.includes(name))]),
              ])
            }
          />
          <Questions
            {...form}
            elsewhere={elsewhere}
            shown={shown}
            setShown={setShown}
            wanted={wanted}
            want={want}
            current={!blank && told?.of === facts}
            blank={blank}
          />
          <Before {...form} />
          <ReckoningOptions {...form} />
          <Keeping language={language} hand={hand} />
        </form>
        <div className="fit-answers">
          {only !== undefined && <OnlyBar catalogue={catalogue} only={only} language={language} />}
          {!blank && <TakeAway {...{ catalogue, entries, read, only }} />}
          <Answers
            catalogue={lookedAt}
            language={language}
            assessment={assessment}
            options={options}
            outlook={outlook}
            faulty={read.faults.size}
            goTo={goTo}
            reckoner={reckoner}
          />
        </div>
      </div>
      <TakenBar language={language} hand={hand} />
    </>
  );
}

/** The reckoner beside this page, for as long as it stands. */
function useReckoner(address: string): Reckoner | undefined {
  const [reckoner, setReckoner] = useState<Reckoner>();
  useEffect(() => {
    const begun = new Reckoner(address);
    setReckoner(begun);
    return () => begun.close();
  }, [address]);
  return reckoner;
}
