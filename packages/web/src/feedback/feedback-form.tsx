/** The form for telling of a fault, at the foot of every page. Build time only; it stays hidden without scripts. */
import { usePage } from "../page-context.tsx";
import { word } from "./words.ts";

/** What a report names besides the page. */
export interface FeedbackFacts {
  readonly release: string;
  /** Hash of the catalogue. */
  readonly catalogue: string;
  /** Where reports may be mailed to; without it they are only copied. */
  readonly mail?: string;
  readonly programme?: { readonly id: string; readonly version: string };
}

export function FeedbackForm({ release, catalogue, mail, programme }: FeedbackFacts) {
  const { language } = usePage();
  return (
    <details
      className="feedback"
      hidden
      data-release={release}
      data-catalogue-hash={catalogue}
      data-mail={mail}
      data-programme={programme?.id}
      data-version={programme?.version}
    >
      <summary>{word("title", language)}</summary>
      <p>{word("lead", language)}</p>
      <label htmlFor="feedback-text">{word("field", language)}</label>
      <textarea id="feedback-text" rows={4} maxLength={4000} />
      <label htmlFor="feedback-whole">{word("whole", language)}</label>
      <textarea id="feedback-whole" rows={8} readOnly />
      <p className="actions">
        <button type="button" className="button" data-feedback="copy">
          {word("copy", language)}
        </button>
        {mail !== undefined && (
          <a className="button quiet" href={`mailto:${mail}`} data-feedback="mail">
            {word("mail", language)}
          </a>
        )}
      </p>
      <p role="status" />
    </details>
  );
}
