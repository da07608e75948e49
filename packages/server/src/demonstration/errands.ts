/** Playing the demonstration on a database, at a start or by a command; and taking it away beside a running server. */
import path from "node:path";
import { openLedger, openPool } from "@suanquan/ledger";
import { type DemonstrationOffice, diskFiles, signerOf } from "@suanquan/programmes";
import { type DatabasePlace, joinDatabase, openDatabase } from "../database-place.ts";
import { prepareDatabase } from "../product.ts";
import { readSettings, type Settings, WrongSetting } from "../settings.ts";
import { hideDemonstration, isToBeShown, showDemonstration, wantAgain } from "./demonstration.ts";

interface Playing {
  readonly tell: (office: DemonstrationOffice) => void;
  readonly signal?: AbortSignal;
}

/** Plays what is missing of it. It lives in the embedded database alone: no real office is by. */
export async function playDemonstration(
  { data, signingKey }: Settings,
  { databaseUrl, ownerUrl, embedded }: DatabasePlace,
  playing: Playing,
): Promise<void> {
  if (embedded === null || ownerUrl === null || !isToBeShown(data)) return;
  const pool = openPool(databaseUrl, { name: "suanquan demonstration", max: 4 });
  const ledger = await openLedger({ databaseUrl });
  try {
    await showDemonstration({
      data,
      pool,
      ownerUrl,
      databaseUrl,
      ledger,
      files: diskFiles(path.join(data, "files")),
      signer: signerOf(signingKey),
      ...playing,
    });
  } finally {
    await ledger.close();
    await pool.end();
  }
}

/** @throws WrongSetting for a database of one's own, which never has it */
function ownerOf({ embedded, ownerUrl }: DatabasePlace): string {
  if (embedded === null || ownerUrl === null)
    throw new WrongSetting(
      "DATABASE_URL",
      "演示只在内置数据库中 / the demonstration is in the embedded database only",
    );
  return ownerUrl;
}

/** Removes it, also beside a running server. @returns cases removed */
export async function removeShownDemonstration(env: NodeJS.ProcessEnv): Promise<number> {
  const { data } = readSettings(env);
  const database = await joinDatabase(env, data);
  try {
    const owner = ownerOf(database);
    await prepareDatabase(owner);
    return await hideDemonstration(data, owner);
  } finally {
    await database.stop();
  }
}

/** Shows it again after a removal, while no server runs. @throws PostgresRefusal `folder-locked` while one does */
export async function showDemonstrationAgain(env: NodeJS.ProcessEnv, tell: Playing["tell"]): Promise<void> {
  const settings = readSettings(env);
  const database = await openDatabase(env, settings.data);
  try {
    await prepareDatabase(ownerOf(database));
    wantAgain(settings.data);
    await playDemonstration(settings, database, { tell });
  } finally {
    await database.stop();
  }
}
