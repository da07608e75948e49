/** Structured logs that hold no personal data: routes, states, times and opaque numbers; never a body, query or address. */
import { randomUUID } from "node:crypto";
import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** @param level `silent` in tests */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * Logs a fault of the program under a number that the caller is told. Messages of the database may repeat values, so
 * only the error's name, its code and where it arose are kept.
 */
export function logFault(log: Logger, error: unknown, about: Readonly<Record<string, unknown>>): string {
  const trace = randomUUID();
  const known = error instanceof Error ? error : new Error("not an error");
  log.error(
    {
      ...about,
      trace,
      name: known.name,
      code: "code" in known ? known.code : undefined,
      stack: (known.stack ?? "")
        .split("\n")
        .filter(line => /^\s+at /.test(line))
        .slice(0, 12),
    },
    "fault",
  );
  return trace;
}
