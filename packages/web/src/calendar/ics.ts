/**
 * Dates as an iCalendar text (RFC 5545): all-day events with an exclusive end, lines ended by CRLF and folded at 75
 * octets, identifiers that stay the same from release to release. Pure.
 */
import { addDays, type LocalDate } from "@suanquan/china";

export interface CalendarEvent {
  /** Stays the same for as long as the event means the same; no space in it. */
  readonly id: string;
  /** First day. */
  readonly from: LocalDate;
  /** Last day, included. */
  readonly to: LocalDate;
  readonly summary: string;
  readonly description: string;
}

export interface CalendarText {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
  /** The day on which it was written. */
  readonly stamp: LocalDate;
}

const LINE_OCTETS_MAX = 75;
const DOMAIN = "suanquan";

/** The whole text of a calendar file. */
export function icsOf({ name, events, stamp }: CalendarText): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Suanquan//Calendar of programmes//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(event => eventLines(event, stamp)),
    "END:VCALENDAR",
  ];
  return lines.map(line => `${folded(line)}\r\n`).join("");
}

const eventLines = (event: CalendarEvent, stamp: LocalDate): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${event.id}@${DOMAIN}`,
  `DTSTAMP:${basic(stamp)}T000000Z`,
  `DTSTART;VALUE=DATE:${basic(event.from)}`,
  `DTEND;VALUE=DATE:${basic(addDays(event.to, 1))}`,
  `SUMMARY:${escaped(event.summary)}`,
  `DESCRIPTION:${escaped(event.description)}`,
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

/** `2025-03-14` as `20250314`. */
const basic = (date: LocalDate): string => date.replaceAll("-", "");

/** Text values: backslash, semicolon, comma and line break are escaped (3.3.11). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** Folds a line so that no part exceeds 75 octets; never inside a character (3.1). */
function folded(line: string): string {
  const octets = new TextEncoder();
  const parts: string[] = [];
  let [part, length] = ["", 0];
  for (const character of line) {
    const size = octets.encode(character).length;
    if (length + size > LINE_OCTETS_MAX) {
      parts.push(part);
      // the space that marks a continuation counts
      [part, length] = ["", 1];
    }
    part += character;
    length += size;
  }
  return [...parts, part].join("\r\n ");
}
