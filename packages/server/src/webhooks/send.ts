import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { publicLookup } from "./address.ts";

const TIMEOUT_MS = 15_000;

/** How an attempt ended: with a status, or without an answer. */
export type Sent = { readonly status: number } | { readonly failure: string };

/** Sends one message. Redirects are not followed, and what is answered is not read. */
export function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  anywhere: boolean,
): Promise<Sent> {
  const start = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise(resolve => {
    const request = start(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body), "user-agent": "suanquan-webhooks" },
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(anywhere ? {} : { lookup: publicLookup }),
      },
      response => {
        response.destroy();
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    request.on("error", error => resolve({ failure: "code" in error ? String(error.code) : error.name }));
    request.end(body);
  });
}
