/** The server's settings, from the environment; what is missing there is made once and kept in the data folder. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { S3Options } from "@suanquan/programmes";
import { z } from "zod";
import type { OidcProvider } from "./identity/authentication.ts";

const FORM = z.object({
  /** Where files, keys and the embedded database are kept. */
  SUANQUAN_DATA: z.string().min(1).default(".data"),
  SUANQUAN_HOST: z.string().default("127.0.0.1"),
  /** The usual one, or the next that is free, if not given. */
  SUANQUAN_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** Where browsers reach the server; its own address if not given. */
  SUANQUAN_PUBLIC_URL: z.url().optional(),
  SUANQUAN_LOG: z.enum(["silent", "error", "warn", "info"]).default("info"),
  SUANQUAN_METRICS_TOKEN: z.string().min(16).optional(),
  SUANQUAN_BEHIND_PROXY: z.stringbool().default(false),
  /** Whether webhooks may go to plain http and own networks: for trials on one machine. */
  SUANQUAN_WEBHOOKS_ANYWHERE: z.stringbool().default(false),
  SUANQUAN_SECOND_FACTOR: z.stringbool().default(true),
  SUANQUAN_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6_000),
  /** Where evidence is kept in a bucket that speaks the S3 protocol; none of them: in the data folder. */
  SUANQUAN_S3_ENDPOINT: z.url().optional(),
  SUANQUAN_S3_REGION: z.string().min(1).default("us-east-1"),
  SUANQUAN_S3_BUCKET: z.string().min(3).optional(),
  SUANQUAN_S3_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9._-]+\/)*$/)
    .default(""),
  SUANQUAN_S3_ACCESS_KEY: z.string().min(1).optional(),
  SUANQUAN_S3_SECRET_KEY: z.string().min(1).optional(),
  /** The port of the GovStack voucher calls; none: off. */
  SUANQUAN_GOVSTACK_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** OpenID providers as a JSON list of id, discoveryUrl, clientId, clientSecret, secondFactor. */
  SUANQUAN_OIDC: z
    .string()
    .default("[]")
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "JSON" });
        return z.NEVER;
      }
    })
    .pipe(
      z.array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]{1,40}$/),
          discoveryUrl: z.url(),
          clientId: z.string(),
          clientSecret: z.string(),
          secondFactor: z.boolean().optional(),
        }),
      ),
    ),
});

export interface Settings {
  readonly data: string;
  readonly host: string;
  readonly port: number | undefined;
  /** Where browsers reach the server; undefined: at the address where it listens. */
  readonly publicUrl: string | undefined;
  readonly log: "silent" | "error" | "warn" | "info";
  readonly metricsToken: string | undefined;
  readonly behindProxy: boolean;
  readonly webhooksAnywhere: boolean;
  readonly secondFactor: boolean;
  readonly requestsPerMinute: number;
  readonly govstackPort: number | undefined;
  readonly oidc: readonly OidcProvider[];
  /** The bucket that evidence is kept in; null: the data folder. */
  readonly bucket: S3Options | null;
  readonly secret: string;
  readonly signingKey: KeyObject;
}

/** A setting that cannot be used: which, and why. */
export class WrongSetting extends Error {
  readonly setting: string;

  constructor(setting: string, why: string) {
    super(why);
    this.name = "WrongSetting";
    this.setting = setting;
  }
}

/** The data folder alone, made if missing; nothing is made in it. */
export function dataIn(env: NodeJS.ProcessEnv): string {
  const data = FORM.shape.SUANQUAN_DATA.parse(env.SUANQUAN_DATA === "" ? undefined : env.SUANQUAN_DATA);
  mkdirSync(data, { recursive: true, mode: 0o755 });
  return data;
}

function formOf(env: NodeJS.ProcessEnv): z.infer<typeof FORM> {
  const read = FORM.safeParse(env);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new WrongSetting(issue?.path.join(".") ?? "", issue?.message ?? "");
}

/** The bucket alone that evidence is kept in; null: the data folder. @throws WrongSetting */
export const bucketIn = (env: NodeJS.ProcessEnv): S3Options | null => bucketOf(formOf(env));

/** @throws WrongSetting; Error of the system when the data folder cannot be written */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const set = formOf(env);
  mkdirSync(set.SUANQUAN_DATA, { recursive: true, mode: 0o755 });
  return {
    data: set.SUANQUAN_DATA,
    host: set.SUANQUAN_HOST,
    port: set.SUANQUAN_PORT,
    publicUrl: set.SUANQUAN_PUBLIC_URL,
    log: set.SUANQUAN_LOG,
    metricsToken: set.SUANQUAN_METRICS_TOKEN,
    behindProxy: set.SUANQUAN_BEHIND_PROXY,
    webhooksAnywhere: set.SUANQUAN_WEBHOOKS_ANYWHERE,
    secondFactor: set.SUANQUAN_SECOND_FACTOR,
    requestsPerMinute: set.SUANQUAN_REQUESTS_PER_MINUTE,
    govstackPort: set.SUANQUAN_GOVSTACK_PORT,
    oidc: set.SUANQUAN_OIDC,
    bucket: bucketOf(set),
    secret: kept(path.join(set.SUANQUAN_DATA, "server.secret"), () => randomBytes(48).toString("base64url")),
    signingKey: createPrivateKey(
      kept(path.join(set.SUANQUAN_DATA, "signing.pem"), () =>
        generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
      ),
    ),
  };
}

/** @throws Error when some of what a bucket needs is there and some is not */
function bucketOf(set: z.infer<typeof FORM>): S3Options | null {
  const needed = {
    SUANQUAN_S3_ENDPOINT: set.SUANQUAN_S3_ENDPOINT,
    SUANQUAN_S3_BUCKET: set.SUANQUAN_S3_BUCKET,
    SUANQUAN_S3_ACCESS_KEY: set.SUANQUAN_S3_ACCESS_KEY,
    SUANQUAN_S3_SECRET_KEY: set.SUANQUAN_S3_SECRET_KEY,
  };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const {
    SUANQUAN_S3_ENDPOINT: endpoint,
    SUANQUAN_S3_BUCKET: bucket,
    SUANQUAN_S3_ACCESS_KEY: accessKeyId,
    SUANQUAN_S3_SECRET_KEY: secretAccessKey,
  } = needed;
  if (missing.length === Object.keys(needed).length) return null;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey)
    throw new Error(`设置有误 / a setting is wrong: 缺少 / missing ${missing.join(", ")}`);
  const { SUANQUAN_S3_REGION: region, SUANQUAN_S3_PREFIX: prefix } = set;
  return { endpoint, region, bucket, prefix, accessKeyId, secretAccessKey };
}

/** A text that is made once: whoever comes first writes it, everybody reads what is there. */
function kept(file: string, make: () => string): string {
  try {
    writeFileSync(file, make(), { mode: 0o600, flag: "wx", flush: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}
