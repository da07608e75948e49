/** Somebody who is sent webhooks: everything that comes is kept, and answered with a status. */
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";

export interface Received {
  /** The message's number. */
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly url: string;
  /** In the order in which they came, repeated ones too. */
  readonly received: Received[];
  close(): void;
}

/** @param statusFor what a message is answered with, by how often it has come before; 200 if not given */
export async function receiver(
  statusFor: (message: Received, before: number) => number = () => 200,
): Promise<Receiver> {
  const received: Received[] = [];
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", piece => {
      body += piece;
    });
    request.on("end", () => {
      const message = { id: String(request.headers["webhook-id"]), headers: request.headers, body };
      const before = times.get(message.id) ?? 0;
      times.set(message.id, before + 1);
      received.push(message);
      response.writeHead(statusFor(message, before)).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}/hook`, received, close: () => server.close() };
}
