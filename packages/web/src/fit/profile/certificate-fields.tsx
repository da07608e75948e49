/** A title that the firm holds, with the number and the days of its certificate, wherever the title is filled in. */
import type { FactDefinition } from "@suanquan/policy";
import type { ReactNode } from "react";
import { type CertificateEntry, type CertificateField, NO_CERTIFICATE } from "../../facts/entries.ts";
import type { Fault } from "../../facts/firm-size.ts";
import { isHeld, QUALIFICATIONS } from "../../facts/qualifications.ts";
import { TextField } from "../fields/field.tsx";
import type { FormProps } from "../form-props.ts";
import { type Language, type Word, word } from "../words.ts";

const FIELDS = [
  ["from", "certificateFrom"],
  ["to", "certificateTo"],
  ["number", "certificateNumber"],
  ["issuer", "certificateIssuer"],
] as const satisfies readonly (readonly [CertificateField, Word])[];

function CertificateFields({
  fact,
  language,
  certificate = NO_CERTIFICATE,
  faults,
  lapsed,
  write,
}: {
  readonly fact: FactDefinition;
  readonly language: Language;
  readonly certificate: CertificateEntry | undefined;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly lapsed: boolean;
  readonly write: (field: CertificateField, text: string) => void;
}) {
  return (
    <fieldset className="certificate">
      <legend>
        {word("certificate", language)} · {fact.label[language]}
      </legend>
      {FIELDS.map(([field, name]) => (
        <TextField
          key={field}
          id={`certificates.${fact.name}.${field}`}
          label={word(name, language)}
          language={language}
          text={certificate[field]}
          write={text => write(field, text)}
          fault={faults.get(`certificates.${fact.name}.${field}`)}
          {...(field === "to" || field === "from" ? { placeholder: word("dayHint", language) } : {})}
        />
      ))}
      {lapsed && (
        <p className="doubt-text" role="status">
          {word("lapsed", language)}
        </p>
      )}
    </fieldset>
  );
}

export function WithCertificate({
  fact,
  language,
  entries,
  read,
  change,
  children,
}: Omit<FormProps, "catalogue" | "questions"> & {
  readonly fact: FactDefinition;
  readonly children: ReactNode;
}) {
  const title = QUALIFICATIONS.find(each => each.fact === fact.name);
  if (title === undefined) return children;
  return (
    <div className="title">
      {children}
      {isHeld(title, entries.applicant) && (
        <CertificateFields
          fact={fact}
          language={language}
          certificate={entries.certificates[fact.name]}
          faults={read.faults}
          lapsed={read.lapsed.has(fact.name)}
          write={(field, text) => change({ is: "certificate", fact: fact.name, field, text })}
        />
      )}
    </div>
  );
}
