/** Makes the spreadsheet that was asked for and hands it over. Loaded when somebody asks. */
import { asUtf8, csvOf } from "./csv.ts";
import { download } from "./download.ts";
import { asGb18030 } from "./gb18030.ts";
import { type ExportOrder, sheetsOf, word } from "./sheets.ts";
import { workbookOf } from "./workbook.ts";

type Format = "xlsx" | "csvUtf8" | "csvGb";

/** @returns the name of the file */
export async function exportFile(format: Format, order: ExportOrder): Promise<string> {
  const sheets = sheetsOf(order);
  const stem = `${word("fileName", order.language)}-${order.options.asOf}`;
  if (format === "xlsx") {
    const name = `${stem}.xlsx`;
    download(name, await workbookOf(sheets));
    return name;
  }
  const [answers] = sheets;
  const csv = answers === undefined ? "" : csvOf(answers);
  const name = `${stem}.csv`;
  const type = format === "csvUtf8" ? "text/csv;charset=utf-8" : "text/csv;charset=gb18030";
  download(name, new Blob([format === "csvUtf8" ? asUtf8(csv) : asGb18030(csv)], { type }));
  return name;
}
