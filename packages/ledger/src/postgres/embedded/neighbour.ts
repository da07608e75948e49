import { urlFor } from "../roles.ts";
import { folderAt, secretsOf } from "./folder.ts";
import { runningPostmaster } from "./postmaster.ts";

/** The connection strings of an embedded server. */
export interface EmbeddedUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/**
 * Connects to the server that another process keeps in a folder: a backup is taken while the product serves.
 * @param path the folder as `startEmbedded` was given it
 * @returns null when no server runs there
 */
export function runningEmbedded(path: string, database = "suanquan"): EmbeddedUrls | null {
  const folder = folderAt(path);
  const running = runningPostmaster(folder.data);
  if (running === null || !running.ready) return null;
  const secrets = secretsOf(folder);
  const { port } = running;
  return {
    ownerUrl: urlFor("owner", secrets, port, database),
    appUrl: urlFor("app", secrets, port, database),
  };
}
