import { type LocalDate, localDate } from "./local-date.ts";
import { toHalfWidth } from "./numerals.ts";
import {
  CURRENT_PLACES,
  NATION,
  NATION_ALIASES,
  PARENTS_BESIDE_THE_PREFIX,
  PLACES_AS_OF,
  type PlaceRow,
  ZONES,
} from "./places-data.ts";
import { PLACE_CHANGES, PLACES_FROM, type PlaceChange } from "./places-history.ts";
import { quote, type ReadingError, refuse } from "./reading.ts";

/** A division of China, or a zone inside one, for as long as it bore this name and code. */
export interface Place {
  /** GB/T 2260 code (six digits); a zone has its district's code and a name, `110115-bda`; the nation is `000000`. */
  readonly code: string;
  /** Full Chinese name: 贵州省. */
  readonly name: string;
  /** Short English name: Guizhou. */
  readonly english: string;
  /** Code of the place it belongs to; the nation has none. */
  readonly parent?: string;
  /** First day it stood so; absent when that is before the table begins. */
  readonly from?: LocalDate;
  /** First day it no longer stood so; absent while it stands. */
  readonly to?: LocalDate;
  /** Other names it is known by, the shortest Chinese one first. */
  readonly aliases: readonly string[];
}

export type PlaceProblem = "unknown" | "ambiguous" | "not-standing";

export type PlaceSearch =
  | { readonly ok: true; readonly value: Place }
  | {
      readonly ok: false;
      readonly error: ReadingError<PlaceProblem>;
      /** What may have been meant: the namesakes, the successors, or the part of the text that was recognised. */
      readonly candidates: readonly Place[];
    };

/** What the table can answer for: days from `from`; changes are followed up to `asOf`, and a later day is answered as that one. */
export const PLACES_SPAN: { readonly from: LocalDate; readonly asOf: LocalDate } = {
  from: localDate(PLACES_FROM),
  asOf: localDate(PLACES_AS_OF),
};

interface Gazetteer {
  readonly places: readonly Place[];
  readonly byCode: ReadonlyMap<string, readonly Place[]>;
  /** How a place ended. */
  readonly endings: ReadonlyMap<Place, Exclude<PlaceChange, { kind: "founded" }>>;
  /** The place whose land a place took over whole. */
  readonly forerunners: ReadonlyMap<Place, Place>;
}

let built: Gazetteer | undefined;

/** Built at the first question, so that loading the module costs nothing. */
function gazetteer(): Gazetteer {
  built ??= buildGazetteer();
  return built;
}

function buildGazetteer(): Gazetteer {
  const places: Place[] = [];
  const byCode = new Map<string, Place[]>();
  const endings = new Map<Place, Exclude<PlaceChange, { kind: "founded" }>>();
  const forerunners = new Map<Place, Place>();
  const begins = new Map<string, LocalDate>();
  for (const change of PLACE_CHANGES) {
    if (change.kind === "founded") begins.set(change.code, localDate(change.on));
    if (change.kind === "becomes") begins.set(change.now, localDate(change.on));
  }
  const add = (place: Place) => {
    places.push(place);
    append(byCode, place.code, place);
    return place;
  };
  add({ ...describe(NATION), aliases: NATION_ALIASES });
  for (const row of CURRENT_PLACES) {
    const from = begins.get(row[0]);
    add({ ...describe(row), parent: parentOf(row[0]), ...(from && { from }) });
  }
  for (const { row, parent, aliases } of ZONES) {
    const zone = describe(row);
    add({ ...zone, parent, aliases: [...zone.aliases, ...aliases] });
  }
  for (const change of PLACE_CHANGES) {
    if (change.kind === "founded") continue;
    const former = add({
      ...describe(change.was),
      parent: parentOf(change.was[0]),
      to: localDate(change.on),
    });
    endings.set(former, change);
    const now =
      change.kind === "becomes" ? byCode.get(change.now)?.find(place => place.from === former.to) : undefined;
    if (now !== undefined) forerunners.set(now, former);
  }
  return { places, byCode, endings, forerunners };
}

let names: Map<string, Place[]> | undefined;

/** Places by every name they bear; built when the first name is looked up, because codes are asked far more often. */
function namesakesOf(key: string): readonly Place[] | undefined {
  if (names === undefined) {
    names = new Map();
    for (const place of gazetteer().places)
      for (const name of new Set([place.name, ...place.aliases].map(nameKey))) append(names, name, place);
  }
  return names.get(key);
}

function append(index: Map<string, Place[]>, key: string, place: Place): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [place]);
  else list.push(place);
}

function describe([code, name, english, short]: PlaceRow): Place {
  const brief = short ?? name.replace(/(?:省|市|地区|盟|县|区)$/, "");
  const suffixed = name.endsWith("自治州")
    ? `${brief.replace(/州$/, "")}州`
    : name.endsWith("自治县")
      ? `${brief}县`
      : brief;
  return { code, name, english, aliases: [...new Set([brief, suffixed, english])] };
}

/** The division that a GB/T 2260 code stands in: two digits of province, two of prefecture, two of district. */
function parentOf(code: string): string {
  const beside = PARENTS_BESIDE_THE_PREFIX[code];
  if (beside !== undefined) return beside;
  if (code.endsWith("0000")) return NATION[0];
  const direct = code.endsWith("00") || DIRECTLY_UNDER_PROVINCE.test(code);
  return direct ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`;
}

/** Districts of the four municipalities (xx01, xx02) and the county-level units that a province runs itself (xx90). */
const DIRECTLY_UNDER_PROVINCE = /^(?:(?:11|12|31|50)0[12]|\d\d90)\d\d$/;

function nameKey(text: string): string {
  return toHalfWidth(text)
    .toLowerCase()
    .replace(/[\s·・•,，、/>-]/g, "");
}

function standsOn(place: Place, on: LocalDate | undefined): boolean {
  if (on === undefined) return place.to === undefined;
  return (place.from === undefined || place.from <= on) && (place.to === undefined || on < place.to);
}

/**
 * Finds a place by code (`520100`; of a district that the table does not name, `310115`), full or short name in Chinese (贵州, 贵阳市) or English, or a path of names
 * (江苏省泰州市姜堰区, 江苏·姜堰). `on` is the day for which it is asked; without it, the present.
 * A name borne by several places (吉林) is ambiguous; one that has passed (莱芜市) comes with its successors.
 * A day before the table begins is answered as of its first day.
 */
export function findPlace(nameOrCode: string, on?: LocalDate): PlaceSearch {
  const namesakes =
    gazetteer().byCode.get(toHalfWidth(nameOrCode).trim()) ?? namesakesOf(nameKey(nameOrCode)) ?? [];
  const standing = namesakes.filter(place => standsOn(place, on));
  const [only, ...others] = standing;
  if (only !== undefined)
    return others.length === 0 ? { ok: true, value: only } : ambiguous(nameOrCode, standing);
  if (namesakes.length > 0) return notStanding(nameOrCode, namesakes, on);
  const district = unlistedDistrict(toHalfWidth(nameOrCode).trim(), on);
  if (district !== undefined) return { ok: true, value: district };
  return findAlongPath(nameOrCode, nameKey(nameOrCode), on);
}

const DISTRICT_CODE = /^\d\d(?!90)\d\d(?!00)\d\d$/;

/**
 * A district that the table does not name, by its code alone: it lies in its prefecture, and is called by both.
 * Undefined where the prefecture is not known either.
 */
function unlistedDistrict(code: string, on: LocalDate | undefined): Place | undefined {
  if (!DISTRICT_CODE.test(code)) return undefined;
  const parent = gazetteer()
    .byCode.get(parentOf(code))
    ?.find(place => standsOn(place, on));
  if (parent === undefined || parent.code === NATION[0]) return undefined;
  return { code, name: `区县${code}`, english: `District ${code}`, parent: parent.code, aliases: [] };
}

/** The longest path of names worth following: no real one comes near it. */
const PATH_CHARACTERS_MAX = 60;

/** Reads the longest name at the front, then the rest inside it. */
function findAlongPath(asked: string, key: string, on: LocalDate | undefined): PlaceSearch {
  let nearest: readonly Place[] = [];
  const longest = key.length > PATH_CHARACTERS_MAX ? 0 : key.length - 1;
  for (let length = longest; length >= 2; length--) {
    const heads = (namesakesOf(key.slice(0, length)) ?? []).filter(place => standsOn(place, on));
    if (heads.length === 0) continue;
    const found = (namesakesOf(key.slice(length)) ?? []).filter(
      place => standsOn(place, on) && heads.some(head => isUnder(place, head, on)),
    );
    const [only, ...others] = found;
    if (only !== undefined) return others.length === 0 ? { ok: true, value: only } : ambiguous(asked, found);
    const deeper = findAlongPath(asked, key.slice(length), on);
    const reached = (deeper.ok ? [deeper.value] : deeper.candidates).filter(place =>
      heads.some(head => isUnder(place, head, on)),
    );
    if (deeper.ok && reached.length > 0) return deeper;
    if (nearest.length === 0) nearest = reached.length > 0 ? reached : heads;
  }
  const known = nearest.map(place => place.name).join("、");
  const error = refuse(
    "unknown",
    `不认识地名或代码“${quote(asked)}”${known === "" ? "" : `（只认得${known}）`}，应写作 贵州省、贵阳市 或 520100`,
    `unknown place "${quote(asked)}"${known === "" ? "" : ` (only ${known} is known)`}; write 贵州省, 贵阳市 or 520100`,
  );
  return { ...error, candidates: nearest };
}

function isUnder(place: Place, head: Place, on: LocalDate | undefined): boolean {
  return chainOf(place, on).slice(1).includes(head.code);
}

function ambiguous(asked: string, candidates: readonly Place[]): PlaceSearch {
  const names = candidates.map(place => `${placePathName(place)}（${place.code}）`);
  const error = refuse(
    "ambiguous",
    `“${quote(asked)}”可指 ${names.join("、")}，请写全称或代码`,
    `"${quote(asked)}" may be ${candidates.map(p => `${p.english} (${p.code})`).join(" or ")}; give the full name or code`,
  );
  return { ...error, candidates };
}

function notStanding(asked: string, namesakes: readonly Place[], on: LocalDate | undefined): PlaceSearch {
  const candidates = [...new Set(namesakes.flatMap(place => standingFor(place, on).places))];
  const names = candidates.map(place => `${place.name}（${place.code}）`).join("、");
  const when = on ?? "现在";
  const error = refuse(
    "not-standing",
    `“${quote(asked)}”在${when}不是现行区划${names === "" ? "" : `，该地为 ${names}`}`,
    `"${quote(asked)}" is not a division ${on === undefined ? "at present" : `on ${on}`}${names === "" ? "" : `; the same land is ${names}`}`,
  );
  return { ...error, candidates };
}

/** The places that stand, on a day, for a place of some other time. `whole` when they are its land, no more and no less. */
interface Standing {
  readonly places: readonly Place[];
  readonly whole: boolean;
}

function standingFor(place: Place, on: LocalDate | undefined): Standing {
  if (standsOn(place, on)) return { places: [place], whole: true };
  const { byCode, endings, forerunners } = gazetteer();
  if (on !== undefined && place.from !== undefined && on < place.from) {
    const before = forerunners.get(place);
    return before === undefined ? { places: [], whole: false } : standingFor(before, on);
  }
  const ending = endings.get(place);
  if (ending === undefined) return { places: [], whole: false };
  const heirCodes = ending.kind === "becomes" ? [ending.now] : ending.into;
  const heirs = heirCodes.flatMap(code =>
    (byCode.get(code) ?? []).filter(heir => heir !== place && heir.to !== place.to),
  );
  const standing = heirs.map(heir => standingFor(heir, on));
  return {
    places: standing.flatMap(each => each.places),
    whole: ending.kind === "becomes" && standing.every(each => each.whole),
  };
}

/** Codes from the place up to the nation, itself first. */
function chainOf(place: Place, on: LocalDate | undefined): string[] {
  const chain = [place.code];
  for (let at = place.parent; at !== undefined; ) {
    chain.push(at);
    at = gazetteer()
      .byCode.get(at)
      ?.find(each => standsOn(each, on))?.parent;
  }
  return chain;
}

/**
 * What a reference means on a day: one chain of codes for each place that stands for it.
 * A six-digit code that the table does not list (a district) takes the chain of its prefecture.
 */
function chainsOf(
  reference: Place | string,
  on: LocalDate | undefined,
): { chains: string[][]; whole: boolean } {
  const listed = typeof reference === "string" ? findListed(reference, on) : reference;
  if (listed !== undefined) {
    const { places, whole } = standingFor(listed, on);
    return { chains: places.map(place => chainOf(place, on)), whole };
  }
  if (typeof reference !== "string" || !/^\d{4}(?!00)\d\d$/.test(reference))
    return { chains: [], whole: false };
  const parents = gazetteer().byCode.get(parentOf(reference)) ?? [];
  const parent = parents.find(each => standsOn(each, on)) ?? parents[0];
  if (parent === undefined || /^\d\d90/.test(reference)) return { chains: [], whole: false };
  const chains = standingFor(parent, on).places.map(place => [reference, ...chainOf(place, on)]);
  return { chains, whole: true };
}

function findListed(reference: string, on: LocalDate | undefined): Place | undefined {
  const found = findPlace(reference, on);
  if (found.ok) return found.value;
  if (found.error.code !== "not-standing") return undefined;
  const { byCode } = gazetteer();
  return (byCode.get(toHalfWidth(reference).trim()) ?? namesakesOf(nameKey(reference)))?.[0];
}

/**
 * Whether `inner` lies in `outer` on a day (the present when no day is given). Three-valued:
 * undefined when it cannot be told: an unknown or ambiguous place, a day before the table begins, or an `inner` that is
 * wider than `outer` (a firm "in 北京市" may or may not be in 大兴区). Places that have passed are followed
 * to their successors, so 莱芜市 lies in 济南市 from the day of the merger.
 */
export function placeWithin(
  inner: Place | string,
  outer: Place | string,
  on?: LocalDate,
): boolean | undefined {
  if (on !== undefined && on < PLACES_SPAN.from) return undefined;
  const [inside, around] = [chainsOf(inner, on), chainsOf(outer, on)];
  if (inside.chains.length === 0 || around.chains.length === 0) return undefined;
  const answers = inside.chains.flatMap(chain =>
    around.chains.map(other => chainWithin(chain, other, around.whole)),
  );
  const [first] = answers;
  return answers.every(answer => answer === first) ? first : undefined;
}

function chainWithin(
  inner: readonly string[],
  outer: readonly string[],
  outerWhole: boolean,
): boolean | undefined {
  const [innerCode = "", outerCode = ""] = [inner[0], outer[0]];
  if (inner.includes(outerCode)) return outerWhole ? true : undefined;
  return outer.includes(innerCode) ? undefined : false;
}

/**
 * The places from province down to the one asked for (the nation alone for the nation), on a day or at present.
 * For a code that the table does not list, those of its superiors that it does; empty for an unknown place.
 */
export function placePath(place: Place | string, on?: LocalDate): readonly Place[] {
  const { byCode } = gazetteer();
  const [chain = []] = typeof place === "string" ? chainsOf(place, on).chains : [chainOf(place, on)];
  const path = chain.flatMap((code, index) => {
    if (index === 0 && typeof place !== "string") return [place];
    return (byCode.get(code) ?? []).filter(each => standsOn(each, on)).slice(0, 1);
  });
  return (path.length > 1 ? path.filter(each => each.code !== NATION[0]) : path).reverse();
}

/** The path in one line: 江苏省·泰州市·姜堰区. */
export function placePathName(place: Place | string, on?: LocalDate): string {
  return placePath(place, on)
    .map(each => each.name)
    .join("·");
}

/** The 34 provinces, in the order of their codes. */
export function provinces(): readonly Place[] {
  return placesUnder(NATION[0]);
}

/** What belongs directly to a place at present, in the order of codes: the choices of a cascading select. */
export function placesUnder(code: string): readonly Place[] {
  const current = [...gazetteer().byCode.values()].flat().filter(place => standsOn(place, undefined));
  return current.filter(place => place.parent === code).sort((a, b) => (a.code < b.code ? -1 : 1));
}
