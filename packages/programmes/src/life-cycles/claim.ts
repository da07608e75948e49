import type { LifeCycle } from "./life-cycle.ts";

const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;
const CLAIMANTS = ["applicant-clerk", "provider-clerk"] as const;

/** 兑付：提交、核验、按金额逐级审批、入批、拨付、对账。 */
export const claimCycle: LifeCycle = {
  name: "claim",
  zh: "兑付申请",
  begins: "draft",
  rows: [
    {
      from: ["draft", "returned"],
      event: "submit",
      to: "submitted",
      who: CLAIMANTS,
      guards: ["programme-running", "evidence-complete"],
      effect: "commit-claim",
    },
    {
      from: ["submitted"],
      event: "return",
      to: "returned",
      who: ["desk-officer", "finance-clerk"],
      reasons: ["facts-unclear", "evidence-missing", "evidence-contradicts"],
    },
    {
      from: ["submitted"],
      event: "examine",
      to: "examined",
      who: ["desk-officer"],
      guards: ["findings-answered"],
      apart: ["submit"],
    },
    {
      from: ["examined"],
      event: "approve",
      to: "approved",
      who: DECIDERS,
      guards: ["approved-enough"],
      apart: ["submit", "examine"],
    },
    { from: ["examined"], event: "approve", to: "examined", who: DECIDERS, apart: ["submit", "examine"] },
    {
      from: ["submitted", "examined", "approved"],
      event: "reject",
      to: "rejected",
      who: DECIDERS,
      reasons: ["not-eligible", "evidence-false", "out-of-time", "duplicate"],
      effect: "return-claim",
      apart: ["examine"],
    },
    { from: ["draft"], event: "amend", to: "draft", who: CLAIMANTS },
    { from: ["returned"], event: "amend", to: "returned", who: CLAIMANTS },
    {
      from: ["draft", "returned"],
      event: "withdraw",
      to: "withdrawn",
      who: CLAIMANTS,
      effect: "return-claim",
    },
    {
      from: ["approved", "part-paid"],
      event: "batch",
      to: "batched",
      who: ["finance-clerk"],
      guards: ["account-verified"],
    },
    {
      from: ["batched", "part-paid"],
      event: "pay",
      to: "paid",
      who: ["finance-clerk"],
      guards: ["all-settled"],
      effect: "pay",
    },
    { from: ["batched", "part-paid"], event: "pay", to: "part-paid", who: ["finance-clerk"], effect: "pay" },
    // Offset against a clawback: what is withheld counts as paid.
    {
      from: ["approved", "part-paid"],
      event: "withhold",
      to: "paid",
      who: ["finance-clerk"],
      guards: ["all-settled"],
      effect: "pay",
    },
    {
      from: ["approved", "part-paid"],
      event: "withhold",
      to: "part-paid",
      who: ["finance-clerk"],
      effect: "pay",
    },
    {
      from: ["batched"],
      event: "unbatch",
      to: "part-paid",
      who: ["finance-clerk", "finance-approver"],
      guards: ["partly-paid"],
    },
    {
      from: ["batched"],
      event: "unbatch",
      to: "approved",
      who: ["finance-clerk", "finance-approver"],
    },
    {
      from: ["paid"],
      event: "reconcile",
      to: "reconciled",
      who: ["finance-approver"],
      apart: ["batch", "pay"],
    },
  ],
};
