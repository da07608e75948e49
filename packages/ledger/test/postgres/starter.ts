/** Starts a server in the folder named on the command line, says how that went, and stays until it is killed. */
import { startEmbedded } from "../../src/postgres/index.ts";

const [, , folder = ""] = process.argv;
try {
  const pg = await startEmbedded({ folder });
  process.stdout.write(`${JSON.stringify({ pid: pg.pid, ownerUrl: pg.ownerUrl })}\n`);
  setInterval(() => undefined, 60_000);
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : String(error);
  process.stdout.write(`${JSON.stringify({ refused: code })}\n`);
}
