/** A client that asks until it is answered for certain, always under the same key. */
import { setTimeout as pause } from "node:timers/promises";
import { client, type OperationName, Problem } from "../../../client/src/index.ts";

const TRIES_MAX = 600;
const PAUSE_MS = 25;

/** Whether an answer is one: a refusal that stays, and not “come again” or a connection that broke. */
export const isDefinite = (error: unknown): error is Problem =>
  error instanceof Problem && error.status < 500 && !["busy", "no-answer"].includes(error.code);

/**
 * @param url where the server is now
 * @throws Problem a definite refusal; what the last try said when there is no answer for long
 */
export async function insist(
  url: () => string,
  key: string,
  name: string,
  input: object,
  idempotencyKey: string | ((tries: number) => string),
): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    try {
      const own = typeof idempotencyKey === "string" ? idempotencyKey : idempotencyKey(tries);
      return await client({ url: url(), key }).call(name as OperationName, input as never, {
        idempotencyKey: own,
      });
    } catch (error) {
      if (isDefinite(error) || tries > TRIES_MAX) throw error;
      await pause(PAUSE_MS);
    }
  }
}
