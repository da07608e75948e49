/** `suanquan programmes`: every programme of the catalogue, with its standing on a day. */
import { findPlace, type LocalDate, placePathName, placeWithin } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import { STANDING_NAMES } from "@suanquan/policy/standing";
import { standingOn } from "@suanquan/policy/standing-on-day";
import { kindWords } from "@suanquan/policy/words";
import { dayOfCall } from "../assessment/run-assessment.ts";
import type { Call, Run } from "../call.ts";
import { select } from "../catalogue/selection.ts";
import { say } from "../language.ts";
import { table } from "../layout.ts";
import { FINE, Refusal } from "../refusal.ts";

export const run: Run = async call => {
  const { catalogue } = await select(call, undefined);
  const asOf = dayOfCall(call);
  const within = placeOf(call);
  const versions = [...catalogue.programmes.values()]
    .flat()
    .filter(each => within === undefined || placeWithin(each.place, within, asOf));
  if (call.options.flag("json"))
    call.terminal.print(JSON.stringify(presented(versions, asOf, call), null, 2));
  else for (const line of lines(versions, asOf, call)) call.terminal.print(line);
  return FINE;
};

/** The code of the place asked for. @throws Refusal for a place that is not known. */
function placeOf({ options }: Call): string | undefined {
  const named = options.text("place");
  if (named === undefined) return undefined;
  const found = findPlace(named);
  if (found.ok) return found.value.code;
  throw new Refusal(
    say(found.error.zh, found.error.en),
    say("写全称，如 山东省 或 江苏省泰州市姜堰区", "write its full name"),
  );
}

function presented(versions: readonly Programme[], asOf: LocalDate, { language }: Call) {
  return versions.map(each => ({
    programme: each.id,
    version: each.version,
    title: each.title[language],
    place: { code: each.place, name: placeName(each, asOf) },
    kinds: each.kinds,
    issuer: each.issuer,
    standing: standingOn(each, asOf),
    asOf,
    benefits: each.benefits.map(({ id, title, form, covers }) => ({
      benefit: id,
      title: title[language],
      form,
      rows: covers,
    })),
    open: each.open.map(({ id, ask, touches }) => ({ question: id, ask: ask[language], touches })),
  }));
}

function lines(versions: readonly Programme[], asOf: LocalDate, { language, terminal }: Call): string[] {
  if (versions.length === 0) return [say("没有项目", "no programme")[language]];
  const head = {
    zh: ["项目", "版本", "状态", "券种", "名称"],
    en: ["Programme", "Version", "Standing", "Kind", "Title"],
  };
  const rows = versions.map(each => [
    each.id,
    each.version,
    STANDING_NAMES[standingOn(each, asOf)][language],
    each.kinds
      .map(kind => (language === "zh" ? kindWords[kind].zh : kind))
      .join(language === "zh" ? "、" : ", "),
    each.title[language],
  ]);
  const [first = "", ...rest] = table([head[language], ...rows]);
  const ids = new Set(versions.map(each => each.id)).size;
  const count = say(
    `截至 ${asOf}：${ids} 个项目，${versions.length} 个版本`,
    `As of ${asOf}: ${ids} programmes in ${versions.length} versions`,
  );
  return [terminal.style.strong(first), ...rest, "", count[language]];
}

function placeName({ place }: Programme, asOf: LocalDate): string {
  const found = findPlace(place, asOf);
  return found.ok ? placePathName(found.value) : place;
}
