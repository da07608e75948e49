/** The provinces as squares with the number of their programmes: a way to filter, with its table. */
import { type KeyboardEvent, useRef, useState } from "react";
import { usePage } from "../page-context.tsx";
import type { Province } from "./entry.ts";
import { isDirection, nextTile, TILES, type Tile } from "./tiles.ts";
import { word } from "./words.ts";

interface TileMapProps {
  readonly provinces: readonly Province[];
  readonly counts: ReadonlyMap<string, number>;
  readonly chosen: string;
  readonly choose: (code: string) => void;
}

/** The more programmes, the stronger the colour. */
const level = (count: number): string =>
  count === 0 ? "" : count <= 2 ? "some" : count <= 5 ? "many" : "most";

export function TileMap({ provinces, counts, chosen, choose }: TileMapProps) {
  const { language } = usePage();
  const grid = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(TILES[0]?.code);
  const names = new Map(provinces.map(each => [each.code, each]));
  const move = (event: KeyboardEvent, tile: Tile) => {
    if (!isDirection(event.key)) return;
    event.preventDefault();
    const next = nextTile(tile, event.key);
    setStop(next.code);
    grid.current?.querySelector<HTMLElement>(`[data-code="${next.code}"]`)?.focus();
  };
  const countOf = (code: string) => counts.get(code) ?? 0;
  const nation = countOf("000000");
  return (
    <section className="panel tile-map" aria-labelledby="map-title">
      <h2 id="map-title">{word("map", language)}</h2>
      <p className="small soft" id="map-hint">
        {word("mapHint", language)}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser */}
      <div className="tiles" role="group" aria-labelledby="map-title" aria-describedby="map-hint" ref={grid}>
        {TILES.map(tile => {
          const name = names.get(tile.code);
          const count = countOf(tile.code);
          return (
            <button
              key={tile.code}
              type="button"
              data-code={tile.code}
              className={`tile row-${tile.row} column-${tile.column} ${level(count)}`}
              aria-pressed={chosen === tile.code}
              title={name?.[language]}
              tabIndex={tile.code === stop ? 0 : -1}
              onClick={() => {
                setStop(tile.code);
                choose(chosen === tile.code ? "" : tile.code);
              }}
              onKeyDown={event => move(event, tile)}
            >
              {language === "zh" ? (
                <span className="tile-name">{name?.zh}</span>
              ) : (
                <>
                  <span className="tile-name" aria-hidden="true">
                    {tile.letters}
                  </span>
                  <span className="unseen">{name?.en} </span>
                </>
              )}
              <span className="tile-count">{count}</span>
            </button>
          );
        })}
      </div>
      <button
        type="button"
        className={`tile nation ${level(nation)}`}
        aria-pressed={chosen === "000000"}
        onClick={() => choose(chosen === "000000" ? "" : "000000")}
      >
        {word("nation", language)} <span className="tile-count">{nation}</span>
      </button>
      <details>
        <summary>{word("mapTable", language)}</summary>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{word("province", language)}</th>
              <th scope="col">{word("programmes", language)}</th>
            </tr>
          </thead>
          <tbody>
            {provinces.map(each => (
              <tr key={each.code}>
                <th scope="row">{each[language]}</th>
                <td className="figure">{countOf(each.code)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
