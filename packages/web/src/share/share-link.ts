/**
 * Facts in a link: `#facts=VERSION.CHECKSUM.CONTENT`. All of it stands after the `#`, which browsers do not send: no
 * server sees it. The content is JSON, deflated, in base64url.
 */
import type { Bilingual } from "@suanquan/policy";
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import type { Entries } from "../facts/entries.ts";
import { parseEntries, writeEntries } from "../facts/entries-text.ts";
import { fingerprint } from "./fingerprint.ts";

const NAME = "facts=";
const VERSION = 1;

/** Longer links are cut off by messengers and mail programs. */
export const LINK_MAX = 8_000;
/** A link that unfolds to more than this was not made here. */
const CONTENT_BYTES_MAX = 1_000_000;

export interface Shared {
  readonly entries: Entries;
  /** The release and the catalogue that the link was made with, and the day. */
  readonly made: Made;
}
export interface Made {
  readonly release: string;
  /** The beginning of the catalogue's hash. */
  readonly catalogue: string;
  readonly on: string;
}

const HASH_SHOWN = 12;

/** The catalogue as links and prints name it. */
export const catalogueMark = (hash: string): string => hash.slice(0, HASH_SHOWN);

/** The part of the link from `#` on. The entries must be `shareable`. */
export function writeShared({ entries, made }: Shared): string {
  const content = JSON.stringify(
    { made, facts: JSON.parse(writeEntries(entries)) as unknown },
    withoutBlanks,
  );
  const packed = toBase64Url(deflateSync(strToU8(content), { level: 9 }));
  return `#${NAME}${VERSION}.${fingerprint(packed)}.${packed}`;
}

/** Empty fields are the rule: leaving them out halves the link. The day of the answer is part of the form. */
const withoutBlanks = (name: string, value: unknown): unknown =>
  value === "" && name !== "asOf" ? undefined : value;

export type SharedReading =
  /** There is nothing of ours after the `#`. */
  | { readonly is: "none" }
  | { readonly is: "shared"; readonly shared: Shared }
  | { readonly is: "refused"; readonly error: Bilingual; readonly mend: Bilingual };

/** Reads what stands after the `#` of a link that somebody opened; every doubt is told in words. */
export function readShared(hash: string): SharedReading {
  const text = hash.replace(/^#/, "");
  if (!text.startsWith(NAME)) return { is: "none" };
  if (text.length > LINK_MAX)
    return refused("链接太长，不是本站生成的", "the link is longer than any that is made here");
  const [version = "", sum, packed, ...more] = text.slice(NAME.length).split(".");
  if (/^\d{1,4}$/.test(version) && Number(version) > VERSION)
    return {
      is: "refused",
      error: {
        zh: `链接是更新的版本（${version}）生成的，本页只认到版本 ${VERSION}`,
        en: `the link was made by a newer release (form ${version}); this page reads forms up to ${VERSION}`,
      },
      mend: {
        zh: "请刷新本页，或在分享人所用的网站上打开",
        en: "reload this page, or open it on the site where it was made",
      },
    };
  if (version !== String(VERSION) || sum === undefined || packed === undefined || more.length > 0)
    return refused("链接的写法不对", "the link is not in the order that it should be");
  if (sum !== fingerprint(packed))
    return refused("链接不完整，或有字符被改动", "the link was cut off, or some of its signs were changed");
  return contentOf(packed);
}

const AGAIN: Bilingual = {
  zh: "请向分享人重新要一个完整的链接；微信、邮件有时会把长链接截断",
  en: "ask for the whole link once more; messengers and mail sometimes cut long links off",
};
const refused = (zh: string, en: string): SharedReading => ({
  is: "refused",
  error: { zh, en },
  mend: AGAIN,
});

function contentOf(packed: string): SharedReading {
  let json: unknown;
  try {
    json = JSON.parse(strFromU8(inflated(fromBase64Url(packed))));
  } catch {
    return refused("链接里的内容无法展开", "the content of the link cannot be unfolded");
  }
  const { made, facts } = (typeof json === "object" && json !== null ? json : {}) as {
    readonly made?: unknown;
    readonly facts?: unknown;
  };
  const entries = parseEntries(JSON.stringify(facts ?? null));
  if (!entries.ok) return { is: "refused", error: entries.error, mend: AGAIN };
  return { is: "shared", shared: { entries: entries.entries, made: madeIn(made) } };
}

/** Only told to the reader, never reckoned with: what is missing is left blank. */
function madeIn(json: unknown): Made {
  const fields = (typeof json === "object" && json !== null ? json : {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === "string" ? value.slice(0, 40) : "";
  };
  return { release: text("release"), catalogue: text("catalogue"), on: text("on") };
}

/** Unfolds in pieces, and stops at the limit instead of filling the memory. @throws Error */
function inflated(packed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const unfold = new Inflate((piece, final) => {
    size += piece.length;
    if (size > CONTENT_BYTES_MAX) throw new Error("more content than a link can hold");
    pieces.push(piece);
    ended = final;
  });
  for (let at = 0; at < packed.length; at += PIECE_BYTES)
    unfold.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
  if (!ended) throw new Error("the content ends in the middle");
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
const PIECE_BYTES = 512;

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @throws Error for signs that do not belong there */
function fromBase64Url(text: string): Uint8Array {
  if (!/^[\w-]+$/.test(text)) throw new Error("not base64url");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), sign => sign.charCodeAt(0));
}
