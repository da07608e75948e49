/** Tables as people paste them: what is understood cell by cell, what is not, and that nothing is lost. */
import { describe, expect, test } from "vitest";
import {
  isTotalRow,
  type PastedTable,
  readCell,
  rowsOf,
  spendsOf,
  tableOf,
  textOfFile,
  withColumn,
} from "../../src/fit/spends/pasted-table.ts";
import { shippedVocabulary } from "../facts/shipped-vocabulary.ts";

const { facts } = shippedVocabulary();
const ofSpends = [...facts.values()].filter(each => each.of === "spend");
const pasted = (text: string): PastedTable => tableOf(rowsOf(text), ofSpends);
const columnsOf = (text: string) => pasted(text).columns.map(each => each.fact);

describe("rows and cells", () => {
  test.each([
    [
      "tabs, as a spreadsheet copies",
      "a\tb\r\nc\td\r\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "commas in quotes",
      'a,"1,234.50"\nb,"say ""hi"""',
      [
        ["a", "1,234.50"],
        ["b", 'say "hi"'],
      ],
    ],
    ["a line break inside a cell", 'a\t"two\nlines"\n', [["a", "two\nlines"]]],
    [
      "semicolons",
      "a;b\nc;d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a byte order mark and empty lines", "\uFEFFa,b\n\n ,\n", [["a", "b"]]],
  ])("%s", (_, text, rows) => expect(rowsOf(text)).toEqual(rows));
});

describe("files", () => {
  const gb = Uint8Array.from([0xba, 0xcf, 0xcd, 0xac, 0xbd, 0xf0, 0xb6, 0xee, 0x2c, 0xa3, 0xb3, 0xa3, 0xb0]);
  test.each([
    ["UTF-8", new TextEncoder().encode("合同金额,30"), "合同金额,30"],
    ["GB18030 with full-width digits", gb, "合同金额,３０"],
    ["UTF-16, as «Unicode text» is saved", Uint8Array.from([0xff, 0xfe, 0x08, 0x54, 0x0c, 0x54]), "合同"],
  ])("%s is read", (_, bytes, text) => {
    const read = textOfFile(bytes);
    expect("text" in read ? read.text.replace("\uFEFF", "") : read.error.zh).toBe(text);
  });
  test.each([
    ["a workbook", Uint8Array.from([0x50, 0x4b, 3, 4]), "另存为 CSV"],
    ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), "另存为 CSV"],
    ["a picture", Uint8Array.from([0x89, 0x50, 0xff, 0xff, 0x00, 0xff]), "不是 UTF-8 或 GB18030"],
    ["too large a file", new Uint8Array(2_000_001), "超过 2 MB"],
  ])("%s is refused in words", (_, bytes, says) => {
    const read = textOfFile(bytes);
    expect("error" in read ? read.error.zh : read.text).toContain(says);
  });
});

describe("columns", () => {
  test.each([
    [
      "labels in Chinese",
      "购买内容\t合同金额\t合同签订日期\n",
      ["spend.kind", "contract.amount", "contract.signed"],
    ],
    [
      "labels in English",
      "What was bought,Contract sum,Day of signing\n",
      ["spend.kind", "contract.amount", "contract.signed"],
    ],
    ["exact names of the vocabulary", "合同.金额\tpaid.on\n", ["contract.amount", "paid.on"]],
    ["a unit behind the name", "合同金额（万元）\t实际支付金额(元)\n", ["contract.amount", "paid.amount"]],
    [
      "names that people use",
      "合同总额\t供应商\t签约日期\n",
      ["contract.amount", "provider.id", "contract.signed"],
    ],
    ["a column that is nobody's", "合同金额\t备注\n", ["contract.amount", undefined]],
    ["a name twice", "合同金额\t金额\n", ["contract.amount", undefined]],
    [
      "no header, by what the cells look like",
      "算力服务\t30万元\t2025-03-01\n",
      ["spend.kind", "contract.amount", "contract.signed"],
    ],
  ])("%s", (_, text, columns) => expect(columnsOf(text)).toEqual(columns));

  test("a person may give a column to another fact; whoever held it lets it go", () => {
    const table = withColumn(pasted("合同金额\t备注\n1\t2\n"), 1, "contract.amount");
    expect(table.columns.map(each => each.fact)).toEqual([undefined, "contract.amount"]);
  });
});

describe("cells", () => {
  const amount = { header: "", fact: "contract.amount", unit: "" };
  const inWan = { ...amount, unit: "万元" };
  test.each([
    ["30万元", amount, 30_000_000n],
    ["３０，０００．５０", amount, 3_000_050n],
    ["1,234,567.89", amount, 123_456_789n],
    ["30", inWan, 30_000_000n],
    ["1,234.5", inWan, 1_234_500_000n],
    ["30元", inWan, 3_000n],
    ["0.001亿元", amount, 10_000_000n],
  ])("%s under %j", (cell, column, value) =>
    expect(readCell(cell, column, facts)).toMatchObject({ is: "understood", value }),
  );

  test.each([
    ["1e9", amount, "不是金额"],
    ["12,34", amount, "千分位"],
    ["-3", amount, "负数"],
  ])("%s is refused and goes into the field as it stands", (cell, column, says) => {
    const read = readCell(cell, column, facts);
    expect(read).toMatchObject({ is: "refused", text: cell });
    expect(read.is === "refused" && read.error.zh).toContain(says);
  });

  test("a time behind a day is left off; «不知道» is an answer", () => {
    const day = { header: "", fact: "contract.signed", unit: "" };
    expect(readCell("2025/3/1 0:00:00", day, facts)).toMatchObject({ value: "2025-03-01" });
    expect(readCell("不知道", day, facts)).toMatchObject({ is: "understood", text: "?" });
    expect(readCell("31/02/2025", day, facts).is).toBe("refused");
  });
});

test("a table becomes spends: totals are left out, what is not understood is kept as written", () => {
  const table = pasted(
    "购买内容\t合同金额（万元）\t备注\n算力服务\t30\t甲\n模型服务\t三十个\t乙\n\t\t丙\n合计\t330\t\n",
  );
  expect(table.rows.map(isTotalRow)).toEqual([false, false, false, true]);
  expect(spendsOf(table, facts)).toEqual([
    { "spend.kind": "算力服务", "contract.amount": "30万元" },
    { "spend.kind": "模型服务", "contract.amount": "三十个" },
  ]);
});
