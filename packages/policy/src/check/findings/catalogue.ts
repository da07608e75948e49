/** Findings across files. */
import { error, say } from "./kind.ts";

export const catalogueFindings = {
  "unknown-version": error(
    (v: { reference: string; known: readonly string[] }) =>
      say(
        `没有 ${v.reference} 这个版本${v.known.length === 0 ? "" : `；该项目有 ${v.known.join("、")}`}`,
        `there is no version \`${v.reference}\`${v.known.length === 0 ? "" : `; the programme has ${v.known.join(", ")}`}`,
      ),
    say("指向不存在的版本，沿革就断了", "a reference to nothing breaks the history of the programme"),
    say(
      "写作 项目标识@版本，并与该文件的“版本”一致",
      "write `programme-id@version` exactly as that file has it",
    ),
  ),
  "duplicate-version": error(
    (v: { version: string; file: string }) =>
      say(`${v.version} 在 ${v.file} 里已有一份`, `${v.version} stands in ${v.file} already`),
    say("同一版本有两份，不知以哪份为准", "of two files for one version nobody knows which counts"),
    say("改版本号，或删去一份", "change the version, or remove one of the files"),
  ),
  "row-covered-twice": error(
    (v: { row: string; other: string }) =>
      say(`来源行 ${v.row} 已由 ${v.other} 对应`, `the row ${v.row} is covered by ${v.other} already`),
    say("一行两处对应，合计和覆盖率都会算错", "a row covered twice spoils every count"),
    say(
      "只留一处；不同版本可以对应同一行",
      "keep one of them; other versions of the programme may cover the same row",
    ),
  ),
  "row-not-covered": error(
    (v: { row: string }) => say(`来源行 ${v.row} 没有任何权益对应`, `no benefit covers the row ${v.row}`),
    say("清单里的政策没有收录齐", "a policy of the list is not in the catalogue"),
    say("在对应的权益里写 对应行", "name it under `covers` in the benefit that it belongs to"),
  ),
  "unknown-row": error(
    (v: { row: string }) => say(`来源清单里没有行 ${v.row}`, `the list of sources has no row ${v.row}`),
    say("行号写错，真正的行就没有对应", "with a wrong id the row that is meant stays uncovered"),
    say("核对清单里的行标识", "check the id in the list"),
  ),
} as const;
