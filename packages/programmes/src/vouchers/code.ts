/**
 * What a voucher's QR code says: its number and what it is, signed. It proves without a network that the office issued
 * it, and never claims a balance: that is the ledger's to say.
 */
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { Signer } from "../signer.ts";

const PREFIX = "SQ1";

const payload = z.object({
  /** Office, programme, voucher, last day (inclusive; null: no end). */
  o: z.string(),
  p: z.string(),
  v: z.string(),
  e: z.string().nullable(),
});
export type VoucherCode = z.infer<typeof payload>;

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url");

export function writeCode(code: VoucherCode, signer: Signer): string {
  const body = `${PREFIX}.${signer.keyId}.${base64(JSON.stringify(code))}`;
  return `${body}.${base64(signer.sign(Buffer.from(body)))}`;
}

/** @throws Refusal `voucher-forged` */
export function readCode(text: string, signer: Signer): VoucherCode {
  const [prefix, key, body, signature, ...more] = text.split(".");
  const signed = `${prefix}.${key}.${body}`;
  const sound =
    prefix === PREFIX &&
    key === signer.keyId &&
    more.length === 0 &&
    signer.verify(Buffer.from(signed), Buffer.from(signature ?? "", "base64url"));
  if (!sound) throw new Refusal("voucher-forged");
  const read = payload.safeParse(JSON.parse(Buffer.from(body ?? "", "base64url").toString("utf8")));
  if (!read.success) throw new Refusal("voucher-forged");
  return read.data;
}
