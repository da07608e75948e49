/** What a case asks to be proven, and what is held already that proves it: nothing is asked for twice. */
import type { z } from "zod";
import { evidenceMissing } from "../applications/act.ts";
import type { Context } from "../command.ts";
import type { Subject } from "../store/subject.ts";
import { inUse } from "../subjects/in-use.ts";
import { type ApplicationBody, evidenceKind } from "../subjects/kinds.ts";

interface Held {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface Offers {
  asked: { proves: string; attached: Held[]; offered: Held[] }[];
  missing: string[];
}

const heldOf = ({ id, body }: Subject<z.infer<typeof evidenceKind.body>>): Held => ({
  id,
  name: body.name,
  type: body.type,
});

/** For each thing to be proven: what is attached, and what the applicant holds beside it. */
export async function offersFor(context: Context, subject: Subject<ApplicationBody>): Promise<Offers> {
  const use = await inUse(context, subject.programme ?? "");
  const { benefit, evidence } = subject.body;
  const asked = use.rules.programme.benefits.find(each => each.id === benefit)?.evidence ?? [];
  const files = await context.store.all(evidenceKind, subject.office, {
    organisation: subject.organisation ?? "",
  });
  return {
    asked: asked.map(proves => {
      const fitting = files.filter(each => each.body.proves === proves);
      return {
        proves,
        attached: fitting.filter(each => evidence.includes(each.id)).map(heldOf),
        offered: fitting.filter(each => !evidence.includes(each.id)).map(heldOf),
      };
    }),
    missing: await evidenceMissing(context, use, subject, subject.body),
  };
}
