/** The figures behind two findings on 姜堰's discount: where buying more costs less, and what exactly 30万 comes to. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Fen, formatWan } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import { fallingPrices, silentEdges } from "../../src/check/price-curves.ts";
import { readProgramme } from "../../src/read/read-programme.ts";
import { readVocabulary } from "../../src/read/read-vocabulary.ts";

const policies = path.resolve(import.meta.dirname, "../../../../policies");
const read = (file: string) => readFileSync(path.join(policies, file), "utf8");
const { vocabulary } = readVocabulary(
  readdirSync(path.join(policies, "vocabulary")).map(file => ({ file, text: read(`vocabulary/${file}`) })),
);

function of(file: string) {
  if (vocabulary === undefined) throw new Error("the vocabulary cannot be read");
  const { programme } = readProgramme(read(file), file, vocabulary);
  if (programme === undefined) throw new Error(`${file} cannot be read`);
  return { prices: fallingPrices(programme, vocabulary), edges: silentEdges(programme, vocabulary) };
}
const wan = (amount: Fen | null) => (amount === null ? "…" : formatWan(amount));

describe("姜堰's discount for core firms", () => {
  const { prices, edges } = of("jiangsu/taizhou/jiangyan/suanli.yaml");
  const core = prices.find(each => each.benefit.id === "core");

  test("costs less just above 10万 and 30万 than just below, to the 分", () => {
    expect(core?.fact).toBe("order.list");
    // Before rounding: 44% of `from` is the first above 42% of 10万元 and 1 分; 42% above 40% of 30万元 and 1 分.
    expect(core?.dips).toEqual([
      { from: 9545456n, to: 10000000n, then: 10000001n, before: 4400000n, after: 4200000n },
      { from: 28571430n, to: 30000000n, then: 30000001n, before: 12600000n, after: 12000000n },
    ]);
  });

  test("has pieces that meet without a gap and pay what the tiers say", () => {
    const pieces = core?.pieces ?? [];
    for (const [index, piece] of pieces.entries())
      expect(piece.from).toBe(index === 0 ? 1n : (pieces[index - 1]?.to ?? 0n) + 1n);
    expect(pieces.at(-1)?.to).toBeNull();
    // 44 分 of 1 元, 4.2折 of 30万元 less 1 分, 4折 of twice the start
    expect(pieces[0]?.paysTo).toBe(4399999n);
    expect(pieces.at(-1)?.paysFrom).toBe(12000000n);
  });

  test.each([
    ["edge-10", "10", "5.6 → 4.4", "5.8 → 4.2"],
    ["edge-30", "30", "17.4 → 12.6", "18 → 12"],
  ])(
    "is not provided for at exactly the edge of %s; either reading gives its own figure",
    (question, at, ...expected) => {
      const edge = edges.find(each => each.question === question && each.benefit.id === "core");
      expect(wan(edge?.amount ?? null)).toContain(at);
      const told = edge?.readings.map(({ award, pays }) => {
        expect([award.low, pays.low]).toEqual([award.high, pays.high]);
        return `${Number(award.low) / 1e6} → ${Number(pays.low) / 1e6}`;
      });
      expect(told).toEqual(expected);
    },
  );
});

test("a programme with one flat rate has neither", () => {
  expect(of("guizhou/suanli.yaml")).toEqual({ prices: [], edges: [] });
});
