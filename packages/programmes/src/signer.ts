import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";

/** Signs what is shown outside, and checks it. Ed25519 (RFC 8032). */
export interface Signer {
  /** Names the key, so that a new one may follow it: the first 16 hex digits of nothing but the public key's bytes. */
  readonly keyId: string;
  /** The public key's 32 bytes in base64url: the `x` of its JWK (RFC 8037). */
  readonly publicKey: string;
  sign(message: Uint8Array): Uint8Array;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A signer from a private Ed25519 key. */
export function signerOf(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  return {
    keyId: raw.toString("hex").slice(0, 16),
    publicKey: raw.toString("base64url"),
    sign: message => sign(null, message, privateKey),
    verify: (message, signature) => verify(null, message, publicKey, signature),
  };
}

/** A signer with a new key: for tests and demonstrations. */
export const newSigner = (): Signer => signerOf(generateKeyPairSync("ed25519").privateKey);
