import { fileURLToPath } from "node:url";
import { LEDGER_SERIES, type Series } from "@suanquan/ledger";
import { PROGRAMMES_SERIES } from "@suanquan/programmes";

/** Sign-in, people, keys, answers, webhooks and jobs. */
const SERVER_SERIES: Series = {
  name: "server",
  folder: fileURLToPath(new URL("../migrations", import.meta.url)),
};

/** Every table of the product, in the order in which it is made. */
export const ALL_SERIES: readonly Series[] = [LEDGER_SERIES, PROGRAMMES_SERIES, SERVER_SERIES];
