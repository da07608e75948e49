/** OpenID providers on this machine: a real one, and fronts of it that lie in one respect. */
import { generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import Provider, { type Configuration, type JWK } from "oidc-provider";

export interface OpenIdPerson {
  readonly email: string;
  readonly verified: boolean;
}

export const CLIENT = { id: "suanquan", secret: "a client secret for tests only" };

/** Signing keys of its own: without them every provider would sign with the same ones made for development. */
export const newKeys = (): { keys: JWK[] } => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig", kid: "own" } as JWK] };
};

export interface OpenIdPlace {
  readonly issuer: string;
  close(): Promise<void>;
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
};
const closing = (server: Server) => (): Promise<void> =>
  new Promise(resolve => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

/** @param people whoever signs in, by what they call themselves there */
export async function openIdProvider(
  people: Readonly<Record<string, OpenIdPerson>>,
  redirects: readonly string[],
  configuration: Configuration = {},
): Promise<OpenIdPlace> {
  let handle: ReturnType<Provider["callback"]> | null = null;
  const server = createServer((request, response) => void handle?.(request, response));
  const issuer = await listening(server);
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [...redirects] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["a cookie key for tests only"] },
    async findAccount(_, id) {
      const person = people[id];
      if (person === undefined) return undefined;
      return {
        accountId: id,
        claims: () => ({ sub: id, name: "示例用户", email: person.email, email_verified: person.verified }),
      };
    },
    ...configuration,
  });
  handle = provider.callback();
  return { issuer, close: closing(server) };
}

/** The discovery document of a provider with some entries replaced: everything else is the provider's own. */
export async function frontOf(
  { issuer }: OpenIdPlace,
  lies: Readonly<Record<string, string>>,
): Promise<OpenIdPlace> {
  const server = createServer(async (_, response) => {
    const truth = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ...(truth as object), ...lies }));
  });
  return { issuer: await listening(server), close: closing(server) };
}

/** A browser: it keeps the cookies of each host and shows every redirect. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  cookiesFor(url: string): string {
    const jar = this.#cookies.get(new URL(url).host) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async go(
    url: string,
    form?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; to: string | null; text: string }> {
    const cookie = this.cookiesFor(url);
    const response = await fetch(url, {
      redirect: "manual",
      ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }),
      headers: cookie === "" ? {} : { cookie },
    });
    this.take(url, response.headers);
    const location = response.headers.get("location");
    return {
      status: response.status,
      to: location === null ? null : new URL(location, url).href,
      text: await response.text(),
    };
  }

  take(url: string, headers: Headers): void {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    for (const line of headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (value === "" || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }
}

/** Signs in at the provider as a person does: its pages, its forms. @returns where it sends the browser back to */
export async function passThrough(browser: Browser, authorization: string, person: string): Promise<string> {
  const { origin } = new URL(authorization);
  let at = authorization;
  for (let steps = 0; steps < 20; steps += 1) {
    const { to, text, status } = await browser.go(at);
    if (to !== null && !to.startsWith(origin)) return to;
    if (to !== null) {
      at = to;
      continue;
    }
    const action = /action="([^"]+)"/.exec(text)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider answers ${status}: ${text.slice(0, 300)}`);
    const form: Record<string, string> =
      prompt === "login" ? { prompt, login: person, password: "any" } : { prompt };
    const sent = await browser.go(new URL(action, at).href, form);
    if (sent.to === null) throw new Error(`the provider answers ${sent.status}: ${sent.text.slice(0, 300)}`);
    if (!sent.to.startsWith(origin)) return sent.to;
    at = sent.to;
  }
  throw new Error("the provider sends the browser in circles");
}
