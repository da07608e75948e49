/** Places that do not follow the readings of their question one by one. */
import type { Rule } from "../rule.ts";

export const missingReading: Rule = {
  finds: ["missing-reading"],
  look: ({ programme, survey }, report) => {
    const declared = new Map(programme.open.map(each => [each.id, each.readings.map(reading => reading.id)]));
    for (const { question, readings, path } of survey.questions) {
      const wanted = declared.get(question) ?? [];
      const missing = wanted.filter(each => !readings.includes(each));
      const unknown = readings.filter(each => !wanted.includes(each));
      if (missing.length + unknown.length > 0)
        report("missing-reading", path, { question, missing, unknown });
    }
  },
};
