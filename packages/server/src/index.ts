/** HTTP: the pages, the API, sign-in and jobs; and the errands beside them. */

export { PostgresRefusal } from "@suanquan/ledger";
export { ArchiveRefusal } from "./backup/archive.ts";
export { type BackedUp, backUpTo, type Elsewhere, restoreFrom } from "./backup/backup.ts";
export {
  type Demonstration,
  type DemonstrationAccess,
  readDemonstration,
} from "./demonstration/demonstration.ts";
export { removeShownDemonstration, showDemonstrationAgain } from "./demonstration/errands.ts";
export { type OpenedOffice, openOfficeWithAdmin } from "./identity/first-admin.ts";
export { openSandbox, type Sandbox } from "./identity/sandbox.ts";
export * from "./pages/index.ts";
export { openProduct, type Product, type ProductOptions, prepareDatabase } from "./product.ts";
export { ALL_SERIES } from "./series.ts";
export { type Served, type ServeOptions, type Stage, serveProduct } from "./serve-product.ts";
export { WrongSetting } from "./settings.ts";
