/** A shared link opened: what came in, and whether it may take the place of what is filled in here. */
import { todayInShanghai } from "@suanquan/china";
import type { Catalogue } from "@suanquan/policy";
import { useEffect, useRef, useState } from "react";
import { isBlank } from "../facts/entries.ts";
import { type Kept, keepEntries, kept } from "../facts/kept.ts";
import { readEntries } from "../facts/read-entries.ts";
import { hasReplaced, replaceEntries, takeBack } from "../facts/replaced.ts";
import { toldFacts } from "../facts/told-facts.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { WithCatalogue } from "../with-catalogue.tsx";
import { catalogueMark, readShared, type Shared, type SharedReading } from "./share-link.ts";
import { ToldList } from "./told-list.tsx";
import { word } from "./words.ts";
import "./share.css";

export interface ReceivedProps {
  readonly builtOn: string;
}

export default function Received(_: ReceivedProps) {
  // The link is read in the browser only: what stands after the # is never there when the page is written.
  const [reading, setReading] = useState<SharedReading>();
  useEffect(() => {
    const read = () => setReading(readShared(location.hash));
    read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return (
    <WithCatalogue>
      {catalogue => {
        switch (reading?.is) {
          case undefined:
            return null;
          case "none":
            return <None />;
          case "refused":
            return <Broken reading={reading} />;
          case "shared":
            return (
              <Offer key={JSON.stringify(reading.shared)} catalogue={catalogue} shared={reading.shared} />
            );
        }
      }}
    </WithCatalogue>
  );
}

function None() {
  const page = usePage();
  const { language } = page;
  const [back, setBack] = useState<"offered" | "done" | undefined>(hasReplaced() ? "offered" : undefined);
  return (
    <div className="notice">
      <h2>{word("sharedNone", language)}</h2>
      <p>{word("sharedNoneSays", language)}</p>
      {back === "offered" && (
        <button
          type="button"
          className="button quiet"
          onClick={() => setBack(takeBack() ? "done" : undefined)}
        >
          {word("takeBack", language)}
        </button>
      )}
      <p role="status">{back === "done" && word("takenBack", language)}</p>
      <ToFit own />
    </div>
  );
}

function Broken({ reading }: { readonly reading: Extract<SharedReading, { readonly is: "refused" }> }) {
  const { language } = usePage();
  const stop = language === "zh" ? "。" : ".";
  return (
    <div className="notice fault" role="alert">
      <h2>{word("sharedBroken", language)}</h2>
      <p>{`${capital(reading.error[language])}${stop}`}</p>
      <p>{`${capital(reading.mend[language])}${stop}`}</p>
      <p>{word("keptUntouched", language)}</p>
      <ToFit own />
    </div>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function ToFit({ own = false }: { readonly own?: boolean }) {
  const page = usePage();
  return (
    <p>
      <a className={own ? undefined : "button"} href={pageLink(page, "fit/", page.language)}>
        {word(own ? "toOwnFit" : "toFit", page.language)}
      </a>
    </p>
  );
}

type Stage = "offered" | "replaced" | "taken-back" | "kept-mine" | "not-kept";

interface OfferProps {
  readonly catalogue: Catalogue;
  readonly shared: Shared;
}

function Offer({ catalogue, shared }: OfferProps) {
  const page = usePage();
  const { language } = page;
  const [here] = useState<Kept>(kept);
  const [stage, setStage] = useState<Stage>("offered");
  const said = useRef<HTMLDivElement>(null);
  // What was pressed is gone: the focus goes to what is said of it.
  useEffect(() => {
    if (stage !== "offered") said.current?.focus();
  }, [stage]);
  const today = todayInShanghai(new Date());
  const read = readEntries(shared.entries, catalogue, today);
  const occupied = here.is === "unreadable" || (here.is === "entries" && !isBlank(here.entries));
  const { made } = shared;
  const use = () => {
    if (occupied) setStage(replaceEntries(shared.entries) ? "replaced" : "not-kept");
    else if (keepEntries(shared.entries)) location.assign(pageLink(page, "fit/", language));
    else setStage("not-kept");
  };
  return (
    <div className="received">
      <p>{word("sharedSays", language)}</p>
      <p className="small soft">
        {[
          made.on === "" ? "" : `${word("made", language)} ${made.on}`,
          made.release === "" ? "" : `${word("withRelease", language)} ${made.release}`,
        ]
          .filter(each => each !== "")
          .join(" · ")}
      </p>
      {made.catalogue !== catalogueMark(catalogue.hash) && (
        <p className="notice warn">{word("otherCatalogue", language)}</p>
      )}
      {shared.entries.asOf === "" && made.on !== "" && made.on !== today && (
        <p className="notice warn">{word("notToday", language)}</p>
      )}
      <div className="panel">
        <ToldList told={toldFacts(shared.entries, read, catalogue, language)} language={language} />
      </div>
      {stage === "offered" ? (
        <div className="panel received-choice">
          {occupied ? (
            <>
              <p>{word(here.is === "unreadable" ? "unreadableOwn" : "haveOwn", language)}</p>
              <p className="take-away-links">
                <button type="button" className="button" onClick={use}>
                  {word("replace", language)}
                </button>
                <button type="button" className="button quiet" onClick={() => setStage("kept-mine")}>
                  {word("keepMine", language)}
                </button>
              </p>
            </>
          ) : (
            <button type="button" className="button" onClick={use}>
              {word("use", language)}
            </button>
          )}
        </div>
      ) : (
        <div className="notice" ref={said} tabIndex={-1} role="status">
          <p>{word(SAID[stage], language)}</p>
          {stage === "replaced" && (
            <button
              type="button"
              className="button quiet"
              onClick={() => setStage(takeBack() ? "taken-back" : "not-kept")}
            >
              {word("takeBack", language)}
            </button>
          )}
          <ToFit own={stage !== "replaced"} />
        </div>
      )}
    </div>
  );
}

const SAID = {
  replaced: "replaced",
  "taken-back": "takenBack",
  "kept-mine": "kept",
  "not-kept": "notKept",
} as const;
