/**
 * Versions of one programme in an office. Each is whole and has books of its own, and what was decided under one stays
 * under it. Two never take cases at once: a newer one is published when no round of the other takes or decides cases any
 * more, and from then on none opens under that one.
 */
import type { Context } from "../command.ts";
import { programmeCycle } from "../life-cycles/programme.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Subject } from "../store/subject.ts";
import { stepOf } from "./advance.ts";
import type { InUse, ProgrammeBody } from "./in-use.ts";
import { programmeKind, roundKind } from "./kinds.ts";

/** States of a round in which its cases are taken or decided. */
const DECIDING = ["open", "closed", "allocating", "notice"];

/**
 * What publishing a version changes of the one that the office runs so far: nothing where there is none.
 * @throws Refusal `version-not-newer`, `programme-frozen`, `version-deciding`
 */
export async function successionOf(context: Context, newer: Subject<ProgrammeBody>): Promise<Change[]> {
  const { office } = newer;
  const { tree, version } = newer.body;
  const running = await context.store.all(programmeKind, office, { states: ["published", "frozen"] });
  const changes: Change[] = [];
  for (const older of running.filter(each => each.body.tree === tree && each.body.replacedBy === null)) {
    // A version is named by its day.
    if (older.body.version >= version)
      throw new Refusal("version-not-newer", { version: older.body.version });
    if (older.state === "frozen") throw new Refusal("programme-frozen", { why: older.body.frozen ?? "" });
    const rounds = await context.store.all(roundKind, office, { programme: older.id, states: DECIDING });
    if (rounds.length > 0)
      throw new Refusal("version-deciding", {
        version: older.body.version,
        rounds: rounds.map(each => each.body.title).join(", "),
      });
    const detail = { by: newer.id, version };
    const body = { replacedBy: newer.id };
    changes.push(stepOf(context, programmeKind, programmeCycle, older, "replace", { body, detail }).change);
  }
  return changes;
}

/** @throws Refusal `version-replaced` where a newer version has taken the place of this one */
export function requireLatest({ subject }: Pick<InUse, "subject">): void {
  const { replacedBy, version } = subject.body;
  if (replacedBy !== null) throw new Refusal("version-replaced", { version, by: replacedBy });
}
