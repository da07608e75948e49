/** A short profile: who the firm is, where, of what kind and size. */
import type { FactDefinition } from "@suanquan/policy";
import { memo } from "react";
import { isAnswered } from "../../facts/firm-size.ts";
import { FactField } from "../fields/fact-field.tsx";
import { Folded } from "../folded.tsx";
import { drawnFrom, type FormProps } from "../form-props.ts";
import { MovesBadge } from "../questions/moves.tsx";
import { word } from "../words.ts";
import { WithCertificate } from "./certificate-fields.tsx";
import { CreditCodeField } from "./credit-code-field.tsx";
import { SizeFields } from "./size-fields.tsx";

/** What nearly every programme asks of the applicant. */
const CORE = ["applicant.place", "applicant.kind", "applicant.size"];

/** Facts of the applicant that have their field here. @param kept were given before the page was opened. */
export const profileFacts = (kept: readonly string[]): readonly string[] => [...new Set([...CORE, ...kept])];

type ProfileProps = FormProps & { readonly facts: readonly string[] };

export const Profile = memo(
  function Profile(props: ProfileProps) {
    const { catalogue, language, entries, read, change, facts } = props;
    const { firm, applicant } = entries;
    const definitions = catalogue.vocabulary.facts;
    const text = (fact: string) => applicant[fact] ?? "";
    const field = (fact: string) => {
      const definition = definitions.get(fact);
      return definition === undefined ? null : <ApplicantField key={fact} {...props} fact={definition} />;
    };
    const others = facts.filter(fact => !CORE.includes(fact));
    return (
      <section className="form-part" aria-labelledby="profile-heading">
        <h2 id="profile-heading">{word("profile", language)}</h2>
        <CreditCodeField
          language={language}
          text={firm.creditCode}
          write={code => change({ is: "firm", field: "creditCode", text: code })}
          place={text("applicant.place")}
          kind={text("applicant.kind")}
          usePlace={code => change({ is: "applicant", fact: "applicant.place", text: code })}
          useKind={kind => change({ is: "applicant", fact: "applicant.kind", text: kind })}
        />
        {CORE.map(field)}
        <Folded className="more" summary={word("size", language)}>
          {() => (
            <SizeFields
              language={language}
              firm={firm}
              size={read.size}
              chosen={isAnswered(text("applicant.size")) ? text("applicant.size") : ""}
              write={(name, written) => change({ is: "firm", field: name, text: written })}
            />
          )}
        </Folded>
        {others.length > 0 && (
          <>
            <h3>{word("otherFacts", language)}</h3>
            {others.map(field)}
          </>
        )}
      </section>
    );
  },
  drawnFrom<ProfileProps>("firm", "applicant", "certificates", "asOf"),
);

function ApplicantField({
  fact,
  language,
  entries,
  read,
  questions,
  change,
}: FormProps & { readonly fact: FactDefinition }) {
  const id = `applicant.${fact.name}`;
  const derived = read.derived.get(fact.name);
  const shown = typeof derived === "string" ? nameOf(fact, derived, language) : undefined;
  return (
    <WithCertificate {...{ fact, language, entries, read, change }}>
      <FactField
        fact={fact}
        id={id}
        language={language}
        text={entries.applicant[fact.name] ?? ""}
        write={text => change({ is: "applicant", fact: fact.name, text })}
        fault={read.faults.get(id)}
        badge={<MovesBadge asked={questions.get(fact.name)} language={language} />}
        why={
          shown !== undefined && (
            <b className="read-back">
              {shown} · {word("derived", language)}
            </b>
          )
        }
      />
    </WithCertificate>
  );
}

const nameOf = (fact: FactDefinition, value: string, language: FormProps["language"]): string =>
  language === "zh" ? value : (fact.choices.find(each => each.value === value)?.en ?? value);
