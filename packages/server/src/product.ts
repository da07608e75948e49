/** The whole server of the programmes put together on one database: what a process opens once. */
import { randomBytes } from "node:crypto";

import { assertMigrated, assertServable, type Ledger, migrate, openLedger, openPool } from "@suanquan/ledger";
import { COMMANDS, Domain, type FileStore, type Signer } from "@suanquan/programmes";
import type { FastifyInstance } from "fastify";
import { Client, type Pool } from "pg";
import { Answers } from "./api/answers.ts";
import { endpointOf } from "./api/domain-endpoints.ts";
import type { Endpoint } from "./api/endpoint.ts";
import { peopleEndpoints } from "./api/people-endpoints.ts";
import { apiServer } from "./api/server.ts";
import { webhookEndpoints } from "./api/webhook-endpoints.ts";
import { govStackServer } from "./govstack/server.ts";
import { GovStackVouchers } from "./govstack/vouchers.ts";
import { authentication, type OidcProvider } from "./identity/authentication.ts";
import { Credentials } from "./identity/credentials.ts";
import { Lockout } from "./identity/lockout.ts";
import { startJobs } from "./jobs/jobs.ts";
import { timetable } from "./jobs/timetable.ts";
import { type Logger, openLog } from "./observation/log.ts";
import { metrics } from "./observation/metrics.ts";
import type { Shown } from "./pages/page-server.ts";
import { ALL_SERIES } from "./series.ts";
import { Pump } from "./webhooks/pump.ts";

export interface ProductOptions {
  /** The application role's connection string. */
  readonly databaseUrl: string;
  /** The server's own secret, at least 32 characters: cookies, second factors, webhook secrets. */
  readonly secret: string;
  /** Where browsers reach the server. */
  readonly publicUrl: string;
  readonly files: FileStore;
  readonly signer: Signer;
  readonly oidc?: readonly OidcProvider[];
  /** Whether people of the office side need a second factor; yes if not given. */
  readonly secondFactor?: boolean;
  /** Whether webhooks may go to plain http and own networks; no if not given. */
  readonly webhooksAnywhere?: boolean;
  /** Whether this process does the jobs and sends webhooks; yes if not given. */
  readonly worker?: boolean;
  /** Requests per minute and caller; 6,000 if not given. */
  readonly requestsPerMinute?: number;
  /** Redemptions, holds and sales waiting to be written at most, beyond which they are told to come again. */
  readonly usesWaitingMax?: number;
  /** Sign-in requests per minute and address; 30 if not given. */
  readonly signInsPerMinute?: number;
  readonly behindProxy?: boolean;
  /** The pages on the same address. */
  readonly shown?: Shown;
  readonly metricsToken?: string;
  readonly log?: Logger;
  readonly clock?: () => Date;
}

export interface Product {
  /** The HTTP server, not yet listening. */
  readonly app: FastifyInstance;
  readonly domain: Domain;
  readonly ledger: Ledger;
  readonly pool: Pool;
  readonly endpoints: readonly Endpoint[];
  /** The GovStack voucher calls, for a port of their own; not listening. */
  readonly govStack: FastifyInstance;
  readonly pump: Pump;
  close(): Promise<void>;
}

/** Brings a database to this release. */
export async function prepareDatabase(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await migrate(client, ALL_SERIES);
  } finally {
    await client.end();
  }
}

const SECRET_LENGTH_MIN = 32;

/**
 * @throws RangeError when the secret is too short
 * @throws PostgresRefusal when the server may lose commits, the role is too powerful, or migrations are missing
 */
export async function openProduct(options: ProductOptions): Promise<Product> {
  const { databaseUrl, secret, publicUrl } = options;
  if (secret.length < SECRET_LENGTH_MIN)
    throw new RangeError(
      `密钥至少 ${SECRET_LENGTH_MIN} 个字符 / the secret needs ${SECRET_LENGTH_MIN} characters or more`,
    );
  const process = `suanquan server ${randomBytes(6).toString("hex")}`;
  // One stays, so that a long command's key is not taken for that of a process which is gone.
  const pool = openPool(databaseUrl, { name: process, max: 8, min: 1 });
  const identityPool = openPool(withSearchPath(databaseUrl, "identity"), {
    name: "suanquan sign-in",
    max: 4,
  });
  try {
    await assertServable(pool);
    await assertMigrated(pool, ALL_SERIES);
  } catch (error) {
    await Promise.all([pool.end(), identityPool.end()]);
    throw error;
  }
  const log = options.log ?? openLog("info");
  const clock = options.clock ?? (() => new Date());
  const ledger = await openLedger({ databaseUrl });
  const domain = new Domain({
    databaseUrl,
    ledger,
    files: options.files,
    signer: options.signer,
    clock,
    ...(options.usesWaitingMax === undefined ? {} : { usesWaitingMax: options.usesWaitingMax }),
  });
  const auth = authentication({
    pool: identityPool,
    secret,
    publicUrl,
    ...(options.oidc === undefined ? {} : { oidc: options.oidc }),
  });
  const credentials = new Credentials({
    pool,
    authentication: auth,
    secondFactor: options.secondFactor ?? true,
  });
  const lockout = new Lockout(pool, secret);
  const answers = new Answers(pool, process);
  const anywhere = options.webhooksAnywhere ?? false;
  const figures = metrics({
    ledger: () => ledger.waiting,
    deliveries: async () => {
      const { rows } = await pool.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM api.delivery WHERE state = 'waiting'",
      );
      return rows[0]?.count ?? 0;
    },
  });
  const pump = new Pump({ pool, master: secret, anywhere, log, metrics: figures });
  const endpoints = endpointsOf({
    domain: () => domain,
    pool,
    credentials,
    lockout,
    master: secret,
    anywhere,
  });
  const app = await apiServer({
    endpoints,
    credentials,
    answers,
    authentication: auth,
    lockout,
    publicUrl,
    requestsPerMinute: options.requestsPerMinute ?? 6_000,
    signInsPerMinute: options.signInsPerMinute ?? 30,
    log,
    metrics: figures,
    metricsToken: options.metricsToken ?? null,
    behindProxy: options.behindProxy ?? false,
    shown: options.shown ?? null,
    ready: async () => (await pool.query("SELECT 1")).rowCount === 1,
  });
  const jobs =
    options.worker === false
      ? null
      : await startJobs(databaseUrl, timetable({ pool, domain, answers, lockout, clock }), log);
  if (jobs !== null) pump.start();
  const govStack = govStackServer({
    vouchers: new GovStackVouchers(pool, domain),
    credentials,
  });
  return {
    app,
    govStack,
    domain,
    ledger,
    pool,
    endpoints,
    pump,
    async close() {
      await Promise.all([app.close(), govStack.close()]);
      await jobs?.stop();
      if (jobs !== null) await pump.stop();
      await domain.close();
      await ledger.close();
      await Promise.all([pool.end(), identityPool.end()]);
    },
  };
}

type EndpointParts = Parameters<typeof peopleEndpoints>[0] &
  Parameters<typeof webhookEndpoints>[0] & { readonly domain: () => Domain };

/** The one table of endpoints: the domain's commands, and the server's own. */
export const endpointsOf = (parts: EndpointParts): readonly Endpoint[] => [
  ...peopleEndpoints(parts),
  ...webhookEndpoints(parts),
  ...COMMANDS.map(command => endpointOf(parts.domain, command)),
];

/** A connection string whose sessions see one schema first. */
function withSearchPath(databaseUrl: string, schema: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return url.href;
}
