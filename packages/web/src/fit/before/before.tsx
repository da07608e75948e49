/** What went before: earlier awards (not said, none, or a list), and what pools have left. */
import type { Catalogue } from "@suanquan/policy";
import { memo } from "react";
import { type AwardEntry, type Entries, NO_AWARD, NO_POOL, type PoolEntry } from "../../facts/entries.ts";
import { SelectField, TextField } from "../fields/field.tsx";
import { focusField } from "../focus-field.ts";
import { Folded } from "../folded.tsx";
import { drawnFrom, type FormProps } from "../form-props.ts";
import { type Language, type Word, word } from "../words.ts";

const STATES = [
  ["positionUnsaid", (awards: Entries["awards"]) => awards === undefined, undefined],
  ["positionNone", (awards: Entries["awards"]) => awards?.length === 0, []],
  ["positionSome", (awards: Entries["awards"]) => awards !== undefined && awards.length > 0, [NO_AWARD]],
] as const satisfies readonly (readonly [Word, (awards: Entries["awards"]) => boolean, Entries["awards"]])[];

export const Before = memo(
  function Before(props: FormProps) {
    const { language, entries, change } = props;
    const { awards, pools } = entries;
    const set = (next: Entries["awards"]) => change({ is: "awards", awards: next });
    return (
      <section className="form-part" aria-labelledby="before-heading">
        <h2 id="before-heading">{word("before", language)}</h2>
        <fieldset className="plain-group">
          <legend>{word("position", language)}</legend>
          <div className="radios stacked">
            {STATES.map(([name, holds, next]) => (
              <label key={name}>
                <input
                  type="radio"
                  id={`awards.${name}`}
                  name="position"
                  checked={holds(awards)}
                  onChange={() => set(next)}
                />
                <span>{word(name, language)}</span>
              </label>
            ))}
          </div>
          {awards?.map((award, index) => (
            <AwardRow
              key={index}
              {...props}
              award={award}
              id={`awards.${index}`}
              write={next => set(awards.map((each, at) => (at === index ? next : each)))}
              remove={() => {
                set(awards.filter((_, at) => at !== index));
                document.getElementById(awards.length > 1 ? "awards.add" : "awards.positionNone")?.focus();
              }}
            />
          ))}
          {awards !== undefined && awards.length > 0 && (
            <button
              type="button"
              id="awards.add"
              className="button quiet"
              onClick={() => {
                set([...awards, NO_AWARD]);
                focusField(`awards.${awards.length}.programme`);
              }}
            >
              {word("addAward", language)}
            </button>
          )}
        </fieldset>
        <Folded
          className="more"
          summary={`${word("pools", language)}${pools.length === 0 ? "" : ` (${pools.length})`}`}
        >
          {() => <Pools {...props} />}
        </Folded>
      </section>
    );
  },
  drawnFrom("awards", "pools"),
);

const programmesOf = (catalogue: Catalogue, language: Language, keep: (id: string) => boolean = () => true) =>
  [...catalogue.programmes].flatMap(([programme, [newest]]) =>
    newest === undefined || !keep(programme) ? [] : [{ value: programme, name: newest.title[language] }],
  );

interface AwardRowProps extends FormProps {
  readonly award: AwardEntry;
  readonly id: string;
  readonly write: (award: AwardEntry) => void;
  readonly remove: () => void;
}

const FIGURES = [
  ["on", "awardOn", "dayHint"],
  ["granted", "awardGranted", "amountHint"],
  ["redeemed", "awardRedeemed", "amountHint"],
  ["paid", "awardPaid", "amountHint"],
] as const satisfies readonly (readonly [keyof AwardEntry, Word, Word])[];

function AwardRow({ catalogue, language, award, id, read, write, remove }: AwardRowProps) {
  const benefits = (catalogue.programmes.get(award.programme)?.[0]?.benefits ?? []).map(each => ({
    value: each.id,
    name: each.title[language],
  }));
  return (
    <div className="award">
      <SelectField
        id={`${id}.programme`}
        label={word("awardProgramme", language)}
        language={language}
        none={word("unknown", language)}
        value={award.programme}
        options={programmesOf(catalogue, language)}
        write={programme => {
          const [only, ...others] = catalogue.programmes.get(programme)?.[0]?.benefits ?? [];
          write({ ...award, programme, benefit: others.length === 0 ? (only?.id ?? "") : "" });
        }}
      />
      {benefits.length > 1 && (
        <SelectField
          id={`${id}.benefit`}
          label={word("awardBenefit", language)}
          language={language}
          none={word("unknown", language)}
          value={award.benefit}
          options={benefits}
          write={benefit => write({ ...award, benefit })}
        />
      )}
      {(award.programme === "" || award.benefit === "") && (
        <p className="hint">{word("awardBegun", language)}</p>
      )}
      {FIGURES.map(([field, name, placeholder]) => (
        <TextField
          key={field}
          id={`${id}.${field}`}
          label={word(name, language)}
          language={language}
          text={award[field]}
          write={text => write({ ...award, [field]: text })}
          fault={read.faults.get(`${id}.${field}`)}
          placeholder={word(placeholder, language)}
        />
      ))}
      <button type="button" className="small-button" onClick={remove}>
        {word("removeAward", language)}
      </button>
    </div>
  );
}

function Pools({ catalogue, language, entries, read, change }: FormProps) {
  const { pools } = entries;
  const set = (next: readonly PoolEntry[]) => change({ is: "pools", pools: next });
  const poolsIn = (programme: string) =>
    (catalogue.programmes.get(programme)?.[0]?.pools ?? []).map(each => ({
      value: each.id,
      name: each.title?.[language] ?? each.id,
    }));
  return (
    <>
      <p className="hint">{word("poolsHint", language)}</p>
      {pools.map((pool, index) => (
        <div key={index} className="award">
          <SelectField
            id={`pools.${index}.programme`}
            label={word("awardProgramme", language)}
            language={language}
            none={word("unknown", language)}
            value={pool.programme}
            options={programmesOf(catalogue, language, id => poolsIn(id).length > 0)}
            write={programme => {
              const [only, ...others] = poolsIn(programme);
              const chosen = others.length === 0 ? (only?.value ?? "") : "";
              set(pools.map((each, at) => (at === index ? { ...each, programme, pool: chosen } : each)));
            }}
          />
          {poolsIn(pool.programme).length > 1 && (
            <SelectField
              id={`pools.${index}.pool`}
              label={word("pool", language)}
              language={language}
              none={word("unknown", language)}
              value={pool.pool}
              options={poolsIn(pool.programme)}
              write={chosen =>
                set(pools.map((each, at) => (at === index ? { ...each, pool: chosen } : each)))
              }
            />
          )}
          <TextField
            id={`pools.${index}.left`}
            label={word("poolLeft", language)}
            language={language}
            text={pool.left}
            write={left => set(pools.map((each, at) => (at === index ? { ...each, left } : each)))}
            fault={read.faults.get(`pools.${index}.left`)}
            placeholder={word("amountHint", language)}
          />
          <button
            type="button"
            className="small-button"
            onClick={() => {
              set(pools.filter((_, at) => at !== index));
              document.getElementById("pools.add")?.focus();
            }}
          >
            {word("removePool", language)}
          </button>
        </div>
      ))}
      <button
        type="button"
        id="pools.add"
        className="button quiet"
        onClick={() => {
          set([...pools, NO_POOL]);
          focusField(`pools.${pools.length}.programme`);
        }}
      >
        {word("addPool", language)}
      </button>
    </>
  );
}
