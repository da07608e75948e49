/** Which port the server will have, known before it listens: sign-in needs the address that browsers will use. */
import { createServer } from "node:net";
import { PortTaken, USUAL_PORT } from "./pages/port.ts";

const PORTS_TRIED_MAX = 50;

/**
 * The port asked for (0: one that is free), or from the usual one upwards the next that is free.
 * @throws PortTaken; Error of the system with `code` `EACCES`, `EADDRNOTAVAIL`, …
 */
export async function portFor(host: string, asked: number | undefined): Promise<number> {
  const last = asked ?? USUAL_PORT + PORTS_TRIED_MAX - 1;
  for (let tried = asked ?? USUAL_PORT; tried <= last; tried += 1) {
    const free = await bound(host, tried);
    if (free !== null) return free;
  }
  throw new PortTaken(last);
}

/** Binds for a moment. @returns null when another program has the port */
const bound = (host: string, port: number): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    probe.listen({ host, port }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : port));
    });
  });
