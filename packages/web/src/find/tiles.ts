/** Where each province stands in the grid of squares: neighbours stay neighbours, no borders are drawn. */
export interface Tile {
  /** GB/T 2260 code. */
  readonly code: string;
  /** Two letters of ISO 3166-2:CN, for squares too small for a name. */
  readonly letters: string;
  readonly row: number;
  readonly column: number;
}

const ROWS: readonly (readonly (readonly [code: string, letters: string] | null)[])[] = [
  [null, null, null, null, null, null, ["230000", "HL"]],
  [null, null, null, ["150000", "NM"], ["110000", "BJ"], null, ["220000", "JL"]],
  [
    ["650000", "XJ"],
    ["620000", "GS"],
    ["640000", "NX"],
    ["140000", "SX"],
    ["130000", "HE"],
    ["120000", "TJ"],
    ["210000", "LN"],
  ],
  [null, ["630000", "QH"], ["610000", "SN"], ["410000", "HA"], ["370000", "SD"], null, null],
  [
    ["540000", "XZ"],
    ["510000", "SC"],
    ["500000", "CQ"],
    ["420000", "HB"],
    ["340000", "AH"],
    ["320000", "JS"],
    ["310000", "SH"],
  ],
  [null, null, ["520000", "GZ"], ["430000", "HN"], ["360000", "JX"], ["330000", "ZJ"], null],
  [null, ["530000", "YN"], ["450000", "GX"], ["440000", "GD"], ["350000", "FJ"], ["710000", "TW"], null],
  [null, null, ["460000", "HI"], ["820000", "MO"], ["810000", "HK"], null, null],
];

export const TILES: readonly Tile[] = ROWS.flatMap((cells, row) =>
  cells.flatMap((cell, column) => (cell === null ? [] : [{ code: cell[0], letters: cell[1], row, column }])),
);

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";
export const isDirection = (key: string): key is Direction => /^Arrow(Up|Down|Left|Right)$/.test(key);

/** The nearest square in a direction, straight ahead before aside; the same where there is none. */
export function nextTile(from: Tile, direction: Direction): Tile {
  const vertical = direction === "ArrowUp" || direction === "ArrowDown";
  const sign = direction === "ArrowDown" || direction === "ArrowRight" ? 1 : -1;
  const ahead = (tile: Tile) => sign * (vertical ? tile.row - from.row : tile.column - from.column);
  const aside = (tile: Tile) => Math.abs(vertical ? tile.column - from.column : tile.row - from.row);
  const cost = (tile: Tile) => ahead(tile) + 3 * aside(tile);
  const reachable = TILES.filter(tile => ahead(tile) > 0);
  return (
    reachable.reduce<Tile | undefined>(
      (best, tile) => (best === undefined || cost(tile) < cost(best) ? tile : best),
      undefined,
    ) ?? from
  );
}
