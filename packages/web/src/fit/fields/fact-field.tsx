/** One fact as a field: its kind of input follows from its type, and «don't know» is one of its answers. */
import { formatWan, formatYuanGrouped, parseAmount, parseLocalDate, weekdayOf } from "@suanquan/china";
import type { FactDefinition } from "@suanquan/policy";
import { memo, useCallback, useRef } from "react";
import { DONT_KNOW } from "../../facts/entries.ts";
import { type Language, type Word, word } from "../words.ts";
import type { FactFieldProps, FactInputProps } from "./fact-field-props.ts";
import { Field } from "./field.tsx";
import { PlaceInput } from "./place-input.tsx";

/** Several inputs share a name. */
const isGroup = (fact: FactDefinition): boolean => fact.type === "boolean" || fact.type === "place";

export function FactField(props: FactFieldProps) {
  const { fact, id, language, text, write, fault, doubt, badge, why } = props;
  const said = readBack(fact, text, language);
  // The same function at every drawing, so that an input whose text stays is not drawn again with every key elsewhere.
  const latest = useRef(write);
  latest.current = write;
  const steadyWrite = useCallback((next: string) => latest.current(next), []);
  return (
    <Field
      id={id}
      label={props.label ?? fact.label[language]}
      language={language}
      group={isGroup(fact)}
      badge={badge}
      fault={fault}
      doubt={doubt}
      hint={
        <>
          {fact.ask[language]}
          {said !== "" && <b className="read-back">{said}</b>}
          {why}
        </>
      }
    >
      {described => (
        <div className="answer">
          <Input
            {...{ fact, id, language, text, described }}
            faulty={fault !== undefined}
            write={steadyWrite}
          />
          {!isGroup(fact) && fact.type !== "choice" && (
            <button
              type="button"
              className="small-button"
              aria-pressed={text === DONT_KNOW}
              onClick={() => write(text === DONT_KNOW ? "" : DONT_KNOW)}
            >
              {word("dontKnow", language)}
            </button>
          )}
        </div>
      )}
    </Field>
  );
}

/** The choices of places and of kinds are long lists. */
const Input = memo(function Input(props: FactInputProps) {
  const { fact, id, language, text, write, faulty, described } = props;
  if (fact.type === "boolean") return <YesNo {...props} />;
  if (fact.type === "place") return <PlaceInput {...props} />;
  if (fact.type === "choice")
    return (
      <select
        id={id}
        value={optionOf(fact, text)}
        aria-describedby={described}
        aria-invalid={faulty}
        onChange={event => write(event.target.value)}
      >
        <option value="">{word("unknown", language)}</option>
        {faulty && <option value={text}>{text}</option>}
        {fact.choices.map(({ value, en }) => (
          <option key={value} value={value}>
            {language === "zh" ? value : en}
          </option>
        ))}
        <option value={DONT_KNOW}>{word("dontKnow", language)}</option>
      </select>
    );
  const placeholder = PLACEHOLDERS[fact.type];
  return (
    <input
      id={id}
      type="text"
      value={text === DONT_KNOW ? "" : text}
      aria-describedby={described}
      aria-invalid={faulty}
      autoComplete="off"
      inputMode={fact.type === "number" ? "numeric" : "text"}
      placeholder={
        text === DONT_KNOW
          ? word("dontKnow", language)
          : placeholder === undefined
            ? undefined
            : word(placeholder, language)
      }
      onChange={event => write(event.target.value)}
    />
  );
});

/** A choice may have been written in either language, as in a pasted table. */
const optionOf = (fact: FactDefinition, text: string): string =>
  fact.choices.find(({ value, en }) => value === text.trim() || en === text.trim())?.value ?? text;

const PLACEHOLDERS: Readonly<Partial<Record<FactDefinition["type"], Word>>> = {
  money: "amountHint",
  rate: "rateHint",
  date: "dayHint",
};

const WEEKDAYS = {
  zh: ["一", "二", "三", "四", "五", "六", "日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
} as const;

/** An amount or a day as it was understood, so that slips of 万 and of a day are seen. */
function readBack(fact: FactDefinition, text: string, language: Language): string {
  if (text.trim() === "") return "";
  if (text === DONT_KNOW) return word("dontKnowSaid", language);
  if (fact.type === "money") {
    const read = parseAmount(text);
    if (!read.ok) return "";
    const yuan = formatYuanGrouped(read.value);
    return language === "zh" ? `${yuan} 元（${formatWan(read.value)}）` : `¥${yuan}`;
  }
  if (fact.type === "date") {
    const read = parseLocalDate(text);
    if (!read.ok) return "";
    const day = WEEKDAYS[language][weekdayOf(read.value) - 1];
    return language === "zh" ? `${read.value}，星期${day}` : `${read.value}, ${day}`;
  }
  return "";
}

const ANSWERS: readonly (readonly [text: string, name: Word])[] = [
  ["true", "yes"],
  ["false", "no"],
  [DONT_KNOW, "dontKnow"],
];
/** A pasted 是 is the same answer as a chosen one. */
const SAME_ANSWER: Readonly<Record<string, string>> = { 是: "true", 否: "false", yes: "true", no: "false" };

function YesNo({ id, language, text, write, described }: FactInputProps) {
  const answer = SAME_ANSWER[text.trim().toLowerCase()] ?? text;
  return (
    <div
      id={id}
      role="radiogroup"
      className="radios"
      aria-labelledby={`${id}-label`}
      aria-describedby={described}
    >
      {ANSWERS.map(([value, name]) => (
        <label key={name}>
          <input type="radio" name={id} checked={answer === value} onChange={() => write(value)} />
          <span>{word(name, language)}</span>
        </label>
      ))}
      {text !== "" && (
        <button type="button" className="small-button" onClick={() => emptied(id, write)}>
          {word("emptyField", language)}
        </button>
      )}
    </div>
  );
}

/** The button goes with the answer; focus stays in the field. */
function emptied(id: string, write: (text: string) => void): void {
  document.getElementById(id)?.querySelector<HTMLElement>("input")?.focus();
  write("");
}
