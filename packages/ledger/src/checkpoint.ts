import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Pool } from "pg";
import { type Fault, fault } from "./faults.ts";

/** A statement of where every chain of an office stood, as it is stored, exported and handed to an auditor. */
export interface Checkpoint {
  /** Canonical JSON of `CheckpointBody`. */
  readonly body: string;
  /** SHA-256 of the body, hexadecimal. */
  readonly hash: string;
  /** Ed25519 signature of the body's bytes, hexadecimal; null: not signed. */
  readonly signature: string | null;
  /** The signer's public key, 32 bytes, hexadecimal. */
  readonly signer: string | null;
}

export interface CheckpointBody {
  readonly form: "suanquan-checkpoint-1";
  readonly office: string;
  readonly number: number;
  readonly madeAt: string;
  /** Hash of the checkpoint before; null: the first. */
  readonly previous: string | null;
  readonly heads: readonly { readonly programme: string; readonly height: string; readonly hash: string }[];
}

const hashOf = (body: string): string => createHash("sha256").update(body).digest("hex");

/** The raw 32 bytes of an Ed25519 public key stand at the end of its DER form (RFC 8410). */
const DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const rawPublicKey = (key: KeyObject): Buffer =>
  (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" }).subarray(-32);
const publicKeyFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([DER_PREFIX, raw]), type: "spki", format: "der" });

/**
 * Joins the heads of all chains of an office into the next checkpoint and stores it.
 * @param signingKey an Ed25519 private key; without it the checkpoint is not signed
 */
export async function makeCheckpoint(
  pool: Pool,
  office: string,
  now: Date,
  signingKey: KeyObject | null,
): Promise<Checkpoint> {
  if (signingKey !== null && signingKey.asymmetricKeyType !== "ed25519")
    throw new RangeError("签名密钥须为 Ed25519 私钥 / the signing key must be an Ed25519 private key");
  const { rows } = await pool.query<Record<string, string | null>>(
    `SELECT p.code, p.height, encode(p.head, 'hex') AS head, c.number, c.hash
       FROM (SELECT 1) one
       LEFT JOIN ledger.programme p ON p.office = $1
       LEFT JOIN LATERAL (SELECT number, encode(hash, 'hex') AS hash FROM ledger.checkpoint
                           WHERE office = $1 ORDER BY number DESC LIMIT 1) c ON true
      ORDER BY p.code`,
    [office],
  );
  const content: CheckpointBody = {
    form: "suanquan-checkpoint-1",
    office,
    number: Number(rows[0]?.number ?? 0) + 1,
    madeAt: now.toISOString(),
    previous: rows[0]?.hash ?? null,
    heads: rows.flatMap(({ code, height, head }) =>
      code && height && head ? [{ programme: code, height, hash: head }] : [],
    ),
  };
  const body = JSON.stringify(content);
  const signature = signingKey === null ? null : sign(null, Buffer.from(body), signingKey);
  const signer = signingKey === null ? null : rawPublicKey(signingKey);
  await pool.query("SELECT ledger.add_checkpoint($1, $2, $3, $4, $5)", [
    office,
    content.number,
    body,
    signature,
    signer,
  ]);
  return {
    body,
    hash: hashOf(body),
    signature: signature?.toString("hex") ?? null,
    signer: signer?.toString("hex") ?? null,
  };
}

/** The content of a checkpoint, or null when its text is none. */
export function readBody(checkpoint: Checkpoint): CheckpointBody | null {
  try {
    const body: unknown = JSON.parse(checkpoint.body);
    return isBody(body) ? body : null;
  } catch {
    return null;
  }
}

const isBody = (body: unknown): body is CheckpointBody =>
  typeof body === "object" &&
  body !== null &&
  "form" in body &&
  body.form === "suanquan-checkpoint-1" &&
  "heads" in body &&
  Array.isArray(body.heads);

/**
 * What is wrong with a checkpoint by itself: its hash, its office, its signature.
 * @param signers public keys that may sign (32 bytes each); null: a signature is checked if there is one
 */
export function checkpointFault(
  checkpoint: Checkpoint,
  office: string,
  signers: readonly Uint8Array[] | null,
): Fault | null {
  const body = readBody(checkpoint);
  const forged = (found: string): Fault =>
    fault("checkpoint-forged", { office, programme: "", subject: String(body?.number ?? "") }, { found });
  if (body === null || hashOf(checkpoint.body) !== checkpoint.hash) return forged("hash");
  if (body.office !== office) return forged("office");
  const { signature, signer } = checkpoint;
  if (signature === null || signer === null) return signers === null ? null : forged("unsigned");
  const raw = Buffer.from(signer, "hex");
  if (signers !== null && !signers.some(key => raw.equals(key))) return forged("signer");
  const good =
    raw.length === 32 &&
    verify(null, Buffer.from(checkpoint.body), publicKeyFrom(raw), Buffer.from(signature, "hex"));
  return good ? null : forged("signature");
}
