export type { Answer, OpeningAnswer } from "./answer.ts";
export type { Checkpoint, CheckpointBody } from "./checkpoint.ts";
export { commitsTo } from "./commitments.ts";
export { poolStatementCsv, trialBalanceCsv } from "./csv.ts";
export type { Fault, FaultCode } from "./faults.ts";
export {
  type AccountOpening,
  type AccountRef,
  type AccountState,
  AMOUNT_FEN_MAX,
  type Capture,
  type Hold,
  type Instruction,
  LIMIT_FEN_MAX,
  type Limit,
  type Movement,
  type Release,
  type Reverse,
  type State,
  type Transfer,
} from "./instruction.ts";
export { LEDGER_SERIES, type Ledger, type LedgerOptions, openLedger } from "./ledger.ts";
export { LINKED_MAX, type OfficeLedger, type SubmitOptions } from "./office-ledger.ts";
export { OUTCOMES, type Outcome, type OutcomeMeaning } from "./outcomes.ts";
export * from "./postgres/index.ts";
export type {
  Balance,
  OpenHold,
  PastBalance,
  Place,
  StatementLine,
  StatementPage,
  StatementRange,
} from "./reading.ts";
export type { PoolStatement, TrialBalance, TrialLine, Turnover } from "./reports.ts";
export type { Verdict, VerifyOptions } from "./verify.ts";
