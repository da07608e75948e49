/**
 * Server settings given on the command line, where neither postgresql.conf nor ALTER SYSTEM can
 * undo them. Three tables: what money needs, who may connect, and sizes for a small office server.
 */

/** An acknowledged commit is on the disk: without these three a power cut loses money. */
const DURABLE = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
} as const;

/** Reached from this machine only, by password; a socket file would fail on long folder names. */
const CONFINED = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
} as const;

const SIZED = {
  max_connections: "100",
  shared_buffers: "128MB",
  // Checkpoints by time rather than by volume under a burst of claims; the log may take this much disk.
  max_wal_size: "1GB",
  // A new piece of the log is 16 MB. Filled with zeros first, as is the default, it stops every commit until they are
  // on the disk (measured: 25 to 150 ms, a second apart under a burst); without, each commit puts down its own part.
  wal_init_zero: "off",
  // Compiling a plan costs more than any ledger statement gains from it.
  jit: "off",
  // Messages are read by this program (disk full, port in use), so they stay in one language.
  lc_messages: "C",
  TimeZone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %q%u@%d ",
  log_checkpoints: "off",
} as const;

/** All settings in force for an embedded server; `own` wins, so that a drill can break one on purpose. */
export const serverSettings = (
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  ...SIZED,
  ...CONFINED,
  ...DURABLE,
  ...own,
});
