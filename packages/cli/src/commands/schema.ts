/** `suanquan schema`: the JSON Schema of policy files, for completion and hover in editors. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { programmeJsonSchema, vocabularyJsonSchema } from "@suanquan/policy/json-schema";
import type { Call, Run } from "../call.ts";
import { vocabularyOfCall } from "../catalogue/selection.ts";
import { fileRefusal } from "../input.ts";
import { say } from "../language.ts";
import { FINE } from "../refusal.ts";

export const run: Run = async call => {
  const vocabulary = await vocabularyOfCall(call);
  const schema = (call.options.flag("facts") ? vocabularyJsonSchema : programmeJsonSchema)(vocabulary);
  const text = JSON.stringify(schema, null, 2);
  const out = call.options.text("out");
  if (out === undefined) call.terminal.print(text);
  else writeTo(out, `${text}\n`, call);
  return FINE;
};

function writeTo(file: string, text: string, { language, terminal, options }: Call): void {
  const full = path.resolve(terminal.folder, file);
  try {
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  } catch (error) {
    throw fileRefusal(file, error);
  }
  if (options.flag("json")) terminal.print(JSON.stringify({ written: file }));
  else terminal.print(say(`已写入 ${file}`, `${file} written`)[language]);
}
