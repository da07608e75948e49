/** Findings for people: where, what, why and how to mend it; and as JSON in the call's language. */
import type { Finding, Severity } from "@suanquan/policy";
import { type Language, say } from "./language.ts";
import { wrap } from "./layout.ts";
import type { Terminal } from "./terminal.ts";

export const SEVERITIES = ["error", "warning", "note"] as const satisfies readonly Severity[];

const SEVERITY_NAMES = {
  error: say("错误", "error"),
  warning: say("警告", "warning"),
  note: say("提示", "note"),
} as const satisfies Readonly<Record<Severity, unknown>>;

const severityIn = (language: Language, severity: Severity): string => SEVERITY_NAMES[severity][language];

const COUNTED = {
  error: { one: "error", many: "errors" },
  warning: { one: "warning", many: "warnings" },
  note: { one: "note", many: "notes" },
} as const;

/** `2 个错误，1 个警告`; `2 errors, 1 warning`. */
export function countsIn(language: Language, findings: readonly Finding[]): string {
  const counts = SEVERITIES.map(severity => ({
    severity,
    count: findings.filter(each => each.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const told = counts.map(({ severity, count }) =>
    language === "zh"
      ? `${count} 个${SEVERITY_NAMES[severity].zh}`
      : `${count} ${COUNTED[severity][count === 1 ? "one" : "many"]}`,
  );
  return told.join(language === "zh" ? "，" : ", ");
}

/**
 * Prints findings one by one: `file:line:column`, severity and code, then what, why and the cure.
 * @param byField the input is JSON, whose findings have a field and no line.
 */
export function printFindings(
  findings: readonly Finding[],
  byField: boolean,
  language: Language,
  terminal: Terminal,
): void {
  const { style, columns, print } = terminal;
  const marks = { error: style.bad, warning: style.warn, note: style.quiet } as const;
  for (const finding of findings) {
    const place = byField ? finding.file : `${finding.file}:${finding.line}:${finding.column}`;
    const severity = marks[finding.severity](severityIn(language, finding.severity));
    print(`${style.strong(place)} ${severity} ${style.quiet(finding.code)}`);
    const path = finding.path === "" ? "" : `${finding.path}${language === "zh" ? "：" : ": "}`;
    for (const line of wrap(`${path}${finding.what[language]}`, columns - 2)) print(`  ${line}`);
    for (const line of wrap(finding.why[language], columns - 2)) print(style.quiet(`  ${line}`));
    for (const line of wrap(`→ ${finding.mend[language]}`, columns - 2, "  ")) print(`  ${line}`);
  }
}

export interface PresentedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export const presentFinding = (finding: Finding, language: Language): PresentedFinding => ({
  code: finding.code,
  severity: finding.severity,
  file: finding.file,
  line: finding.line,
  column: finding.column,
  path: finding.path,
  what: finding.what[language],
  why: finding.why[language],
  mend: finding.mend[language],
});
