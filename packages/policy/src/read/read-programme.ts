/** A programme file, from text to the typed tree. */
import { fen } from "@suanquan/china";
import type { Finding } from "../finding.ts";
import {
  type DocumentRead,
  type PoolRead,
  type ProgrammeRead,
  programmeShape,
  type QuestionRead,
} from "../language/programme-shape.ts";
import type { roundingUnitWords } from "../language/words.ts";
import type { Benefit, OpenQuestion, PolicyDocument, Pool, Programme, Window } from "../tree.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { linkBenefit } from "./link/link-benefit.ts";
import { linkCase } from "./link/link-case.ts";
import { linkCombination } from "./link/link-combination.ts";
import { ALWAYS, citeCondition, cited, present, stated } from "./link/link-values.ts";
import { namesInFile } from "./names-in-file.ts";
import { hasErrors, newPage, report, type SpanTable, spanAt, under } from "./page.ts";
import { readShape } from "./read-shape.ts";
import { readYaml } from "./read-yaml.ts";
import { newSheet, type Sheet } from "./sheet.ts";
import type { SourceNode } from "./source-node.ts";

export interface ProgrammeReading {
  /** Absent while there are errors. */
  readonly programme?: Programme;
  /** Where each value stands, by its path of English keys, as in `benefits.purchase.caps.0.max`. */
  readonly spans: SpanTable;
  readonly findings: readonly Finding[];
}

/**
 * Reads one version of one programme. Keys and words may be Chinese or English. Whatever is not understood is a
 * finding with its line and its cure; nothing is skipped or guessed, and nothing is thrown.
 * @param file the name that findings carry.
 */
export function readProgramme(
  text: string | Uint8Array,
  file: string,
  vocabulary: Vocabulary,
): ProgrammeReading {
  const page = newPage(file);
  const root = readYaml(text, page);
  if (root === undefined) return { spans: page.spans, findings: page.findings };
  const sheet = newSheet(file, { ...page, vocabulary, ...namesInFile(root) });
  const read = readShape(programmeShape, root, "", sheet);
  const programme = read && linkProgramme(read, sheet);
  const { spans, findings } = sheet;
  return programme === undefined || hasErrors(findings)
    ? { spans, findings }
    : { programme, spans, findings };
}

function linkProgramme(read: ProgrammeRead, sheet: Sheet): Programme | undefined {
  const benefits = Object.entries(read.benefits).flatMap(
    ([id, benefit]) => linkBenefit(id, benefit, sheet) ?? [],
  );
  const combine = (read.combine ?? []).flatMap(
    (combination, index) => linkCombination(combination, index, sheet) ?? [],
  );
  const applies = linkApplies(read, sheet);
  const cases = (read.cases ?? []).map((each, index) => linkCase(each, read.programme, index, sheet));
  refuseCircles(read, benefits, sheet);
  if (applies === undefined || hasErrors(sheet.findings)) return undefined;
  const { voucher, rounding } = read;
  return {
    id: read.programme,
    version: read.version,
    title: read.title,
    kinds: read.kinds,
    place: read.place,
    issuer: read.issuer,
    standing: read.standing,
    documents: Object.entries(read.documents).map(([id, document]) => linkDocument(id, document)),
    governs: read.governs,
    applies,
    delivery: read.delivery ?? { mode: "unstated" },
    ...present("voucher", voucher),
    windows: linkWindows(read.windows ?? {}),
    pools: Object.entries(read.pools ?? {}).map(([id, pool]) => linkPool(id, pool)),
    when: citeCondition(read.when ?? ALWAYS, undefined),
    presumes: Object.entries(read.presume ?? {}).map(([id, { when, says }]) => ({
      id,
      condition: when,
      says,
    })),
    ...present(
      "rounding",
      rounding && {
        unit: ROUNDING_UNITS[rounding.unit],
        direction: rounding.direction,
        ...cited(rounding.at, undefined),
      },
    ),
    benefits,
    combine,
    open: Object.entries(read.open ?? {}).map(([id, question]) => linkQuestion(id, question, sheet)),
    procedure: read.procedure ?? [],
    notes: read.notes ?? [],
    cases,
  };
}

/** A pool that is a part of itself, or an award that is reckoned on itself, would never come to an end. */
function refuseCircles(read: ProgrammeRead, benefits: readonly Benefit[], sheet: Sheet): void {
  const pools = new Map(Object.entries(read.pools ?? {}).map(([id, pool]) => [id, pool.partOf]));
  for (const id of inCircle(pools)) {
    const path = under(under("pools", id), "part-of");
    report(sheet, "circular-pool", path, spanAt(sheet.spans, path), { name: id });
  }
  const awards = new Map(
    benefits.map(({ id, amount }) => [id, "base" in amount ? amount.base?.awardOf : undefined]),
  );
  for (const id of inCircle(awards)) {
    const path = under(under("benefits", id), "base");
    report(sheet, "circular-award", path, spanAt(sheet.spans, path), { name: id });
  }
}

/** The names from which the next one, and the next after that, leads back to where it began. */
function inCircle(next: ReadonlyMap<string, string | undefined>): readonly string[] {
  return [...next.keys()].filter(start => {
    const seen = new Set<string>();
    for (let at = next.get(start); at !== undefined && !seen.has(at); at = next.get(at)) {
      if (at === start) return true;
      seen.add(at);
    }
    return false;
  });
}

const ROUNDING_UNITS: Readonly<Record<keyof typeof roundingUnitWords, ReturnType<typeof fen>>> = {
  fen: fen(1n),
  jiao: fen(10n),
  yuan: fen(100n),
  "hundred-yuan": fen(10_000n),
  "thousand-yuan": fen(100_000n),
  "ten-thousand-yuan": fen(1_000_000n),
};

/** Where the file does not say it: by the day of application, from the day the governing document takes effect. */
function linkApplies(read: ProgrammeRead, sheet: Sheet): Programme["applies"] | undefined {
  const governing = read.documents[read.governs];
  const { applies } = read;
  const from = applies?.from ?? governing?.effective ?? governing?.issued ?? governing?.published;
  if (from === undefined && read.standing === "in-force") {
    report(sheet, "governs-without-date", "governs", spanAt(sheet.spans, "governs"), {
      document: read.governs,
    });
    return undefined;
  }
  return {
    by: applies?.by ?? stated("applied"),
    ...present("from", from),
    ...present("to", applies?.to),
    ...cited(applies?.at, undefined),
  };
}

function linkDocument(id: string, read: DocumentRead): PolicyDocument {
  const { replaces, implements: implemented, conflicts, notes, ...rest } = read;
  return {
    id,
    ...rest,
    replaces: replaces ?? [],
    implements: implemented ?? [],
    conflicts: conflicts ?? [],
    notes: notes ?? [],
  };
}

function linkPool(id: string, read: PoolRead): Pool {
  return {
    id,
    ...present("title", read.title),
    max: read.max,
    ...present("period", read.period),
    firmness: read.firmness ?? "firm",
    ...present("partOf", read.partOf),
    order: read.order ?? stated("unstated"),
    funders: read.funders ?? [],
    ...cited(read.at, undefined),
  };
}

function linkWindows(read: NonNullable<ProgrammeRead["windows"]>): Programme["windows"] {
  const window = (each: Window): Window => ({ range: each.range, ...cited(each.at, undefined) });
  return {
    ...present("claim", read.claim && window(read.claim)),
    ...present("use", read.use && window(read.use)),
    ...present("consultation", read.consultation && window(read.consultation)),
  };
}

/** Cells under these keys concern how a voucher is handled, not what it is worth. */
const PROCEDURAL = /^(?:voucher|delivery|windows)\b/;

function linkQuestion(id: string, read: QuestionRead, sheet: Sheet): OpenQuestion {
  const path = under("open", id);
  const span = spanAt(sheet.spans, path);
  const source = sheet.questions.get(id);
  if (read.between !== undefined && read.readings !== undefined) {
    report(sheet, "readings-and-between", path, span, { question: id });
  }
  if (source?.readings.length === 1) report(sheet, "single-reading", path, span, { question: id });
  const uses = sheet.uses.filter(use => use.question === id);
  const money = uses.some(use => !PROCEDURAL.test(use.path));
  return {
    id,
    ask: read.ask,
    readings: read.between === undefined ? linkReadings(read, sheet) : linkEnds(read.between),
    between: read.texts ?? [],
    touches: read.touches ?? (money ? "money" : "procedure"),
    ...cited(read.at, undefined),
  };
}

/** A reading written as a bare value says what that value means. */
function linkReadings(read: QuestionRead, sheet: Sheet): OpenQuestion["readings"] {
  return Object.entries(read.readings ?? {}).map(([id, reading]) => {
    if (reading.is === "reading") return { id, says: reading.read.says };
    const node = reading.read as SourceNode;
    const written = node.kind === "text" ? node.text : id;
    return { id, says: sheet.meanings.get(node) ?? { zh: written, en: written } };
  });
}

function linkEnds(between: string): OpenQuestion["readings"] {
  return [
    { id: "low", says: { zh: `最低（${between}）`, en: `the lowest of ${between}` } },
    { id: "high", says: { zh: `最高（${between}）`, en: `the highest of ${between}` } },
  ];
}
