export { type BackupOptions, backup } from "./backup.ts";
export {
  type BackupEnd,
  type BackupHeader,
  type BackupSummary,
  inspectBackup,
  type TableSum,
} from "./backup-file.ts";
export { type Binaries, binariesIn, embeddedBinaries } from "./binaries.ts";
export type { EmbeddedOptions } from "./bring-up.ts";
export {
  type Connected,
  connect,
  type DatabaseUrls,
  openPool,
  type PoolOptions,
  urlsFromEnvironment,
} from "./connect.ts";
export { EmbeddedPostgres, startEmbedded } from "./embedded.ts";
export type { Folder, Secrets } from "./folder.ts";
export {
  type Applied,
  appliedMigrations,
  assertMigrated,
  type Migration,
  migrate,
  readSeries,
  type Series,
} from "./migrations.ts";
export { type EmbeddedUrls, runningEmbedded } from "./neighbour.ts";
export { PostgresRefusal, REFUSALS, type RefusalCode } from "./refusal.ts";
export { type RestoreOptions, restore } from "./restore.ts";
export type { RoleKind } from "./roles.ts";
export { assertServable, type ServableOptions } from "./serving.ts";
export { acknowledgeWith, makeStandby, promote, type StandbyOptions } from "./standby.ts";
export { type Upgraded, type UpgradeOptions, upgradeFolder } from "./upgrade.ts";
