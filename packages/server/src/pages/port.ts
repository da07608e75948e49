/** Listening: on the port asked for, or from the usual one upwards to the next that is free. */
import type { FastifyInstance } from "fastify";

export const USUAL_PORT = 7860;
const PORTS_TRIED_MAX = 50;

/** The port is in use by another program. */
export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`port ${port} is taken`);
    this.port = port;
  }
}

/** @param port a port that must be had; undefined for the usual one or the next free. @throws PortTaken */
export async function listen(app: FastifyInstance, host: string, port: number | undefined): Promise<void> {
  const last = port ?? USUAL_PORT + PORTS_TRIED_MAX - 1;
  for (let tried = port ?? USUAL_PORT; ; tried += 1) {
    try {
      await app.listen({ host, port: tried });
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
      if (tried >= last) throw new PortTaken(tried);
    }
  }
}
