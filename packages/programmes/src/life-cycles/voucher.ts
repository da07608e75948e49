import type { LifeCycle } from "./life-cycle.ts";

const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;

/** 券：金额不是状态；可用 = 面额 − 预留 − 核销 − 收回。 */
export const voucherCycle: LifeCycle = {
  name: "voucher",
  zh: "券",
  begins: "active",
  rows: [
    {
      from: ["active"],
      event: "suspend",
      to: "suspended",
      who: [...DECIDERS, "auditor"],
      reasons: ["suspected-misuse", "dispute", "holder-asks", "court-order"],
      effect: "freeze-accounts",
    },
    {
      from: ["suspended"],
      event: "resume",
      to: "active",
      who: [...DECIDERS, "auditor"],
      reasons: ["cleared", "mended"],
      effect: "thaw-accounts",
    },
    {
      from: ["active", "exhausted"],
      event: "expire",
      to: "expired",
      who: ["desk-officer", ...DECIDERS, "finance-clerk"],
      effect: "forfeit-free",
    },
    // Once more for what holds and reversals have freed since.
    {
      from: ["expired"],
      event: "expire",
      to: "expired",
      who: ["desk-officer", ...DECIDERS, "finance-clerk"],
      effect: "forfeit-free",
    },
    {
      from: ["cancelled"],
      event: "expire",
      to: "cancelled",
      who: ["desk-officer", ...DECIDERS, "finance-clerk"],
      effect: "forfeit-free",
    },
    {
      from: ["active", "suspended"],
      event: "cancel",
      to: "cancelled",
      who: DECIDERS,
      reasons: ["revoked", "holder-returns", "issued-in-error"],
      effect: "forfeit-free",
    },
    { from: ["active"], event: "collect", to: "active", who: ["applicant-clerk"] },
    { from: ["active"], event: "transfer", to: "active", who: ["applicant-clerk"], guards: ["transferable"] },
    { from: ["active"], event: "accept", to: "active", who: ["applicant-clerk"], guards: ["transferable"] },
    {
      from: ["active"],
      event: "exhaust",
      to: "exhausted",
      who: ["desk-officer", "finance-clerk", ...DECIDERS],
    },
  ],
};
