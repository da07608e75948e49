/** Every word of the reasons, in Chinese and in English. */
import { wordsOf } from "../language.ts";

const table = {
  steps: ["怎么算的", "How it is reckoned"],
  missing: ["还缺这些情况", "Still to be known"],
  open: ["文件没有写明", "Left open by the text"],
  reading: ["怎样理解", "Reading"],
  readingDue: ["应得", "Due"],
  readingCeiling: ["上限（不是应得）", "Ceiling (not a right)"],
  decided: ["由主管部门决定", "For the office to decide"],
  documents: ["依据的文件", "Documents"],
  version: ["规则版本", "Version of the rules"],
  grade: ["来源等级", "Source grade"],
  findings: ["规则里要留意的", "What to mind in the rules"],
  findingsAll: ["项目页上的全部提示", "All of them, on the programme's page"],
  looking: ["正在查看…", "Looking…"],
  plot: ["买多少，付多少", "What is paid for how much"],
  plotSays: [
    "其余情况不变，按本项规则逐点测算。",
    "Reckoned point by point under this rule, everything else as given.",
  ],
  plotOpen: [
    "实线为补助最多时，虚线为补助最少时；两线之间取决于还没有定的事。",
    "The full line takes the most that can be granted, the dashed one the least; what lies between is not settled yet.",
  ],
  plotAmount: ["购买金额", "Amount bought"],
  plotPay: ["补助后自付", "Left to pay"],
  plotHere: ["本单", "this order"],
  plotTable: ["图中各点", "The points of the plot"],
  spendOf: ["支出", "Spend"],
} as const;

export const word = wordsOf(table);
