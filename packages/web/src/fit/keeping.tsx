/** Where the facts are kept, the ways to be rid of them, and the way back. */
import { useEffect, useRef, useState } from "react";
import { NO_ENTRIES } from "../facts/entries.ts";
import { keptEntries } from "../facts/kept.ts";
import { hasReplaced, takeBack } from "../facts/replaced.ts";
import type { EntriesInHand } from "./use-entries.ts";
import { type Language, word } from "./words.ts";

export function Keeping({ language, hand }: { readonly language: Language; readonly hand: EntriesInHand }) {
  return (
    <section className="form-part keeping" aria-label={word("clear", language)}>
      <p className="hint">{word(hand.keeps ? "keptHere" : "keptNowhere", language)}</p>
      <div className="buttons">
        <TakeBack language={language} hand={hand} />
        <button
          type="button"
          className="button quiet"
          onClick={() =>
            hand.dispatch({ is: "take", change: { is: "replace", entries: NO_ENTRIES }, said: "cleared" })
          }
        >
          {word("clear", language)}
        </button>
        <button type="button" className="button quiet" onClick={() => hand.dispatch({ is: "forget" })}>
          {word("forget", language)}
        </button>
      </div>
    </section>
  );
}

/** What a shared link took the place of can be had back here too, and that in turn undone. */
function TakeBack({ language, hand }: { readonly language: Language; readonly hand: EntriesInHand }) {
  const [offered, setOffered] = useState(hasReplaced);
  if (!offered || hand.taken?.said === "forgotten") return null;
  const put = () => {
    if (takeBack()) {
      const entries = keptEntries() ?? NO_ENTRIES;
      hand.dispatch({ is: "take", change: { is: "replace", entries }, said: "tookBack" });
    }
    setOffered(false);
  };
  return (
    <button type="button" className="button quiet" onClick={put}>
      {word("takeBack", language)}
    </button>
  );
}

/** Says what was taken away; the focus is on the way back. */
export function TakenBar({ language, hand }: { readonly language: Language; readonly hand: EntriesInHand }) {
  const { taken } = hand;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (taken !== undefined) button.current?.focus();
  }, [taken]);
  const leave = (is: "undo" | "dismiss") => {
    document.getElementById("spends-heading")?.focus();
    hand.dispatch({ is });
  };
  return (
    <div className={taken === undefined ? undefined : "taken-bar"} role="status">
      {taken !== undefined && (
        <>
          <span>{word(taken.said, language)}</span>
          <button
            ref={button}
            type="button"
            className="button"
            onClick={() => leave(taken.before === undefined ? "dismiss" : "undo")}
          >
            {word(taken.before === undefined ? "dismiss" : "undo", language)}
          </button>
        </>
      )}
    </div>
  );
}
