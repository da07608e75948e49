/** Experts' scores and conflicts of interest: who may score, and who sees what others gave. */
import type { Context } from "../command.ts";
import { CLERKS } from "../commands/people.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import type { ApplicationBody } from "../subjects/kinds.ts";

/** @throws Refusal `conflict-of-interest` for who has declared one */
export function requireNoConflict(subject: Subject<ApplicationBody>, person: string): void {
  if (subject.body.conflicts[person] === true) throw new Refusal("conflict-of-interest");
}

/** Others' scores are hidden from an expert until their own is in. */
export function hideScores<V extends { readonly body: unknown }>(
  context: Context,
  view: V,
  scores: ApplicationBody["scores"],
): V {
  const blind = context.actor.roles.includes("expert") && scores[context.actor.person] === undefined;
  const outsider = context.actor.roles.every(role => CLERKS.includes(role));
  if (!blind && !outsider) return view;
  return { ...view, body: { ...(view.body as object), scores: {}, conflicts: {} } };
}
