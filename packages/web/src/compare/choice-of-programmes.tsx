/** Which programmes stand side by side: those that fit or could fit, or the person's own choice. */
import { GROUP_NAMES } from "@suanquan/policy/groups";
import type { Language } from "../language.ts";
import type { ComparedRow } from "./comparison.ts";
import { word } from "./words.ts";

interface ChoiceProps {
  readonly rows: readonly ComparedRow[];
  /** Ids of programmes; undefined while nobody chose. */
  readonly chosen: ReadonlySet<string> | undefined;
  readonly setChosen: (chosen: ReadonlySet<string> | undefined) => void;
  readonly picked: readonly ComparedRow[];
  readonly language: Language;
}

export function ChoiceOfProgrammes({ rows, chosen, setChosen, picked, language }: ChoiceProps) {
  const now = new Set(picked.map(each => each.programme.id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(now);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <details className="panel compare-choice">
      <summary>
        {word("choose", language)}{" "}
        <span className="tag">
          {word("chosenCount", language)} {picked.length}/{rows.length}
        </span>
      </summary>
      {chosen !== undefined && (
        <button type="button" className="button quiet" onClick={() => setChosen(undefined)}>
          {word("reset", language)}
        </button>
      )}
      <ul>
        {rows.map(row => (
          <li key={row.key}>
            <label className="check">
              <input
                type="checkbox"
                checked={now.has(row.programme.id)}
                onChange={event => toggle(row.programme.id, event.target.checked)}
              />
              <span>
                {row.cells.programme} <small className="soft">{GROUP_NAMES[row.group][language]}</small>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
