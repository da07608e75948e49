/** 券：查询、金额、券码、验券公钥。 */
import { z } from "zod";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { voucherCycle } from "../life-cycles/voucher.ts";
import { booksOf } from "../money/accounts.ts";
import { awardFigures } from "../money/figures.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/subject.ts";
import { organisationSeen, seen } from "../subjects/advance.ts";
import { type VoucherBody, voucherKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema, yuan } from "../subjects/view.ts";
import { readCode, writeCode } from "../vouchers/code.ts";
import { awardOf } from "../vouchers/redeem.ts";
import { EVERYBODY } from "./people.ts";

const voucherView = viewSchema(voucherKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const idOnly = z.object({ id: field.id });
const show = (subject: Subject<VoucherBody>) => viewOf(voucherKind, voucherCycle, subject);
/** A voucher for its holder or its office; a provider reaches one by its code. */
const find = (context: Context, id: string) => seen(context, voucherKind, id);

const list = command({
  name: "vouchers.list",
  method: "GET",
  path: "/vouchers",
  says: { zh: "券与补助清单", en: "Vouchers and awards" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, programme: field.id.optional(), state: z.string().optional() }),
  output: pageOf(voucherView),
  example: { limit: 20 },
  async run(context, { programme, state, cursor, limit }) {
    const page = await context.store.list(voucherKind, context.actor.office, {
      organisation: organisationSeen(context),
      programme,
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return { items: page.items.map(show), next: page.next };
  },
});

const get = command({
  name: "vouchers.get",
  method: "GET",
  path: "/vouchers/{id}",
  says: { zh: "一张券", en: "One voucher" },
  roles: EVERYBODY,
  input: idOnly,
  output: voucherView,
  example: EXAMPLE,
  run: async (context, { id }) => show(await find(context, id)),
});

const figures = command({
  name: "vouchers.figures",
  method: "GET",
  path: "/vouchers/{id}/figures",
  says: {
    zh: "面额、可用、预留、已用、已收回",
    en: "Its face, and what is available, reserved, used and forfeited",
  },
  roles: EVERYBODY,
  input: idOnly,
  output: z.object({
    face: z.string(),
    available: z.string(),
    reserved: z.string(),
    used: z.string(),
    forfeited: z.string(),
  }),
  example: EXAMPLE,
  async run(context, { id }) {
    const voucher = await find(context, id);
    const { store, actor } = context;
    const sums = await awardFigures(
      store.sql,
      actor.office,
      booksOf(voucher.programme ?? ""),
      awardOf(voucher).code,
    );
    return {
      face: yuan(BigInt(voucher.body.face)),
      available: yuan(sums.available),
      reserved: yuan(sums.reserved),
      used: yuan(sums.used),
      forfeited: yuan(sums.forfeited),
    };
  },
});

const code = command({
  name: "vouchers.code",
  method: "GET",
  path: "/vouchers/{id}/code",
  says: {
    zh: "券码：可离线验真，不含余额",
    en: "Its QR payload: proves without a network, claims no balance",
  },
  roles: ["applicant-clerk", "desk-officer"],
  input: idOnly,
  output: z.object({ code: z.string(), keyId: z.string() }),
  example: EXAMPLE,
  async run(context, { id }) {
    const voucher = await find(context, id);
    const { signer, actor } = context;
    const said = { o: actor.office, p: voucher.programme ?? "", v: id, e: voucher.body.expires };
    return { code: writeCode(said, signer), keyId: signer.keyId };
  },
});

const check = command({
  name: "vouchers.check-code",
  method: "POST",
  path: "/voucher-codes/check",
  says: { zh: "验券码", en: "Check a QR payload" },
  roles: EVERYBODY,
  input: z.object({ code: z.string().max(2_000) }),
  output: z.object({ voucher: z.string(), expires: z.string().nullable(), state: z.string() }),
  example: { code: "SQ1.key.body.signature" },
  async run(context, { code: text }) {
    const said = readCode(text, context.signer);
    if (said.o !== context.actor.office) throw new Refusal("not-found", { what: said.v });
    const voucher = await context.store.get(voucherKind, context.actor.office, said.v);
    return { voucher: voucher.id, expires: voucher.body.expires, state: voucher.state };
  },
});

const keys = command({
  name: "vouchers.keys",
  method: "GET",
  path: "/voucher-keys",
  says: {
    zh: "验券公钥（JWK）：存下它，不联网也能验真",
    en: "The public key of voucher codes as a JWK: whoever keeps it needs no network to check one",
  },
  roles: EVERYBODY,
  input: z.object({}),
  output: z.object({
    keys: z.array(
      z.object({ kid: z.string(), kty: z.literal("OKP"), crv: z.literal("Ed25519"), x: z.string() }),
    ),
  }),
  example: {},
  run: async ({ signer: { keyId, publicKey } }) => ({
    keys: [{ kid: keyId, kty: "OKP" as const, crv: "Ed25519" as const, x: publicKey }],
  }),
});

export const voucherCommands: readonly Command[] = [list, get, figures, code, check, keys];
