/**
 * The entries of this page: changed in place, kept in this browser at every change, and one step back. Two pages that are
 * open at a time show the same: what one of them keeps, the other takes over.
 */
import { useEffect, useReducer, useRef, useState } from "react";
import { type Change, changed, type Entries, NO_ENTRIES } from "../facts/entries.ts";
import { writeEntries } from "../facts/entries-text.ts";
import { forgetEntries, type Kept, keepEntries, kept, onKeptElsewhere } from "../facts/kept.ts";
import { forgetReplaced } from "../facts/replaced.ts";
import type { Word } from "./words.ts";

/** What was taken away last, and what stood before. */
interface Taken {
  readonly said: Word;
  /** Absent where there is no way back. */
  readonly before: Entries | undefined;
}
interface State {
  readonly entries: Entries;
  readonly taken: Taken | undefined;
  /** What was found in this browser last: when the page opened, or since. */
  readonly found: Kept;
}
type Action =
  | { readonly is: "change"; readonly change: Change }
  | { readonly is: "take"; readonly change: Change; readonly said: Word }
  | { readonly is: "found"; readonly found: Kept }
  | { readonly is: "forget" }
  | { readonly is: "undo" }
  | { readonly is: "dismiss" };

export interface EntriesInHand extends State {
  readonly dispatch: (action: Action) => void;
  readonly change: (change: Change) => void;
  /** Whether this browser keeps what is filled in. */
  readonly keeps: boolean;
}

function stepped(state: State, action: Action): State {
  const { entries, taken, found } = state;
  switch (action.is) {
    case "change":
      return { entries: changed(entries, action.change), taken: undefined, found };
    case "take":
      return {
        entries: changed(entries, action.change),
        taken: { said: action.said, before: entries },
        found,
      };
    case "found":
      return begunWith(action.found);
    case "forget":
      return { entries: NO_ENTRIES, taken: { said: "forgotten", before: undefined }, found };
    case "undo":
      return { entries: taken?.before ?? entries, taken: undefined, found };
    case "dismiss":
      return { entries, taken: undefined, found };
  }
}

const begunWith = (found: Kept): State => ({
  entries: found.is === "entries" ? found.entries : NO_ENTRIES,
  taken: undefined,
  found,
});

/** To be used in the browser only: it begins with what the browser kept. */
export function useEntries(): EntriesInHand {
  const [state, dispatch] = useReducer(stepped, undefined, () => begunWith(kept()));
  const [keeps, setKeeps] = useState(true);
  const { entries, taken } = state;
  /** What is known to stand in this browser: what came from there is not written back. */
  const standing = useRef(entries);
  useEffect(() => {
    if (taken?.said === "forgotten") {
      forgetEntries();
      forgetReplaced();
    } else if (entries !== standing.current) setKeeps(keepEntries(entries));
    standing.current = entries;
  }, [entries, taken]);
  useEffect(
    () =>
      onKeptElsewhere(() => {
        const found = kept();
        // A browser that keeps nothing holds nothing; what is filled in here stays.
        if (found.is === "nothing" && (!keeps || standing.current === NO_ENTRIES)) return;
        if (found.is === "entries" && writeEntries(found.entries) === writeEntries(standing.current)) return;
        const { entries: now } = begunWith(found);
        standing.current = now;
        dispatch({ is: "found", found });
      }),
    [keeps],
  );
  const [change] = useState(() => (each: Change) => dispatch({ is: "change", change: each }));
  return { ...state, dispatch, change, keeps };
}
