/** What changed between two versions, sentence by sentence. */
import { describe, expect, test } from "vitest";
import { changesBetween, diff, partsOf } from "../src/programme/diff.ts";

const told = (before: readonly string[], after: readonly string[]) =>
  changesBetween(before, after).map(each =>
    [each.is, each.before, each.after].filter(part => part !== undefined).join(" "),
  );

describe("two lists of sentences", () => {
  test.each([
    ["nothing and nothing", [], [], []],
    ["the same", ["甲。", "乙。"], ["甲。", "乙。"], ["same 甲。 甲。", "same 乙。 乙。"]],
    ["one that came", ["甲。"], ["甲。", "丙丁戊。"], ["same 甲。 甲。", "added 丙丁戊。"]],
    ["one that went", ["丙丁戊。", "甲。"], ["甲。"], ["gone 丙丁戊。", "same 甲。 甲。"]],
    [
      "one that was reworded",
      ["按合同金额的 30% 给予。"],
      ["按合同金额的 50% 给予。"],
      ["changed 按合同金额的 30% 给予。 按合同金额的 50% 给予。"],
    ],
    [
      "two that have nothing in common: gone and added, not changed",
      ["主体类型须为企业。"],
      ["No more than 3%"],
      ["gone 主体类型须为企业。", "added No more than 3%"],
    ],
    [
      "a new one before a reworded one, in their order",
      ["每年度补助不超过 200万元。"],
      ["购买内容须为算力服务或数据产品的。", "每年度补助不超过 500万元。"],
      [
        "added 购买内容须为算力服务或数据产品的。",
        "changed 每年度补助不超过 200万元。 每年度补助不超过 500万元。",
      ],
    ],
  ] as const)("%s", (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  test("nothing is lost: both lists can be put together again", () => {
    const before = ["a", "b", "c", "d", "b"];
    const after = ["b", "x", "d", "b", "e"];
    const kept = diff(before, after, (a, b) => a === b);
    expect(kept.flatMap(each => ("before" in each ? [each.before] : []))).toEqual(before);
    expect(kept.flatMap(each => ("after" in each ? [each.after] : []))).toEqual(after);
    expect(kept.filter(each => each.is === "same").length).toBe(3);
  });
});

test("within a reworded sentence only what differs is marked, figures as wholes", () => {
  expect(partsOf("不超过 1,000万元。", "不超过 1,500万元。")).toEqual({
    before: [
      { text: "不超过 ", own: false },
      { text: "1,000", own: true },
      { text: "万元。", own: false },
    ],
    after: [
      { text: "不超过 ", own: false },
      { text: "1,500", own: true },
      { text: "万元。", own: false },
    ],
  });
});
