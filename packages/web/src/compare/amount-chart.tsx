/**
 * A bar for each programme: solid as far as something is surely due, pale as far as it could be due, and a dashed outline
 * up to the ceiling, which is no entitlement. The table below holds the same figures.
 */
import type { Fen } from "@suanquan/china";
import { moneyIn } from "@suanquan/policy/figures";
import { useId } from "react";
import type { Language } from "../language.ts";
import type { ComparedRow } from "./comparison.ts";
import { word } from "./words.ts";

const WIDTH = 1000;
const HEIGHT = 20;

export function AmountChart({
  rows,
  price,
  language,
}: {
  readonly rows: readonly ComparedRow[];
  readonly price: Fen | undefined;
  readonly language: Language;
}) {
  const id = useId();
  const most = rows
    .flatMap(({ due, ceiling }) => [due?.low, due?.high, ceiling?.low, ceiling?.high, price])
    .reduce<bigint>((max, each) => (each != null && each > max ? each : max), 1n);
  // Bars need four digits, not exact fen.
  const at = (amount: bigint) => Number((amount * BigInt(WIDTH)) / most);
  return (
    <figure className="amount-chart" aria-labelledby={id}>
      <figcaption id={id}>
        <b>{word("chart", language)}</b>
        <span className="small soft"> {word("chartSays", language)}</span>
      </figcaption>
      <ul className="legend" aria-hidden="true">
        {(["legendDue", "legendRange", "legendCeiling"] as const).map(name => (
          <li key={name} className={name}>
            <i />
            {word(name, language)}
          </li>
        ))}
        {price !== undefined && (
          <li className="legendPrice">
            <i />
            {word("legendPrice", language)} {moneyIn(language, price)}
          </li>
        )}
      </ul>
      <ul className="bars">
        {rows.map(row => (
          <li key={row.key}>
            <span className="bar-name">{row.cells.programme}</span>
            <svg
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              focusable="false"
            >
              <rect className="track" x="0" y="0" width={WIDTH} height={HEIGHT} />
              {row.ceiling !== undefined && (
                <rect
                  className="ceiling"
                  x="0.5"
                  y="1"
                  width={Math.max(1, at(row.ceiling.high ?? most) - 1)}
                  height={HEIGHT - 2}
                />
              )}
              {row.due !== undefined && (
                <rect className="could" x="0" y="4" width={at(row.due.high ?? most)} height={HEIGHT - 8} />
              )}
              {row.due !== undefined && (
                <rect className="due" x="0" y="4" width={at(row.due.low)} height={HEIGHT - 8} />
              )}
              {price !== undefined && (
                <line className="price" x1={at(price)} x2={at(price)} y1="0" y2={HEIGHT} />
              )}
            </svg>
            <span className="bar-says">
              {row.cells.due}
              {row.cells.ceiling !== "—" && (
                <span className="soft">
                  {" "}
                  / {row.ceiling?.high === null ? word("noEnd", language) : row.cells.ceiling}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
