/** A real server on a real database, listening on this machine, with sandbox offices to act in. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbedded } from "@suanquan/ledger";
import { diskFiles, newSigner, type Role } from "@suanquan/programmes";
import { Client } from "pg";
import { openSandbox, type Sandbox } from "../../src/identity/sandbox.ts";
import { openLog } from "../../src/observation/log.ts";
import { openProduct, type Product, type ProductOptions, prepareDatabase } from "../../src/product.ts";
import { SECRET } from "./secret.ts";

export interface Stage {
  readonly postgres: EmbeddedPostgres;
  readonly product: Product;
  /** As in `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Where evidence is kept. */
  readonly files: string;
  /** A new office with a key for each role. */
  office(): Promise<Sandbox>;
  /** The same, for real money: its people need a second factor. */
  realOffice(): Promise<Sandbox>;
  strike(): Promise<void>;
}

/** @param options over those of tests: no jobs, no second factor, webhooks to this machine, wide limits */
export async function stage(options: Partial<ProductOptions> = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "suanquan-server-"));
  // Open to be walked through, so that a server user of its own can name the folder by its path.
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded({ folder: join(folder, "pg") });
  await prepareDatabase(postgres.ownerUrl);
  const product = await openProduct({
    databaseUrl: postgres.appUrl,
    secret: SECRET,
    publicUrl: "http://127.0.0.1",
    files: diskFiles(join(folder, "files")),
    signer: newSigner(),
    secondFactor: false,
    webhooksAnywhere: true,
    worker: false,
    requestsPerMinute: 1_000_000,
    signInsPerMinute: 100_000,
    log: openLog("silent"),
    ...options,
  });
  const url = await product.app.listen({ host: "127.0.0.1", port: 0 });
  return {
    postgres,
    product,
    url,
    files: join(folder, "files"),
    office: () => openSandbox(product.pool, "tests"),
    async realOffice() {
      const opened = await openSandbox(product.pool, "tests");
      const owner = new Client({ connectionString: postgres.ownerUrl });
      await owner.connect();
      await owner.query("UPDATE identity.office SET sandbox = false WHERE code = $1", [opened.office]);
      await owner.end();
      return opened;
    },
    async strike() {
      await product.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request; the answer's body is JSON or nothing. */
export async function ask(
  url: string,
  key: string | null,
  method: string,
  path: string,
  { body, headers }: Asking = {},
): Promise<Answered> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === "" ? {} : (JSON.parse(text) ?? {}),
    headers: response.headers,
  };
}

/** Asks as one role of an office. */
export const as =
  (stage: Stage, office: Sandbox) =>
  (role: Role, method: string, path: string, asking: Asking = {}): Promise<Answered> =>
    ask(stage.url, office.keys[role], method, `/api/v1${path}`, asking);
