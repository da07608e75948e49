/**
 * The demonstration of one data folder: shown at the first start, removed with one command, shown again on demand. What
 * is needed to play it is kept in a file beside the database. A play that was cut short is cleared and played anew.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  DEMONSTRATION_OFFICES,
  type DemonstrationOffice,
  type DomainOptions,
  peopleOf,
  ROLES,
  removeDemonstration,
  seedDemonstration,
} from "@suanquan/programmes";
import type { Pool } from "pg";
import { z } from "zod";
import { emailOf, removePeople, seedPeople } from "./people.ts";

const KEPT = z.discriminatedUnion("is", [
  z.object({ is: z.literal("removed") }),
  z.object({
    is: z.literal("shown"),
    password: z.string(),
    keys: z.record(z.string(), z.record(z.enum(ROLES), z.string())),
    /** Offices whose scenes were played to the end. */
    played: z.array(z.string()),
  }),
]);
type Kept = z.infer<typeof KEPT>;

/** How to play every role of one office. */
export interface DemonstrationAccess {
  readonly office: string;
  readonly zh: string;
  readonly en: string;
  readonly signIns: readonly { readonly role: string; readonly email: string }[];
  readonly keys: Readonly<Record<string, string>>;
}

export interface Demonstration {
  /** The file that keeps it. */
  readonly file: string;
  /** Of everybody who plays. */
  readonly password: string;
  readonly offices: readonly DemonstrationAccess[];
}

const demonstrationFile = (data: string): string => path.join(data, "demonstration.json");

/** What is kept of the demonstration; null when none was ever shown. */
function readKept(data: string): Kept | null {
  let text: string;
  try {
    text = readFileSync(demonstrationFile(data), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const read = KEPT.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

function keep(data: string, kept: Kept): void {
  const file = demonstrationFile(data);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

/** The demonstration of a data folder; null when none is shown there. */
export function readDemonstration(data: string): Demonstration | null {
  const kept = readKept(data);
  if (kept === null || kept.is === "removed") return null;
  return {
    file: demonstrationFile(data),
    password: kept.password,
    offices: DEMONSTRATION_OFFICES.map(({ code, zh, en }) => ({
      office: code,
      zh,
      en,
      signIns: peopleOf(code).map(person => ({ role: person.role, email: emailOf(code, person) })),
      keys: kept.keys[code] ?? {},
    })),
  };
}

export interface ShowParts extends Omit<DomainOptions, "clock"> {
  readonly data: string;
  readonly pool: Pool;
  readonly ownerUrl: string;
  /** Is told of each office as its months are played. */
  readonly tell: (office: DemonstrationOffice) => void;
  readonly signal?: AbortSignal;
}

/** Takes back that it was removed, so that it is shown again. */
export function wantAgain(data: string): void {
  if (readKept(data)?.is === "removed") rmSync(demonstrationFile(data));
}

/** Whether a start has something of it to play: it was neither removed nor played to its end. */
export function isToBeShown(data: string): boolean {
  const kept = readKept(data);
  return (
    kept === null ||
    (kept.is === "shown" && DEMONSTRATION_OFFICES.some(({ code }) => !kept.played.includes(code)))
  );
}

/** Shows the demonstration, as far as it is not there already; may be killed at any moment and called again. */
export async function showDemonstration(parts: ShowParts): Promise<void> {
  const { data, pool, ownerUrl, tell, signal, ...options } = parts;
  let kept = readKept(data);
  if (kept === null || kept.is === "removed") {
    await clear(ownerUrl);
    kept = { is: "shown", ...(await seedPeople(pool)), played: [] };
    keep(data, kept);
  }
  for (const { code } of DEMONSTRATION_OFFICES) {
    if (kept.played.includes(code)) continue;
    await removeDemonstration(ownerUrl, [code]);
    await seedDemonstration(options, { offices: [code], tell, ...(signal === undefined ? {} : { signal }) });
    kept = { ...kept, played: [...kept.played, code] };
    keep(data, kept);
  }
}

async function clear(ownerUrl: string): Promise<number> {
  const cases = await removeDemonstration(ownerUrl);
  await removePeople(ownerUrl);
  return cases;
}

/**
 * Removes the demonstration: its offices, people, keys and cases. Its movements stay in the ledger, which only grows,
 * under opaque codes.
 * @returns cases removed
 */
export async function hideDemonstration(data: string, ownerUrl: string): Promise<number> {
  // Noted first: a removal that is cut short is finished by the next one, and no start seeds in between.
  keep(data, { is: "removed" });
  return clear(ownerUrl);
}
