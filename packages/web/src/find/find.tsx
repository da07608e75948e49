/** The search of the first page: one box, filters kept in the address, the squares, the answers, what changed. */
import { type LocalDate, todayInShanghai } from "@suanquan/china";
import { kindWords, modeWords } from "@suanquan/policy/words";
import { useEffect, useMemo, useRef, useState } from "react";
import { monthIn } from "../language.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { Changes } from "./changes.tsx";
import type { Change, Entry, PlaceName, Province } from "./entry.ts";
import { FilterBar } from "./filter-bar.tsx";
import {
  type FilterName,
  type Filters,
  filtersOf,
  found,
  hashOf,
  NO_FILTERS,
  STANDING_GROUPS,
} from "./filters.ts";
import { wordsOfQuery } from "./match.ts";
import { Results } from "./results.tsx";
import { TileMap } from "./tile-map.tsx";
import { standingGroupWord, withCount, word } from "./words.ts";
import "./find.css";

export interface FindProps {
  readonly builtOn: LocalDate;
  readonly entries: readonly Entry[];
  readonly places: readonly PlaceName[];
  readonly provinces: readonly Province[];
  readonly changes: readonly Change[];
  /** As in `2025-03`. */
  readonly months: readonly string[];
}

export default function Find({ builtOn, entries, places, provinces, changes, months }: FindProps) {
  const page = usePage();
  const { language } = page;
  const box = useRef<HTMLInputElement>(null);
  const [filters, setFilters] = useState(NO_FILTERS);
  const [today, setToday] = useState(builtOn);

  useEffect(() => {
    const input = box.current;
    const read = () => {
      const asked = filtersOf(location.hash);
      if (input !== null) input.value = asked.q;
      setFilters(asked);
    };
    setToday(todayInShanghai(new Date()));
    const typed = input?.value ?? "";
    read();
    // what was typed before the page came alive is kept
    if (input !== null && typed !== "" && filtersOf(location.hash).q === "") {
      input.value = typed;
      setFilters(asked => ({ ...asked, q: typed }));
    }
    addEventListener("popstate", read);
    addEventListener("hashchange", read);
    return () => {
      removeEventListener("popstate", read);
      removeEventListener("hashchange", read);
    };
  }, []);

  /** Typing changes the entry of the history, a choice makes a new one. */
  const ask = (changed: Partial<Filters>, how: "replaceState" | "pushState") => {
    const next = { ...filters, ...changed };
    setFilters(next);
    if (changed.q !== undefined && box.current !== null && box.current.value !== changed.q)
      box.current.value = changed.q;
    history[how](null, "", hashOf(next) || location.pathname + location.search);
  };
  const choose = (name: FilterName, value: string) => ask({ [name]: value }, "pushState");

  const answers = useMemo(() => found(entries, filters, today), [entries, filters, today]);
  const counts = useMemo(() => countsOf(found(entries, filters, today, "place")), [entries, filters, today]);
  const placeName = (code: string) =>
    places.find(each => each.code === code)?.[language] ??
    provinces.find(each => each.code === code)?.[language] ??
    code;
  const options = {
    place: places.map(each => ({ value: each.code, says: `${"　".repeat(each.depth)}${each[language]}` })),
    kind: Object.entries(kindWords)
      .filter(([kind]) => entries.some(entry => (entry.kinds as readonly string[]).includes(kind)))
      .map(([value, { zh, says }]) => ({ value, says: language === "zh" ? zh : says.en })),
    standing: (Object.keys(STANDING_GROUPS) as (keyof typeof STANDING_GROUPS)[]).map(value => ({
      value,
      says: standingGroupWord(value, language),
    })),
    mode: Object.entries(modeWords).map(([value, { zh, says }]) => ({
      value,
      says: language === "zh" ? zh : says.en,
    })),
    month: months.map(value => ({ value, says: monthIn(value, language) })),
  };
  if (filters.place !== "" && !places.some(each => each.code === filters.place))
    options.place.push({ value: filters.place, says: placeName(filters.place) });

  return (
    <>
      <div className="hero">
        <div className="hero-inner">
          <h1>{word("title", language)}</h1>
          <p>{word("lead", language).replace("{programmes}", String(entries.length))}</p>
          <search className="search">
            <label className="unseen" htmlFor="query">
              {word("search", language)}
            </label>
            <input
              id="query"
              ref={box}
              type="search"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              enterKeyHint="search"
              placeholder={word("placeholder", language)}
              onChange={event => ask({ q: event.target.value }, "replaceState")}
            />
            <a className="button" href={pageLink(page, "fit/", language)}>
              {word("reckon", language)}
            </a>
          </search>
        </div>
      </div>
      <FilterBar
        filters={filters}
        options={options}
        choose={choose}
        clear={() => ask(NO_FILTERS, "pushState")}
      />
      <div className="find">
        <Results
          answers={answers}
          words={wordsOfQuery(filters.q)}
          today={today}
          placeName={placeName}
          nowhere={filters.place !== "" && !places.some(each => each.code === filters.place)}
          heading={withCount(word(answers.length === 1 ? "one" : "count", language), answers.length)}
        />
        <aside className="find-aside">
          <TileMap
            provinces={provinces}
            counts={counts}
            chosen={filters.place}
            choose={code => choose("place", code)}
          />
          <Changes changes={changes} today={today} />
        </aside>
      </div>
    </>
  );
}

/** Programmes by province, and of the nation. */
function countsOf(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const {
    places: [province = ""],
  } of entries)
    counts.set(province, (counts.get(province) ?? 0) + 1);
  return counts;
}
