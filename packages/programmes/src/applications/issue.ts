/** Issue: the hold becomes a commitment, and the applicant an award: a voucher where the programme has vouchers. */
import { type LocalDate, localDate } from "@suanquan/china";
import type { Context } from "../command.ts";
import { moneyKey } from "../commands/people.ts";
import { newId } from "../identifier.ts";
import { voucherCycle } from "../life-cycles/voucher.ts";
import { countedAccount } from "../money/accounts.ts";
import type { Move } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { figuresOf } from "../rules/assess.ts";
import { settled } from "../rules/questions.ts";
import type { Subject } from "../store/subject.ts";
import { birthOf } from "../subjects/advance.ts";
import { type InUse, inUse, today } from "../subjects/in-use.ts";
import { type ApplicationBody, voucherKind } from "../subjects/kinds.ts";
import type { View } from "../subjects/view.ts";
import { lastDay } from "../vouchers/last-day.ts";
import { act } from "./act.ts";
import { assessApplication, kinFor } from "./determine.ts";

/** When a voucher ends; null: never, or not before it is collected. */
function expiryOf(use: InUse, start: LocalDate): LocalDate | null {
  const lifetime = settled(use.rules.programme.voucher?.lifetime, use.rulings);
  return lifetime === null ? null : lastDay(start, lifetime);
}

/** The last day of a voucher that its holder collects on a day. */
export const expiryAfterCollection = (use: InUse, collected: LocalDate): LocalDate | null =>
  expiryOf(use, collected);

export async function issue(context: Context, subject: Subject<ApplicationBody>): Promise<View> {
  const { body } = subject;
  const use = await inUse(context, subject.programme ?? "");
  const kin = await kinFor(context, subject, use);
  const verdict = await assessApplication(context, subject, use, kin);
  const { decision, why } = figuresOf(verdict.answer, body.benefit);
  if (decision === "ineligible" && body.override === null) throw new Refusal("not-eligible", { why });
  const key = moneyKey(context, `issue:${subject.id}`);
  const id = newId(context.clock(), context.random);
  const targets = [...(body.hold === null ? [] : [body.hold]), ...body.capHolds];
  const moves: Move[] = targets.map((target, index) => ({ is: "capture", key: `${key}:${index}`, target }));
  const before = body.hold === null ? 0 : 1;
  /** The captures of what counts towards accounts of a kind. */
  const capturedOf = (kind: "limit" | "times"): string[] =>
    body.capHolds.flatMap((hold, index) =>
      countedAccount(hold).startsWith(`${kind}:`) ? (moves[before + index]?.key ?? []) : [],
    );
  const issued = today(context);
  const start = settled(use.rules.programme.voucher?.from, use.rulings) ?? "issue";
  const granted = body.grantedOn ?? issued;
  const voucher = birthOf(context, voucherKind, voucherCycle.begins, {
    id,
    event: "issue",
    organisation: subject.organisation,
    parent: subject.id,
    programme: subject.programme,
    body: {
      handled: {},
      application: subject.id,
      benefit: body.benefit,
      basis: body.basis ?? "rules",
      grantedOn: granted,
      counted: capturedOf("limit"),
      countedOnce: capturedOf("times"),
      rooms: body.capHolds.map(countedAccount).filter(code => code.startsWith("room:")),
      statedOn: body.statedOn,
      noted: kin.own.body.noted,
      round: body.round,
      offeredTo: null,
      mode: use.rules.programme.delivery.mode,
      face: body.award ?? "0",
      issued,
      awaitsCollection: start === "claim",
      expires: start === "claim" ? null : expiryOf(use, start === "grant" ? localDate(granted) : issued),
      pool: body.pool ?? "",
      period: body.period ?? "",
      facts: body.facts,
      pinned: use.pinned,
      claimed: "0",
      paid: "0",
    },
    detail: { gate: "issue", assessment: verdict.hash, face: body.award },
  });
  return act(context, subject, "issue", {
    input: { id: subject.id },
    moves,
    also: [voucher],
    body: { voucher: id, hold: null, capHolds: [] },
    detail: { gate: "issue", assessment: verdict.hash, voucher: id },
  });
}
