/** The calendar's page. */
import Calendar from "../calendar/calendar.tsx";
import { datesOf } from "../calendar/dates.ts";
import { calendarFile } from "../calendar/files.ts";
import { word } from "../calendar/words.ts";
import { Island } from "../island.tsx";
import type { Language } from "../language.ts";
import { fileLink, usePage } from "../page-context.tsx";
import type { SiteData } from "../site-data.ts";

export function CalendarPage({ data, language }: { readonly data: SiteData; readonly language: Language }) {
  const page = usePage();
  return (
    <div className="calendar">
      <header className="page-head">
        <h1>{word("title", language)}</h1>
        <p className="lead">{word("lead", language)}</p>
        <p className="screen-only">
          <a className="button quiet" href={fileLink(page, calendarFile(language))} download>
            {word("allFile", language)}
          </a>{" "}
          <span className="small soft">{word("fileHint", language)}</span>
        </p>
      </header>
      <Island name="calendar" component={Calendar} props={{ builtOn: data.builtOn, dates: datesOf(data) }} />
    </div>
  );
}
