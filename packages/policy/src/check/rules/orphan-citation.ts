/** Citations that lead nowhere, and documents that nothing leads to. */
import { under } from "../../read/page.ts";
import type { Rule } from "../rule.ts";

export const orphanCitation: Rule = {
  finds: ["orphan-citation", "orphan-document"],
  look: ({ programme, survey }, report) => {
    const listed = new Set(programme.documents.map(each => each.id));
    for (const { at, path } of survey.citations)
      if (!listed.has(at.document)) report("orphan-citation", under(path, "at"), { document: at.document });
    // Versions of other files, `programme-id@version`, are looked up where all files are at hand.
    for (const document of programme.documents)
      for (const link of ["replaces", "implements", "conflicts"] as const)
        for (const other of document[link])
          if (!other.includes("@") && !listed.has(other))
            report("orphan-citation", under(under("documents", document.id), link), { document: other });
    const used = new Set([
      programme.governs,
      ...survey.citations.map(each => each.at.document),
      ...programme.documents.flatMap(each => [...each.replaces, ...each.implements, ...each.conflicts]),
      ...programme.open.flatMap(each => each.between),
    ]);
    for (const { id, replaces, implements: implemented, conflicts } of programme.documents) {
      const speaks = replaces.length + implemented.length + conflicts.length > 0;
      if (!used.has(id) && !speaks) report("orphan-document", under("documents", id), { document: id });
    }
  },
};
