/** Firms and providers as an office knows them. */
import type { Context } from "../command.ts";
import { sha256 } from "../identifier.ts";
import { partyCycle } from "../life-cycles/cases.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Subject } from "../store/subject.ts";
import { birthOf } from "../subjects/advance.ts";
import { type PartyBody, partyKind } from "../subjects/kinds.ts";
import { alone, type Holder } from "./limits.ts";

/** The number of a party: the same for the same organisation of an office (a UUID of version 8, RFC 9562). */
export function partyId(office: string, organisation: string): string {
  const hex = sha256(`${office}\n${organisation}`);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "23505";

/** The party of an organisation, made when there is none yet. */
export async function partyOf(context: Context, organisation: string): Promise<Subject<PartyBody>> {
  const { store, actor } = context;
  const id = partyId(actor.office, organisation);
  const found = await store.find(partyKind, actor.office, id);
  if (found !== null) return found;
  const body: PartyBody = { handled: {}, creditCode: null, name: null, related: [], grants: 0, noted: [] };
  try {
    await store.write([
      birthOf(context, partyKind, partyCycle.begins, { id, event: "meet", organisation, body }),
    ]);
  } catch (error) {
    // Two requests met it at once.
    if (!isTaken(error)) throw error;
  }
  return store.get(partyKind, actor.office, id);
}

/** Whom a grant concerns: the applicant's party first, then those of the related firms that share its limits. */
export interface Kin {
  readonly own: Subject<PartyBody>;
  readonly relatives: readonly Subject<PartyBody>[];
  readonly holder: Holder;
}

/**
 * Those who share limits per family with an organisation: all that are linked to it by relations which an officer has
 * verified, over however many steps. One side's declaration is enough; one that is not verified yet is waited for.
 * @throws Refusal `party-unverified`
 */
async function relativesOf(context: Context, own: Subject<PartyBody>): Promise<Kin> {
  if (own.state !== "verified" || own.body.creditCode === null)
    throw new Refusal("party-unverified", { what: own.organisation ?? "" });
  const all = await context.store.all(partyKind, context.actor.office, { states: ["verified"] });
  const links = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    const known = links.get(from);
    if (known === undefined) links.set(from, new Set([to]));
    else known.add(to);
  };
  for (const { body } of all)
    for (const other of body.creditCode === null ? [] : body.related) {
      link(body.creditCode ?? "", other);
      link(other, body.creditCode ?? "");
    }
  const family = new Set([own.body.creditCode]);
  for (const code of family) for (const other of links.get(code) ?? []) family.add(other);
  const relatives = all.filter(
    each => each.id !== own.id && each.body.creditCode !== null && family.has(each.body.creditCode),
  );
  const [first = own.body.creditCode] = [...family].sort();
  return { own, relatives, holder: { organisation: own.organisation ?? "", family: first } };
}

/**
 * Whom a grant of a benefit concerns. To be read before the rules are asked, so that a grant to one of them meanwhile
 * makes this one stale.
 */
export async function kinOf(context: Context, organisation: string, perFamily: boolean): Promise<Kin> {
  const own = await partyOf(context, organisation);
  return perFamily ? relativesOf(context, own) : { own, relatives: [], holder: alone(organisation) };
}

/**
 * Counts a grant. Whoever grants to the same applicant meanwhile, or to one that shares a limit with it, is refused as
 * stale: what was reckoned before this grant did not know of it, and what is given once only would be given twice.
 */
export function grantTo(context: Context, { own, relatives }: Kin, application: string): Change[] {
  const at = context.clock();
  const actor = context.actor.person;
  // In one order for everybody, so that two at once do not wait for each other.
  return [own, ...relatives]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(of => ({
      is: "step",
      kind: partyKind.name,
      of,
      state: of.state,
      body: of === own ? { ...of.body, grants: of.body.grants + 1 } : of.body,
      happening: { event: of === own ? "grant" : "grant-to-relative", actor, at, detail: { application } },
    }));
}
