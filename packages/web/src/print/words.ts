/** Words of the printed page. */
import { wordsOf } from "../language.ts";

export const word = wordsOf({
  pageTitle: ["打印测算结果", "Print the answers"],
  pageSays: [
    "下面就是纸上的样子：通常一页 A4；项目很多时续到下一页，每页重复表头，不会截断。",
    "This is how it will look on paper: one A4 page as a rule. With many programmes it runs on, the head of the table again on every page; nothing is cut off.",
  ],
  print: ["打印", "Print"],
  back: ["回到测算", "Back to the calculator"],
  empty: [
    "还没有填写任何情况，没有可以打印的结果。",
    "Nothing is filled in yet, so there is nothing to print.",
  ],
  sheetTitle: ["政府券测算结果", "What government vouchers give"],
  asOf: ["测算日期", "As of"],
  catalogue: ["政策目录", "Catalogue"],
  release: ["程序版本", "Release"],
  programme: ["项目", "Programme"],
  due: ["应得", "Due"],
  ceiling: ["最高可达*", "At the most*"],
  why: ["理由与出处（文件，来源等级）", "Why, and the clause (document, source grade)"],
  missing: ["还要明确：", "Still to be settled: "],
  openText: ["政策未写明处", "what the text leaves open"],
  byOffice: ["主管部门的决定", "the office's decision"],
  andMore: ["，另 {count} 项", " and {count} more"],
  nothing: ["没有符合或可能符合的项目。", "No programme fits or could fit."],
  notListed: ["，未列出。", " are not listed."],
  unread: ["不能识别，未计入", "not understood, left out"],
  orientation: [
    "* 上限，不是应得额。本表只供参考，以主管部门的文件和决定为准；“0 到”“不少于”等表示尚有未知，不是零。",
    "* A ceiling, not an entitlement. For orientation; the office's own texts and decisions count. Ranges mean that something is still unknown.",
  ],
});
