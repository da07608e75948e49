/** Spends pasted from a spreadsheet or dropped as a file; a preview shows cell by cell what was understood. */
import { type Fen, formatWan, formatYuanGrouped } from "@suanquan/china";
import type { FactDefinition } from "@suanquan/policy";
import { useMemo, useState } from "react";
import type { Written } from "../../facts/entries.ts";
import { type FormProps, factsOf } from "../form-props.ts";
import { word as formWord } from "../words.ts";
import { pasteWord as word } from "./paste-words.ts";
import {
  type CellRead,
  type Column,
  isTotalRow,
  type PastedTable,
  ROWS_MAX,
  readCell,
  rowsOf,
  spendsOf,
  tableOf,
  textOfFile,
  withColumn,
} from "./pasted-table.ts";

/** So many rows are shown; the others are read alike. */
const SHOWN_MAX = 50;

export default function Paste({
  catalogue,
  language,
  add,
}: FormProps & { readonly add: (spends: readonly Written[]) => void }) {
  const facts = useMemo(() => factsOf(catalogue, "spend"), [catalogue]);
  const [text, setText] = useState("");
  const [refused, setRefused] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<number, string | undefined>>(new Map());
  const table = useMemo(
    () => [...chosen].reduce((each, [at, fact]) => withColumn(each, at, fact), tableOf(rowsOf(text), facts)),
    [text, facts, chosen],
  );
  const take = (next: string) => {
    setText(next);
    setRefused("");
    setChosen(new Map());
  };
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = textOfFile(new Uint8Array(await file.arrayBuffer()));
    if ("text" in read) take(read.text);
    else setRefused(read.error[language]);
  };
  const spends = spendsOf(table, catalogue.vocabulary.facts);
  return (
    <section
      className="paste"
      aria-label={word("paste", language)}
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault();
        takeFile(event.dataTransfer.files[0]);
      }}
    >
      <div className="field">
        <label htmlFor="paste-text">{word("paste", language)}</label>
        <textarea
          id="paste-text"
          rows={5}
          value={text}
          spellCheck={false}
          aria-describedby="paste-hint"
          onChange={event => take(event.target.value)}
        />
        <p className="hint" id="paste-hint">
          {word("hint", language)}
        </p>
      </div>
      <div className="field">
        <label htmlFor="paste-file">{word("file", language)}</label>
        <input
          id="paste-file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={event => takeFile(event.target.files?.[0])}
        />
      </div>
      {refused !== "" && (
        <p className="fault-text" role="alert">
          {refused}
        </p>
      )}
      {table.rows.length > 0 && (
        <>
          <Preview
            table={table}
            facts={facts}
            definitions={catalogue.vocabulary.facts}
            language={language}
            choose={(at, fact) => setChosen(new Map(chosen).set(at, fact))}
          />
          <p>
            <button
              type="button"
              className="button"
              disabled={spends.length === 0}
              onClick={() => add(spends)}
            >
              {word("add", language)} {spends.length} {word("addOf", language)}
            </button>
          </p>
        </>
      )}
    </section>
  );
}

interface PreviewProps {
  readonly table: PastedTable;
  readonly facts: readonly FactDefinition[];
  readonly definitions: ReadonlyMap<string, FactDefinition>;
  readonly language: FormProps["language"];
  readonly choose: (at: number, fact: string | undefined) => void;
}

function Preview({ table, facts, definitions, language, choose }: PreviewProps) {
  const { columns, rows } = table;
  const cells = rows.map(row => columns.map((column, at) => readCell(row[at] ?? "", column, definitions)));
  const refused = cells.flat().filter(each => each.is === "refused").length;
  const left = cells.flat().filter(each => each.is === "left").length;
  return (
    <>
      <p role="status">
        {word("understood", language)} <b>{cells.flat().filter(each => each.is === "understood").length}</b>{" "}
        {word("cells", language)}
        {refused > 0 && (
          <>
            {language === "zh" ? "，" : ", "}
            <b className="bad-text">{refused}</b> {word("refused", language)}
          </>
        )}
        {left > 0 && (
          <>
            {language === "zh" ? "，" : ", "}
            <b>{left}</b> {word("left", language)}
          </>
        )}
        {language === "zh" ? "。" : "."} {!table.hasHeader && word("noHeader", language)}
        {rows.length > ROWS_MAX && ` ${word("tooMany", language)}`}
      </p>
      {/* Its selects and a scroll of its own are reached by keyboard. */}
      <section className="wide-table" aria-label={word("preview", language)}>
        <table className="plain small preview">
          <caption>{word("preview", language)}</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              {columns.map((column, at) => (
                <th key={at} scope="col">
                  <ColumnChoice {...{ column, at, facts, language, choose }} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN_MAX).map((row, index) => (
              <tr key={index} className={isTotalRow(row) ? "total-row" : undefined}>
                <th scope="row">
                  {index + 1}
                  {isTotalRow(row) && <span className="tag">{word("totalRow", language)}</span>}
                </th>
                {columns.map((column, at) => (
                  <Cell
                    key={at}
                    written={row[at] ?? ""}
                    read={cells[index]?.[at] ?? { is: "empty" }}
                    fact={column.fact === undefined ? undefined : definitions.get(column.fact)}
                    language={language}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > SHOWN_MAX && (
        <p className="hint">
          {rows.length - SHOWN_MAX} {word("rowsMore", language)}
        </p>
      )}
    </>
  );
}

function ColumnChoice({
  column,
  at,
  facts,
  language,
  choose,
}: Pick<PreviewProps, "facts" | "language" | "choose"> & { readonly column: Column; readonly at: number }) {
  const name = column.header === "" ? `${word("column", language)} ${at + 1}` : column.header;
  return (
    <>
      <span>{name}</span>
      <select
        aria-label={`${name}: ${word("goesTo", language)}`}
        value={column.fact ?? ""}
        onChange={event => choose(at, event.target.value === "" ? undefined : event.target.value)}
      >
        <option value="">{word("notTaken", language)}</option>
        {facts.map(each => (
          <option key={each.name} value={each.name}>
            {each.label[language]}
          </option>
        ))}
      </select>
    </>
  );
}

function Cell({
  written,
  read,
  fact,
  language,
}: {
  readonly written: string;
  readonly read: CellRead;
  readonly fact: FactDefinition | undefined;
  readonly language: FormProps["language"];
}) {
  return (
    <td className={`cell ${read.is}`}>
      {written}
      {read.is === "understood" && (
        <span className="read-as">{readAs(read.value, fact, written, language)}</span>
      )}
      {read.is === "refused" && (
        <span className="read-as bad-text">
          {formWord("fault", language)}
          {read.error[language]}
        </span>
      )}
    </td>
  );
}

/** How it was understood, where that is not what stands there. */
function readAs(
  value: unknown,
  fact: FactDefinition | undefined,
  written: string,
  language: FormProps["language"],
): string {
  if (value === undefined) return `→ ${formWord("dontKnow", language)}`;
  if (typeof value === "bigint" && fact?.type === "money") {
    const amount = value as Fen;
    return language === "zh"
      ? `→ ${formatYuanGrouped(amount)} 元（${formatWan(amount)}）`
      : `→ ¥${formatYuanGrouped(amount)}`;
  }
  if (typeof value === "boolean") return `→ ${formWord(value ? "yes" : "no", language)}`;
  return String(value) === written.trim() ? "" : `→ ${String(value)}`;
}
