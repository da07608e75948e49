/** What can be done with the answers: compare, print, put into a spreadsheet, share. Stands above them. */
import type { AssessOptions } from "@suanquan/policy";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { isBlank } from "../facts/entries.ts";
import { toldFacts } from "../facts/told-facts.ts";
import { pageLink, usePage } from "../page-context.tsx";
import type { InHand } from "./in-hand.ts";
import { word } from "./words.ts";
import "./share.css";

const SharePanel = lazy(() => import("./share-panel.tsx"));

/** The pages to which it leads. */
const PAGES = [
  { path: "compare/", name: "compare" },
  { path: "print/", name: "print" },
] as const;

/** Spreadsheet formats: how the file is named, and how it is made once it is asked for. */
const FORMATS = ["xlsx", "csvUtf8", "csvGb"] as const;
type Format = (typeof FORMATS)[number];

type Making =
  | { readonly is: "idle" }
  | { readonly is: "made"; readonly name: string }
  | { readonly is: "failed" };

/** @param only the one programme that is looked at: the comparison begins with it. */
export function TakeAway({ only, ...props }: InHand & { readonly only?: string | undefined }) {
  const page = usePage();
  const { language } = page;
  return (
    <section className="take-away screen-only" aria-label={word("takeAway", language)}>
      <div className="take-away-links">
        {PAGES.filter(each => each.path !== page.path).map(each => (
          <a
            key={each.path}
            className="button quiet"
            href={`${pageLink(page, each.path, language)}${only !== undefined && each.name === "compare" ? `#programme=${only}` : ""}`}
          >
            {word(each.name, language)}
          </a>
        ))}
        <ExportMenu {...props} />
        <Menu name={word("share", language)}>
          {() => (
            <Suspense fallback={<p className="hint">{word("making", language)}</p>}>
              <SharePanel {...props} />
            </Suspense>
          )}
        </Menu>
      </div>
    </section>
  );
}

function ExportMenu({ catalogue, entries, read }: InHand) {
  const { language, release } = usePage();
  const [making, setMaking] = useState<Making>({ is: "idle" });
  const options: AssessOptions = { asOf: read.asOf, whatIf: read.whatIf };
  const make = async (format: Format) => {
    try {
      const { exportFile } = await import("../export/export-file.ts");
      const told = toldFacts(entries, read, catalogue, language);
      const order = { catalogue, facts: read.facts, told, options, release, language };
      setMaking({ is: "made", name: await exportFile(format, order) });
    } catch {
      setMaking({ is: "failed" });
    }
  };
  return (
    <Menu name={word("export", language)}>
      {() => (
        <>
          <p className="small soft">{word("exportSays", language)}</p>
          {FORMATS.map(format => (
            <button
              key={format}
              type="button"
              className="button quiet"
              disabled={isBlank(entries)}
              onClick={() => void make(format)}
            >
              {word(format, language)}
            </button>
          ))}
          <p role="status">
            {making.is === "made" && `${word("exported", language)}${making.name}`}
            {making.is === "failed" && word("exportFailed", language)}
          </p>
        </>
      )}
    </Menu>
  );
}

/** What it holds is drawn once it is open: the answers above it follow every key. */
function Menu({ name, children }: { readonly name: string; readonly children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="menu" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary className="button quiet">{name}</summary>
      {open && <div className="menu-body">{children()}</div>}
    </details>
  );
}
