/** Conditions that nobody can meet: tests of one fact that exclude each other, places outside each other, empty ranges. */
import { under } from "../../read/page.ts";
import type { Condition } from "../../tree.ts";
import type { Report, Rule, Subject } from "../rule.ts";
import { conditionSaid } from "../wording.ts";

export const unreachableCondition: Rule = {
  finds: ["unreachable-condition"],
  look: (subject, report) => {
    // What stands above and cannot hold by itself is reported there.
    for (const { condition, context, path } of subject.survey.conditions)
      if (subject.space.canHold(context)) examine(condition, context, path, subject, report);
  },
};

/** @param path of the map that holds the condition; facts and groups stand under their own keys in it. */
function examine(
  condition: Condition,
  context: readonly Condition[],
  path: string,
  subject: Subject,
  report: Report,
): void {
  if (!subject.space.canHold([...context, condition])) {
    const culprit = firstCulprit(condition, context, subject);
    report("unreachable-condition", pathOfPart(culprit, path), {
      condition: conditionSaid(subject.options.vocabulary, culprit),
    });
    return;
  }
  switch (condition.is) {
    case "all":
      for (const part of condition.of) {
        const siblings = condition.of.filter(each => each !== part);
        const own = part.is === "all" ? under(path, KEYS.all) : path;
        examine(part, [...context, ...siblings], own, subject, report);
      }
      return;
    case "any-of":
      condition.of.forEach((part, index) => {
        examine(part, context, under(under(path, KEYS["any-of"]), index), subject, report);
      });
      return;
    case "open":
      for (const { condition: reading } of condition.readings)
        if (!isNever(reading)) examine(reading, context, path, subject, report);
  }
}

/** `any: []`, and a group of nothing else: how an author says that under this reading it never holds. */
const isNever = (condition: Condition): boolean =>
  (condition.is === "any-of" && condition.of.length === 0) ||
  (condition.is === "all" && condition.of.length === 1 && condition.of.every(isNever));

/** The part of «all» at which the conditions cease to go together. */
function firstCulprit(condition: Condition, context: readonly Condition[], { space }: Subject): Condition {
  if (condition.is !== "all") return condition;
  const at = condition.of.findIndex(
    (_, index) => !space.canHold([...context, ...condition.of.slice(0, index + 1)]),
  );
  return condition.of[at] ?? condition;
}

const KEYS = { all: "all", "any-of": "any", "none-of": "none" } as const;

/** Where a part stands in its map: a fact under its name, a group under its word. */
function pathOfPart(part: Condition, path: string): string {
  switch (part.is) {
    case "fact":
      return under(path, part.fact);
    case "open":
      return path;
    default:
      return under(path, KEYS[part.is]);
  }
}
