/** «Once» that limits nothing: per nobody, or once for each award. */
import { under } from "../../read/page.ts";
import { leavesOf } from "../leaves.ts";
import type { Rule } from "../rule.ts";

export const onceWithoutScope: Rule = {
  finds: ["once-without-scope"],
  look: ({ programme }, report) => {
    for (const { id, once } of programme.benefits) {
      if (once === undefined) continue;
      const path = under(under("benefits", id), "once");
      if (once.scope.length === 0)
        report("once-without-scope", path, { lacks: { zh: "按什么对象", en: "per whom" } });
      else if (leavesOf(once.period).includes("each"))
        report("once-without-scope", path, { lacks: { zh: "在什么周期内", en: "within which period" } });
    }
  },
};
