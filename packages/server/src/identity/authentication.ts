/** Who somebody is: sign-in, session, second factor and OIDC, by better-auth. What they may do is decided elsewhere. */
import { betterAuth } from "better-auth";
import { genericOAuth, twoFactor } from "better-auth/plugins";
import type { Pool } from "pg";
import { API_BASE } from "../api/endpoint.ts";

/** An OpenID provider of the office, such as a provincial identity service. */
export interface OidcProvider {
  readonly id: string;
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whether it asks for a second factor itself; no if not given, and then its people may not act for an office. */
  readonly secondFactor?: boolean | undefined;
}

export interface AuthenticationOptions {
  /** A pool whose search path is `identity`. */
  readonly pool: Pool;
  /** Signs cookies and encrypts second-factor secrets; at least 32 characters. */
  readonly secret: string;
  /** Where browsers reach the server, as in `https://suanquan.example.gov.cn`. */
  readonly publicUrl: string;
  readonly oidc?: readonly OidcProvider[];
}

/** What the rest of the server uses of it. */
export interface Authentication {
  readonly handle: (request: Request) => Promise<Response>;
  /** The person of a session cookie; null when there is none or it has ended. */
  readonly personOf: (headers: Headers) => Promise<SignedIn | null>;
}

export interface SignedIn {
  readonly person: string;
  /** Whether this session was begun with one. */
  readonly hasSecondFactor: boolean;
}

export const AUTH_BASE = `${API_BASE}/auth`;
const PASSWORD_LENGTH_MIN = 12;
/** A working day: after it one signs in again. */
const SESSION_SECONDS = 8 * 3_600;

const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** The origins that a browser may name: the server's own, and on this machine each of its names for itself. */
export function originsOf(publicUrl: string): ReadonlySet<string> {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!LOOPBACK_NAMES.includes(hostname)) return new Set([origin]);
  return new Set(
    LOOPBACK_NAMES.map(name => new URL(`${protocol}//${name}${port === "" ? "" : `:${port}`}`).origin),
  );
}

export function authentication({
  pool,
  secret,
  publicUrl,
  oidc = [],
}: AuthenticationOptions): Authentication {
  const auth = betterAuth({
    appName: "Suanquan",
    database: pool,
    secret,
    baseURL: publicUrl,
    basePath: AUTH_BASE,
    trustedOrigins: [...originsOf(publicUrl)],
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_LENGTH_MIN, maxPasswordLength: 128 },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: SESSION_SECONDS,
      additionalFields: { signedInBy: { type: "string", required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, signedInBy: originOf(context?.path, context?.params) },
          }),
        },
      },
    },
    // Limits and lock-out are this server's own, and addresses of people are not kept.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // Said outright: by its own default it would look less closely while tests run.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
      useSecureCookies: publicUrl.startsWith("https:"),
      cookiePrefix: "suanquan",
    },
    plugins: [
      twoFactor({ issuer: "Suanquan" }),
      genericOAuth({
        config: oidc.map(({ id, discoveryUrl, clientId, clientSecret }) => ({
          providerId: id,
          discoveryUrl,
          clientId,
          clientSecret,
          scopes: ["openid", "profile", "email"],
          pkce: true,
          requireIdTokenVerification: true,
        })),
      }),
    ],
  });
  return {
    handle: request => auth.handler(request),
    async personOf(headers) {
      const found = await auth.api.getSession({ headers, query: { disableCookieCache: true } });
      if (found === null) return null;
      const { user, session } = found;
      return {
        person: user.id,
        hasSecondFactor: askedTwice(session.signedInBy, user.twoFactorEnabled, oidc),
      };
    },
  };
}

const BY_PROVIDER = "oidc:";

/** How a session begins, by the endpoint that begins it. */
const originOf = (path: string | undefined, params: Readonly<Record<string, unknown>> | undefined): string =>
  path?.startsWith("/callback/") === true ? `${BY_PROVIDER}${String(params?.id)}` : "password";

/**
 * A password is followed by a code where the person has turned codes on. A provider's word is followed by none, so it
 * counts only if the provider is known to ask for a second factor itself.
 */
function askedTwice(
  signedInBy: string | null | undefined,
  hasCodes: boolean | null | undefined,
  oidc: readonly OidcProvider[],
): boolean {
  if (signedInBy?.startsWith(BY_PROVIDER) !== true) return hasCodes === true;
  const id = signedInBy.slice(BY_PROVIDER.length);
  return oidc.some(provider => provider.id === id && provider.secondFactor === true);
}
