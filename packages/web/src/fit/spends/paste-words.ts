/** Words of the paste, which is loaded only when it is wanted. */
import { wordsOf } from "../../language.ts";

export const pasteWord = wordsOf({
  paste: ["粘贴支出表", "Paste a table of spends"],
  hint: [
    "在 Excel 或 WPS 里选中（最好带表头）复制，粘贴到这里。表头可写：购买内容、合同金额（万元）、合同签订日期等；全角数字、万元、亿元、千分位都认得。内容只在本机读取。",
    "Copy the rows in Excel or WPS, best with their header, and paste them here. Columns may be headed What was bought, Contract sum, Day of signing and so on. It is read on this machine only.",
  ],
  file: ["或选择、拖入 CSV 文件（UTF-8 或 GB18030）", "or choose or drop a CSV file (UTF-8 or GB18030)"],
  understood: ["读懂", "Understood:"],
  cells: ["格", "cells"],
  refused: [
    "格不能识别（照原样填入，可在表单里改）",
    "not understood (filled in as written, to be mended in the form)",
  ],
  left: [
    "格所在的列没有采用（可在列头选择归入哪一项）",
    "in columns that are not taken (choose above the column where they go)",
  ],
  noHeader: [
    "没有认出表头，按内容推断各列，请核对。",
    "No header was recognised; the columns were guessed from what they hold, please check.",
  ],
  tooMany: ["超过 1,000 行的部分不采用。", "Rows beyond 1,000 are not taken."],
  preview: ["预览", "Preview"],
  column: ["第", "Column"],
  goesTo: ["归入", "goes to"],
  notTaken: ["不采用", "not taken"],
  totalRow: ["合计行，不采用", "a total; not taken"],
  rowsMore: ["行未显示，同样读取", "more rows are read alike"],
  add: ["加入", "Add"],
  addOf: ["笔支出", "spends"],
});
