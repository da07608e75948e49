export { type BackupOptions, backup } from "./backup/backup.ts";
export {
  type BackupEnd,
  type BackupHeader,
  type BackupSummary,
  inspectBackup,
  type TableSum,
} from "./backup/backup-file.ts";
export { type RestoreOptions, restore } from "./backup/restore.ts";
export {
  type Connected,
  connect,
  type DatabaseUrls,
  openPool,
  type PoolOptions,
  urlsFromEnvironment,
} from "./connect.ts";
export { type Binaries, binariesIn, embeddedBinaries } from "./embedded/binaries.ts";
export type { EmbeddedOptions } from "./embedded/bring-up.ts";
export { EmbeddedPostgres, startEmbedded } from "./embedded/embedded.ts";
export type { Folder, Secrets } from "./embedded/folder.ts";
export { type EmbeddedUrls, runningEmbedded } from "./embedded/neighbour.ts";
export { acknowledgeWith, makeStandby, promote, type StandbyOptions } from "./embedded/standby.ts";
export { type Upgraded, type UpgradeOptions, upgradeFolder } from "./embedded/upgrade.ts";
export {
  type Applied,
  appliedMigrations,
  assertMigrated,
  type Migration,
  migrate,
  readSeries,
  type Series,
} from "./migrations.ts";
export { PostgresRefusal, REFUSALS, type RefusalCode } from "./refusal.ts";
export type { RoleKind } from "./roles.ts";
export { assertServable, type ServableOptions } from "./serving.ts";
