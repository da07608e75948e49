/** A stage for the tests of one file, struck after them. */
import { afterAll } from "vitest";
import { type NoonClock, noonClock } from "../../../programmes/test/noon-clock.ts";
import type { ProductOptions } from "../../src/product.ts";
import { type Stage, stage } from "./stage.ts";

/** Its clock stands at noon in Shanghai of the day that the tests set, 2025-04-01 to begin with. */
export interface DatedStage extends Stage, NoonClock {}

/** Called at the top of a test file. @param options as those of `stage` */
export async function stageOfFile(options: Partial<ProductOptions> = {}): Promise<Stage> {
  const here = await stage(options);
  afterAll(() => here.strike());
  return here;
}

/** The same, with a clock. */
export async function datedStageOfFile(): Promise<DatedStage> {
  const noon = noonClock();
  return { ...(await stageOfFile({ clock: noon.clock })), ...noon };
}
