/** The programmes that answer, each with its standing on the day. */
import type { LocalDate } from "@suanquan/china";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { standingOn } from "@suanquan/policy/standing-on-day";
import { kindWords, modeWords } from "@suanquan/policy/words";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import type { Entry } from "./entry.ts";
import { type StandingGroup, standingGroupOf, versionOn } from "./filters.ts";
import { foundIn } from "./match.ts";
import { withCount, word } from "./words.ts";

interface ResultsProps {
  readonly answers: readonly Entry[];
  readonly words: readonly string[];
  readonly today: LocalDate;
  readonly placeName: (code: string) => string;
  /** The place that was asked for has no programme at all. */
  readonly nowhere: boolean;
  readonly heading: string;
}

export function Results({ answers, words, today, placeName, nowhere, heading }: ResultsProps) {
  const { language } = usePage();
  return (
    <section className="found" aria-labelledby="found-title">
      <h2 id="found-title" className="unseen">
        {word("results", language)}
      </h2>
      <p className="found-count" role="status">
        {answers.length === 0 ? word("none", language) : heading}
      </p>
      {answers.length === 0 && <p className="notice">{word(nowhere ? "nonePlace" : "noneHint", language)}</p>}
      <ul className="found-list">
        {answers.map(entry => (
          <Result key={entry.id} entry={entry} words={words} today={today} placeName={placeName} />
        ))}
      </ul>
    </section>
  );
}

const TONES: Readonly<Record<StandingGroup, string>> = {
  open: "good",
  waiting: "accent",
  closed: "warn",
  draft: "warn",
  guiding: "",
  ended: "bad",
};

interface ResultProps extends Pick<ResultsProps, "words" | "today" | "placeName"> {
  readonly entry: Entry;
}

function Result({ entry, words, today, placeName }: ResultProps) {
  const page = usePage();
  const { language } = page;
  const version = versionOn(entry, today);
  const standing = version === undefined ? "mentioned" : standingOn(version, today);
  const phrase = foundIn(entry, words);
  const says = (text: { readonly zh: string; readonly says: { readonly en: string } }) =>
    language === "zh" ? text.zh : text.says.en;
  return (
    <li className="found-item">
      <div className="found-head">
        <h3>
          <a href={pageLink(page, programmePath(entry.id), language)}>{entry.title[language]}</a>
        </h3>
        <span className={`tag ${TONES[standingGroupOf(entry, today)]}`}>
          {STANDING_NAMES[standing][language]}
        </span>
      </div>
      {entry.offer !== null && (
        <p>
          {entry.offer[language]}
          {entry.more > 0 && (
            <span className="soft">{` ${withCount(word("more", language), entry.more)}`}</span>
          )}
        </p>
      )}
      <p className="found-facts">
        <span>{entry.places.map(placeName).join(" › ")}</span>
        <span>{entry.kinds.map(kind => says(kindWords[kind])).join(language === "zh" ? "、" : ", ")}</span>
        {entry.mode !== "unstated" && <span>{says(modeWords[entry.mode])}</span>}
        <span>
          {word("grade", language)} {entry.grade}
        </span>
        {entry.versions.length > 1 && (
          <span>{withCount(word("versions", language), entry.versions.length)}</span>
        )}
      </p>
      {phrase !== undefined && (
        <p className="found-in">
          {word("seenIn", language)} <mark>{phrase.says}</mark>
        </p>
      )}
    </li>
  );
}
