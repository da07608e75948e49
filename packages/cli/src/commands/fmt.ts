/** `suanquan fmt`: policy files in their one form, in Chinese or in English. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Finding } from "@suanquan/policy";
import { format } from "@suanquan/policy/format";
import type { Call, Run } from "../call.ts";
import { POLICY_BYTES_MAX, vocabularyOfCall } from "../catalogue/selection.ts";
import { presentFinding, printFindings } from "../findings.ts";
import { readText } from "../input.ts";
import { type Language, say } from "../language.ts";
import { FINDINGS, FINE, Refusal } from "../refusal.ts";

interface FormattedFile {
  readonly file: string;
  readonly changed: boolean;
  readonly text?: string;
  readonly findings: readonly Finding[];
}

export const run: Run = async call => {
  const [check, write] = [call.options.flag("check"), call.options.flag("write")];
  if (check && write)
    throw new Refusal(
      say("--check 与 --write 不能同时用", "--check and --write exclude each other"),
      say("只检查用 --check，写回用 --write", "--check only checks; --write writes"),
    );
  const vocabulary = await vocabularyOfCall(call);
  const files = call.operands.map((file): FormattedFile => {
    const before = readText(file, call.terminal.folder, POLICY_BYTES_MAX);
    const { text, findings } = format(
      before,
      file,
      call.options.language() ?? renderingOf(before),
      vocabulary,
    );
    return {
      file,
      changed: text !== undefined && text !== before,
      findings,
      ...(text === undefined ? {} : { text }),
    };
  });
  if (write) for (const each of files) writeBack(each, call);
  if (call.options.flag("json")) call.terminal.print(JSON.stringify(presented(files, call), null, 2));
  else report(files, check, write, call);
  const unreadable = files.some(each => each.text === undefined);
  return unreadable || (check && files.some(each => each.changed)) ? FINDINGS : FINE;
};

/** A file stays in its language unless another is asked for: Chinese when one of its first keys is. */
const renderingOf = (text: string): Language => (/^[\p{Script=Han}][^\n]*:/mu.test(text) ? "zh" : "en");

function writeBack({ file, changed, text }: FormattedFile, { terminal }: Call): void {
  if (changed && text !== undefined) writeFileSync(path.resolve(terminal.folder, file), text);
}

const presented = (files: readonly FormattedFile[], { language }: Call) =>
  files.map(({ file, changed, text, findings }) => ({
    file,
    changed,
    text: text ?? null,
    findings: findings.map(each => presentFinding(each, language)),
  }));

const SAID = {
  unformatted: say("未整理", "not formatted"),
  formatted: say("已整理", "formatted"),
  unchanged: say("无需改动", "unchanged"),
} as const;

function report(
  files: readonly FormattedFile[],
  check: boolean,
  write: boolean,
  { language, terminal }: Call,
): void {
  for (const { file, changed, text, findings } of files) {
    printFindings(findings, false, language, { ...terminal, print: terminal.note });
    if (text === undefined) continue;
    if (!check && !write) terminal.print(text.trimEnd());
    else
      terminal.print(
        `${file}: ${(changed ? (write ? SAID.formatted : SAID.unformatted) : SAID.unchanged)[language]}`,
      );
  }
}
