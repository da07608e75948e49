/** Text set in the columns of a terminal, where a Chinese character takes two. */

/** Ranges of characters that take two columns: East Asian wide and full-width ones, in rising order. */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
];

function columnsOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x1100 && WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Columns that a text takes; it holds no control characters. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/** Fills a text up to a number of columns. */
const padEnd = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - columnsOf(text)));

const OPENING = "（《「『“‘〔【(";
const CLOSING = "，。；：、！？）》」』”’〕】";

/** Words of Latin letters and figures stay whole, a Chinese character is a piece by itself; marks stay with their word. */
const PIECES = new RegExp(
  `\\s+|[${OPENING}]*(?:\\p{Script=Han}|[^\\s\\p{Script=Han}${OPENING}${CLOSING}]+)?[${CLOSING}]*`,
  "gu",
);
/** A mark that never begins a line. */
const MARK = /^[,.;:!?)%/]/;

/** Breaks a text into lines of at most so many columns; what follows the first line is indented. */
export function wrap(text: string, columns: number, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const piece of text.match(PIECES) ?? []) {
    const wanted = columnsOf(piece);
    if (taken + wanted <= columns || line.trim() === "" || MARK.test(piece)) {
      line += piece;
      taken += wanted;
    } else {
      lines.push(line.trimEnd());
      line = indent + piece.trimStart();
      taken = columnsOf(line);
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

/** Rows set in aligned columns, two spaces apart; the last column is not filled up. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, columnsOf(cell));
    });
  return rows.map(row =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : padEnd(cell, widths[index] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
