/** How benefits meet, as read, to the typed tree. */
import type { CombinationRead } from "../../language/programme-shape.ts";
import type { Combination } from "../../tree.ts";
import { report, spanAt, under } from "../page.ts";
import type { Sheet } from "../sheet.ts";
import { cited, linkBase, linkCap, linkGranted } from "./link-values.ts";

export function linkCombination(
  { is, read }: CombinationRead,
  index: number,
  sheet: Sheet,
): Combination | undefined {
  const path = under("combine", index);
  switch (is) {
    case "overlap":
      return { is, of: read.overlap, on: read.on, rule: read.rule, ...cited(read.at, undefined) };
    case "exclude":
      if (read.exclude.length < 2) {
        report(sheet, "exclude-needs-groups", path, spanAt(sheet.spans, path), {});
        return undefined;
      }
      return { is, groups: read.exclude, within: read.within, ...cited(read.at, undefined) };
    case "stack": {
      const base = linkBase(read.base, under(path, "base"), read.at, sheet);
      return (
        base && {
          is,
          of: read.stack,
          total: linkGranted(read.total, read.at),
          base,
          ...cited(read.at, undefined),
        }
      );
    }
    case "cap": {
      const cap = linkCap(read.cap, read.over, under(path, "cap"), undefined, sheet);
      return cap && { is, cap };
    }
  }
}
