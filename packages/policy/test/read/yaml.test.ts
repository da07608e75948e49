import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newPage } from "../../src/read/page.ts";
import { FILE_BYTES_MAX, FILE_DEPTH_MAX, FILE_PIECES_MAX, readYaml } from "../../src/read/read-yaml.ts";

function found(source: string | Uint8Array): string[] {
  const page = newPage("file.yaml");
  readYaml(source, page);
  return page.findings.map(({ code, line }) => `${line} ${code}`);
}

describe("a file that could stall the system is refused before it is read", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    .concat(
      [..."bcdefghi"].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${"abcdefghi"[index]}`)}]`),
    )
    .join("\n");
  it.each<[string, string, string[]]>([
    ["ten megabytes", "a: x\n".repeat(2_000_000), ["1 file-too-large"]],
    ["one byte too many", `a: ${"x".repeat(FILE_BYTES_MAX - 2)}`, ["1 file-too-large"]],
    ["a hundred thousand brackets", "[".repeat(100_000), ["1 too-deep"]],
    ["brackets that close again", `a: ${"[".repeat(50_000)}${"]".repeat(50_000)}`, ["1 too-deep"]],
    ["a hundred thousand braces over lines", "{a:\n".repeat(100_000), ["1 too-many-pieces"]],
    ["a hundred thousand list marks", `${"- ".repeat(100_000)}x`, ["1 too-deep"]],
    ["a hundred thousand question marks", `${"? ".repeat(100_000)}x`, ["1 too-deep"]],
    [
      "steps down to the right",
      Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      [`${FILE_DEPTH_MAX * 8 + 2} too-deep`],
    ],
    ["too many lines", "a: x\n".repeat(FILE_PIECES_MAX + 1), ["1 too-many-pieces"]],
    ["too many items", `a: [${"x,".repeat(FILE_PIECES_MAX + 1)}]`, ["1 too-many-pieces"]],
  ])("%s", (_, text, findings) => {
    expect(found(text)).toEqual(findings);
  });
  it("an anchor that multiplies itself is refused at every place", () => {
    expect(new Set(found(bomb).map(each => each.split(" ")[1]))).toEqual(new Set(["anchor-or-alias"]));
  });
  it("a file just within the limits is read", () => {
    const nested = `${"a: {".repeat(1)}${"b: {".repeat(FILE_DEPTH_MAX - 3)}c: x${"}".repeat(FILE_DEPTH_MAX - 2)}\n`;
    expect(found(nested)).toEqual([]);
    expect(found(`a: ${"x".repeat(FILE_BYTES_MAX - 3)}`)).toEqual([]);
  });
});

describe("what is read is what is seen", () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  it.each<[string, string | Uint8Array, string[]]>([
    ["GB18030", Uint8Array.from([0x61, 0x3a, 0x20, 0xcb, 0xe3]), ["1 not-utf-8"]],
    ["text spoilt by a wrong decoder", "a: \uFFFD\uFFFD", ["1 not-utf-8"]],
    ["UTF-8", utf8("a: 算力券\n"), []],
    ["a byte-order mark is a warning only", utf8("\uFEFFa: 算力券\n"), ["1 byte-order-mark"]],
    ["text turned around", "a: 1\nb: \u202Egnp.exe\n", ["2 invisible-character"]],
    ["a zero-width joiner in a key", "a\u200Db: 1\n", ["1 invisible-character"]],
    ["a null character", "a: \u0000\n", ["1 invisible-character"]],
    ["an empty file", "", ["1 empty-file"]],
    ["comments alone", "# nothing\n", ["1 empty-file"]],
    ["a list", "- a\n- b\n", ["1 wrong-kind"]],
    ["a single word", "hello\n", ["1 wrong-kind"]],
    ["Windows line ends", "a: 1\r\nb: 2\r\n", []],
  ])("%s", (_, source, findings) => {
    expect(found(source)).toEqual(findings);
  });
  it("scalars stay the text that was written", () => {
    const root = readYaml("a: no\nb: 1.50\nc: 2025-03-14\nd: 0x10\ne: 3e5\nf: 'null'\n", newPage("f"));
    const texts = root?.entries.map(({ value }) => (value.kind === "text" ? value.text : value.kind));
    expect(texts).toEqual(["no", "1.50", "2025-03-14", "0x10", "3e5", "null"]);
  });
  it("every value knows its line and column", () => {
    const root = readYaml("a: 1\nb:\n  c: [x, 算力, y]\n", newPage("f"));
    const b = root?.entries[1]?.value;
    const list = b?.kind === "map" ? b.entries[0]?.value : undefined;
    const spans = list?.kind === "list" ? list.items.map(({ span }) => span) : [];
    expect(spans).toEqual([
      { line: 3, column: 7 },
      { line: 3, column: 10 },
      { line: 3, column: 14 },
    ]);
  });
});

it("no text makes the reader throw, and what it cannot read it explains", () => {
  const pieces = fc.constantFrom(
    ..."a b : - ? , [ ] { } & * ! | > ' \" % @ # \\ ~ <<".split(" "),
    "\n",
    "\n  ",
    " ",
    "\t",
    ": ",
    "- ",
    "算力",
    "|\n  x",
    "---\n",
    "...\n",
    "&a",
    "*a",
    "!!str",
    "\uFEFF",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), parts => {
      const page = newPage("file.yaml");
      const root = readYaml(parts.join(""), page);
      if (root === undefined) expect(page.findings.some(({ severity }) => severity === "error")).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
