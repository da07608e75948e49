/** Brings the standing on a programme's page up to the day on which it is read. Loaded only when that day is another. */
import type { LocalDate } from "@suanquan/china";
import { STANDING_NAMES, standingIn } from "@suanquan/policy/standing";
import { type DatedVersion, isUsable, standingOn } from "@suanquan/policy/standing-on-day";
import type { Language } from "../language.ts";

export function showStandingOn(banner: HTMLElement, today: LocalDate, language: Language): void {
  const version = JSON.parse(banner.dataset.standing ?? "{}") as DatedVersion;
  const standing = standingOn(version, today);
  const usable = isUsable(standing);
  banner.hidden = usable;
  const says = banner.querySelector("[data-standing-says]");
  if (says !== null)
    says.textContent = standingIn({ language }, today, standing, version.windows.claim?.range);
  for (const tag of document.querySelectorAll<HTMLElement>("[data-standing-tag]")) {
    tag.textContent = STANDING_NAMES[standing][language];
    tag.className = `tag ${usable ? "good" : "warn"}`;
  }
}
