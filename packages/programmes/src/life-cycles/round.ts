import type { LifeCycle } from "./life-cycle.ts";

const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;

/** 批次：一年可有多个，也可以只有一个且不截止。 */
export const roundCycle: LifeCycle = {
  name: "round",
  zh: "批次",
  begins: "draft",
  rows: [
    {
      from: ["draft"],
      event: "open",
      to: "open",
      who: DECIDERS,
      guards: ["programme-running", "money-settled"],
    },
    { from: ["open"], event: "close", to: "closed", who: ["desk-officer", ...DECIDERS] },
    { from: ["closed"], event: "allocate", to: "allocating", who: ["desk-officer", ...DECIDERS] },
    {
      from: ["notice", "settling"],
      event: "allocate",
      to: "allocating",
      who: ["desk-officer", ...DECIDERS],
      reasons: ["objection-upheld", "appeal-upheld", "withdrawal", "error-mended"],
    },
    { from: ["allocating"], event: "allocate", to: "allocating", who: ["desk-officer", ...DECIDERS] },
    // Pools are allocated one by one: the notice of the first may run when the second is confirmed.
    { from: ["allocating", "notice"], event: "announce", to: "notice", who: DECIDERS },
    {
      from: ["notice", "open", "closed"],
      event: "settle",
      to: "settling",
      who: ["finance-clerk", ...DECIDERS],
      guards: ["no-objection"],
    },
    {
      from: ["settling"],
      event: "close-out",
      to: "closed-out",
      who: ["finance-approver"],
      guards: ["nothing-open"],
    },
  ],
};
