import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { PostgresRefusal } from "../refusal.ts";
import { type Folder, lastPort } from "./folder.ts";

/**
 * Where a free port is drawn: below those that systems give to outgoing connections (Linux from 32,768 on, others
 * from 49,152), one of which could take it while the server is down for a moment.
 */
const DRAWN_FROM = 20_000;
const DRAWN_BELOW = 32_000;
const DRAWS_MAX = 50;

/**
 * The port to listen on: the one asked for, else the one this folder used last if it is free (so that
 * settings elsewhere stay true), else any free one.
 * @throws PostgresRefusal `port-in-use`, `port-forbidden` for a port that was asked for
 */
export async function choosePort(folder: Folder, asked: number | undefined): Promise<number> {
  if (asked !== undefined) return tryPort(asked);
  const last = lastPort(folder);
  if (last !== null) {
    try {
      return await tryPort(last);
    } catch (error) {
      if (!(error instanceof PostgresRefusal)) throw error;
    }
  }
  return drawPort();
}

async function drawPort(): Promise<number> {
  for (let draw = 0; draw < DRAWS_MAX; draw += 1) {
    try {
      return await tryPort(randomInt(DRAWN_FROM, DRAWN_BELOW));
    } catch (error) {
      if (!(error instanceof PostgresRefusal)) throw error;
    }
  }
  return tryPort(0);
}

/** Binds the port for a moment, as the server will. */
function tryPort(port: number): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return Promise.reject(new PostgresRefusal("port-forbidden", { port, what: "0…65535" }));
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new PostgresRefusal("port-in-use", { port }, error)
          : new PostgresRefusal("port-forbidden", { port, what: error.message }, error),
      ),
    );
    probe.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
}
