/** The day of the answer, and whether drafts count. */
import { memo } from "react";
import { TextField } from "./fields/field.tsx";
import { drawnFrom, type FormProps } from "./form-props.ts";
import { word } from "./words.ts";

export const ReckoningOptions = memo(
  function ReckoningOptions({ language, entries, read, change }: FormProps) {
    return (
      <section className="form-part" aria-labelledby="options-heading">
        <h2 id="options-heading">{word("options", language)}</h2>
        <TextField
          id="asOf"
          label={word("day", language)}
          language={language}
          text={entries.asOf}
          write={text => change({ is: "as-of", text })}
          fault={read.faults.get("asOf")}
          placeholder={read.asOf}
          hint={
            <>
              {word("dayToday", language)}
              <b className="read-back">{read.asOf}</b>
            </>
          }
        />
        <div className="check">
          <input
            id="what-if"
            type="checkbox"
            checked={entries.whatIf}
            onChange={event => change({ is: "what-if", whatIf: event.target.checked })}
          />
          <label htmlFor="what-if">{word("whatIf", language)}</label>
        </div>
      </section>
    );
  },
  drawnFrom("asOf", "whatIf"),
);
