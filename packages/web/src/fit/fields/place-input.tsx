/** A place: province, then city, then district, each of which may stay open; or written as a name or a code. */
import { findPlace, type Place, placePath, placesUnder } from "@suanquan/china";
import { useState } from "react";
import { DONT_KNOW } from "../../facts/entries.ts";
import { type Language, type Word, word } from "../words.ts";
import type { FactInputProps } from "./fact-field-props.ts";

/** Choices under a place, looked up once: the list of all places is long, and a field is drawn at every key. */
const choicesUnder = new Map<string, readonly Place[]>();
function placesIn(code: string): readonly Place[] {
  const known = choicesUnder.get(code) ?? placesUnder(code);
  choicesUnder.set(code, known);
  return known;
}
const NATION = "000000";
const LEVELS: readonly Word[] = ["province", "prefecture", "district"];

export function PlaceInput({ id, language, text, write, faulty, described }: FactInputProps) {
  /** While somebody types, the input stays, also once the text names a place. */
  const [typing, setTyping] = useState(false);
  const found = findPlace(text);
  const path = text !== "" && found.ok ? placePath(found.value) : placePath(text);
  const choices = [NATION, ...path.map(place => place.code)].map(placesIn).slice(0, LEVELS.length);
  return (
    <fieldset id={id} className="place" aria-labelledby={`${id}-label`} aria-describedby={described}>
      {choices.map((places, level) =>
        places.length === 0 ? null : (
          <select
            key={LEVELS[level]}
            aria-label={word(LEVELS[level] ?? "district", language)}
            value={path[level]?.code ?? ""}
            onChange={event =>
              write(event.target.value === "" ? (path[level - 1]?.code ?? "") : event.target.value)
            }
          >
            <option value="">{word(LEVELS[level] ?? "district", language)}</option>
            {places.map(place => (
              <option key={place.code} value={place.code}>
                {nameOf(place, language)}
              </option>
            ))}
          </select>
        ),
      )}
      {(typing || faulty || path.length === 0) && (
        <input
          type="text"
          aria-label={word("placeTyped", language)}
          placeholder={word("placeTyped", language)}
          aria-invalid={faulty}
          autoComplete="off"
          value={text === DONT_KNOW ? "" : text}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onChange={event => write(event.target.value)}
        />
      )}
      <button
        type="button"
        className="small-button"
        aria-pressed={text === DONT_KNOW}
        onClick={() => write(text === DONT_KNOW ? "" : DONT_KNOW)}
      >
        {word("dontKnow", language)}
      </button>
    </fieldset>
  );
}

const nameOf = (place: Place, language: Language): string => (language === "zh" ? place.name : place.english);
