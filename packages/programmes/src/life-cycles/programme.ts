import type { LifeCycle } from "./life-cycle.ts";

/** 项目：载入、检查、发布、终止；审计可以冻结。 */
export const programmeCycle: LifeCycle = {
  name: "programme",
  zh: "项目",
  begins: "draft",
  rows: [
    {
      from: ["draft"],
      event: "check",
      to: "checked",
      who: ["desk-officer", "decider-1", "decider-2", "decider-3"],
      guards: ["no-errors"],
    },
    {
      from: ["checked"],
      event: "publish",
      to: "published",
      who: ["decider-2", "decider-3"],
      guards: ["in-force"],
      apart: ["load", "check"],
      effect: "open-books",
    },
    {
      from: ["published"],
      event: "freeze",
      to: "frozen",
      who: ["auditor"],
      reasons: ["irregularity", "complaint", "court-order", "other"],
      effect: "freeze-accounts",
    },
    {
      from: ["frozen"],
      event: "thaw",
      to: "published",
      who: ["auditor"],
      reasons: ["cleared", "mended", "other"],
      effect: "thaw-accounts",
    },
    // A round opens under a version that nothing has replaced: each of the two is a step of the programme.
    {
      from: ["published"],
      event: "open-round",
      to: "published",
      who: ["decider-1", "decider-2", "decider-3"],
    },
    { from: ["published"], event: "replace", to: "published", who: ["decider-2", "decider-3"] },
    {
      from: ["published"],
      event: "end",
      to: "ended",
      who: ["decider-3"],
      reasons: ["expired", "replaced", "abolished", "other"],
      guards: ["nothing-open"],
    },
  ],
};
