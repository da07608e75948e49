import type { LifeCycle } from "./life-cycle.ts";

const DECIDERS = ["decider-2", "decider-3"] as const;
const FINANCE = ["finance-clerk"] as const;

/** 追回：立案、告知、听取陈述申辩、决定、催缴，至追回、抵扣或核销。 */
export const clawbackCycle: LifeCycle = {
  name: "clawback",
  zh: "追回",
  begins: "opened",
  rows: [
    { from: ["opened"], event: "notify", to: "notified", who: ["desk-officer"] },
    { from: ["notified"], event: "hear", to: "heard", who: ["desk-officer"] },
    {
      from: ["heard"],
      event: "decide",
      to: "decided",
      who: DECIDERS,
      reasons: ["evidence-false", "rule-misapplied", "condition-lapsed", "overpaid"],
      apart: ["open", "hear"],
    },
    {
      from: ["heard"],
      event: "drop",
      to: "dropped",
      who: DECIDERS,
      reasons: ["unfounded", "settled"],
      apart: ["open"],
    },
    { from: ["decided"], event: "demand", to: "demanded", who: FINANCE },
    {
      from: ["demanded"],
      event: "recover",
      to: "recovered",
      who: FINANCE,
      guards: ["fully-recovered"],
      effect: "take-back",
    },
    { from: ["demanded"], event: "recover", to: "demanded", who: FINANCE, effect: "take-back" },
    {
      from: ["demanded"],
      event: "offset",
      to: "offset",
      who: FINANCE,
      guards: ["fully-recovered"],
      effect: "take-back",
    },
    { from: ["demanded"], event: "offset", to: "demanded", who: FINANCE, effect: "take-back" },
    {
      from: ["demanded"],
      event: "write-off",
      to: "written-off",
      who: ["finance-approver"],
      reasons: ["insolvent", "untraceable", "court-order"],
      apart: ["open", "decide"],
    },
  ],
};
