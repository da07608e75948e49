/** The table: sorted by any column, and what differs from a chosen programme marked. */
import { useId } from "react";
import type { Language } from "../language.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { programmePath } from "../programme/path.ts";
import { COLUMNS, type Column, type ComparedRow, type Sorting } from "./comparison.ts";
import { word } from "./words.ts";

interface ComparisonTableProps {
  readonly rows: readonly ComparedRow[];
  readonly sorting: Sorting;
  readonly setSorting: (sorting: Sorting) => void;
  /** Key of the row that the others are marked against; empty for none. */
  readonly reference: string;
  readonly setReference: (key: string) => void;
  readonly language: Language;
}

/** Sums are looked for from the top. */
const DOWN_FIRST: readonly Column[] = ["due", "ceiling"];

export function ComparisonTable(props: ComparisonTableProps) {
  const { rows, sorting, setSorting, reference, setReference, language } = props;
  const id = useId();
  const against = rows.find(each => each.key === reference);
  const sortBy = (by: Column) =>
    setSorting({ by, down: sorting.by === by ? !sorting.down : DOWN_FIRST.includes(by) });
  return (
    <section aria-labelledby={`${id}-table`}>
      <div className="compare-head">
        <h2 id={`${id}-table`}>{word("table", language)}</h2>
        <div className="field">
          <label htmlFor={`${id}-reference`}>{word("reference", language)}</label>
          <select
            id={`${id}-reference`}
            value={against?.key ?? ""}
            onChange={event => setReference(event.target.value)}
          >
            <option value="">{word("noReference", language)}</option>
            {rows.map(row => (
              <option key={row.key} value={row.key}>
                {row.cells.programme}
              </option>
            ))}
          </select>
        </div>
      </div>
      {/* Where it is wider than the screen, the focus on its buttons and links scrolls it. */}
      <div className="wide-table">
        <table className="plain comparison">
          <thead>
            <tr>
              {COLUMNS.map(column => (
                <th
                  key={column}
                  scope="col"
                  aria-sort={sorting.by !== column ? undefined : sorting.down ? "descending" : "ascending"}
                >
                  <button type="button" onClick={() => sortBy(column)}>
                    {word(column, language)}
                    <span aria-hidden="true">
                      {sorting.by !== column ? " ↕" : sorting.down ? " ↓" : " ↑"}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <Row key={row.key} row={row} against={against} language={language} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({
  row,
  against,
  language,
}: {
  readonly row: ComparedRow;
  readonly against: ComparedRow | undefined;
  readonly language: Language;
}) {
  const page = usePage();
  const { programme, cells } = row;
  const differs = (column: Column) =>
    against !== undefined && against.key !== row.key && against.cells[column] !== cells[column];
  return (
    <tr className={against?.key === row.key ? "reference" : undefined}>
      <th scope="row">
        <a href={pageLink(page, programmePath(programme.id), language)}>{cells.programme}</a>
        <small className="soft">{row.place}</small>
        {row.due === undefined && <small>{row.says}</small>}
      </th>
      {COLUMNS.filter(each => each !== "programme").map(column => (
        <td key={column} className={differs(column) ? `${column} differs` : column}>
          <span className="cell-name" aria-hidden="true">
            {word(column, language)}
          </span>
          <span>
            {cells[column]}
            {differs(column) && <span className="unseen"> ({word("differs", language)})</span>}
          </span>
        </td>
      ))}
    </tr>
  );
}
