/**
 * What of the facts may go into a link: whatever a rule reads, and nothing that names a firm, a contract or a person.
 * The credit code and the numbers and issuers of certificates are left out; numbers and names of contracts, projects
 * and providers become 1, 2, 3 …, so that what is the same stays the same and limits per contract still count.
 */
import type { FactDefinition } from "@suanquan/policy";
import { type Entries, NO_CERTIFICATE, type Written } from "../facts/entries.ts";

type Definitions = ReadonlyMap<string, FactDefinition>;

/** The entries without what names anyone. @param definitions of the vocabulary: what it does not hold is left out. */
export function shareable(entries: Entries, definitions: Definitions): Entries {
  const names = new Map<string, Map<string, string>>();
  const nameless = (written: Written): Written =>
    Object.fromEntries(
      Object.entries(written).flatMap(([fact, text]) => {
        const type = definitions.get(fact)?.type;
        if (type === undefined || text.trim() === "") return [];
        return [[fact, type === "text" ? numberOf(names, fact, text) : text]];
      }),
    );
  return {
    ...entries,
    firm: { ...entries.firm, creditCode: "" },
    applicant: nameless(entries.applicant),
    certificates: Object.fromEntries(
      Object.entries(entries.certificates)
        .filter(([fact, { from, to }]) => definitions.has(fact) && (from !== "" || to !== ""))
        .map(([fact, { from, to }]) => [fact, { ...NO_CERTIFICATE, from, to }]),
    ),
    spends: entries.spends.map(({ id, written }) => ({ id, written: nameless(written) })),
  };
}

/** The same name of the same fact has the same number, counted from 1. */
function numberOf(names: Map<string, Map<string, string>>, fact: string, name: string): string {
  const known = names.get(fact) ?? new Map<string, string>();
  names.set(fact, known);
  const number = known.get(name.trim()) ?? String(known.size + 1);
  known.set(name.trim(), number);
  return number;
}
