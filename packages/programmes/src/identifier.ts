import { hash } from "node:crypto";

/** A UUID of version 7 (RFC 9562): ids in the order of time, made by the application. */
export function newId(at: Date, random: (count: number) => Uint8Array): string {
  const bytes = Buffer.from(random(16));
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** SHA-256 in 64 hexadecimal digits. */
export const sha256 = (content: string | Uint8Array): string => hash("sha256", content, "hex");

/** A short digest of what identifies something, for account codes and derived keys: 24 hexadecimal digits. */
export const digest = (...parts: readonly string[]): string => sha256(parts.join("\n")).slice(0, 24);
