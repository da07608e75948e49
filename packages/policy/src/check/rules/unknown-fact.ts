/** Facts that the vocabulary does not know. The reader refuses them in a file; a vocabulary may have changed since. */
import type { Rule } from "../rule.ts";

export const unknownFact: Rule = {
  finds: ["unknown-fact"],
  look: ({ survey, options }, report) => {
    for (const { fact, path } of survey.facts)
      if (!options.vocabulary.facts.has(fact) && !DERIVED.has(fact)) report("unknown-fact", path, { fact });
  },
};

/** Facts that follow from the position and are never asked. */
const DERIVED: ReadonlySet<string> = new Set(["position.awards", "position.years"]);
