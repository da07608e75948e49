/** Facts in words, group by group. */
import type { ToldFacts } from "../facts/told-facts.ts";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

export function ToldList({
  told,
  language,
}: {
  readonly told: readonly ToldFacts[];
  readonly language: Language;
}) {
  return (
    <div className="told">
      {told.map(({ heading, facts }) => (
        <section key={heading} aria-label={heading}>
          <p className="told-heading">{heading}</p>
          <dl>
            {facts.map(({ label, says, unread }, index) => (
              <div key={index}>
                <dt>{label}</dt>
                <dd>
                  {says}
                  {unread && <span className="tag warn">{word("unread", language)}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
