/** The checker: what a policy file leaves out, contradicts, or ought to let its reader know. Pure. */
import type { Finding } from "../finding.ts";
import type { SpanTable } from "../read/page.ts";
import type { Programme } from "../tree.ts";
import { type CheckOptions, reporter, Subject } from "./rule.ts";
import { rules } from "./rules.ts";

/**
 * Checks one version of one programme.
 * @param spans where each value stands in its file, as the reader tells.
 * @returns findings in the order of the file. Cost: linear in the file, and in the completions of its open questions
 * for what depends on them.
 */
export function checkProgramme(
  programme: Programme,
  spans: SpanTable,
  file: string,
  options: CheckOptions,
): Finding[] {
  const subject = new Subject(programme, spans, options);
  const findings: Finding[] = [];
  const report = reporter(file, spans, findings);
  for (const rule of rules) rule.look(subject, report);
  return inOrderOfFile(withoutEchoes(findings));
}

/** A row that nothing reaches cannot be tested, and one thing is said of one place once. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  const dead = new Set(findings.flatMap(each => (each.code === "dead-row" ? [each.path] : [])));
  const said = new Set<string>();
  return findings.filter(({ code, path, what }) => {
    const key = `${code} ${path} ${what.zh}`;
    if (said.has(key) || (code === "untested-row" && dead.has(path))) return false;
    said.add(key);
    return true;
  });
}

/** By line and column; findings of one place stay in the order in which they were found. */
export const inOrderOfFile = (findings: readonly Finding[]): Finding[] =>
  findings
    .map((finding, index) => ({ finding, index }))
    .sort(
      (a, b) => a.finding.line - b.finding.line || a.finding.column - b.finding.column || a.index - b.index,
    )
    .map(({ finding }) => finding);
