/** Cells: a value that the text states, or `{open: QUESTION}` with what each reading puts there. */
import { splitRange } from "../language/ranges.ts";
import { conditionWords } from "../language/words.ts";
import type { Cell, OpenCell } from "../tree.ts";
import { nearestOf } from "./nearest.ts";
import { report, under } from "./page.ts";
import { isNamed, offered, textOf, wantMap, wordNamed } from "./read-leaf.ts";
import { type QuestionSource, type Sheet, UNFOLDINGS_MAX } from "./sheet.ts";
import type { SourceMap, SourceNode, SourceText } from "./source-node.ts";

/** Reads the value that stands in a cell, or that a reading puts there. */
export type ReadValue<T> = (node: SourceNode, path: string) => T | undefined;

/** What a reading puts somewhere. */
interface ReadingOf<T> {
  readonly reading: string;
  readonly value: T;
}
export interface Unfolded<T> {
  readonly question: string;
  readonly readings: readonly ReadingOf<T>[];
  readonly continuous: boolean;
}

/** Names beside `open` in a map that a question decides. */
interface OpenKeys {
  readonly question: SourceText;
  readonly as: SourceMap | undefined;
}

const { open, as } = conditionWords;

/** Whether the node is `{open: …}`. */
export function isOpen(node: SourceNode): node is SourceMap {
  return node.kind === "map" && node.entries.some(({ key }) => key.text === "open" || key.text === open.zh);
}

/** Reads a cell; `continuous` says whether an interval may stand for its value. */
export function readCell<T>(
  node: SourceNode,
  path: string,
  sheet: Sheet,
  continuous: boolean,
  readValue: ReadValue<T>,
): Cell<T> | undefined {
  if (!isOpen(node)) {
    const value = readValue(node, path);
    return value === undefined ? undefined : { is: "stated", value };
  }
  const keys = openKeys(node, path, sheet);
  if (keys === undefined) return undefined;
  const unfolded = unfold(keys, path, sheet, continuous, (reading, at) =>
    readCell(reading, at, sheet, continuous, readValue),
  );
  return unfolded === undefined ? undefined : openCell(unfolded);
}

function openCell<T>({ question, readings, continuous }: Unfolded<Cell<T>>): OpenCell<T> {
  return {
    is: "open",
    question,
    readings: readings.map(({ reading, value }) => ({ reading, cell: value })),
    continuous,
  };
}

function openKeys(node: SourceMap, path: string, sheet: Sheet): OpenKeys | undefined {
  let question: SourceText | undefined;
  let readings: SourceMap | undefined;
  let fine = true;
  for (const { key, value } of node.entries) {
    const word = wordNamed({ open, as }, key.text);
    if (word === "open") {
      question = textOf(value, { zh: "待明确问题的名称", en: "the name of an open question" }, path, sheet);
    } else if (word === "as") {
      readings = wantMap(value, { zh: "各解释的取值", en: "values by reading" }, under(path, "as"), sheet);
      fine &&= readings !== undefined;
    } else {
      const slip = { key: key.text, ...offered({ open, as }, key.text) };
      report(sheet, "unknown-key", under(path, key.text), key.span, slip);
      fine = false;
    }
  }
  return question === undefined || !fine ? undefined : { question, as: readings };
}

/**
 * Reads what every reading of a question puts at a place. The place's own `as` goes before the question's value;
 * an interval gives two readings, `low` and `high`.
 */
export function unfold<T>(
  { question, as: own }: OpenKeys,
  path: string,
  sheet: Sheet,
  continuous: boolean,
  readValue: ReadValue<T>,
): Unfolded<T> | undefined {
  if (!isNamed("question", question, path, sheet)) return undefined;
  const id = question.text;
  const source = sheet.questions.get(id);
  if (source === undefined) return undefined;
  sheet.uses.push({ question: id, path: sheet.trail[0]?.path ?? path });
  if (sheet.trail.some(each => each.question === id)) {
    report(sheet, "circular-question", path, question.span, { question: id });
    return undefined;
  }
  sheet.trail.push({ question: id, path: sheet.trail[0]?.path ?? path });
  const readings =
    source.between === undefined
      ? readReadings(id, source, question, own, path, sheet, readValue)
      : readEnds(id, source.between, question, path, sheet, continuous, readValue);
  sheet.trail.pop();
  return readings === undefined
    ? undefined
    : { question: id, readings, continuous: source.between !== undefined };
}

function readReadings<T>(
  id: string,
  source: QuestionSource,
  question: SourceText,
  own: SourceMap | undefined,
  path: string,
  sheet: Sheet,
  readValue: ReadValue<T>,
): readonly ReadingOf<T>[] | undefined {
  if (source.readings.length === 0) {
    report(sheet, "question-without-readings", path, question.span, { question: id });
    return undefined;
  }
  const known = source.readings.map(each => each.id);
  for (const { key } of own?.entries ?? []) {
    if (known.includes(key.text)) continue;
    const slip = { question: id, reading: key.text, nearest: nearestOf(key.text, known), allowed: known };
    report(sheet, "unknown-reading", under(path, "as"), key.span, slip);
  }
  const readings: ReadingOf<T>[] = [];
  for (const reading of source.readings) {
    const here = own?.entries.find(({ key }) => key.text === reading.id)?.value;
    const node = here ?? reading.value;
    if (node === undefined) {
      report(sheet, "missing-reading-value", path, question.span, { question: id, reading: reading.id });
      continue;
    }
    if (sheet.unfoldingsLeft <= 0) {
      report(sheet, "too-many-readings", path, question.span, { max: UNFOLDINGS_MAX });
      return undefined;
    }
    sheet.unfoldingsLeft -= 1;
    const at = here === undefined ? reading.path : under(under(path, "as"), reading.id);
    const value = readValue(node, at);
    if (value !== undefined) readings.push({ reading: reading.id, value });
  }
  return readings.length === source.readings.length ? readings : undefined;
}

function readEnds<T>(
  id: string,
  between: SourceNode,
  question: SourceText,
  path: string,
  sheet: Sheet,
  continuous: boolean,
  readValue: ReadValue<T>,
): readonly ReadingOf<T>[] | undefined {
  if (!continuous) {
    report(sheet, "between-not-here", path, question.span, { question: id });
    return undefined;
  }
  const at = `open.${id}.between`;
  const text = textOf(between, { zh: "区间", en: "an interval" }, at, sheet);
  if (text === undefined) return undefined;
  const written = splitRange(text.text);
  if (written?.low === undefined || written.high === undefined) {
    report(sheet, "bad-between", at, between.span, { text: text.text });
    return undefined;
  }
  const low = readValue({ ...text, text: written.low.value }, at);
  const high = readValue({ ...text, text: written.high.value }, at);
  if (low === undefined || high === undefined) return undefined;
  return [
    { reading: "low", value: low },
    { reading: "high", value: high },
  ];
}
