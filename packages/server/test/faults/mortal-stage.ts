/** A stage whose people act on a server that dies; the stage's own server sets up, and looks afterwards. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Stage, stage } from "../stage/stage.ts";
import { MortalServer } from "./mortal-server.ts";

export interface MortalStage {
  readonly here: Stage;
  readonly mortal: MortalServer;
  /** Sets the day of both servers. */
  today(date: string): void;
  strike(): Promise<void>;
}

/** The server that dies is up, and sends webhooks; the stage's own sends none. */
export async function mortalStage(): Promise<MortalStage> {
  let now = new Date();
  const here = await stage({ clock: () => now });
  const clock = join(here.files, "..", "clock");
  const today = (date: string): void => {
    now = new Date(`${date}T04:00:00Z`);
    writeFileSync(clock, now.toISOString());
  };
  today("2025-04-01");
  const mortal = new MortalServer(here.postgres.appUrl, here.files, clock);
  await mortal.rise();
  return {
    here,
    mortal,
    today,
    async strike() {
      await mortal.end();
      await here.strike();
    },
  };
}
