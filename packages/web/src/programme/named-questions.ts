/** The checker names open questions as the file does; people know them by their words or their number on the page. */
import type { Programme } from "@suanquan/policy";

/** A text with every name of an open question exchanged. @param said gives what stands in its place, by its index. */
export function withQuestionsSaid(
  text: string,
  { open }: Pick<Programme, "open">,
  said: (index: number) => string,
): string {
  if (open.length === 0) return text;
  // Longer names first, or `edge-10` would be found in `edge-100`.
  const names = open.map(({ id }) => id).sort((a, b) => b.length - a.length);
  const named = new RegExp(`\`(${names.join("|")})\`|(?<![\\w-])(${names.join("|")})(?![\\w-])`, "g");
  return text.replace(named, (_, quoted?: string, bare?: string) =>
    said(open.findIndex(({ id }) => id === (quoted ?? bare))),
  );
}
