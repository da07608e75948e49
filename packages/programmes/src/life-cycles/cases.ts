import type { LifeCycle } from "./life-cycle.ts";

const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;

/** 口径。 */
export const rulingCycle: LifeCycle = {
  name: "ruling",
  zh: "口径",
  begins: "issued",
  rows: [{ from: ["issued"], event: "replace", to: "replaced", who: ["decider-2", "decider-3"] }],
};

/** 申诉：自成一案。 */
export const appealCycle: LifeCycle = {
  name: "appeal",
  zh: "申诉",
  begins: "open",
  rows: [
    {
      from: ["open"],
      event: "uphold",
      to: "upheld",
      who: ["decider-2", "decider-3"],
      reasons: ["facts-wrong", "rule-misapplied", "procedure"],
      apart: ["determine", "approve", "reject"],
    },
    {
      from: ["open"],
      event: "dismiss",
      to: "dismissed",
      who: ["decider-2", "decider-3"],
      reasons: ["unfounded", "out-of-time"],
      apart: ["determine", "approve", "reject"],
    },
    { from: ["open"], event: "withdraw", to: "withdrawn", who: ["applicant-clerk"] },
  ],
};

/** 发现：查重、关联关系等，由受理员逐条处理。 */
export const findingCycle: LifeCycle = {
  name: "finding",
  zh: "发现",
  begins: "open",
  rows: [
    {
      from: ["open"],
      event: "clear",
      to: "cleared",
      who: ["desk-officer"],
      reasons: ["same-case", "shared-lawfully", "false-alarm"],
    },
    {
      from: ["open", "cleared"],
      event: "confirm",
      to: "confirmed",
      who: ["desk-officer", ...DECIDERS],
      reasons: ["duplicate-claim", "related-parties", "false-evidence"],
    },
  ],
};

/** 主体信息：自行申报，由受理员核对；变更后须再核对。 */
export const partyCycle: LifeCycle = {
  name: "party",
  zh: "主体信息",
  begins: "met",
  rows: [
    {
      from: ["met", "declared", "verified"],
      event: "declare",
      to: "declared",
      who: ["applicant-clerk", "provider-clerk"],
    },
    { from: ["declared"], event: "verify", to: "verified", who: ["desk-officer"], apart: ["declare"] },
  ],
};

/** 收款账户：一人提出，另一人核验；新账户核验后替代旧账户。 */
export const accountCycle: LifeCycle = {
  name: "payee-account",
  zh: "收款账户",
  begins: "proposed",
  rows: [
    {
      from: ["proposed"],
      event: "verify",
      to: "verified",
      who: ["finance-clerk", "finance-approver"],
      guards: ["account-free"],
      apart: ["propose"],
    },
    {
      from: ["proposed"],
      event: "refuse",
      to: "refused",
      who: ["finance-clerk", "finance-approver"],
      reasons: ["name-differs", "no-such-account", "other"],
    },
    {
      from: ["verified"],
      event: "replace",
      to: "replaced",
      who: ["finance-clerk", "finance-approver"],
      guards: ["account-free"],
    },
    { from: ["verified"], event: "batch", to: "verified", who: ["finance-clerk"] },
  ],
};

/** 资金安排：冻结名单、预览、确认。 */
export const runCycle: LifeCycle = {
  name: "allocation-run",
  zh: "资金安排",
  begins: "preview",
  rows: [
    { from: ["preview"], event: "confirm", to: "confirmed", who: DECIDERS, apart: ["preview"] },
    { from: ["preview", "confirmed"], event: "replace", to: "replaced", who: ["desk-officer", ...DECIDERS] },
  ],
};

/** 付款批次：编制、签批、送出、回盘、对账。 */
export const batchCycle: LifeCycle = {
  name: "payment-batch",
  zh: "付款批次",
  begins: "built",
  rows: [
    {
      from: ["built"],
      event: "approve",
      to: "approved",
      who: ["finance-approver"],
      guards: ["programme-running"],
      apart: ["build"],
    },
    {
      from: ["approved"],
      event: "send",
      to: "sent",
      who: ["finance-clerk"],
      guards: ["programme-running"],
    },
    {
      from: ["sent", "part-paid"],
      event: "result",
      to: "paid",
      who: ["finance-clerk"],
      guards: ["all-settled"],
    },
    { from: ["sent", "part-paid"], event: "result", to: "part-paid", who: ["finance-clerk"] },
    { from: ["paid"], event: "reconcile", to: "reconciled", who: ["finance-approver"], apart: ["result"] },
    {
      from: ["built", "approved"],
      event: "dissolve",
      to: "dissolved",
      who: ["finance-clerk", "finance-approver"],
      reasons: ["error", "account-changed"],
    },
  ],
};
