import type { Rate } from "@suanquan/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isApproved } from "../src/money/approvals.ts";
import { splitBack, splitPayment } from "../src/money/split.ts";
import { cell, paymentFile, readResults } from "../src/payment/file.ts";
import { drawFrom } from "../src/vouchers/order.ts";

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);
const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 11n }), { minLength: 1, maxLength: 20 });
const rates = fc
  .array(fc.bigInt({ min: 1n, max: 100n }), { minLength: 1, maxLength: 4 })
  .map((weights): Rate[] => {
    const den = sum(weights);
    return weights.map(num => ({ num, den }));
  });

describe("splitting between funders", () => {
  test("payments on one award add up for each funder to the split of the whole, and no part is ever negative", () => {
    fc.assert(
      fc.property(amounts, rates, (payments, between) => {
        let before = 0n;
        const totals = between.map(() => 0n);
        for (const payment of payments) {
          const parts = splitPayment(before, payment, between);
          expect(sum(parts)).toBe(payment);
          expect(parts.every(part => part >= 0n)).toBe(true);
          for (const [index, part] of parts.entries()) totals[index] = (totals[index] ?? 0n) + part;
          before += payment;
        }
        expect(totals).toEqual(splitPayment(0n, before, between));
      }),
    );
  });

  test("what is taken back in steps comes to each funder's own part exactly", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n, max: 10n ** 11n }),
        rates,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (paid, between, share) => {
          const parts = splitPayment(0n, paid, between);
          const first = BigInt(Math.floor(Number(paid) * share));
          const steps = [first, paid - first].filter(step => step > 0n);
          let back = 0n;
          const totals = parts.map(() => 0n);
          for (const step of steps) {
            for (const [index, part] of splitBack(parts, back, step).entries())
              totals[index] = (totals[index] ?? 0n) + part;
            back += step;
          }
          expect(totals).toEqual(parts);
        },
      ),
    );
  });
});

describe("approvals", () => {
  const one = (rank: number, person = "p") => ({ person, rank });
  test.each([
    ["100 000 yuan by one of the first rank", 10_000_000n, [one(1)], true],
    ["a fen more needs the second", 10_000_001n, [one(1)], false],
    ["and has it", 10_000_001n, [one(2)], true],
    ["a million by one of the second", 100_000_000n, [one(2)], true],
    ["a fen more needs two of the third", 100_000_001n, [one(3, "a")], false],
    ["who are two people", 100_000_001n, [one(3, "a"), one(3, "a")], false],
    ["and are", 100_000_001n, [one(3, "a"), one(3, "b")], true],
  ])("%s", (_, amount, approvals, enough) => {
    expect(isApproved(amount, approvals)).toBe(enough);
  });
});

describe("payment files", () => {
  const row = {
    number: 1,
    holder: "=cmd()",
    bank: "某银行，支行",
    account: "6222000011112222",
    amount: "100.00",
    reference: 'a"b',
  };

  test.each([
    ["=1+1", "'=1+1"],
    ["+86", "'+86"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ["a,b", '"a,b"'],
    ['a"b', '"a""b"'],
    ["算力", "算力"],
  ])("%s is written %s, so that no spreadsheet reckons with it", (text, written) => {
    expect(cell(text)).toBe(written);
  });

  test("UTF-8 begins with a byte order mark; GB18030 holds two bytes for 算", () => {
    expect([...paymentFile([row], "utf-8").subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect([...paymentFile([{ ...row, holder: "算" }], "gb18030")].join(",")).toContain("203,227");
  });

  test("results are read back in either encoding, and a line that is no result is named", () => {
    expect(readResults(Buffer.from("序号,实付,原因\n1,100.00,\n2,0,账号有误\n"))).toEqual([
      { number: 1, paid: "100.00", failure: null },
      { number: 2, paid: "0", failure: "账号有误" },
    ]);
    expect(() => readResults(Buffer.from("序号,实付,原因\nx,1,\n"))).toThrow("line 2");
  });
});

test("several vouchers in one order: expiring first, those without an end last", () => {
  const vouchers = [
    { id: "a", expires: null, available: 100n },
    { id: "b", expires: "2025-12-31", available: 100n },
    { id: "c", expires: "2025-06-30", available: 100n },
  ];
  expect(drawFrom(vouchers, 250n)).toEqual([
    { id: "c", amount: 100n },
    { id: "b", amount: 100n },
    { id: "a", amount: 50n },
  ]);
  expect(() => drawFrom(vouchers, 301n)).toThrow("3.00");
});
