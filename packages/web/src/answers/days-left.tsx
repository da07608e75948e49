/** The days that still lie ahead, in working days; provisional ones say so. */
import type { LocalDate } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import { memo } from "react";
import type { Language } from "../language.ts";
import { type Deadline, deadlinesOf } from "./deadlines.ts";
import { type Word, word } from "./words.ts";

const NAMES: Readonly<Record<Deadline["is"], Word>> = {
  "claim-opens": "claimOpens",
  "claim-closes": "claimCloses",
  "use-closes": "useCloses",
  "consultation-closes": "consultationCloses",
  "text-expires": "textExpires",
};

/** Drawn again only on another day: working days are counted one by one. */
export const DaysLeft = memo(function DaysLeft({
  programme,
  asOf,
  language,
  nearestOnly = false,
}: {
  readonly programme: Programme;
  readonly asOf: LocalDate;
  readonly language: Language;
  /** In one line rather than as a list. */
  readonly nearestOnly?: boolean;
}) {
  const deadlines = deadlinesOf(programme, asOf);
  const [nearest] = deadlines;
  if (nearest === undefined) return null;
  if (nearestOnly)
    return (
      <p className="card-line soft">
        <Said deadline={nearest} language={language} />
      </p>
    );
  return (
    <ul className="plain-list">
      {deadlines.map(each => (
        <li key={each.is}>
          <Said deadline={each} language={language} />
        </li>
      ))}
    </ul>
  );
});

function Said({
  deadline: { is, on, left },
  language,
}: {
  readonly deadline: Deadline;
  readonly language: Language;
}) {
  return (
    <>
      {word(NAMES[is], language)} <time dateTime={on}>{on}</time>
      {left !== undefined && (
        <>
          {language === "zh" ? "，" : ", "}
          {left.days === 0 ? (
            word("today", language)
          ) : (
            <>
              {word("left", language)} {left.days} {word("workingDays", language)}
            </>
          )}
          {left.provisional && (
            <>
              {" "}
              <span className="tag warn" title={word("provisionalSays", language)}>
                {word("provisional", language)}
              </span>
            </>
          )}
        </>
      )}
    </>
  );
}
