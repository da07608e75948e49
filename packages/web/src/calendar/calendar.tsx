/** The dates by month: what is to come first, what is past folded away. */
import { type LocalDate, todayInShanghai } from "@suanquan/china";
import { workingDaysBetween } from "@suanquan/china/working-days";
import { useEffect, useState } from "react";
import { monthIn } from "../language.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import { type DateKind, isDeadline, type ProgrammeDate } from "./dates.ts";
import { kindWord, word } from "./words.ts";
import "./calendar.css";

export interface CalendarProps {
  readonly builtOn: LocalDate;
  /** The earliest first. */
  readonly dates: readonly ProgrammeDate[];
}

export default function Calendar({ builtOn, dates }: CalendarProps) {
  const { language } = usePage();
  const [today, setToday] = useState(builtOn);
  useEffect(() => setToday(todayInShanghai(new Date())), []);
  const upcoming = dates.filter(({ on }) => on >= today);
  const past = dates.filter(({ on }) => on < today).reverse();
  return (
    <>
      <section aria-labelledby="upcoming">
        <h2 id="upcoming">{word("upcoming", language)}</h2>
        {upcoming.length === 0 ? (
          <p className="notice">{word("none", language)}</p>
        ) : (
          <Months dates={upcoming} today={today} />
        )}
        <p className="small soft">{word("longRunning", language)}</p>
      </section>
      <details className="past">
        <summary>
          {word("past", language)} ({past.length})
        </summary>
        <Months dates={past} today={today} />
      </details>
    </>
  );
}

function Months({ dates, today }: { readonly dates: readonly ProgrammeDate[]; readonly today: LocalDate }) {
  const { language } = usePage();
  const months = [...Map.groupBy(dates, ({ on }) => on.slice(0, 7))];
  return months.map(([month, within]) => (
    <section key={month} className="month panel" aria-labelledby={`month-${month}`}>
      <h3 id={`month-${month}`}>{monthIn(month, language)}</h3>
      <ul>
        {within.map(date => (
          <Day key={`${date.programme} ${date.version} ${date.kind}`} date={date} today={today} />
        ))}
      </ul>
    </section>
  ));
}

const TONES: Readonly<Partial<Record<DateKind, string>>> = {
  "claim-opens": "good",
  "claim-closes": "warn",
  "use-ends": "warn",
  "consultation-ends": "accent",
  expires: "bad",
};

function Day({ date, today }: { readonly date: ProgrammeDate; readonly today: LocalDate }) {
  const page = usePage();
  const { language } = page;
  const { on, kind, programme, title, version } = date;
  return (
    <li>
      <time dateTime={on} className="figure">
        {on}
      </time>
      <span className={`tag ${TONES[kind] ?? ""}`}>{kindWord(kind, language)}</span>
      <span className="day-what">
        <a href={pageLink(page, programmePath(programme), language)}>{title[language]}</a>{" "}
        <span className="soft small figure">{version}</span>
      </span>
      {isDeadline(kind) && on >= today && <Left on={on} today={today} />}
    </li>
  );
}

function Left({ on, today }: { readonly on: LocalDate; readonly today: LocalDate }) {
  const { language } = usePage();
  const { days, provisional } = workingDaysBetween(today, on);
  const says = on === today ? "today" : days === 0 ? "leftNone" : days === 1 ? "leftOne" : "left";
  return (
    <span className="left figure">
      {word(says, language).replace("{days}", String(days))}
      {provisional && word("provisional", language)}
    </span>
  );
}
