/** A field with its label, its hint, and what is wrong with what was written, said to those who see and those who hear. */
import type { ReactNode } from "react";
import type { Fault } from "../../facts/firm-size.ts";
import { type Language, word } from "../words.ts";
import "./fields.css";

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly language: Language;
  /** Several inputs under one name, rather than one input with a label. */
  readonly group?: boolean;
  readonly badge?: ReactNode;
  readonly hint?: ReactNode;
  readonly fault?: Fault | undefined;
  readonly doubt?: string | undefined;
  /** Draws the input; `described` names the hint and the fault. */
  readonly children: (described: string | undefined) => ReactNode;
}

export function Field({ id, label, language, group, badge, hint, fault, doubt, children }: FieldProps) {
  const said = [
    hint === undefined ? [] : [`${id}-hint`],
    fault === undefined ? [] : [`${id}-fault`],
    doubt === undefined ? [] : [`${id}-doubt`],
  ].flat();
  return (
    <div className={fault === undefined ? "field" : "field faulty"}>
      <div className="field-head">
        {group ? (
          <span className="label" id={`${id}-label`}>
            {label}
          </span>
        ) : (
          <label htmlFor={id}>{label}</label>
        )}
        {badge}
      </div>
      {children(said.length === 0 ? undefined : said.join(" "))}
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p className="fault-text" id={`${id}-fault`} role="alert">
          {word("fault", language)}
          {fault.what[language]}
          {language === "zh" ? "。" : ". "}
          {fault.mend[language]}
        </p>
      )}
      {doubt !== undefined && (
        <p className="doubt-text" id={`${id}-doubt`} role="status">
          {word("doubt", language)}
          {doubt}
        </p>
      )}
    </div>
  );
}

/** A line of text as a field. */
export function TextField({
  text,
  write,
  placeholder,
  ...field
}: Omit<FieldProps, "children" | "group"> & {
  readonly text: string;
  readonly write: (text: string) => void;
  readonly placeholder?: string;
}) {
  return (
    <Field {...field}>
      {described => (
        <input
          id={field.id}
          type="text"
          value={text}
          autoComplete="off"
          aria-describedby={described}
          aria-invalid={field.fault !== undefined}
          placeholder={placeholder}
          onChange={event => write(event.target.value)}
        />
      )}
    </Field>
  );
}

interface Option {
  readonly value: string;
  readonly name: string;
}

/** A choice as a field; the empty value stands first under its own name. */
export function SelectField({
  value,
  options,
  none,
  write,
  ...field
}: Omit<FieldProps, "children" | "group"> & {
  readonly value: string;
  readonly options: readonly Option[];
  readonly none: string;
  readonly write: (value: string) => void;
}) {
  return (
    <Field {...field}>
      {described => (
        <select
          id={field.id}
          value={value}
          aria-describedby={described}
          onChange={event => write(event.target.value)}
        >
          <option value="">{none}</option>
          {options.map(each => (
            <option key={each.value} value={each.value}>
              {each.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
