import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Keeps bytes under their SHA-256 (64 hex digits). Another implementation may speak to an S3-compatible service. */
export interface FileStore {
  /** Keeps the bytes; safe to repeat. */
  put(hash: string, bytes: Uint8Array): Promise<void>;
  /** Null when there are none under this hash. */
  get(hash: string): Promise<Uint8Array | null>;
}

const HASH = /^[0-9a-f]{64}$/;

/** Files in a folder, two levels deep by the first digits of the hash. */
export function diskFiles(folder: string): FileStore {
  const placeOf = (hash: string): { dir: string; file: string } => {
    if (!HASH.test(hash)) throw new RangeError(`不是文件哈希 / not a file's hash: ${hash}`);
    const dir = join(folder, hash.slice(0, 2), hash.slice(2, 4));
    return { dir, file: join(dir, hash) };
  };
  return {
    async put(hash, bytes) {
      const { dir, file } = placeOf(hash);
      await mkdir(dir, { recursive: true });
      const draft = `${file}.${process.pid}.${performance.now()}`;
      await writeFile(draft, bytes, { flush: true });
      await rename(draft, file);
    },
    async get(hash) {
      try {
        return await readFile(placeOf(hash).file);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
  };
}
