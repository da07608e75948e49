/** The server that is measured, in a process of its own: the product, and on the same server what it is compared to. */
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { pino } from "pino";
import { startEmbedded } from "../../packages/ledger/src/index.ts";
import { diskFiles, newSigner } from "../../packages/programmes/src/index.ts";
import { Answers } from "../../packages/server/src/api/answers.ts";
import { addRoutes } from "../../packages/server/src/api/routes.ts";
import { Credentials } from "../../packages/server/src/identity/credentials.ts";
import { openSandbox } from "../../packages/server/src/identity/sandbox.ts";
import { openLog } from "../../packages/server/src/observation/log.ts";
import { openProduct, prepareDatabase } from "../../packages/server/src/product.ts";
import { comparedEndpoints, OnePerRequest, PLAIN_TABLES } from "./compared.ts";

/** What the measuring process may ask for. */
export type Order = { readonly day: string } | { readonly open: readonly string[] };

const folder = mkdtempSync(join(tmpdir(), "suanquan-bench-http-"));
chmodSync(folder, 0o755);
const postgres = await startEmbedded({ folder: join(folder, "pg") });
await prepareDatabase(postgres.ownerUrl);
const owner = new Client({ connectionString: postgres.ownerUrl });
await owner.connect();
await owner.query(PLAIN_TABLES);
await owner.end();

let now = new Date("2025-04-01T04:00:00Z");
const unlimited = 100_000_000;
const publicUrl = "http://127.0.0.1";
const product = await openProduct({
  databaseUrl: postgres.appUrl,
  secret: "a secret for this measurement only",
  publicUrl,
  files: diskFiles(join(folder, "files")),
  signer: newSigner(),
  worker: false,
  requestsPerMinute: unlimited,
  // As an office runs it: one line for each request.
  log: openLog("info", pino.destination({ dest: join(folder, "server.log"), sync: false })),
  clock: () => now,
});
const sandbox = await openSandbox(product.pool, "bench");
const plain = new OnePerRequest(postgres.appUrl);
const nobody = { handle: () => Promise.reject(), personOf: () => Promise.resolve(null) };
await product.app.register(async scope =>
  addRoutes(scope, {
    endpoints: comparedEndpoints(product.domain, plain),
    credentials: new Credentials({ pool: product.pool, authentication: nobody, secondFactor: true }),
    answers: new Answers(product.pool, "bench"),
    publicUrl,
    requestsPerMinute: unlimited,
  }),
);
const url = await product.app.listen({ host: "127.0.0.1", port: 0 });

process.on("message", async (order: Order) => {
  if ("day" in order) now = new Date(`${order.day}T04:00:00Z`);
  else await plain.open(order.open);
  process.send?.("done");
});
process.send?.({ url, folder, sandbox });
process.once("SIGTERM", async () => {
  await product.close();
  await plain.close();
  await postgres.stop();
  process.exit(0);
});
