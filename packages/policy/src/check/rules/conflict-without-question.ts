/** Documents that disagree, with no open question that puts both texts side by side. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const conflictWithoutQuestion: Rule = {
  finds: ["conflict-without-question"],
  look: ({ programme }, report) => {
    const local = new Set(programme.documents.map(each => each.id));
    for (const { id, conflicts } of programme.documents)
      for (const other of conflicts) {
        // A text of another file cannot be named in `texts`; the question then names the document of this file.
        const named = local.has(other) ? [id, other] : [id];
        if (programme.open.some(each => named.every(document => each.between.includes(document)))) continue;
        report("conflict-without-question", under(under("documents", id), "conflicts"), {
          document: id,
          other,
        });
      }
  },
};
