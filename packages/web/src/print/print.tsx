/** The page from which the answers are printed: shows the sheet as it will be on paper. */
import { todayInShanghai } from "@suanquan/china";
import type { Catalogue } from "@suanquan/policy";
import { assessCatalogue } from "@suanquan/policy/evaluate";
import { useEffect, useState } from "react";
import { isBlank } from "../facts/entries.ts";
import { keptEntries, onKeptElsewhere } from "../facts/kept.ts";
import { readEntries } from "../facts/read-entries.ts";
import { toldFacts } from "../facts/told-facts.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { WithCatalogue } from "../with-catalogue.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { word } from "./words.ts";
import "./print.css";

export interface PrintProps {
  readonly builtOn: string;
}

export default function Print(_: PrintProps) {
  return <WithCatalogue>{catalogue => <KeptSheet catalogue={catalogue} />}</WithCatalogue>;
}

function KeptSheet({ catalogue }: { readonly catalogue: Catalogue }) {
  const page = usePage();
  const { language, release } = page;
  const [entries, setEntries] = useState(keptEntries);
  useEffect(() => onKeptElsewhere(() => setEntries(keptEntries())), []);
  const [today] = useState(() => todayInShanghai(new Date()));
  const back = (
    <a className="button quiet" href={pageLink(page, "fit/", language)}>
      {word("back", language)}
    </a>
  );
  if (entries === undefined || isBlank(entries))
    return (
      <div className="notice">
        <p>{word("empty", language)}</p>
        <p>{back}</p>
      </div>
    );
  const read = readEntries(entries, catalogue, today);
  const answers = assessCatalogue(catalogue, read.facts, { asOf: read.asOf, whatIf: read.whatIf });
  return (
    <>
      <p className="screen-only print-tools">
        <button type="button" className="button" onClick={() => window.print()}>
          {word("print", language)}
        </button>
        {back}
      </p>
      <PrintSheet
        {...{ catalogue, answers, release, language }}
        told={toldFacts(entries, read, catalogue, language)}
        asOf={read.asOf}
      />
    </>
  );
}
