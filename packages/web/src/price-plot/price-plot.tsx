/**
 * What is left to pay against the amount bought: the one drawing of it on this site, with the same figures as a table.
 * Places on the paper need no more than what a number holds; whatever is read as a figure comes as text.
 */
import type { ReactNode } from "react";

const WIDTH = 480;
const HEIGHT = 260;
const LEFT = 84;
const BOTTOM = 44;
const TOP = 24;
const RIGHT = 20;
const FLOOR = HEIGHT - BOTTOM;

export interface PlotPoint {
  readonly amount: number;
  readonly pays: number;
}
export interface PlotLine {
  readonly points: readonly PlotPoint[];
  /** What it shows is not settled. */
  readonly open?: boolean;
}
export interface Tick {
  readonly at: number;
  readonly says: string;
}

export interface PlotProps {
  readonly id: string;
  /** What is seen, for those who do not see it. */
  readonly says: string;
  /** Names of the axes. */
  readonly across: string;
  readonly up: string;
  /** The amounts, and what is paid, that the edges of the plot stand for. */
  readonly amounts: readonly [from: number, to: number];
  readonly paid: readonly [from: number, to: number];
  readonly lines: readonly PlotLine[];
  readonly amountTicks: readonly Tick[];
  readonly paidTicks: readonly Tick[];
  /** Amounts between which buying more costs less. */
  readonly band?: readonly [from: number, to: number];
  /** Where this very order stands. */
  readonly here?: { readonly points: readonly PlotPoint[]; readonly says: string } | undefined;
}

export function Plot(props: PlotProps) {
  const { id, says, across, up, amounts, paid, lines, amountTicks, paidTicks, band, here } = props;
  const x = (amount: number) => LEFT + partOf(amount, amounts) * (WIDTH - LEFT - RIGHT);
  const y = (pays: number) => FLOOR - partOf(pays, paid) * (FLOOR - TOP);
  const [first] = here?.points ?? [];
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-name`}>
      <title id={`${id}-name`}>{says}</title>
      {band !== undefined && (
        <rect className="dip" x={x(band[0])} y={TOP} width={x(band[1]) - x(band[0])} height={FLOOR - TOP} />
      )}
      <path className="axis" d={`M${LEFT} ${TOP}V${FLOOR}H${WIDTH - RIGHT}`} />
      {paidTicks.map(tick => (
        <g key={tick.at}>
          <line className="guide" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick.at)} y2={y(tick.at)} />
          <text className="tick" x={LEFT - 6} y={y(tick.at) + 4} textAnchor="end">
            {tick.says}
          </text>
        </g>
      ))}
      {amountTicks.map(tick => (
        <text
          key={tick.at}
          className="tick"
          x={x(tick.at)}
          y={FLOOR + 17}
          textAnchor={tick.at === amounts[1] ? "end" : "middle"}
        >
          {tick.says}
        </text>
      ))}
      {lines.map((line, index) => (
        <path key={index} className={line.open ? "price open" : "price"} d={pathOf(line, x, y)} />
      ))}
      {here !== undefined && first !== undefined && (
        <g>
          <line
            className="here-line"
            x1={x(first.amount)}
            x2={x(first.amount)}
            y1={FLOOR}
            y2={y(first.pays)}
          />
          {here.points.map(point => (
            <circle key={point.pays} className="here" cx={x(point.amount)} cy={y(point.pays)} r="5" />
          ))}
          <text
            className="here-text"
            x={x(first.amount) + (isRight(first.amount, amounts) ? -10 : 10)}
            y={y(first.pays) - 8}
            textAnchor={isRight(first.amount, amounts) ? "end" : "start"}
          >
            {here.says}
          </text>
        </g>
      )}
      <text className="tick" x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end">
        {across} →
      </text>
      <text className="tick" x={4} y={14}>
        ↑ {up}
      </text>
    </svg>
  );
}

const partOf = (value: number, [from, to]: readonly [number, number]): number =>
  to === from ? 0 : (value - from) / (to - from);

/** On the right half there is more room on the left. */
const isRight = (amount: number, amounts: readonly [number, number]): boolean =>
  partOf(amount, amounts) > 0.5;

const pathOf = ({ points }: PlotLine, x: (amount: number) => number, y: (pays: number) => number): string =>
  points.map((each, index) => `${index === 0 ? "M" : "L"}${x(each.amount)} ${y(each.pays)}`).join("");

export interface PlotRow {
  readonly key: string;
  readonly amount: string;
  readonly pays: string;
  readonly note?: string;
}

interface PriceFigureProps {
  readonly title: ReactNode;
  /** How to read it, and what is to be seen in it, in sentences. */
  readonly says: ReactNode;
  readonly plots: readonly PlotProps[];
  readonly tableName: string;
  readonly columns: { readonly amount: string; readonly pays: string; readonly note?: string };
  readonly rows: readonly PlotRow[];
}

/** One plot or several beside each other, and below them the table of what they show. */
export function PriceFigure({ title, says, plots, tableName, columns, rows }: PriceFigureProps) {
  return (
    <figure className="price-plot">
      <figcaption>{title}</figcaption>
      {says}
      <div className="plots">
        {plots.map(plot => (
          <Plot key={plot.id} {...plot} />
        ))}
      </div>
      <details>
        <summary>{tableName}</summary>
        <table className="plain small">
          <thead>
            <tr>
              <th scope="col">{columns.amount}</th>
              <th scope="col">{columns.pays}</th>
              {columns.note !== undefined && (
                <th scope="col">
                  <span className="unseen">{columns.note}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.key}>
                <th scope="row" className="figure">
                  {row.amount}
                </th>
                <td className="figure">{row.pays}</td>
                {columns.note !== undefined && <td>{row.note}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
