/** Where the server's data are: as the call says, as the environment says, or beside the product. */
import path from "node:path";
import type { Call } from "./call.ts";
import { dataFolder } from "./product.ts";

/** The environment of the server with its data folder named in full. */
export function serverEnvironment({
  options,
  terminal,
}: Call): NodeJS.ProcessEnv & { SUANQUAN_DATA: string } {
  const { environment, folder } = terminal;
  const named = options.text("data") ?? environment.SUANQUAN_DATA;
  return {
    ...environment,
    SUANQUAN_DATA: named === undefined || named === "" ? dataFolder : path.resolve(folder, named),
  };
}
