/** Two links: the page alone, and the page with what is filled in, which says first what it will hold. */
import { todayInShanghai } from "@suanquan/china";
import { useState } from "react";
import { isBlank } from "../facts/entries.ts";
import { readEntries } from "../facts/read-entries.ts";
import { toldFacts } from "../facts/told-facts.ts";
import { pageLink, usePage } from "../page-context.tsx";
import { CopyField } from "./copy-field.tsx";
import type { InHand } from "./in-hand.ts";
import { catalogueMark, LINK_MAX, writeShared } from "./share-link.ts";
import { shareable } from "./shareable.ts";
import { ToldList } from "./told-list.tsx";
import { word } from "./words.ts";

export default function SharePanel({ catalogue, entries, read }: InHand) {
  const page = usePage();
  const { language } = page;
  // What the link was made of: once something else is filled in, it is no longer that link.
  const [made, setMade] = useState<{ readonly link: string; readonly of: InHand["entries"] }>();
  const bare = new URL(pageLink(page, "fit/", language), location.href).href;
  const held = shareable(entries, catalogue.vocabulary.facts);
  const make = () => {
    const on = todayInShanghai(new Date());
    const shared = {
      entries: held,
      made: { release: page.release, catalogue: catalogueMark(catalogue.hash), on },
    };
    const link = new URL(pageLink(page, "shared/", language), location.href).href + writeShared(shared);
    setMade({ link, of: entries });
  };
  const link = made?.of === entries ? made.link : undefined;
  return (
    <>
      <h3>{word("shareBare", language)}</h3>
      <p className="small soft">{word("shareBareSays", language)}</p>
      <CopyField label={word("link", language)} text={bare} language={language} rows={1} />
      <h3>{word("shareFacts", language)}</h3>
      {isBlank(entries) ? (
        <p className="small soft">{word("nothingFilled", language)}</p>
      ) : (
        <>
          <p className="small soft">{word("shareFactsSays", language)}</p>
          <details>
            <summary>{word("holds", language)}</summary>
            <ToldList
              told={toldFacts(held, readEntries(held, catalogue, read.asOf), catalogue, language)}
              language={language}
            />
          </details>
          <p className="small">
            <b>{word("leavesOut", language)}</b>
            {language === "zh" ? "：" : ": "}
            {word("leavesOutSays", language)}
          </p>
          {link === undefined && (
            <button type="button" className="button" onClick={make}>
              {word("makeLink", language)}
            </button>
          )}
          <div role="status">
            {link !== undefined && link.length > LINK_MAX && (
              <p className="notice warn">{word("tooLong", language)}</p>
            )}
          </div>
          {link !== undefined && link.length <= LINK_MAX && (
            <CopyField label={word("link", language)} text={link} language={language} />
          )}
        </>
      )}
    </>
  );
}
