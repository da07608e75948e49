/** A small load generator on bare sockets: each connection asks, waits for the whole answer, and asks again. */
import { connect, type Socket } from "node:net";

export interface Load {
  readonly url: string;
  /** The address of the n-th request, if not the same for all. */
  readonly path: string | ((n: number) => string);
  readonly key: string;
  /** Whether each request carries an idempotency key of its own. */
  readonly keyed: boolean;
  readonly connections: number;
  readonly seconds: number;
  /** The body of the n-th request. */
  readonly body: (n: number) => string;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

let number = 0;

export async function load(asked: Load): Promise<Measured> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const start = performance.now();
  const end = start + asked.seconds * 1_000;
  await Promise.all(
    Array.from({ length: asked.connections }, () =>
      connection(asked, end, (status, ms) => {
        times.push(ms);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1_000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return { perSecond: Math.round(times.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99), statuses };
}

function connection(
  { url, path, key, keyed, body }: Load,
  end: number,
  done: (status: string, ms: number) => void,
): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let buffer = "";
    let sent = 0;
    const next = (): void => {
      if (performance.now() >= end) {
        socket.end();
        resolve();
        return;
      }
      number += 1;
      const text = body(number);
      sent = performance.now();
      const target = typeof path === "string" ? path : path(number);
      socket.write(
        `POST ${target} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n` +
          `${keyed ? `idempotency-key: load-${number}\r\n` : ""}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
    };
    socket.setEncoding("latin1");
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("data", (piece: string) => {
      buffer += piece;
      const head = buffer.indexOf("\r\n\r\n");
      if (head === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(buffer)?.[1] ?? 0);
      if (buffer.length < head + 4 + length) return;
      done(buffer.slice(9, 12), performance.now() - sent);
      buffer = "";
      next();
    });
  });
}
