/** The standing of a version as a label and a sentence; brought up to the day by `standing-today.ts`. */
import type { LocalDate } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import { STANDING_NAMES, standingIn } from "@suanquan/policy/standing";
import { governing, isUsable, standingOn } from "@suanquan/policy/standing-on-day";
import type { Language } from "../language.ts";
import { word } from "./words.ts";

interface StandingProps {
  readonly programme: Programme;
  readonly on: LocalDate;
  readonly language: Language;
}

export const standingTone = (usable: boolean): string => (usable ? "good" : "warn");

export function StandingTag({ programme, on, language }: StandingProps) {
  const standing = standingOn(programme, on);
  return (
    <span className={`tag ${standingTone(isUsable(standing))}`} data-standing-tag="">
      {STANDING_NAMES[standing][language]}
    </span>
  );
}

/** A banner where nothing can be claimed; always there, so that it can appear on the day when that begins to hold. */
export function StandingBanner({ programme, on, language }: StandingProps) {
  const standing = standingOn(programme, on);
  const claim = programme.windows.claim?.range;
  return (
    <div
      className="notice warn standing-banner"
      hidden={isUsable(standing)}
      data-standing={JSON.stringify(datesOf(programme))}
      data-standing-on={on}
    >
      <p>
        <strong data-standing-says="">{standingIn({ language }, on, standing, claim)}</strong>{" "}
        {word("whatIf", language)}
      </p>
    </div>
  );
}

function datesOf(programme: Programme) {
  const document = governing(programme);
  const { claim } = programme.windows;
  return {
    standing: programme.standing,
    governs: programme.governs,
    documents: document === undefined ? [] : [{ ...document, notes: [], title: "" }],
    windows: claim === undefined ? {} : { claim: { range: claim.range } },
  };
}
