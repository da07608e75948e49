/** The questions that still matter: answered ones stay where they are, new ones come below, none moves under a finger. */
import type { FactDefinition } from "@suanquan/policy";
import { knownByWords } from "@suanquan/policy/words";
import { memo, useEffect, useRef, useState } from "react";
import { doubtsOf } from "../../facts/doubts.ts";
import { DONT_KNOW, type SpendEntry } from "../../facts/entries.ts";
import { Proofs } from "../../naming/names.tsx";
import { FactField } from "../fields/fact-field.tsx";
import { focusField } from "../focus-field.ts";
import { Folded } from "../folded.tsx";
import { type FormProps, factsOf } from "../form-props.ts";
import { WithCertificate } from "../profile/certificate-fields.tsx";
import { spendSaid } from "../spends/spend-said.ts";
import { word } from "../words.ts";
import { OPEN_MAX, shownQuestions } from "./asked-questions.ts";
import { MovesBadge, programmesNamed } from "./moves.tsx";

const MORE = 5;

interface QuestionsProps extends FormProps {
  /** Facts that have a field elsewhere on the form. */
  readonly elsewhere: ReadonlySet<string>;
  readonly shown: readonly string[];
  readonly setShown: (shown: readonly string[]) => void;
  /** Facts that the person put there. */
  readonly wanted: ReadonlySet<string>;
  readonly want: (fact: string) => void;
  /** Whether the questions belong to what is filled in now. */
  readonly current: boolean;
  readonly blank: boolean;
}

export function Questions(props: QuestionsProps) {
  const {
    catalogue,
    language,
    entries,
    questions,
    elsewhere,
    shown,
    setShown,
    wanted,
    want,
    current,
    blank,
  } = props;
  const list = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(OPEN_MAX);
  const textOf = (fact: string): readonly string[] => {
    const own = entries.applicant[fact];
    return own === undefined ? entries.spends.map(each => each.written[fact] ?? "") : [own];
  };
  const isAnswered = (fact: string) => textOf(fact).some(text => text !== "");
  const refresh = (inUse: boolean) => {
    const next = shownQuestions(shown, questions, { elsewhere, isAnswered, wanted, inUse, open });
    if (next !== shown) setShown(next);
  };
  useEffect(() => {
    if (current) refresh(list.current?.contains(document.activeElement) === true);
  });
  const hidden = [...questions.keys()].filter(fact => !shown.includes(fact) && !elsewhere.has(fact)).length;
  const unknown = [entries.applicant, ...entries.spends.map(each => each.written)].reduce(
    (count, written) => count + Object.values(written).filter(text => text === DONT_KNOW).length,
    0,
  );
  return (
    <section className="form-part" aria-labelledby="questions-heading" ref={list}>
      <h2 id="questions-heading">{word("questions", language)}</h2>
      <p className="questions-left" role="status">
        {blank ? (
          word("questionsBlank", language)
        ) : !current ? (
          word("questionsWait", language)
        ) : questions.size === 0 ? (
          word("questionsDone", language)
        ) : (
          <>
            {word("questionsLeft", language)} <b>{questions.size}</b>{" "}
            {word(questions.size === 1 ? "questionLeftOf" : "questionsLeftOf", language)}
          </>
        )}
        {unknown > 0 && ` ${word("questionsUnknown", language)} ${unknown}`}
      </p>
      {shown.map(name => {
        const fact = catalogue.vocabulary.facts.get(name);
        return fact === undefined ? null : <Question key={name} {...props} fact={fact} />;
      })}
      {hidden > 0 && shown.length > 0 && (
        <button type="button" className="button quiet" onClick={() => setOpen(open + MORE)}>
          {word("moreQuestions", language)} ({hidden})
        </button>
      )}
      <AddFact
        {...{ catalogue, language, elsewhere, shown, want }}
        spendField={entries.spends.length > 1 ? "each" : `spends.${entries.spends[0]?.id}`}
      />
    </section>
  );
}

function Question(props: QuestionsProps & { readonly fact: FactDefinition }) {
  const { catalogue, fact, language, entries, read, questions, change } = props;
  const asked = questions.get(fact.name);
  const common = {
    fact,
    language,
    badge: <MovesBadge asked={asked} language={language} />,
    why: (
      <>
        {asked !== undefined && (
          <span className="why-asked">
            {word("moves", language)}
            {language === "zh" ? "：" : ": "}
            {programmesNamed(asked.programmes, catalogue, language)}
            {asked.jointlyWith.length > 0 &&
              `${language === "zh" ? "。" : ". "}${word("jointly", language)}${asked.jointlyWith
                .map(name => catalogue.vocabulary.facts.get(name)?.label[language] ?? name)
                .join(language === "zh" ? "、" : ", ")}`}
          </span>
        )}
        <span className="why-asked">
          {word("proof", language)}
          <Proofs names={fact.proof} language={language} />
          {language === "zh"
            ? `（${knownByWords[fact.knownBy].zh}）`
            : ` (${knownByWords[fact.knownBy].says.en})`}
        </span>
      </>
    ),
  };
  if (fact.of === "applicant") {
    const id = `applicant.${fact.name}`;
    return (
      <WithCertificate {...{ fact, language, entries, read, change }}>
        <FactField
          {...common}
          id={id}
          text={entries.applicant[fact.name] ?? ""}
          write={text => change({ is: "applicant", fact: fact.name, text })}
          fault={read.faults.get(id)}
        />
      </WithCertificate>
    );
  }
  const [only, ...others] = entries.spends;
  if (only !== undefined && others.length === 0)
    return <SpendQuestion {...props} common={common} spend={only} />;
  return <SharedQuestion {...props} common={common} />;
}

type Common = Omit<Parameters<typeof FactField>[0], "id" | "text" | "write" | "fault">;

function SpendQuestion({
  common,
  spend,
  entries,
  catalogue,
  language,
  read,
  change,
  label,
}: QuestionsProps & { readonly common: Common; readonly spend: SpendEntry; readonly label?: string }) {
  const { name } = common.fact;
  const id = `spends.${spend.id}.${name}`;
  const index = entries.spends.indexOf(spend);
  return (
    <FactField
      {...common}
      {...(label === undefined ? {} : { label })}
      id={id}
      text={spend.written[name] ?? ""}
      write={text => change({ is: "spend", spend: spend.id, fact: name, text })}
      fault={read.faults.get(id)}
      doubt={doubtsOf(read.facts.spends[index], catalogue.vocabulary.facts, read.asOf).get(name)?.[language]}
    />
  );
}

/** One answer for all spends, since it is mostly the same; or one for each. */
function SharedQuestion(props: QuestionsProps & { readonly common: Common }) {
  const { common, entries, language, read, change } = props;
  const { name } = common.fact;
  const texts = new Set(entries.spends.map(each => each.written[name] ?? ""));
  const [text = ""] = texts;
  const count = entries.spends.length;
  const [first] = entries.spends;
  return (
    <div className="shared-question">
      <FactField
        {...common}
        id={`each.${name}`}
        label={`${common.fact.label[language]} · ${word("forAll", language)} ${count} ${word("forAllSpends", language)}`}
        badge={texts.size > 1 ? <span className="tag">{word("differs", language)}</span> : common.badge}
        text={texts.size > 1 ? "" : text}
        write={next => {
          for (const { id } of entries.spends) change({ is: "spend", spend: id, fact: name, text: next });
        }}
        fault={
          texts.size > 1 || first === undefined ? undefined : read.faults.get(`spends.${first.id}.${name}`)
        }
      />
      <Folded className="more" summary={word("oneByOne", language)}>
        {() =>
          entries.spends.map((spend, index) => (
            <SpendQuestion
              key={spend.id}
              {...props}
              common={{ fact: common.fact, language }}
              spend={spend}
              label={spendSaid(spend, index, props)}
            />
          ))
        }
      </Folded>
    </div>
  );
}

/** Any other fact can be given as well: it joins the list, and its field is ready to be filled in. */
const AddFact = memo(function AddFact({
  catalogue,
  language,
  elsewhere,
  shown,
  want,
  spendField,
}: Pick<QuestionsProps, "catalogue" | "language" | "elsewhere" | "shown" | "want"> & {
  /** Where the field of a spend's fact will stand. */
  readonly spendField: string;
}) {
  const free = (owner: FactDefinition["of"]) =>
    factsOf(catalogue, owner).filter(({ name }) => !elsewhere.has(name) && !shown.includes(name));
  const add = (name: string) => {
    want(name);
    const owner = catalogue.vocabulary.facts.get(name)?.of;
    focusField(owner === "applicant" ? `applicant.${name}` : `${spendField}.${name}`);
  };
  return (
    <div className="field">
      <label htmlFor="add-fact">{word("addFact", language)}</label>
      <select id="add-fact" value="" onChange={event => add(event.target.value)}>
        <option value="">{word("addFactChoose", language)}</option>
        {(["applicant", "spend"] as const).map(owner => (
          <optgroup key={owner} label={word(owner === "applicant" ? "profile" : "spend", language)}>
            {free(owner).map(fact => (
              <option key={fact.name} value={fact.name}>
                {fact.label[language]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
});
