import { canonical, plain } from "../canonical.ts";
import { sha256 } from "../identifier.ts";
import type { Change, Happening, HistoryLine } from "./subject.ts";

/** The head of a subject that has no event yet. */
export const NO_HEAD = "0".repeat(64);

export interface Link {
  readonly subject: string;
  readonly sequence: number;
  readonly from: string | null;
  readonly to: string;
  readonly previous: string;
}

/** The hash of an event: over the one before it and everything the event says. */
export const hashOf = (link: Link, happening: Happening): string =>
  sha256(
    canonical([
      link.previous,
      link.subject,
      link.sequence,
      link.from,
      link.to,
      happening.event,
      happening.actor,
      happening.at,
      happening.reason ?? null,
      happening.note ?? null,
      happening.detail ?? {},
    ]),
  );

export interface Recorded {
  readonly happening: Happening;
  /** The facts of the subject after the step, to be kept under their hash. */
  readonly facts: { readonly hash: string; readonly text: string } | null;
}

/**
 * What is written down of a step beside what it says itself: the hash of everything that is kept of the subject after
 * it, and that of its facts, whose text is kept. So that every earlier state of the facts can be shown.
 */
export function recorded(change: Change): Recorded {
  const body = plain(change.body);
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  const stated = isObject ? body.facts : undefined;
  const text = stated === undefined ? null : canonical(stated);
  const facts = text === null ? null : { hash: sha256(text), text };
  const detail = {
    ...change.happening.detail,
    content: sha256(canonical(body)),
    ...(facts === null ? {} : { facts: facts.hash }),
  };
  return { happening: { ...change.happening, detail }, facts };
}

/** The first event whose hash does not follow from what it says and the one before it; null when all do. */
export function brokenLink(subject: string, lines: readonly HistoryLine[]): number | null {
  let previous = NO_HEAD;
  for (const [index, line] of lines.entries()) {
    const { event, actor, at, from, to } = line;
    const happening: Happening = {
      event,
      actor,
      at,
      reason: line.reason ?? undefined,
      note: line.note ?? undefined,
      detail: line.detail as Readonly<Record<string, unknown>>,
    };
    const link = { subject, sequence: index + 1, from, to, previous };
    if (line.sequence !== index + 1 || hashOf(link, happening) !== line.hash) return index + 1;
    previous = line.hash;
  }
  return null;
}
