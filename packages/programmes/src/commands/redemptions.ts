/** 用券：核销、预留、转核销、释放、冲正、一单多券。 */
import { z } from "zod";
import { countMoves } from "../applications/limits.ts";
import { type Command, type Context, command } from "../command.ts";
import { booksOf, poolAccount, poolIn } from "../money/accounts.ts";
import { capturesOf, countedUnder, leftOf } from "../money/figures.ts";
import { type Move, submitMoves } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { organisationSeen } from "../subjects/advance.ts";
import { voucherKind } from "../subjects/kinds.ts";
import { fenOf, field, yuan } from "../subjects/view.ts";
import { forfeitIfEnded } from "../vouchers/forfeit.ts";
import { payOrder } from "../vouchers/order.ts";
import { limitsAtCapture, useVoucher } from "../vouchers/redeem.ts";
import { moneyKey } from "./people.ts";

const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };

const useView = z.object({
  key: z.string(),
  voucher: z.string(),
  order: z.string(),
  amount: z.string(),
  state: z.enum(["held", "redeemed"]),
  until: z.string().nullable(),
  assessment: z.string(),
});
const useInput = {
  id: field.id,
  order: field.code,
  amount: field.yuan,
  /** What the provider knows of this order. */
  facts: field.facts.default({}),
};
const PROVIDERS = ["provider-clerk", "integrator"] as const;

const redeem = command({
  name: "vouchers.redeem",
  method: "POST",
  path: "/vouchers/{id}/redemptions",
  says: { zh: "核销", en: "Redeem a voucher for an order" },
  roles: PROVIDERS,
  money: true,
  input: z.object(useInput),
  output: useView,
  example: { ...EXAMPLE, order: "ORDER-1", amount: "5000.00" },
  run: (context, { id, order, amount, facts }) =>
    useVoucher(context, { voucher: id, order, amount: fenOf(amount), facts }),
});

const hold = command({
  name: "vouchers.hold",
  method: "POST",
  path: "/vouchers/{id}/holds",
  says: { zh: "预留：下单时占用，到时自动释放", en: "Hold a part of it for an order, for a time" },
  roles: PROVIDERS,
  money: true,
  input: z.object({ ...useInput, minutes: z.number().int().min(1).max(10_080).default(30) }),
  output: useView,
  example: { ...EXAMPLE, order: "ORDER-1", amount: "5000.00", minutes: 30 },
  run: (context, { id, order, amount, facts, minutes }) =>
    useVoucher(context, { voucher: id, order, amount: fenOf(amount), facts, minutes }),
});

interface UseRow {
  readonly programme: string;
  readonly voucher: string | null;
  readonly kind: string;
  readonly amount_fen: string;
  readonly assessment: string;
  readonly claim: string | null;
}

/** A use of this provider. @throws Refusal `not-found` */
async function useRow(context: Context, key: string): Promise<UseRow> {
  const { office } = context.actor;
  const own = organisationSeen(context) ?? null;
  const { rows } = await context.store.sql.query<UseRow>(
    `SELECT programme, voucher, kind, amount_fen, assessment, claim FROM programmes.redemption
      WHERE key = $1 AND office = $2 AND ($3::text IS NULL OR provider = $3)`,
    [key, office, own],
  );
  const [row] = rows;
  if (row === undefined) throw new Refusal("not-found", { what: key });
  return row;
}

const keyOnly = { key: z.string().regex(/^k-[0-9a-f]{24}$/) };
const moved = z.object({ key: z.string(), amount: z.string().nullable() });
const KEY_EXAMPLE = { key: `k-${"0".repeat(24)}` };

const capture = command({
  name: "holds.capture",
  method: "POST",
  path: "/holds/{key}/capture",
  says: {
    zh: "预留转核销，可少于预留金额，其余释放",
    en: "Capture a hold, in part if so; the rest is freed",
  },
  roles: PROVIDERS,
  money: true,
  input: z.object({ ...keyOnly, amount: field.yuan.optional() }),
  output: moved,
  example: { ...KEY_EXAMPLE, amount: "4000.00" },
  async run(context, { key, amount }) {
    const row = await useRow(context, key);
    if (row.kind !== "hold") throw new Refusal("hold-ended", { why: row.kind });
    const part = amount === undefined ? BigInt(row.amount_fen) : fenOf(amount);
    const { done, refused } = await capturesOf(context.store.sql, context.actor.office, key);
    if (done !== null && done.fen !== part) throw new Refusal("key-reused");
    // A refusal is final for its key: a limit that is full or a voucher that is suspended now may not be so later.
    const name = done?.key ?? `${key}.c${refused === 0 ? "" : refused}`;
    if (done === null) {
      const voucher =
        row.voucher === null ? null : await context.store.get(voucherKind, context.actor.office, row.voucher);
      if (voucher?.state === "suspended") throw new Refusal("voucher-not-active", { state: voucher.state });
      const limits = voucher === null ? [] : await limitsAtCapture(context, voucher, row.assessment);
      const captured: Move = { is: "capture", key: name, target: key, fen: part.toString() };
      const counted = countMoves("transfer", limits, part, name);
      await submitMoves(context.ledger, booksOf(row.programme), [captured, ...counted], key);
    }
    await forfeitIfEnded(context, row.voucher);
    return { key: name, amount: yuan(part) };
  },
});

/**
 * Whether a movement has been made before: asked again after a crash it is answered as it was, whatever has become of
 * limits and claims since. @throws Refusal `key-reused` for another amount
 */
async function isBooked(context: Context, key: string, amount: bigint): Promise<boolean> {
  const { rows } = await context.store.sql.query<{ fen: string }>(
    "SELECT amount_fen AS fen FROM ledger.journal WHERE key = $1 AND office = $2 AND outcome = 'done'",
    [key, context.actor.office],
  );
  const [row] = rows;
  if (row === undefined) return false;
  if (BigInt(row.fen) !== amount) throw new Refusal("key-reused");
  return true;
}

const release = command({
  name: "holds.release",
  method: "POST",
  path: "/holds/{key}/release",
  says: { zh: "释放预留", en: "Release a hold" },
  roles: [...PROVIDERS, "desk-officer"],
  money: true,
  input: z.object(keyOnly),
  output: moved,
  example: KEY_EXAMPLE,
  async run(context, { key }) {
    const row = await useRow(context, key);
    await submitMoves(
      context.ledger,
      booksOf(row.programme),
      [{ is: "release", key: `${key}.r`, target: key }],
      key,
    );
    await forfeitIfEnded(context, row.voucher);
    return { key: `${key}.r`, amount: null };
  },
});

const reverse = command({
  name: "redemptions.reverse",
  method: "POST",
  path: "/redemptions/{key}/reverse",
  says: {
    zh: "冲正核销（可部分）；券已到期的，退回资金池",
    en: "Reverse a redemption, in part if so; after expiry it goes back to the pool",
  },
  roles: [...PROVIDERS, "desk-officer"],
  money: true,
  input: z.object({ ...keyOnly, amount: field.yuan, reason: field.note }),
  output: moved,
  example: { ...KEY_EXAMPLE, amount: "1000.00", reason: "退货" },
  async run(context, { key, amount }) {
    const row = await useRow(context, key);
    const name = moneyKey(context, `reverse:${key}`);
    const back = fenOf(amount);
    if (!(await isBooked(context, name, back))) await takeBack(context, { row, key, name, back });
    await forfeitIfEnded(context, row.voucher);
    return { key: name, amount: yuan(back) };
  },
});

/** The key under which a hold was captured. @throws Refusal `hold-ended` when it was not */
async function capturedAs(context: Context, hold: string): Promise<string> {
  const { done } = await capturesOf(context.store.sql, context.actor.office, hold);
  if (done === null) throw new Refusal("hold-ended", { why: "not-captured" });
  return done.key;
}

/** Reverses a use that has not been claimed yet. @throws Refusal `guard-failed` */
async function takeBack(
  context: Context,
  {
    row,
    key,
    name,
    back,
  }: { readonly row: UseRow; readonly key: string; readonly name: string; readonly back: bigint },
): Promise<void> {
  if (row.claim !== null)
    throw new Refusal("guard-failed", {
      what: `已列入兑付 ${row.claim}，须走追回 / already claimed: recover it by a clawback`,
    });
  const target = row.kind === "hold" ? await capturedAs(context, key) : key;
  const counted = await countedUnder(context.store.sql, context.actor.office, target);
  const left = row.voucher === null ? await leftOf(context.store.sql, context.actor.office, target) : null;
  const isWhole = left !== null && back === left.net;
  // A voucher of another system is not used a second time: what comes back of it is its pool's again.
  const from = left?.source.startsWith("prepaid:") ? poolIn(left.source) : null;
  await submitMoves(
    context.ledger,
    booksOf(row.programme),
    [
      { is: "reverse", key: name, target, fen: back.toString() },
      // The limits that it counted towards get it back, each in the year in which it was counted.
      ...[...counted.amounts].map((each, index) => ({
        is: "reverse" as const,
        key: `${name}:${index}`,
        target: each,
        fen: back.toString(),
      })),
      // A sale that is taken back whole was none.
      ...(isWhole ? counted.times : []).map((each, index) => ({
        is: "reverse" as const,
        key: `${name}:o${index}`,
        target: each,
        fen: "1",
      })),
      ...(from === null || left === null
        ? []
        : [
            {
              is: "transfer" as const,
              key: `${name}:pool`,
              from: { code: left.source },
              to: poolAccount(from.pool, from.period),
              fen: back.toString(),
            },
          ]),
    ],
    key,
  );
}

const order = command({
  name: "orders.pay",
  method: "POST",
  path: "/programmes/{programme}/orders",
  says: {
    zh: "一单多券：先到期的先用，要么全部成功",
    en: "Pay one order with several vouchers, expiring first, all or nothing",
  },
  roles: PROVIDERS,
  money: true,
  input: z.object({
    programme: field.id,
    applicant: field.code,
    order: field.code,
    amount: field.yuan,
    facts: field.facts.default({}),
  }),
  output: z.object({ uses: z.array(useView) }),
  example: { programme: EXAMPLE.id, applicant: "firm-1", order: "ORDER-2", amount: "25000.00" },
  async run(context, input) {
    return { uses: await payOrder(context, { ...input, amount: fenOf(input.amount) }) };
  },
});

export const redemptionCommands: readonly Command[] = [redeem, hold, capture, release, reverse, order];
