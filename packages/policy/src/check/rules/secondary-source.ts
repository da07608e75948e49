/** Documents that were not seen on a government site. */
import { gradeWords } from "../../language/words.ts";
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const secondarySource: Rule = {
  finds: ["secondary-source"],
  look: ({ programme }, report) => {
    for (const { id, grade } of programme.documents)
      if (grade !== "A")
        report("secondary-source", under(under("documents", id), "grade"), {
          document: id,
          grade,
          says: gradeWords[grade].says,
        });
  },
};
