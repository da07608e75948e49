/** Brackets of a text, before any parser has seen it: how deep they go, and which one was never closed. */
import type { Bilingual, Span } from "../tree.ts";

interface Bracket extends Span {
  readonly mark: string;
}

/** Marks after which a quotation mark begins a quoted text and is not a part of one. */
const BEFORE_QUOTE = /(?:^|[\s:,[{-])$/;

/** Calls back at every bracket outside quotes and comments, with those that are open there, the last one included. */
function walkBrackets(text: string, visit: (open: readonly Bracket[]) => boolean): void {
  const open: Bracket[] = [];
  let quote: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    for (let column = 0; column < line.length; column += 1) {
      const mark = line[column] ?? "";
      if (quote !== undefined) {
        if (mark === "\\" && quote === '"') column += 1;
        else if (mark === quote) quote = undefined;
      } else if ((mark === '"' || mark === "'") && BEFORE_QUOTE.test(line.slice(0, column))) quote = mark;
      else if (mark === "#" && (column === 0 || line[column - 1] === " ")) break;
      else if (mark === "{" || mark === "[") {
        open.push({ mark, line: index + 1, column: column + 1 });
        if (!visit(open)) return;
      } else if ((mark === "}" || mark === "]") && open.length > 0) open.pop();
    }
  }
}

/** The line of the first bracket that lies deeper than this. */
export function tooDeepBracket(text: string, most: number): number | undefined {
  let line: number | undefined;
  walkBrackets(text, open => {
    if (open.length > most) line = open.at(-1)?.line;
    return line === undefined;
  });
  return line;
}

/** The cure for a bracket that is still open at the end of a line before the one where the parser gave up. */
export function unclosedHint(text: string, until: number): Bilingual | undefined {
  const lines = text.split("\n").slice(0, Math.max(until - 1, 1));
  let last: readonly Bracket[] = [];
  walkBrackets(`${lines.join("\n")}\n[`, open => {
    // Only what is open at the mark that was put at the end; inside a quoted text it is no bracket.
    if (open.at(-1)?.line === lines.length + 1) last = open.slice(0, -1);
    return true;
  });
  const first = last[0];
  if (first === undefined) return undefined;
  const closing = first.mark === "{" ? "}" : "]";
  return {
    zh: `第 ${first.line} 行第 ${first.column} 列的 ${first.mark} 没有收尾，请补上 ${closing}`,
    en: `the ${first.mark} at line ${first.line}, column ${first.column} is never closed: add ${closing}`,
  };
}
