/** The comparison: one spending, the programmes that it is put beside, and where all of it is taken to be. */
import { todayInShanghai } from "@suanquan/china";
import type { Catalogue } from "@suanquan/policy";
import { useMemo, useState } from "react";
import { isBlank } from "../facts/entries.ts";
import { readEntries } from "../facts/read-entries.ts";
import { useOnlyProgramme } from "../fit/only-programme.tsx";
import { useEntries } from "../fit/use-entries.ts";
import { usePage } from "../page-context.tsx";
import { TakeAway } from "../share/take-away.tsx";
import { WithCatalogue } from "../with-catalogue.tsx";
import { AmountChart } from "./amount-chart.tsx";
import { ChoiceOfProgrammes } from "./choice-of-programmes.tsx";
import { compared, type Sorting, sorted } from "./comparison.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import { baseFacts, oneSumOf, type Where } from "./scenario.ts";
import { SpendingForm } from "./spending-form.tsx";
import { word } from "./words.ts";
import "./compare.css";

export interface CompareProps {
  readonly builtOn: string;
}

export default function Compare(_: CompareProps) {
  return <WithCatalogue>{catalogue => <Comparison catalogue={catalogue} />}</WithCatalogue>;
}

function Comparison({ catalogue }: { readonly catalogue: Catalogue }) {
  const { language } = usePage();
  const { entries, change, keeps } = useEntries();
  const [today] = useState(() => todayInShanghai(new Date()));
  const read = useMemo(() => readEntries(entries, catalogue, today), [entries, catalogue, today]);
  const { facts, asOf, whatIf } = read;

  const [spendChosen, setSpend] = useState(0);
  const spend = Math.min(spendChosen, Math.max(0, entries.spends.length - 1));
  const [where, setWhere] = useState<Where>({ is: "as-filled-in" });
  const [oneSum, setOneSum] = useState(true);
  const [chosen, setChosen] = useState<ReadonlySet<string>>();
  const [sorting, setSorting] = useState<Sorting>({ by: "due", down: true });
  const [marked, setReference] = useState<string>();
  /** The programme from which the person came: it stands beside those that fit, and the others are told apart from it. */
  const cameFrom = useOnlyProgramme(catalogue);

  const scenario = useMemo(() => ({ spend, where, oneSum }), [spend, where, oneSum]);
  const rows = useMemo(
    () => compared(catalogue, facts, scenario, { asOf, whatIf }, language),
    [catalogue, facts, scenario, asOf, whatIf, language],
  );
  const picked = useMemo(
    () =>
      rows.filter(row =>
        chosen === undefined
          ? row.group === "eligible" || row.group === "possible" || row.programme.id === cameFrom
          : chosen.has(row.programme.id),
      ),
    [rows, chosen, cameFrom],
  );
  const shown = useMemo(() => sorted(picked, sorting), [picked, sorting]);
  const reference = marked ?? shown.find(row => row.programme.id === cameFrom)?.key ?? "";
  const sum = oneSumOf(
    facts.spends[spend] ?? new Map(),
    useMemo(() => baseFacts(catalogue), [catalogue]),
  );
  const blank = isBlank(entries);
  return (
    <div className="compare">
      <SpendingForm
        {...{ catalogue, entries, read, change, spend, setSpend, where, setWhere, oneSum, setOneSum, sum }}
      />
      {!keeps && <p className="notice warn">{word("notKept", language)}</p>}
      {read.faults.size > 0 && <p className="notice warn">{word("faulty", language)}</p>}
      {where.is !== "as-filled-in" && (
        <p className="notice warn what-if" role="status">
          {word("whatIf", language)}
        </p>
      )}
      {blank ? (
        <div className="notice">
          <h2>{word("nothingYet", language)}</h2>
          <p>{word("nothingYetSays", language)}</p>
        </div>
      ) : (
        <>
          <ChoiceOfProgrammes {...{ rows, chosen, setChosen, picked, language }} />
          {shown.length === 0 ? (
            <div className="notice">
              <h2>{word("noneFit", language)}</h2>
              <p>{word("noneFitSays", language)}</p>
            </div>
          ) : (
            <>
              <AmountChart rows={shown} price={sum?.amount} language={language} />
              <ComparisonTable {...{ rows: shown, sorting, setSorting, reference, setReference, language }} />
            </>
          )}
          <TakeAway {...{ catalogue, entries, read }} />
        </>
      )}
    </div>
  );
}
