/** Conditions: a map of facts to what is asked of them, with `all`, `any`, `none` and `open` beside the facts. */
import { conditionWords } from "../language/words.ts";
import type { Citation, Condition } from "../tree.ts";
import { report, under } from "./page.ts";
import { readCell, unfold } from "./read-cell.ts";
import { factOf, isChinese, readCitation, textOf, wantMap, wordNamed } from "./read-leaf.ts";
import { readTest } from "./read-test.ts";
import type { Sheet } from "./sheet.ts";
import type { SourceEntry, SourceMap, SourceNode } from "./source-node.ts";

const { all, any, none, open, as, at } = conditionWords;
/** Keys of a condition that are not facts. */
export const conditionKeys = { all, any, none, open, as, at };

/** Reads a condition; an empty one is true. */
export function readCondition(node: SourceNode, path: string, sheet: Sheet): Condition | undefined {
  const map = wantMap(node, { zh: "条件", en: "a condition" }, path, sheet);
  if (map === undefined) return undefined;
  const cited = entryOf(map, "at");
  const citation = cited && readCitation(cited.value, under(path, "at"), sheet);
  const parts = map.entries.map(entry => readPart(entry, map, citation, path, sheet));
  const of = parts.flatMap(part => part ?? []);
  if (parts.includes(undefined) || (cited !== undefined && citation === undefined)) return undefined;
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { is: "all", of, ...citedBy(citation) };
}

const entryOf = (map: SourceMap, word: keyof typeof conditionKeys): SourceEntry | undefined =>
  map.entries.find(({ key }) => wordNamed(conditionKeys, key.text) === word);

const citedBy = (citation: Citation | undefined) => (citation === undefined ? {} : { at: citation });

/** The conditions that one entry adds; undefined when it cannot be read. */
function readPart(
  { key, value }: SourceEntry,
  map: SourceMap,
  citation: Citation | undefined,
  path: string,
  sheet: Sheet,
): readonly Condition[] | undefined {
  const word = wordNamed(conditionKeys, key.text);
  const here = under(path, word ?? key.text);
  sheet.spans.set(here, value.span);
  switch (word) {
    case undefined: {
      const fact = factOf(key, here, sheet);
      if (fact === undefined) return undefined;
      const place = under(path, fact.name);
      sheet.spans.set(place, value.span);
      const test = readCell(value, place, sheet, false, (node, where) => readTest(fact, node, where, sheet));
      return test && [{ is: "fact", fact: fact.name, test, ...citedBy(citation) }];
    }
    case "at":
      return [];
    case "as": {
      if (entryOf(map, "open") !== undefined) return [];
      report(sheet, "unknown-key", here, key.span, {
        key: key.text,
        allowed: [isChinese(key.text) ? open.zh : "open"],
      });
      return undefined;
    }
    case "open": {
      const condition = readOpenCondition(value, map, citation, path, sheet);
      return condition && [condition];
    }
    default: {
      const of = readConditions(value, here, sheet);
      if (of === undefined) return undefined;
      const is = word === "all" ? "all" : word === "any" ? "any-of" : "none-of";
      return [{ is, of, ...citedBy(citation) }];
    }
  }
}

function readConditions(node: SourceNode, path: string, sheet: Sheet): readonly Condition[] | undefined {
  const items = node.kind === "list" ? node.items : [node];
  const of = items.flatMap((item, index) => {
    const here = node.kind === "list" ? under(path, index) : path;
    sheet.spans.set(here, item.span);
    return readCondition(item, here, sheet) ?? [];
  });
  return of.length === items.length ? of : undefined;
}

function readOpenCondition(
  value: SourceNode,
  map: SourceMap,
  citation: Citation | undefined,
  path: string,
  sheet: Sheet,
): Condition | undefined {
  const question = textOf(
    value,
    { zh: "待明确问题的名称", en: "the name of an open question" },
    under(path, "open"),
    sheet,
  );
  if (question === undefined) return undefined;
  const own = entryOf(map, "as")?.value;
  const readings =
    own && wantMap(own, { zh: "各解释的条件", en: "conditions by reading" }, under(path, "as"), sheet);
  if (own !== undefined && readings === undefined) return undefined;
  const unfolded = unfold({ question, as: readings }, path, sheet, false, (node, where) =>
    readCondition(node, where, sheet),
  );
  if (unfolded === undefined) return undefined;
  return {
    is: "open",
    question: unfolded.question,
    readings: unfolded.readings.map(({ reading, value: condition }) => ({ reading, condition })),
    ...citedBy(citation),
  };
}
