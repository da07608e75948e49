/** The calendar files of the site: all dates, and each programme's own, in both languages. */
import { LANGUAGES, type Language } from "../language.ts";
import type { SiteFile } from "../programme/files.ts";
import { programmePath } from "../programme/path.ts";
import type { SiteData } from "../site-data.ts";
import { type DateKind, datesOf, type ProgrammeDate } from "./dates.ts";
import { type CalendarEvent, icsOf } from "./ics.ts";
import { kindWord, word } from "./words.ts";

const folderOf = (language: Language): string => (language === "en" ? "en/" : "");
export const calendarFile = (language: Language): string => `${folderOf(language)}calendar/suanquan.ics`;
/** Undefined for a programme without a date. */
export const programmeCalendarFile = (id: string, language: Language): string =>
  `${folderOf(language)}${programmePath(id)}programme.ics`;

export function calendarFiles(data: SiteData): readonly SiteFile[] {
  const byProgramme = Map.groupBy(datesOf(data), each => each.programme);
  return LANGUAGES.flatMap(language => {
    const text = (name: string, dates: readonly ProgrammeDate[]) =>
      icsOf({ name, events: eventsOf(dates, language), stamp: data.builtOn });
    return [
      { file: calendarFile(language), text: text(word("title", language), datesOf(data)) },
      ...[...byProgramme].map(([id, dates]) => ({
        file: programmeCalendarFile(id, language),
        text: text(dates[0]?.title[language] ?? id, dates),
      })),
    ];
  });
}

/** Each date is an event of its own, so that a reminder can be set on a last day; the first tells when the window ends. */
const WINDOWS: Readonly<Partial<Record<DateKind, DateKind>>> = {
  "claim-opens": "claim-closes",
  "use-begins": "use-ends",
  "consultation-begins": "consultation-ends",
};

function eventsOf(dates: readonly ProgrammeDate[], language: Language): readonly CalendarEvent[] {
  return dates.map(date => {
    const summary = `${date.title[language]}${language === "zh" ? "：" : ": "}${kindWord(date.kind, language)}`;
    const last = dates.find(
      each =>
        each.programme === date.programme &&
        each.version === date.version &&
        each.kind === WINDOWS[date.kind],
    );
    const span = last === undefined ? "" : ` – ${last.on}`;
    return {
      id: `${date.programme.replaceAll("/", ".")}.${date.version}.${date.kind}`,
      from: date.on,
      to: date.on,
      summary,
      description: `${date.document} (${date.version}) ${date.on}${span}`,
    };
  });
}
