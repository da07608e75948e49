import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIFE_CYCLES } from "../src/life-cycles/index.ts";
import { GUARDS, type Guard, type LifeCycle, statesOf, step } from "../src/life-cycles/life-cycle.ts";
import { Refusal } from "../src/refusal.ts";
import { ROLES } from "../src/roles.ts";

const TRUE = Object.fromEntries(Object.keys(GUARDS).map(guard => [guard, true])) as Record<Guard, boolean>;

describe.each(LIFE_CYCLES.map(cycle => [cycle.name, cycle] as const))("life cycle %s", (_, cycle) => {
  test("every state is reached from where it begins", () => {
    const reached = new Set([cycle.begins]);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const row of cycle.rows) if (row.from.some(state => reached.has(state))) reached.add(row.to);
    }
    expect(statesOf(cycle).filter(state => !reached.has(state))).toEqual([]);
  });

  test("each row is taken by each of its roles when all is well, and by no other role", () => {
    for (const row of cycle.rows)
      for (const state of row.from)
        for (const role of ROLES) {
          const situation = {
            person: "p",
            roles: [role],
            truths: TRUE,
            hasEvidence: true,
            reason: row.reasons?.[0],
            note: "n",
            handled: {},
          };
          const taken = step(cycle, state, row.event, situation);
          const may = cycle.rows.some(
            each => each.event === row.event && each.from.includes(state) && each.who.includes(role),
          );
          expect([state, row.event, role, taken instanceof Refusal]).toEqual([state, row.event, role, !may]);
        }
  });

  test("a guard that does not hold, a reason that is missing and one's own case each refuse", () => {
    for (const row of cycle.rows) {
      const [state = ""] = row.from;
      const [role = "auditor"] = row.who;
      const good = {
        person: "p",
        roles: [role],
        truths: TRUE,
        hasEvidence: true,
        reason: row.reasons?.[0],
        note: "n",
        handled: {},
      };
      const alone: LifeCycle = { ...cycle, rows: [row] };
      for (const guard of row.guards ?? []) {
        const refusal = step(alone, state, row.event, { ...good, truths: { ...TRUE, [guard]: false } });
        expect(refusal).toMatchObject({ code: "guard-failed" });
      }
      if (row.reasons !== undefined) {
        expect(step(alone, state, row.event, { ...good, reason: undefined })).toMatchObject({
          code: "reason-needed",
        });
        expect(step(alone, state, row.event, { ...good, reason: "no-such" })).toMatchObject({
          code: "reason-unknown",
        });
      }
      for (const earlier of row.apart ?? [])
        expect(step(alone, state, row.event, { ...good, handled: { [earlier]: ["p"] } })).toMatchObject({
          code: "own-case",
        });
    }
  });

  test("no random history leaves the table", () => {
    const events = [...new Set(cycle.rows.map(row => row.event))];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...events), fc.constantFrom(...ROLES), fc.boolean()), {
          maxLength: 40,
        }),
        history => {
          let state = cycle.begins;
          for (const [event, role, well] of history) {
            const row = cycle.rows.find(each => each.event === event);
            const taken = step(cycle, state, event, {
              person: "p",
              roles: [role],
              truths: well ? TRUE : {},
              hasEvidence: true,
              reason: row?.reasons?.[0],
              note: "n",
              handled: {},
            });
            if (taken instanceof Refusal) continue;
            expect(taken.from).toContain(state);
            state = taken.to;
          }
          expect(statesOf(cycle)).toContain(state);
        },
      ),
    );
  });
});
