/** The filters beside the search box. */
import { usePage } from "../page-context.tsx";
import { FILTER_NAMES, type FilterName, type Filters } from "./filters.ts";
import { word } from "./words.ts";

type ChoiceName = Exclude<FilterName, "q">;
const CHOICES: readonly ChoiceName[] = ["place", "kind", "standing", "mode", "month"];

interface FilterBarProps {
  readonly filters: Filters;
  readonly options: Readonly<
    Record<ChoiceName, readonly { readonly value: string; readonly says: string }[]>
  >;
  readonly choose: (name: FilterName, value: string) => void;
  readonly clear: () => void;
}

export function FilterBar({ filters, options, choose, clear }: FilterBarProps) {
  const { language } = usePage();
  const asked = FILTER_NAMES.some(name => filters[name] !== "");
  return (
    <fieldset className="filters">
      <legend className="unseen">{word("filters", language)}</legend>
      {CHOICES.map(name => (
        <div key={name}>
          <label htmlFor={`filter-${name}`}>{word(name, language)}</label>
          <select
            id={`filter-${name}`}
            value={filters[name]}
            onChange={event => choose(name, event.target.value)}
          >
            <option value="">{word("all", language)}</option>
            {options[name].map(({ value, says }) => (
              <option key={value} value={value}>
                {says}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="button" className="button quiet" disabled={!asked} onClick={clear}>
        {word("clear", language)}
      </button>
    </fieldset>
  );
}
