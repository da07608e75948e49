/**
 * From a request's headers to who calls. A verified credential is remembered in the process for at most 30 seconds and
 * costs no write: the session check alone, done each time, took six parts in seven of the requests per second.
 */
import { ROLE_TABLE, ROLES, type Role } from "@suanquan/programmes";
import type { Pool } from "pg";
import { type Caller, NOBODY } from "../api/endpoint.ts";
import { Fault } from "../api/faults.ts";
import { sha256 } from "../identifier.ts";
import { isKeyOf, prefixOf } from "./api-keys.ts";
import type { Authentication, SignedIn } from "./authentication.ts";

const REMEMBERED_MS = 30_000;
const REMEMBERED_MAX = 20_000;

/** The cookie that better-auth gives; `__Secure-` stands before it under https. */
const SESSION_COOKIE = /(?:^|;\s*)((?:__Secure-)?suanquan\.session_token=[^;]+)/;
const MEMBER_ID = /^[0-9a-f-]{36}$/;

/** Roles of the public side; all others need a second factor. */
const needsSecondFactor = (role: Role): boolean =>
  ["office", "finance", "audit"].includes(ROLE_TABLE[role].of);

export interface Resolved {
  readonly caller: Caller;
  /** Why the caller has no roles, told when an endpoint asks for one. */
  readonly hindrance: Fault | null;
}

interface Remembered {
  readonly until: number;
  readonly resolved: Promise<Resolved>;
}

interface CredentialHeaders {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  readonly member?: string | undefined;
}

export interface CredentialsOptions {
  readonly pool: Pool;
  readonly authentication: Authentication;
  /** Whether people of the office side need a second factor. */
  readonly secondFactor: boolean;
  readonly now?: () => number;
}

const nobody = (hindrance: Fault): Resolved => ({ caller: NOBODY, hindrance });
const ROLE_SET: ReadonlySet<string> = new Set(ROLES);
const isRole = (text: string): text is Role => ROLE_SET.has(text);

export class Credentials {
  readonly #options: CredentialsOptions;
  readonly #remembered = new Map<string, Remembered>();
  readonly #now: () => number;

  constructor(options: CredentialsOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Who calls; somebody without a valid credential is nobody. */
  resolve(headers: CredentialHeaders): Promise<Resolved> | Resolved {
    const credential = credentialOf(headers);
    if (credential === null) return nobody(new Fault("not-signed-in"));
    const name = sha256(`${credential}\n${headers.member ?? ""}`).toString("base64");
    const known = this.#remembered.get(name);
    const now = this.#now();
    if (known !== undefined && known.until > now) return known.resolved;
    const resolved = credential.startsWith("sq_")
      ? this.#fromKey(credential)
      : this.#fromSession(credential, headers.member);
    this.#remember(name, { until: now + REMEMBERED_MS, resolved });
    resolved.then(
      ({ caller }) => caller.by === "nobody" && this.#remembered.delete(name),
      () => this.#remembered.delete(name),
    );
    return resolved;
  }

  /** Forgets everybody: after a key, a membership or a session was ended in this process. */
  forgetAll(): void {
    this.#remembered.clear();
  }

  #remember(name: string, entry: Remembered): void {
    if (this.#remembered.size >= REMEMBERED_MAX) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    this.#remembered.delete(name);
    this.#remembered.set(name, entry);
  }

  async #fromKey(key: string): Promise<Resolved> {
    const { rows } = await this.#options.pool.query<KeyRow>(KEY, [prefixOf(key)]);
    const [row] = rows;
    if (row === undefined || !isKeyOf(key, row.hash)) return nobody(new Fault("not-signed-in"));
    return {
      caller: {
        by: "key",
        person: `key:${row.id}`,
        office: row.office,
        organisation: row.organisation,
        roles: row.roles.filter(isRole),
        sandbox: row.sandbox,
      },
      hindrance: null,
    };
  }

  async #fromSession(cookie: string, member: string | undefined): Promise<Resolved> {
    const signedIn = await this.#options.authentication.personOf(new Headers({ cookie }));
    if (signedIn === null) return nobody(new Fault("not-signed-in"));
    const { rows } = await this.#options.pool.query<MemberRow>(MEMBER, [signedIn.person]);
    return membershipOf(signedIn, rows, member, this.#options.secondFactor);
  }
}

/** A key from the Authorization header, else the session cookie; null when there is neither. */
function credentialOf({ authorization, cookie }: CredentialHeaders): string | null {
  if (authorization !== undefined) {
    const [scheme, key] = authorization.split(" ", 2);
    return scheme?.toLowerCase() === "bearer" && key !== undefined && prefixOf(key) !== null ? key : null;
  }
  return SESSION_COOKIE.exec(cookie ?? "")?.[1] ?? null;
}

interface KeyRow {
  readonly id: string;
  readonly hash: Buffer;
  readonly office: string;
  readonly organisation: string;
  readonly roles: readonly string[];
  readonly sandbox: boolean;
}

const KEY = `
  SELECT k.id, k.hash, k.office, k.organisation, k.roles, o.sandbox
    FROM identity.api_key k JOIN identity.office o ON o.code = k.office
   WHERE k.prefix = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`;

interface MemberRow {
  readonly id: string;
  readonly office: string;
  readonly organisation: string;
  readonly roles: readonly string[];
  readonly sandbox: boolean;
}

const MEMBER = `
  SELECT m.id, m.office, m.organisation, m.roles, o.sandbox
    FROM identity.member m JOIN identity.office o ON o.code = m.office
   WHERE m.person = $1 AND m.ended_at IS NULL ORDER BY m.id`;

/** Which of a person's memberships a request is made under. Pure. */
function membershipOf(
  { person, hasSecondFactor }: SignedIn,
  members: readonly MemberRow[],
  asked: string | undefined,
  secondFactor: boolean,
): Resolved {
  const without: Caller = { ...NOBODY, by: "session", person };
  if (members.length === 0) return { caller: without, hindrance: new Fault("no-membership") };
  const chosen =
    asked === undefined
      ? members.length === 1
        ? members[0]
        : undefined
      : MEMBER_ID.test(asked)
        ? members.find(({ id }) => id === asked)
        : undefined;
  if (chosen === undefined)
    return {
      caller: without,
      hindrance: new Fault("membership-unclear", { may: members.map(({ id }) => id).join(", ") }),
    };
  const roles = chosen.roles.filter(isRole);
  const { office, organisation, sandbox } = chosen;
  // Play money is not worth a second device.
  if (secondFactor && !sandbox && !hasSecondFactor && roles.some(needsSecondFactor))
    return { caller: without, hindrance: new Fault("second-factor-needed") };
  return { caller: { by: "session", person, office, organisation, roles, sandbox }, hindrance: null };
}
