/** What stops a command: wrong use, or an input with faults. Always in words, with the cure; never a stack trace. */
import type { Bilingual, Finding } from "@suanquan/policy";

/** Exit codes of every command. */
export const FINE = 0;
export const FINDINGS = 1;
export const WRONG_USE = 2;

/** What the command cannot do as it was asked: what is wrong, and what would be right. */
export class Refusal extends Error {
  readonly says: Bilingual;
  readonly cure: Bilingual;
  readonly exitCode: number;

  constructor(says: Bilingual, cure: Bilingual, exitCode: number = WRONG_USE) {
    super(says.en);
    this.says = says;
    this.cure = cure;
    this.exitCode = exitCode;
  }
}

/** An input that cannot be used, with everything that is wrong in it. */
export class FaultyInput extends Error {
  readonly findings: readonly Finding[];
  /** Whether places are fields, as in JSON, and not lines. */
  readonly byField: boolean;

  constructor(findings: readonly Finding[], byField: boolean) {
    super("faulty input");
    this.findings = findings;
    this.byField = byField;
  }
}
