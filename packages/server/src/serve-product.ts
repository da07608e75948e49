/** A whole process: the database (embedded, or one's own by `DATABASE_URL`), the product on it, listening. */
import path from "node:path";
import { type DemonstrationOffice, diskFiles, s3Files, signerOf } from "@suanquan/programmes";
import { type DatabasePlace, openDatabase } from "./database-place.ts";
import { playDemonstration } from "./demonstration/errands.ts";
import { portFor } from "./listening-port.ts";
import { openLog } from "./observation/log.ts";
import type { Shown } from "./pages/page-server.ts";
import { openProduct, type Product, prepareDatabase } from "./product.ts";
import { readSettings, type Settings } from "./settings.ts";

export interface Served {
  /** As in `http://127.0.0.1:7860/`. */
  readonly address: string;
  /** Of the GovStack voucher calls; null: off. */
  readonly govStackAddress: string | null;
  readonly product: Product;
  /** Where files, keys and the embedded database are. */
  readonly data: string;
  stop(): Promise<void>;
}

/** What a start tells of as it goes, in this order. */
export type Stage =
  | { readonly is: "database"; readonly data: string }
  | { readonly is: "migrations"; readonly embedded: string | null }
  | { readonly is: "demonstration"; readonly office: DemonstrationOffice };

export interface ServeOptions {
  /** The pages on the same address; none: the API alone. */
  readonly shown?: Shown;
  /** Whether the embedded database shows the demonstration, unless it was removed; no if not given. */
  readonly demonstration?: boolean;
  readonly tell?: (stage: Stage) => void;
  /** Ends a start that is under way; whatever had been started is stopped. */
  readonly signal?: AbortSignal;
}

/**
 * Serves until stopped.
 * @throws PostgresRefusal, PortTaken, WrongSetting; the signal's reason; Error of the system
 */
export async function serveProduct(env: NodeJS.ProcessEnv, options: ServeOptions = {}): Promise<Served> {
  const { tell, signal } = options;
  const settings = readSettings(env);
  const port = await portFor(settings.host, settings.port);
  tell?.({ is: "database", data: settings.data });
  const database = await openDatabase(env, settings.data);
  let product: Product | null = null;
  try {
    signal?.throwIfAborted();
    tell?.({ is: "migrations", embedded: database.embedded });
    if (database.ownerUrl !== null) await prepareDatabase(database.ownerUrl);
    // Before any job runs: its days lie in the past, and a job would take its commands for abandoned ones.
    if (options.demonstration === true)
      await playDemonstration(settings, database, {
        tell: office => tell?.({ is: "demonstration", office }),
        ...(signal === undefined ? {} : { signal }),
      });
    product = await openProductAt(settings, database, port, options.shown);
    signal?.throwIfAborted();
    await product.app.listen({ host: settings.host, port });
    const { govstackPort, host } = settings;
    if (govstackPort !== undefined) await product.govStack.listen({ host, port: govstackPort });
  } catch (error) {
    await product?.close();
    await database.stop();
    throw error;
  }
  const running = product;
  return {
    address: `${running.app.listeningOrigin}/`,
    govStackAddress: settings.govstackPort === undefined ? null : `${running.govStack.listeningOrigin}/`,
    product: running,
    data: settings.data,
    async stop() {
      await running.close();
      await database.stop();
    },
  };
}

function openProductAt(
  settings: Settings,
  { databaseUrl }: DatabasePlace,
  port: number,
  shown: Shown | undefined,
): Promise<Product> {
  const { metricsToken, host } = settings;
  const name = host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host;
  return openProduct({
    databaseUrl,
    secret: settings.secret,
    publicUrl: settings.publicUrl ?? `http://${name}:${port}`,
    files: settings.bucket === null ? diskFiles(path.join(settings.data, "files")) : s3Files(settings.bucket),
    signer: signerOf(settings.signingKey),
    oidc: settings.oidc,
    webhooksAnywhere: settings.webhooksAnywhere,
    secondFactor: settings.secondFactor,
    requestsPerMinute: settings.requestsPerMinute,
    behindProxy: settings.behindProxy,
    log: openLog(settings.log),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    ...(shown === undefined ? {} : { shown }),
  });
}
