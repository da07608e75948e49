/** Planned and past spending: each spend a card that opens in place; many at once come from a spreadsheet. */
import { lazy, Suspense, useState } from "react";
import { doubtsOf } from "../../facts/doubts.ts";
import { NO_ENTRIES, type SpendEntry, type Written } from "../../facts/entries.ts";
import { FactField } from "../fields/fact-field.tsx";
import { focusField } from "../focus-field.ts";
import type { FormProps } from "../form-props.ts";
import { MovesBadge } from "../questions/moves.tsx";
import { word } from "../words.ts";
import { spendSaid } from "./spend-said.ts";

const Paste = lazy(() => import("./paste.tsx"));

/** What nearly every programme asks of a spend. */
const CORE = ["spend.kind", "contract.amount", "contract.signed"];

/** Facts of spends that have their field here. @param kept were given before, or came from a spreadsheet. */
export const spendFacts = (kept: readonly string[]): readonly string[] => [...new Set([...CORE, ...kept])];

interface SpendsProps extends FormProps {
  readonly facts: readonly string[];
  readonly remove: (spend: number) => void;
  /** Told which facts pasted spends hold, before they are added. */
  readonly pasted: (spends: readonly Written[]) => void;
}

export function Spends(props: SpendsProps) {
  const { language, entries, change, pasted } = props;
  const { spends } = entries;
  const several = spends.length > 1;
  const [opened, setOpened] = useState<ReadonlySet<number>>(
    () => new Set(spends.slice(0, 1).map(({ id }) => id)),
  );
  const [pasting, setPasting] = useState(false);
  const toggle = (id: number, open: boolean) => {
    const next = new Set(opened);
    if (open) next.add(id);
    else next.delete(id);
    setOpened(next);
  };
  const add = () => {
    const id = Math.max(0, ...spends.map(each => each.id)) + 1;
    change({ is: "add-spends", spends: [{}] });
    toggle(id, true);
    focusField(`spends.${id}.spend.kind`);
  };
  return (
    <section className="form-part" aria-labelledby="spends-heading">
      <h2 id="spends-heading" tabIndex={-1}>
        {word("spends", language)}
      </h2>
      {spends.length === 0 && <p className="hint">{word("noSpends", language)}</p>}
      {!several
        ? spends.map((spend, index) => <SpendFields key={spend.id} {...props} spend={spend} index={index} />)
        : spends.map((spend, index) => (
            <details
              key={spend.id}
              id={`spend-${spend.id}`}
              className="spend"
              open={opened.has(spend.id)}
              onToggle={event => toggle(spend.id, event.currentTarget.open)}
            >
              <summary>{spendSaid(spend, index, props)}</summary>
              {opened.has(spend.id) && <SpendFields {...props} spend={spend} index={index} />}
            </details>
          ))}
      <div className="buttons">
        <button type="button" className="button quiet" onClick={add}>
          {word("addSpend", language)}
        </button>
        <button
          type="button"
          className="button quiet"
          aria-expanded={pasting}
          onClick={() => setPasting(!pasting)}
        >
          {word("paste", language)}
        </button>
      </div>
      {pasting && (
        <Suspense fallback={<p className="hint">{word("loading", language)}</p>}>
          <Paste
            {...props}
            add={added => {
              pasted(added);
              change({ is: "add-spends", spends: added });
              setPasting(false);
              document.getElementById("spends-heading")?.focus();
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function SpendFields(props: SpendsProps & { readonly spend: SpendEntry; readonly index: number }) {
  const { catalogue, language, entries, read, questions, change, facts, spend, index, remove } = props;
  const doubts = doubtsOf(read.facts.spends[index], catalogue.vocabulary.facts, read.asOf);
  return (
    <fieldset className="spend-fields">
      <legend className={entries.spends.length > 1 ? "unseen" : undefined}>
        {word("spend", language)} {index + 1}
      </legend>
      {facts.map(name => {
        const fact = catalogue.vocabulary.facts.get(name);
        if (fact === undefined) return null;
        const id = `spends.${spend.id}.${name}`;
        const asked = questions.get(name);
        return (
          <FactField
            key={name}
            fact={fact}
            id={id}
            language={language}
            text={spend.written[name] ?? ""}
            write={text => change({ is: "spend", spend: spend.id, fact: name, text })}
            fault={read.faults.get(id)}
            doubt={doubts.get(name)?.[language]}
            badge={
              <MovesBadge asked={asked?.spends.includes(spend.id) ? asked : undefined} language={language} />
            }
          />
        );
      })}
      {(entries.spends.length > 1 || spend.written !== NO_ENTRIES.spends[0]?.written) && (
        <button type="button" className="small-button" onClick={() => remove(spend.id)}>
          {word("removeSpend", language)}
        </button>
      )}
    </fieldset>
  );
}
