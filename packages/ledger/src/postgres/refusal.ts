/**
 * Every reason for which the database layer declines to go on, as a table: what is wrong and what
 * would put it right, in Chinese and English. `{name}` is filled from the details of the case.
 */
interface RefusalText {
  readonly zh: string;
  readonly en: string;
  readonly cureZh: string;
  readonly cureEn: string;
}

/** By code; the codes are stable. */
export const REFUSALS = {
  "platform-unsupported": {
    zh: "没有适用于 {platform} 的内置 PostgreSQL。",
    en: "There is no embedded PostgreSQL for {platform}.",
    cureZh:
      "请自备 PostgreSQL 15 或更高版本，并设置 DATABASE_URL 与 DATABASE_OWNER_URL；Windows 上也可在 WSL 中运行。",
    cureEn:
      "Run a PostgreSQL 15 or newer of your own and set DATABASE_URL and DATABASE_OWNER_URL; on Windows, WSL works too.",
  },
  "binaries-missing": {
    zh: "找不到内置 PostgreSQL 的程序文件（{what}）。",
    en: "The embedded PostgreSQL programs were not found ({what}).",
    cureZh: "请重新安装依赖，且不要使用 --omit=optional 或 --ignore-scripts；或设置 DATABASE_URL。",
    cureEn:
      "Install the dependencies again, without --omit=optional and --ignore-scripts; or set DATABASE_URL.",
  },
  "server-user-missing": {
    zh: "以 root 启动时，PostgreSQL 须由普通系统用户运行，但用户 postgres 不存在，也无法建立（{what}）。",
    en: "Started as root, PostgreSQL must run as an ordinary system user; user postgres does not exist and could not be made ({what}).",
    cureZh: "请建立系统用户 postgres（useradd --system postgres），或以普通用户启动。",
    cureEn: "Create the system user postgres (useradd --system postgres), or start as an ordinary user.",
  },
  "folder-unreachable": {
    zh: "数据文件夹 {folder} 无法读写：{what}。",
    en: "The data folder {folder} cannot be used: {what}.",
    cureZh: "请换一个文件夹，或把它的属主改为启动程序的用户。",
    cureEn: "Choose another folder, or give it to the user who starts the program.",
  },
  "folder-foreign": {
    zh: "文件夹 {folder} 不是空的，也不是本程序建立的数据文件夹（其中有 {what}）。",
    en: "The folder {folder} is not empty and was not made by this program (it holds {what}).",
    cureZh: "请指定一个空文件夹，或本程序先前用过的文件夹。",
    cureEn: "Name an empty folder, or one this program has used before.",
  },
  "folder-locked": {
    zh: "数据文件夹 {folder} 正由另一个运行中的程序使用（{holder}）。",
    en: "The data folder {folder} is in use by another running program ({holder}).",
    cureZh: "请先停止那个程序，或为本次启动另选文件夹。",
    cureEn: "Stop that program first, or choose another folder for this one.",
  },
  "folder-newer": {
    zh: "数据文件夹 {folder} 由 PostgreSQL {found} 写成，本程序自带的是 {own}，不能读取较新的数据。",
    en: "The data folder {folder} was written by PostgreSQL {found}; this program brings {own} and cannot read newer data.",
    cureZh: "请使用写入该数据的程序版本或更新的版本。",
    cureEn: "Use the release that wrote this data, or a later one.",
  },
  "folder-older": {
    zh: "数据文件夹 {folder} 由 PostgreSQL {found} 写成，本程序自带的是 {own}。",
    en: "The data folder {folder} was written by PostgreSQL {found}; this program brings {own}.",
    cureZh: "请先升级：用旧版本备份，再恢复到新文件夹（upgradeFolder）。",
    cureEn: "Upgrade first: back up with the old version and restore into a new folder (upgradeFolder).",
  },
  "folder-damaged": {
    zh: "数据文件夹 {folder} 不完整：{what}。",
    en: "The data folder {folder} is incomplete: {what}.",
    cureZh: "请从备份恢复到一个新文件夹；不要删除现有文件夹。",
    cureEn: "Restore from a backup into a new folder; keep the present one.",
  },
  "port-in-use": {
    zh: "端口 {port} 已被占用。",
    en: "Port {port} is in use.",
    cureZh: "请指定另一个端口，或不指定端口（自动选取空闲端口）。",
    cureEn: "Give another port, or none (a free one is then chosen).",
  },
  "port-forbidden": {
    zh: "不允许使用端口 {port}：{what}。",
    en: "Port {port} may not be used: {what}.",
    cureZh: "请使用 1024 以上的端口，或不指定端口。",
    cureEn: "Use a port above 1024, or none.",
  },
  "disk-full": {
    zh: "{folder} 所在磁盘空间不足：剩余 {free}，至少需要 {need}。",
    en: "The disk of {folder} is full: {free} left, {need} needed at least.",
    cureZh: "请清出磁盘空间后再启动；已提交的数据没有丢失。",
    cureEn: "Make room on the disk and start again; nothing committed has been lost.",
  },
  "memory-short": {
    zh: "PostgreSQL 无法取得所需内存：{what}。",
    en: "PostgreSQL could not get the memory it asks for: {what}.",
    cureZh: "请增加内存，或在 settings 中调小 shared_buffers 与 max_connections。",
    cureEn: "Give the machine more memory, or lower shared_buffers and max_connections in settings.",
  },
  "server-silent": {
    zh: "PostgreSQL（进程 {pid}）已在运行，但 {seconds} 秒内没有应答：{what}。",
    en: "PostgreSQL (process {pid}) is running but did not answer within {seconds} s: {what}.",
    cureZh: "可能正在做崩溃恢复或被暂停。请查看日志 {log}，稍后再试；不要删除数据文件夹。",
    cureEn:
      "It may be recovering from a crash, or be suspended. See {log} and try again later; do not delete the folder.",
  },
  "start-failed": {
    zh: "PostgreSQL 未能启动：{what}。",
    en: "PostgreSQL did not start: {what}.",
    cureZh: "请查看日志 {log}。",
    cureEn: "See the log {log}.",
  },
  "url-missing": {
    zh: "没有设置 DATABASE_URL。",
    en: "DATABASE_URL is not set.",
    cureZh: "请设为应用角色的连接串：postgres://suanquan_app:口令@主机:5432/库名。",
    cureEn:
      "Set it to the application role's connection string: postgres://suanquan_app:password@host:5432/database.",
  },
  "server-too-old": {
    zh: "数据库服务器是 PostgreSQL {found}，至少需要 {need}。",
    en: "The database server is PostgreSQL {found}; {need} is the oldest that serves.",
    cureZh: "请升级数据库服务器，或使用内置 PostgreSQL。",
    cureEn: "Upgrade the server, or use the embedded PostgreSQL.",
  },
  "role-too-powerful": {
    zh: "不能以角色 {role} 提供服务：{what}。这样的角色可以绕过账本的限制。",
    en: "Serving as role {role} is refused: {what}. Such a role could get round the ledger's limits.",
    cureZh: "DATABASE_URL 请改用普通应用角色 suanquan_app；属主只用于 DATABASE_OWNER_URL。",
    cureEn:
      "Use the plain application role suanquan_app in DATABASE_URL; the owner belongs in DATABASE_OWNER_URL only.",
  },
  "server-not-durable": {
    zh: "数据库设置 {setting} 为 {found}，断电会丢失已确认的资金记录。",
    en: "The database setting {setting} is {found}: a power cut would lose money already acknowledged.",
    cureZh: "请设为 {need}，重新加载配置后再启动。",
    cureEn: "Set it to {need}, reload the configuration and start again.",
  },
  "server-not-utf8": {
    zh: "数据库编码是 {found}，必须是 UTF8。",
    en: "The database encoding is {found}; it must be UTF8.",
    cureZh: "请以 ENCODING 'UTF8' 重新建库。",
    cureEn: "Create the database again with ENCODING 'UTF8'.",
  },
  "server-is-standby": {
    zh: "数据库服务器是只读备机，不能提供服务。",
    en: "The database server is a read-only standby and cannot serve.",
    cureZh: "请连接主机，或先把备机提升为主机。",
    cureEn: "Connect to the primary, or promote the standby first.",
  },
  "role-missing": {
    zh: "数据库中没有角色 {role}，迁移文件要向它授权。",
    en: "The database has no role {role}, to which the migrations grant rights.",
    cureZh: "请由管理员执行：CREATE ROLE {role} LOGIN PASSWORD '…'。",
    cureEn: "Have the administrator run: CREATE ROLE {role} LOGIN PASSWORD '…'.",
  },
  "migration-name": {
    zh: "迁移文件 {file} 的名称或编号不对：应为 {need}。",
    en: "Migration file {file} is misnamed or misnumbered: {need} was expected.",
    cureZh: "文件名形如 0001-accounts.sql，编号从 0001 起连续、不重复。",
    cureEn: "Names read 0001-accounts.sql; numbers run from 0001 without gaps or repeats.",
  },
  "migration-transaction": {
    zh: "迁移文件 {file} 第 {line} 行自行控制事务（{what}）。",
    en: "Migration file {file}, line {line}, controls the transaction itself ({what}).",
    cureZh: "请删去该语句：每个文件已在单独的事务中执行。",
    cureEn: "Remove the statement: each file already runs in a transaction of its own.",
  },
  "migration-changed": {
    zh: "迁移 {file} 在执行之后被改动过（执行时 sha256 {applied}，现在 {found}）。",
    en: "Migration {file} was changed after it had been applied (sha256 then {applied}, now {found}).",
    cureZh: "请恢复原文件；新的改动写成下一个编号的文件。",
    cureEn: "Put the original back and write the change as the next number.",
  },
  "migration-missing": {
    zh: "数据库已执行迁移 {file}，但本程序中没有这个文件。",
    en: "The database has had migration {file}, which this program does not have.",
    cureZh: "该数据库由较新的版本使用过：请使用那个版本，或找回文件。",
    cureEn: "A newer release has used this database: use that one, or bring the file back.",
  },
  "migration-failed": {
    zh: "迁移 {file} 第 {line} 行失败：{what}。该文件的改动已全部撤回。",
    en: "Migration {file} failed at line {line}: {what}. Nothing of that file was kept.",
    cureZh: "请改正后重试；先前的迁移已生效。",
    cureEn: "Correct it and run again; the migrations before it stand.",
  },
  "migration-pending": {
    zh: "数据库缺少 {count} 个迁移，第一个是 {file}。",
    en: "The database lacks {count} migrations; the first is {file}.",
    cureZh: "请设置 DATABASE_OWNER_URL 后重新启动，或先执行迁移。",
    cureEn: "Set DATABASE_OWNER_URL and start again, or run the migrations first.",
  },
  "schema-missing": {
    zh: "数据库中没有模式 {schema}。",
    en: "The database has no schema {schema}.",
    cureZh: "请检查名称，或先执行迁移。",
    cureEn: "Check the name, or run the migrations first.",
  },
  "backup-exists": {
    zh: "文件 {file} 已存在，不会覆盖。",
    en: "The file {file} exists and is not overwritten.",
    cureZh: "请换一个文件名，或先移走原文件。",
    cureEn: "Choose another name, or move the file away first.",
  },
  "backup-unreadable": {
    zh: "备份文件 {file} 无法读取：{what}。",
    en: "The backup file {file} cannot be read: {what}.",
    cureZh: "请检查路径与读取权限。",
    cureEn: "Check the path and the right to read it.",
  },
  "backup-foreign": {
    zh: "文件 {file} 不是本程序的备份。",
    en: "The file {file} is not a backup made by this program.",
    cureZh: "请指定由 backup 写成的文件。",
    cureEn: "Name a file that backup has written.",
  },
  "backup-newer": {
    zh: "备份 {file} 的格式是第 {found} 版，本程序只认识到第 {own} 版。",
    en: "The backup {file} has format version {found}; this program knows versions up to {own}.",
    cureZh: "请使用写出该备份的程序版本或更新的版本。",
    cureEn: "Use the release that wrote it, or a later one.",
  },
  "backup-damaged": {
    zh: "备份 {file} 已损坏：{what}。数据库没有改动。",
    en: "The backup {file} is damaged: {what}. The database was not changed.",
    cureZh: "请使用另一份备份，或重新复制该文件。",
    cureEn: "Use another backup, or copy the file again.",
  },
  "backup-shape": {
    zh: "备份中的表与迁移建立的表不一致：{what}。",
    en: "The tables in the backup are not those that the migrations make: {what}.",
    cureZh: "恢复时请给出备份时的全部迁移文件夹。",
    cureEn: "Restore with all the migration folders that the backup was made with.",
  },
  "restore-not-empty": {
    zh: "目标数据库不是空的（已有 {what}）。",
    en: "The target database is not empty (it has {what}).",
    cureZh: "请恢复到一个新建的空数据库。",
    cureEn: "Restore into a newly created, empty database.",
  },
  "restore-mismatch": {
    zh: "恢复后的表 {table} 与备份不符：备份 {need}，数据库 {found}。恢复已撤回。",
    en: "Table {table} differs from the backup after restoring: backup {need}, database {found}. The restore was undone.",
    cureZh: "请再试一次；若仍不符，请检查数据库服务器的磁盘。",
    cureEn: "Try again; if it differs again, check the disk of the database server.",
  },
  "folder-half-upgraded": {
    zh: "数据文件夹 {folder} 的升级中断在最后一步。",
    en: "The upgrade of the data folder {folder} was interrupted at its last step.",
    cureZh: "请再次执行升级，它会从中断处完成；不要删除 {what}。",
    cureEn: "Run the upgrade again, it finishes from there; do not delete {what}.",
  },
  "upgrade-direction": {
    zh: "不能从 PostgreSQL {from} 升级到 {to}：数据文件夹的版本是 {found}。",
    en: "PostgreSQL {from} to {to} is no upgrade of this folder, whose data is of version {found}.",
    cureZh: "旧程序须与数据版本一致，新程序须更新。",
    cureEn: "The old programs must match the data, and the new ones must be newer.",
  },
  "upgrade-databases": {
    zh: "服务器上还有其他数据库（{what}），升级只搬运 {database}。",
    en: "The server holds other databases ({what}); the upgrade carries {database} only.",
    cureZh: "请先另行备份并删除它们。",
    cureEn: "Back them up and drop them first.",
  },
  "standby-not-empty": {
    zh: "备机文件夹 {folder} 已有数据。",
    en: "The standby's folder {folder} holds data already.",
    cureZh: "请为备机指定一个空文件夹；旧主机的文件夹不能直接改作备机。",
    cureEn:
      "Give the standby an empty folder; the folder of a former primary cannot simply become a standby.",
  },
  "standby-not-following": {
    zh: "备机 {name} 在 {seconds} 秒内没有跟上主机。",
    en: "The standby {name} has not caught up with the primary within {seconds} s.",
    cureZh: "请查看备机日志 {log}；在此之前主机未改为同步复制。",
    cureEn: "See the standby's log {log}; the primary was left as it was.",
  },
} as const satisfies Record<string, RefusalText>;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal of the database layer. `message` is the English sentence and its cure. */
export class PostgresRefusal extends Error {
  readonly code: RefusalCode;
  readonly zh: string;
  readonly en: string;
  readonly cure: { readonly zh: string; readonly en: string };
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: RefusalCode, details: Record<string, string | number> = {}, cause?: unknown) {
    const text = REFUSALS[code];
    const en = fill(text.en, details);
    const cureEn = fill(text.cureEn, details);
    super(`${en} ${cureEn}`, cause === undefined ? undefined : { cause });
    this.name = "PostgresRefusal";
    this.code = code;
    this.zh = fill(text.zh, details);
    this.en = en;
    this.cure = { zh: fill(text.cureZh, details), en: cureEn };
    this.details = details;
  }
}

const fill = (template: string, details: Record<string, string | number>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? "?"));
