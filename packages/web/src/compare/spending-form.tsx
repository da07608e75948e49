/** The spending that is compared: the kept facts, which can be filled in here, and where it is taken to be. */
import { findPlace, placePathName } from "@suanquan/china";
import type { Catalogue } from "@suanquan/policy";
import { moneyIn } from "@suanquan/policy/figures";
import { useId } from "react";
import type { Change, Entries } from "../facts/entries.ts";
import type { ReadEntries } from "../facts/read-entries.ts";
import { FactField } from "../fit/fields/fact-field.tsx";
import { pageLink, usePage } from "../page-context.tsx";
import type { OneSum, Where } from "./scenario.ts";
import { word } from "./words.ts";

/** What decides most, asked here too; everything else is filled in in the calculator. */
const ASKED = ["applicant.kind", "applicant.place", "spend.kind", "contract.amount"] as const;

interface SpendingFormProps {
  readonly catalogue: Catalogue;
  readonly entries: Entries;
  readonly read: ReadEntries;
  readonly change: (change: Change) => void;
  readonly spend: number;
  readonly setSpend: (spend: number) => void;
  readonly where: Where;
  readonly setWhere: (where: Where) => void;
  readonly oneSum: boolean;
  readonly setOneSum: (oneSum: boolean) => void;
  readonly sum: OneSum | undefined;
}

export function SpendingForm(props: SpendingFormProps) {
  const { catalogue, entries, read, change, spend, setSpend, oneSum, setOneSum, sum } = props;
  const page = usePage();
  const { language } = page;
  const id = useId();
  const entry = entries.spends[spend];
  return (
    <form className="panel compare-form" onSubmit={event => event.preventDefault()}>
      <h2>{word("spending", language)}</h2>
      {entries.spends.length > 1 && (
        <div className="field">
          <label htmlFor={`${id}-spend`}>{word("whichSpend", language)}</label>
          <select id={`${id}-spend`} value={spend} onChange={event => setSpend(Number(event.target.value))}>
            {entries.spends.map((each, index) => (
              <option key={each.id} value={index}>
                {`${word("spendNumber", language)} ${index + 1}`}
                {each.written["contract.amount"] === undefined ? "" : `：${each.written["contract.amount"]}`}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="compare-fields">
        {ASKED.map(name => {
          const fact = catalogue.vocabulary.facts.get(name);
          if (fact === undefined) return null;
          const ofApplicant = fact.of === "applicant";
          const path = ofApplicant ? `applicant.${name}` : `spends.${entry?.id ?? 1}.${name}`;
          const written = ofApplicant ? entries.applicant : entry?.written;
          return (
            <FactField
              key={path}
              fact={fact}
              id={path}
              language={language}
              text={written?.[name] ?? ""}
              write={text =>
                change(
                  ofApplicant
                    ? { is: "applicant", fact: name, text }
                    : { is: "spend", spend: entry?.id ?? 1, fact: name, text },
                )
              }
              fault={read.faults.get(path)}
            />
          );
        })}
      </div>
      <p className="small soft">
        {word("fillHint", language)} <a href={pageLink(page, "fit/", language)}>{word("toFit", language)}</a>
      </p>
      <WhereChoice {...props} />
      {sum !== undefined && sum.standsFor.length > 0 && (
        <div className="field">
          <label className="check">
            <input type="checkbox" checked={oneSum} onChange={event => setOneSum(event.target.checked)} />
            <span>{word("oneSum", language)}</span>
          </label>
          <p className="small soft">
            {word("oneSumHint", language)}
            {labelOf(catalogue, sum.of, language)} {moneyIn(language, sum.amount)}
          </p>
        </div>
      )}
    </form>
  );
}

const labelOf = (catalogue: Catalogue, fact: string, language: "zh" | "en"): string =>
  catalogue.vocabulary.facts.get(fact)?.label[language] ?? fact;

const AS_FILLED_IN = "";
const EACH_OWN = "each-own";

function WhereChoice({ catalogue, where, setWhere }: SpendingFormProps) {
  const { language } = usePage();
  const id = useId();
  const places = [...new Set([...catalogue.programmes.values()].flat().map(each => each.place))].sort();
  const value = where.is === "at" ? where.place : where.is === "each-own" ? EACH_OWN : AS_FILLED_IN;
  const choose = (chosen: string) =>
    setWhere(
      chosen === AS_FILLED_IN
        ? { is: "as-filled-in" }
        : chosen === EACH_OWN
          ? { is: "each-own" }
          : { is: "at", place: chosen },
    );
  return (
    <div className="field">
      <label htmlFor={id}>{word("where", language)}</label>
      <select id={id} value={value} onChange={event => choose(event.target.value)}>
        <option value={AS_FILLED_IN}>{word("asFilledIn", language)}</option>
        <option value={EACH_OWN}>{word("eachOwn", language)}</option>
        {places.map(place => (
          <option key={place} value={place}>
            {word("at", language)}
            {nameOf(place, language)}
          </option>
        ))}
      </select>
    </div>
  );
}

function nameOf(code: string, language: "zh" | "en"): string {
  const found = findPlace(code);
  if (!found.ok) return code;
  return language === "zh" ? placePathName(found.value) : found.value.english;
}
