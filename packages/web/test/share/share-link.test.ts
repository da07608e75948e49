import { deflateSync, strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { type Entries, NO_ENTRIES } from "../../src/facts/entries.ts";
import { fingerprint } from "../../src/share/fingerprint.ts";
import {
  LINK_MAX,
  type Made,
  readShared,
  type SharedReading,
  writeShared,
} from "../../src/share/share-link.ts";

const MADE: Made = { release: "0.1.0", catalogue: "0123456789ab", on: "2025-05-20" };
const ENTRIES: Entries = {
  ...NO_ENTRIES,
  applicant: { "applicant.place": "440300", "applicant.kind": "企业" },
  spends: [
    { id: 1, written: { "spend.kind": "算力服务", "contract.amount": "３００万元" } },
    { id: 4, written: { "contract.amount": "¥1,234.56 «<&>»" } },
  ],
  awards: [],
  whatIf: true,
};
const LINK = writeShared({ entries: ENTRIES, made: MADE });

/** A link with this content, its checksum right. */
function linkWith(content: string | Uint8Array, version = "1"): string {
  const packed = Buffer.from(typeof content === "string" ? deflateSync(strToU8(content)) : content).toString(
    "base64url",
  );
  return `#facts=${version}.${fingerprint(packed)}.${packed}`;
}
const refusal = (reading: SharedReading): string => {
  expect(reading.is).toBe("refused");
  return reading.is === "refused" ? `${reading.error.zh} | ${reading.error.en} | ${reading.mend.zh}` : "";
};

describe("facts in a link", () => {
  test("come out as they went in, with the day and the catalogue they were shared with", () => {
    expect(readShared(LINK)).toEqual({ is: "shared", shared: { entries: ENTRIES, made: MADE } });
  });

  test("stand wholly after the #, in signs that no messenger changes", () => {
    expect(LINK).toMatch(/^#facts=1\.[0-9a-f]{8}\.[\w-]+$/);
  });

  test("take little room", () => {
    expect(LINK.length).toBeLessThan(500);
  });

  test("an address without them is no broken link", () => {
    for (const hash of ["", "#", "#results", "#programme=cn-guizhou/suanli"])
      expect(readShared(hash)).toEqual({ is: "none" });
  });
});

describe("a link that cannot be used is refused in words", () => {
  test("cut off at every place", () => {
    for (let kept = "#facts=1.".length; kept < LINK.length; kept += 1)
      expect(refusal(readShared(LINK.slice(0, kept))), String(kept)).toMatch(/写法不对|不完整/);
  });

  test("with any one sign changed", () => {
    for (let at = "#facts=1.".length; at < LINK.length; at += 1) {
      const other = LINK[at] === "A" ? "B" : "A";
      const changed = `${LINK.slice(0, at)}${other}${LINK.slice(at + 1)}`;
      expect(readShared(changed).is, changed).toBe("refused");
    }
  });

  test.each([
    ["made by a newer release", linkWith("{}", "2"), "更新的版本（2）"],
    ["of a form that never was", linkWith("{}", "0"), "写法不对"],
    ["with more parts than it should have", `${LINK}.more`, "写法不对"],
    ["longer than any that is made here", `#facts=1.00000000.${"A".repeat(LINK_MAX)}`, "太长"],
    ["that is no deflated text", linkWith(new Uint8Array([255, 255, 255, 255])), "无法展开"],
    ["that holds no JSON", linkWith("facts"), "无法展开"],
    ["that holds other JSON", linkWith("[1,2,3]"), "不是填写情况"],
    [
      "whose facts have an unknown form",
      linkWith(JSON.stringify({ facts: { form: "suanquan-facts/99" } })),
      "格式",
    ],
    [
      "whose facts are out of order",
      linkWith(JSON.stringify({ facts: { form: "suanquan-facts/1", applicant: [] } })),
      "结构不对",
    ],
    [
      "that unfolds to more than a link can hold",
      linkWith(JSON.stringify({ facts: "0".repeat(3_000_000) })),
      "无法展开",
    ],
  ])("%s", (_, link, says) => {
    expect(refusal(readShared(link))).toContain(says);
  });

  test("what it says of its making is never trusted further than its words", () => {
    const content = {
      made: { release: 7, on: "x".repeat(5000) },
      facts: JSON.parse(plainFacts()) as unknown,
    };
    const read = readShared(linkWith(JSON.stringify(content)));
    expect(read.is === "shared" && read.shared.made).toEqual({
      release: "",
      catalogue: "",
      on: "x".repeat(40),
    });
  });
});

const plainFacts = (): string =>
  JSON.stringify({ form: "suanquan-facts/1", ...NO_ENTRIES, awards: undefined });

describe("the checksum", () => {
  test("is CRC-32: the check value of the standard", () => {
    expect(fingerprint("123456789")).toBe("cbf43926");
  });
});
