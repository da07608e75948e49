/** Days left, in working days; provisional where the holiday notice is not out. */
import { localDate } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import { expect, test } from "vitest";
import { deadlinesOf } from "../../src/answers/deadlines.ts";
import { shippedCatalogue } from "../facts/shipped-vocabulary.ts";

const catalogue = shippedCatalogue(file => file.includes("jiangyan"));
const [[programme] = []] = catalogue.programmes.values();
if (programme === undefined) throw new Error("there is no programme");

const closing = (date: string, included = true): Programme => ({
  ...programme,
  documents: [],
  windows: { claim: { range: { high: { value: localDate(date), included } } } },
});

test.each([
  ["over the National Day of 2025, with its worked Saturday", "2025-09-29", "2025-10-13", true, 5, false],
  ["on the last day", "2025-10-13", "2025-10-13", true, 0, false],
  ["to an end that is not included", "2025-10-09", "2025-10-11", false, 1, false],
  ["into a year without a notice", "2027-03-01", "2027-03-02", true, 1, true],
])("%s", (_, asOf, end, included, days, provisional) => {
  const [deadline] = deadlinesOf(closing(end, included), localDate(asOf));
  expect(deadline?.left).toEqual({ days, provisional });
});

test("what has passed is not told, and far away only by its date", () => {
  expect(deadlinesOf(closing("2025-10-13"), localDate("2025-10-14"))).toEqual([]);
  expect(deadlinesOf(closing("2035-10-13"), localDate("2025-10-14"))).toEqual([
    { is: "claim-closes", on: "2035-10-13", left: undefined },
  ]);
});
