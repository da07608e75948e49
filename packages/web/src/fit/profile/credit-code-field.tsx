/** The credit code, checked as it is typed: what is wrong with it, what it may have been meant to be, what it tells. */
import { placePath, placePathName } from "@suanquan/china";
import {
  type CreditCodeFacts,
  normaliseCreditCode,
  parseCreditCode,
  suggestCreditCodes,
} from "@suanquan/china/credit-code";
import { Field } from "../fields/field.tsx";
import { type Language, word } from "../words.ts";

const LENGTH = 18;
const SUGGESTIONS_MAX = 2;

interface CreditCodeFieldProps {
  readonly language: Language;
  readonly text: string;
  readonly write: (text: string) => void;
  readonly place: string;
  readonly kind: string;
  readonly usePlace: (code: string) => void;
  readonly useKind: (kind: string) => void;
}

export function CreditCodeField(props: CreditCodeFieldProps) {
  const { language, text, write } = props;
  const id = "firm.creditCode";
  const typed = [...normaliseCreditCode(text)].length;
  const reading = text.trim() === "" ? undefined : parseCreditCode(text);
  const short = typed < LENGTH && reading?.ok === false && reading.error.code === "length";
  const meant = reading?.ok === false && !short ? suggestCreditCodes(text).slice(0, SUGGESTIONS_MAX) : [];
  const fault =
    reading === undefined || reading.ok || short
      ? undefined
      : {
          what: reading.error,
          mend: reading.error.overridable
            ? OFFICER
            : { zh: "请逐位核对", en: "please compare it character by character" },
        };
  return (
    <Field
      id={id}
      label={word("creditCode", language)}
      language={language}
      fault={fault}
      hint={
        <>
          {word("creditCodeHint", language)}
          {short && (
            <b className="read-back">
              {word("creditCodeShort", language)} {LENGTH - typed} {word("creditCodeDigits", language)}
            </b>
          )}
          {reading?.ok && <b className="read-back">{word("creditCodeRight", language)}</b>}
        </>
      }
    >
      {described => (
        <>
          <input
            id={id}
            type="text"
            className="code"
            value={text}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={described}
            aria-invalid={fault !== undefined}
            onChange={event => write(event.target.value)}
          />
          {meant.length > 0 && (
            <p className="offers">
              {word("creditCodeMeant", language)}
              {meant.map(code => (
                <button
                  key={code}
                  type="button"
                  className="small-button code"
                  onClick={() => use(code, write)}
                >
                  {code}
                </button>
              ))}
            </p>
          )}
          {reading?.ok && <Told {...props} facts={reading.value} />}
        </>
      )}
    </Field>
  );
}

const OFFICER = {
  zh: word("creditCodeOfficer", "zh"),
  en: word("creditCodeOfficer", "en"),
};

/** The offer goes once it is taken; focus stays in the field. */
function use(code: string, write: (text: string) => void): void {
  document.getElementById("firm.creditCode")?.focus();
  write(code);
}

/** What the first two characters say that the body was registered as, where they say it plainly. */
const KINDS: Readonly<Record<string, string>> = {
  "91": "企业",
  "11": "政府机关",
  "51": "社会组织",
  "52": "社会组织",
  "53": "社会组织",
};
const KINDS_EN: Readonly<Record<string, string>> = {
  企业: "enterprise",
  政府机关: "government body",
  社会组织: "social organisation",
};

/** Where it was registered then, and as what: offered, never taken over unasked. */
function Told({
  facts,
  language,
  place,
  kind,
  usePlace,
  useKind,
}: CreditCodeFieldProps & { readonly facts: CreditCodeFacts }) {
  const path = placePath(facts.registeredIn);
  const last = path.at(-1);
  const registeredAs = KINDS[`${facts.authority}${facts.kind}`];
  return (
    <div className="offers">
      {last !== undefined && (
        <p>
          {word("registeredThen", language)}{" "}
          <b>
            {language === "zh"
              ? placePathName(facts.registeredIn)
              : path
                  .map(each => each.english)
                  .reverse()
                  .join(", ")}
          </b>
          {word("registeredNow", language)}
          {place !== last.code && (
            <button
              type="button"
              className="small-button"
              onClick={() => {
                document.querySelector<HTMLElement>("[id='applicant.applicant.place'] select")?.focus();
                usePlace(last.code);
              }}
            >
              {word("usePlace", language)}
            </button>
          )}
        </p>
      )}
      {registeredAs !== undefined && kind !== registeredAs && (
        <p>
          {word("useKind", language)} <b>{language === "zh" ? registeredAs : KINDS_EN[registeredAs]}</b>
          <button
            type="button"
            className="small-button"
            onClick={() => {
              document.getElementById("applicant.applicant.kind")?.focus();
              useKind(registeredAs);
            }}
          >
            {word("useIt", language)}
          </button>
        </p>
      )}
    </div>
  );
}
