/** Seeds the demonstration, and removes it again. */
import { Client } from "pg";
import { Domain, type DomainOptions } from "../domain.ts";
import { newId } from "../identifier.ts";
import { DEMONSTRATION_OFFICES, type DemonstrationOffice } from "./cast.ts";
import { DemonstrationClock, Player } from "./player.ts";
import { playGuizhou, playHenan, playJiangyan, playJinan } from "./scenes.ts";

const SCENES: Readonly<Record<string, (player: Player) => Promise<void>>> = {
  "demo-henan": playHenan,
  "demo-guizhou": playGuizhou,
  "demo-jinan": playJinan,
  "demo-jiangyan": playJiangyan,
};

export interface Seeded {
  readonly office: string;
  /** Commands played; 0 when the office was seeded before. */
  readonly steps: number;
}

/** Whether an office has anything. */
async function isSeeded(domain: Domain, office: string): Promise<boolean> {
  const { rowCount } = await domain.store.sql.query(
    "SELECT 1 FROM programmes.subject WHERE office = $1 LIMIT 1",
    [office],
  );
  return rowCount !== 0;
}

interface Seeding {
  /** The offices to play; all four if not given. */
  readonly offices?: readonly string[];
  /** Is told of each office as it is begun. */
  readonly tell?: (office: DemonstrationOffice) => void;
  /** Ends the play between two commands. */
  readonly signal?: AbortSignal;
}

const CODES = DEMONSTRATION_OFFICES.map(each => each.code);

/**
 * Plays the four programmes through the commands that people use, on days in 2025. Offices that have anything already
 * are left as they are.
 */
export async function seedDemonstration(
  options: Omit<DomainOptions, "clock">,
  { offices = CODES, tell, signal }: Seeding = {},
): Promise<Seeded[]> {
  const clock = new DemonstrationClock();
  const domain = new Domain({ ...options, clock: clock.read });
  const seeded: Seeded[] = [];
  try {
    const seed = newId(new Date(), count => crypto.getRandomValues(new Uint8Array(count)));
    for (const office of DEMONSTRATION_OFFICES.filter(({ code }) => offices.includes(code))) {
      const scene = SCENES[office.code];
      if (scene === undefined || (await isSeeded(domain, office.code))) {
        seeded.push({ office: office.code, steps: 0 });
        continue;
      }
      tell?.(office);
      const player = new Player({ domain, office, clock, seed, ...(signal === undefined ? {} : { signal }) });
      await scene(player);
      seeded.push({ office: office.code, steps: player.steps });
    }
  } finally {
    await domain.close();
  }
  return seeded;
}

/** In the order in which nothing refers to what is gone. */
const TABLES = ["outbox", "intent", "mark", "event", "redemption", "refused_use", "subject"];

/**
 * Removes demonstration offices: their cases, histories and messages. The ledger only grows: the demonstration's
 * movements stay in its books, under opaque codes, and count towards no other office.
 * @param ownerUrl the owner's connection string: the application's role may delete nothing
 * @param offices of the four; all if not given
 * @returns subjects removed
 */
export async function removeDemonstration(
  ownerUrl: string,
  offices: readonly string[] = CODES,
): Promise<number> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    let removed = 0;
    const codes = CODES.filter(code => offices.includes(code));
    for (const table of TABLES) {
      const { rowCount } = await client.query(`DELETE FROM programmes.${table} WHERE office = ANY ($1)`, [
        codes,
      ]);
      if (table === "subject") removed = rowCount ?? 0;
    }
    await client.query("COMMIT");
    return removed;
  } finally {
    await client.end();
  }
}
