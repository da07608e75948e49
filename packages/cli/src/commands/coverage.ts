/** `suanquan coverage`: writes the coverage page of each province, or says which are stale. */
import path from "node:path";
import type { Run } from "../call.ts";
import { readProgrammes, vocabularyOfFiles } from "../catalogue/compile.ts";
import { policiesFolder } from "../catalogue/compiled.ts";
import { vocabularyFiles } from "../catalogue/selection.ts";
import { readSource } from "../catalogue/source.ts";
import { sourceRows } from "../catalogue/source-rows.ts";
import { coveragePages, isCoveragePage } from "../coverage/coverage-pages.ts";
import { productFolder } from "../product.ts";
import { FaultyInput } from "../refusal.ts";
import { writeOrCheck } from "../written-files.ts";

export const run: Run = async call => {
  const source = readSource(policiesFolder(call), productFolder);
  const read = readProgrammes(source.programmes, vocabularyOfFiles(vocabularyFiles(call, source.vocabulary)));
  const errors = read.flatMap(each => each.findings.filter(finding => finding.severity === "error"));
  if (errors.length > 0) throw new FaultyInput(errors, false);
  const files = read.flatMap(({ file, programme }) => (programme === undefined ? [] : [{ file, programme }]));
  const folder = path.resolve(
    call.terminal.folder,
    call.options.text("out") ?? path.join(productFolder, "docs", "coverage"),
  );
  return writeOrCheck(call, folder, coveragePages(files, sourceRows()), isCoveragePage);
};
