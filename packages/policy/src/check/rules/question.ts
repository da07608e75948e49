/** Every open question of the text, with the places that hang on it. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const question: Rule = {
  finds: ["question"],
  look: ({ programme, survey }, report) => {
    for (const { id, ask, touches } of programme.open) {
      const used = survey.questions.filter(each => each.question === id).map(each => each.path);
      report("question", under("open", id), {
        id,
        ask,
        money: touches === "money",
        used: [...new Set(used)],
      });
    }
  },
};
