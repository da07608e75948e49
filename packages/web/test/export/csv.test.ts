import { fen } from "@suanquan/china";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { asUtf8, csvOf, harmless } from "../../src/export/csv.ts";
import { asGb18030 } from "../../src/export/gb18030.ts";
import { textCell } from "../../src/export/sheets.ts";

describe("a cell of a CSV", () => {
  test.each(["=1+1", "+86", "-5", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"])(
    "%j is made harmless",
    text => {
      expect(harmless(text)).toBe(`'${text}`);
    },
  );
  test.each(["30%", "企业", "1-2", "a=b", "", "〔《办法》〕"])("%j stays as it is", text => {
    expect(harmless(text)).toBe(text);
  });

  test("amounts have both decimals, negative ones too; nothing is an empty field", () => {
    const amounts = [0n, 1n, -1n, 30_000_000n, 12_345_678_901_234_567_890n].map(each => ({
      is: "amount" as const,
      fen: fen(each),
    }));
    expect(csvOf({ name: "s", rows: [[...amounts, { is: "nothing" }]] })).toBe(
      "0.00,0.01,-0.01,300000.00,123456789012345678.90,\r\n",
    );
  });

  test("commas, quotes and lines are kept inside quotes", () => {
    const row = ["a,b", 'say "x"', "two\nlines"].map(textCell);
    expect(csvOf({ name: "s", rows: [row] })).toBe('"a,b","say ""x""","two\nlines"\r\n');
  });
});

describe("encodings", () => {
  const TEXT = "算力券,30%,《办法》〔甲〕,㐀䶵,€·—…,é,あ,𠮷,Ω,·,ḿ,\u{1F4B0}\r\n";

  test("UTF-8 begins with the mark by which spreadsheets know it", () => {
    const bytes = asUtf8(TEXT);
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder("utf-8").decode(bytes)).toBe(TEXT);
  });

  test("GB 18030 is read back by two other decoders", () => {
    expect(new TextDecoder("gb18030").decode(asGb18030(TEXT))).toBe(TEXT);
    expect(iconv.decode(Buffer.from(asGb18030("算力券，３０万元；《办法》")), "gbk")).toBe(
      "算力券，３０万元；《办法》",
    );
  });

  test("every character of the basic plane that is a letter or sign survives", () => {
    let all = "";
    for (let point = 0x80; point < 0x10000; point += 1)
      if ((point < 0xd800 || point > 0xf8ff) && point !== 0xfeff && point !== 0xfffd)
        all += String.fromCharCode(point);
    const back = new TextDecoder("gb18030").decode(asGb18030(all));
    const lost = [...all].filter((sign, index) => back[index] !== sign);
    expect(lost.map(each => each.codePointAt(0)?.toString(16))).toEqual([]);
  });
});
