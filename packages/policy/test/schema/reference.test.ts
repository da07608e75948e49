import { describe, expect, it } from "vitest";
import { wordTables } from "../../src/language/words.ts";
import { referenceMarkdown } from "../../src/schema/reference.ts";

describe("the reference for authors", () => {
  const [zh, en] = [referenceMarkdown("zh"), referenceMarkdown("en")];

  it("is the same table in both languages", () => {
    const shape = (text: string) =>
      text.split("\n").map(line => (line.startsWith("|") ? line.split("|").length : 0));
    expect(shape(zh).filter(cells => cells > 0)).toEqual(shape(en).filter(cells => cells > 0));
  });
  it("names every word with its counterpart", () => {
    for (const words of Object.values(wordTables)) {
      for (const [word, { zh: counterpart }] of Object.entries(words)) {
        expect(en).toContain(`\`${word}\``);
        expect(en).toContain(`\`${counterpart}\``);
      }
    }
  });
  it("describes keys where they stand, with what may stand there", () => {
    expect(en).toContain("### benefits.*.caps[]\n");
    expect(zh).toContain("### 权益.*.限额[]\n");
    expect(en).toMatch(/\| `minimum` \| `起点` \| {2}\| keys \| a minimum \|/);
    expect(zh).toMatch(/\| `适用` \| `applies` \| ✓ \| `全额`、`分段`；或 `{待明确: 问题}` \| 全额或分段 \|/);
  });
});
