/** Parts that benefits, combinations and pools share, from what the reader yields to the typed tree. */
import type { CapRead } from "../../language/benefit-shape.ts";
import type { BaseRead, GrantedRead } from "../../language/figure-shapes.ts";
import type { TableRead } from "../../language/shape.ts";
import type { Base, Cap, CapScope, Cell, Citation, Condition, Granted, Table } from "../../tree.ts";
import { report, spanAt } from "../page.ts";
import type { Sheet } from "../sheet.ts";

/** A citation of one's own, or the nearest one above. */
export const cited = (own: Citation | undefined, above: Citation | undefined): { readonly at?: Citation } => {
  const at = own ?? above;
  return at === undefined ? {} : { at };
};

/** Leaves out a key whose value is absent, so that absent and undefined are never two things. */
export const present = <K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };

export const stated = <T>(value: T): Cell<T> => ({ is: "stated", value });

/** Whether the value is written as a table or a cell, and whether it is «not more than». */
export function linkGranted<T>(read: GrantedRead<T>, above: Citation | undefined): Granted<T> {
  switch (read.is) {
    case "cell":
      return { atMost: false, by: { is: "cell", cell: read.read }, ...cited(undefined, above) };
    case "stated":
      return { atMost: false, by: { is: "cell", cell: read.read.is }, ...cited(read.read.at, above) };
    case "table":
      return linkTable(read.read, false, above);
    case "at-most": {
      const { atMost, at } = read.read;
      if (atMost.is === "table") return linkTable(atMost.read, true, at ?? above);
      return { atMost: true, by: { is: "cell", cell: atMost.read }, ...cited(at, above) };
    }
  }
}

function linkTable<T>(
  { columns, rows, at }: TableRead<T>,
  atMost: boolean,
  above: Citation | undefined,
): Granted<T> {
  const here = cited(at, above);
  const table: Table<T> = { columns, rows: rows.map(row => ({ ...row, ...here })) };
  return { atMost, by: { is: "table", table }, ...here };
}

/** A base; undefined when it does not say of what, or says it twice. */
export function linkBase(
  base: BaseRead,
  path: string,
  above: Citation | undefined,
  sheet: Sheet,
): Base | undefined {
  if (base.is === "facts") return { of: base.read, less: stated([]), ...cited(undefined, above) };
  const { of, lowestOf, awardOf, less, days, upTo, at } = base.read;
  const here = at ?? above;
  if ([of, lowestOf, awardOf].filter(each => each !== undefined).length !== 1) {
    report(sheet, "base-needs-one", path, spanAt(sheet.spans, path), {});
    return undefined;
  }
  return {
    of: of ?? lowestOf ?? stated([]),
    ...(lowestOf === undefined ? {} : { lowest: true as const }),
    ...present("awardOf", awardOf),
    less: less ?? stated([]),
    ...present(
      "days",
      days && {
        from: days.from,
        to: days.to,
        within: days.within,
        count: days.count ?? stated("difference"),
        ...cited(days.at, here),
      },
    ),
    ...present("upTo", upTo),
    ...cited(undefined, here),
  };
}

/** A cap over these benefits; undefined when it limits nothing, or two things. */
export function linkCap(
  cap: CapRead,
  over: readonly string[],
  path: string,
  above: Citation | undefined,
  sheet: Sheet,
): Cap | undefined {
  const here = cap.at ?? above;
  if ((cap.max === undefined) === (cap.share === undefined)) {
    report(sheet, "cap-needs-one", path, sheet.spans.get(path) ?? { line: 1, column: 1 }, {});
    return undefined;
  }
  const { max, share, relax } = cap;
  return {
    ...present("max", max && linkGranted(max, here)),
    ...present("share", share && { rate: share.rate, of: share.of, counting: share.counting ?? [] }),
    ...linkScope(cap.per),
    ...present("period", cap.period),
    counts: cap.counts ?? "granted",
    ...present("when", cap.when && citeCondition(cap.when, here)),
    over,
    ...present(
      "relax",
      relax && {
        ...present("when", relax.when && citeCondition(relax.when, relax.at ?? here)),
        ...present("to", relax.to),
        ...cited(relax.at, here),
      },
    ),
    ...cited(undefined, here),
  };
}

/** Whom a limit speaks of; where that is open, the first reading stands for readers that know no questions. */
function linkScope(per: CapRead["per"]): Pick<Cap, "scope" | "openScope"> {
  if (per === undefined) return { scope: ["applicant"] };
  if (per.is === "stated") return { scope: per.value };
  let first: Cell<readonly CapScope[]> | undefined = per;
  while (first?.is === "open") first = first.readings[0]?.cell;
  return { scope: first?.value ?? ["applicant"], openScope: per };
}

/** Gives a condition, and every part of it that cites nothing, the citation above. */
export function citeCondition(condition: Condition, above: Citation | undefined): Condition {
  const here = condition.at ?? above;
  const at = cited(undefined, here);
  switch (condition.is) {
    case "fact":
      return { ...condition, ...at };
    case "open":
      return {
        ...condition,
        readings: condition.readings.map(({ reading, condition: inner }) => ({
          reading,
          condition: citeCondition(inner, here),
        })),
        ...at,
      };
    default:
      return { ...condition, of: condition.of.map(each => citeCondition(each, here)), ...at };
  }
}

/** The condition that asks nothing. */
export const ALWAYS: Condition = { is: "all", of: [] };
