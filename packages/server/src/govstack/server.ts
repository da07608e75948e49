/** The GovStack voucher calls over HTTP, on a port of their own; off unless that port is set. */
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { z } from "zod";
import type { Credentials } from "../identity/credentials.ts";
import { GovStackRefusal } from "./answers.ts";
import type { Block, GovStackVouchers } from "./vouchers.ts";

const code = z.union([z.string(), z.number().int()]).transform(String);
const block = z.string().min(1).max(64);
const FORMS = {
  preactivation: z.object({
    voucher_amount: z.union([z.string(), z.number()]).transform(String),
    voucher_currency: z.string(),
    voucher_group: z.string().max(200),
    Gov_Stack_BB: block,
  }),
  activation: z.object({ voucher_serial_number: code, Gov_Stack_BB: block }),
  redemption: z.object({
    voucher_number: code,
    merchant_name: z.string().max(200),
    merchant_bank_details: z.string().max(500),
    merchant_voucher_group: z.string().max(200),
    override: z.boolean(),
    Gov_Stack_BB: block,
  }),
  cancellation: z.object({ Gov_Stack_BB: block }),
} as const;

/** @throws GovStackRefusal 400 */
function read<T>(form: z.ZodType<T>, body: unknown): T {
  const result = form.safeParse(body);
  if (!result.success) throw new GovStackRefusal("malformed");
  return result.data;
}

/** Yuan with at most two decimals, above nothing. @throws GovStackRefusal 452 */
function fenOf(text: string): bigint {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  const fen = found === null ? 0n : BigInt(found[1] ?? "0") * 100n + BigInt((found[2] ?? "").padEnd(2, "0"));
  if (fen <= 0n) throw new GovStackRefusal("amount");
  return fen;
}

export interface GovStackParts {
  readonly vouchers: GovStackVouchers;
  readonly credentials: Credentials;
}

const STATUS = "/vouchers/voucherstatuscheck/:serial";

export function govStackServer({ vouchers, credentials }: GovStackParts): FastifyInstance {
  const app = Fastify({ bodyLimit: 16_384, requestTimeout: 30_000 });

  /** The block that the key belongs to, which must be the one that the body names. @throws GovStackRefusal 460 */
  async function blockOf(request: FastifyRequest, named: string | null): Promise<Block> {
    const key = request.headers["x-api-key"];
    const { caller } = await credentials.resolve(
      typeof key === "string" ? { authorization: `Bearer ${key}` } : {},
    );
    if (!caller.roles.includes("integrator") || (named !== null && named !== caller.organisation))
      throw new GovStackRefusal("block");
    return { office: caller.office, code: caller.organisation };
  }
  const serialOf = (request: FastifyRequest): string => (request.params as { serial: string }).serial;

  app.post("/vouchers/voucher_preactivation", async request => {
    const body = read(FORMS.preactivation, request.body);
    const caller = await blockOf(request, body.Gov_Stack_BB);
    if (body.voucher_currency !== "CNY") throw new GovStackRefusal("currency");
    return vouchers.preactivate(caller, body.voucher_group, fenOf(body.voucher_amount));
  });
  app.patch("/vouchers/voucher_activation", async request => {
    const body = read(FORMS.activation, request.body);
    await vouchers.activate(await blockOf(request, body.Gov_Stack_BB), body.voucher_serial_number);
    return { result_status: "Voucher activated" };
  });
  app.post("/vouchers/voucher_redemption", async request => {
    const body = read(FORMS.redemption, request.body);
    const caller = await blockOf(request, body.Gov_Stack_BB);
    await vouchers.redeem(caller, body.voucher_number, body.merchant_name, body.merchant_voucher_group);
    return { result_status: "Voucher redeemed" };
  });
  app.get(STATUS, async request => vouchers.status(await blockOf(request, null), serialOf(request)));
  app.patch(STATUS, async request => {
    const body = read(FORMS.cancellation, request.body);
    await vouchers.cancel(await blockOf(request, body.Gov_Stack_BB), serialOf(request));
    return { message: "Voucher cancelled" };
  });
  app.setErrorHandler((error, _, reply) => {
    const bad = error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500;
    const refusal =
      error instanceof GovStackRefusal ? error : new GovStackRefusal(bad ? "malformed" : "unavailable");
    return reply.code(refusal.status).send({ message: refusal.message });
  });
  return app;
}
