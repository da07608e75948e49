/** Makes the index of the search from the catalogue. Build time only: the dictionary of pinyin stays behind. */
import { findPlace, type LocalDate, type Place, placePath, provinces } from "@suanquan/china";
import type { Programme, Vocabulary } from "@suanquan/policy";
import { explainBenefit } from "@suanquan/policy/explain";
import { governing, knownFrom } from "@suanquan/policy/standing-on-day";
import { kindWords } from "@suanquan/policy/words";
import { pinyin } from "pinyin-pro";
import type { SiteData } from "../site-data.ts";
import type { Change, Entry, EntryVersion, Phrase, PhraseKind, PlaceName, Province } from "./entry.ts";

/** The places from the province down, or the nation alone. */
export function placesOf(programme: Programme): readonly Place[] {
  const found = findPlace(programme.place);
  if (!found.ok) throw new Error(`${programme.id} lies in no known place: ${programme.place}`);
  const path = placePath(found.value);
  return path.length === 0 ? [found.value] : path;
}

const shortName = (place: Place): string => place.aliases[0] ?? place.name;

/** Every programme, in the order of the catalogue. */
export const entriesOf = ({ catalogue }: SiteData): readonly Entry[] =>
  [...catalogue.programmes.values()].flatMap(versions => {
    const [newest] = versions;
    return newest === undefined ? [] : [entryOf(newest, versions, catalogue.vocabulary)];
  });

function entryOf(newest: Programme, versions: readonly Programme[], vocabulary: Vocabulary): Entry {
  const [first, ...others] = newest.benefits;
  const offerIn = (language: "zh" | "en") => {
    if (first === undefined) return undefined;
    return briefly(explainBenefit({ programme: newest, vocabulary }, first, language).amount);
  };
  const [zh, en] = [offerIn("zh"), offerIn("en")];
  return {
    id: newest.id,
    title: newest.title,
    places: placesOf(newest).map(each => each.code),
    kinds: newest.kinds,
    mode: newest.delivery.mode,
    grade: governing(newest)?.grade ?? "D",
    offer: zh === undefined || en === undefined ? null : { zh, en },
    more: others.length,
    versions: versions.map(entryVersion),
    phrases: phrasesOf(versions),
  };
}

/** The first sentence; one that announces a list goes on with the first of it. */
function briefly([first, second, ...others]: readonly { readonly says: string }[]): string | undefined {
  if (first === undefined || second === undefined || !/[：:]$/.test(first.says)) return first?.says;
  return `${first.says} ${second.says}${others.length > 0 ? " …" : ""}`;
}

function entryVersion(programme: Programme): EntryVersion {
  const document = governing(programme);
  const { claim } = programme.windows;
  return {
    version: programme.version,
    standing: programme.standing,
    governs: programme.governs,
    documents: document === undefined ? [] : [datesOf(document)],
    windows: claim === undefined ? {} : { claim: { range: claim.range } },
  };
}

function datesOf({ id, issued, published, effective, expires }: EntryVersion["documents"][number]) {
  const dates = { issued, published, effective, expires };
  return { id, ...Object.fromEntries(Object.entries(dates).filter(([, date]) => date !== undefined)) };
}

function phrasesOf(versions: readonly Programme[]): readonly Phrase[] {
  const said = versions.flatMap((programme): (readonly [PhraseKind, string])[] => {
    const places = placesOf(programme);
    const kinds = programme.kinds.map(kind => kindWords[kind]);
    // as people say it: 深圳训力券, and by the province as well
    const spoken = places.flatMap(place => kinds.map(kind => `${shortName(place)}${kind.zh}`));
    return [
      ["title", programme.title.zh],
      ["title", programme.title.en],
      ...spoken.map(each => ["title", each] as const),
      ...places.flatMap(each => [each.name, ...each.aliases].map(name => ["place", name] as const)),
      ...kinds.flatMap(kind => [kind.zh, kind.says.zh, kind.says.en].map(word => ["kind", word] as const)),
      ...programme.benefits.flatMap(each => [
        ["benefit", each.title.zh] as const,
        ["benefit", each.title.en] as const,
      ]),
      ...programme.documents.map(
        each => ["document", [each.title, each.number ?? ""].join(" ").trim()] as const,
      ),
      ...programme.issuer.map(each => ["issuer", each] as const),
    ];
  });
  const unique = new Map<string, PhraseKind>();
  for (const [of, says] of said) if (!unique.has(says)) unique.set(says, of);
  return [...unique].map(([says, of]) => ({ of, says, pinyin: syllablesOf(says) }));
}

/** `gui zhou suan li quan`; empty for what holds no Chinese character. */
const syllablesOf = (text: string): string =>
  /\p{Script=Han}/u.test(text)
    ? pinyin(text, { toneType: "none", type: "array", nonZh: "consecutive", v: true })
        .map(each => each.trim().toLowerCase().replace("ü", "v"))
        .filter(each => each !== "")
        .join(" ")
    : "";

/** What happened to every version, newest first, as far as the documents' dates tell. */
export function changesOf({ catalogue }: SiteData): readonly Change[] {
  const changes = [...catalogue.programmes.values()].flat().flatMap((programme): Change[] => {
    const { id, title, version, standing } = programme;
    const change = (on: LocalDate | undefined, kind: Change["kind"]): Change[] =>
      on === undefined ? [] : [{ on, kind, programme: id, title, version }];
    const document = governing(programme);
    const kind =
      standing === "draft" ? "draft" : (document?.replaces.length ?? 0) > 0 ? "replaced" : "issued";
    return [...change(knownFrom(programme), kind), ...change(document?.expires, "ended")];
  });
  return changes.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

/** The places that programmes are of and those they lie in, each under its own. */
export function placeNamesOf({ catalogue }: SiteData): readonly PlaceName[] {
  const names = new Map<string, PlaceName>();
  for (const [programme] of catalogue.programmes.values()) {
    if (programme === undefined) continue;
    for (const [depth, place] of placesOf(programme).entries())
      names.set(place.code, { code: place.code, zh: place.name, en: place.english, depth });
  }
  return [...names.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The months in which something was issued, or a window for claims begins or ends; the latest first. */
export function monthsOf({ catalogue }: SiteData): readonly string[] {
  const days = [...catalogue.programmes.values()].flat().flatMap(programme => {
    const document = governing(programme);
    const claim = programme.windows.claim?.range;
    return [document?.issued, document?.published, claim?.low?.value, claim?.high?.value];
  });
  const months = new Set(days.flatMap(day => (day === undefined ? [] : [day.slice(0, 7)])));
  return [...months].sort().reverse();
}

/** The provinces by their short names, for the squares. */
export const provinceNames = (): readonly Province[] =>
  provinces().map(place => ({ code: place.code, zh: shortName(place), en: place.english }));
