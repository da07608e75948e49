/** Questions that no value hangs on, although they are not said to be of procedure only. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const unusedQuestion: Rule = {
  finds: ["unused-question"],
  look: ({ programme, survey, spans }, report) => {
    const used = new Set(survey.questions.map(each => each.question));
    for (const { id, touches } of programme.open) {
      const path = under("open", id);
      const saidToBeProcedure = touches === "procedure" && spans.has(under(path, "touches"));
      if (!used.has(id) && !saidToBeProcedure) report("unused-question", path, { id });
    }
  },
};
