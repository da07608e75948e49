/**
 * What a command writes last is committed together with its answer: a process that dies at any moment leaves both or
 * neither, and whoever asks again under the same key is never told that what they did themselves stands in their way.
 * A command that writes several times, because money moves in between, commits each write before the next one begins.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool, PoolClient } from "pg";

export type Sql = Pick<PoolClient, "query">;

/** A command under way whose last write waits for its answer. */
interface Command {
  /** The transaction that is open, if one is. */
  open: PoolClient | null;
  /** Everything that the command does is one transaction, from its first statement. */
  readonly isWhole: boolean;
  /** Over when everything is over that was asked of its transactions: one thing at a time. */
  turn: Promise<unknown>;
  /** To be done when all of it is committed. */
  readonly afterwards: (() => void)[];
}

const commands = new AsyncLocalStorage<Command>();

function inTurn<T>(command: Command, work: () => Promise<T>): Promise<T> {
  const next = command.turn.then(work);
  command.turn = next.catch(() => undefined);
  return next;
}

async function begun(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function rolledBack(client: PoolClient): Promise<void> {
  await client.query("ROLLBACK").then(
    () => client.release(),
    () => client.release(true),
  );
}

/** @throws Error when the transaction had failed, so that PostgreSQL rolled it back */
async function committed(client: PoolClient): Promise<void> {
  try {
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT") throw new Error(`a transaction ended with ${command}`);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function closed(command: Command, end: (client: PoolClient) => Promise<void>): Promise<void> {
  const { open } = command;
  command.open = null;
  if (open !== null) await end(open);
}

async function alone<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  end: (client: PoolClient) => Promise<void>,
): Promise<T> {
  const client = await begun(pool);
  let result: T;
  try {
    result = await work(client);
  } catch (error) {
    await rolledBack(client);
    throw error;
  }
  await end(client);
  return result;
}

/** Does work in one transaction that is committed when this returns: all of it or nothing. */
export const within = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  transaction(pool, work, committed);

/** The same; inside a command it stays open when this returns, until the command's answer has joined it. */
export const withAnswer = <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  transaction(pool, work, async client => {
    const command = commands.getStore();
    if (command === undefined) await committed(client);
    else command.open = client;
  });

function transaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  end: (client: PoolClient) => Promise<void>,
): Promise<T> {
  const command = commands.getStore();
  if (command === undefined) return alone(pool, work, end);
  const { isWhole, open } = command;
  if (isWhole && open !== null) return inTurn(command, () => work(open));
  return inTurn(command, async () => {
    await closed(command, committed);
    return alone(pool, work, end);
  });
}

/** Commits what the command has written so far: before money moves, which must not be ahead of what it rests on. */
export async function commitWritten(): Promise<void> {
  const command = commands.getStore();
  if (command !== undefined && !command.isWhole) await inTurn(command, () => closed(command, committed));
}

/** Does something as soon as what is being written is there for everybody; at once outside a command. */
export function onceWritten(work: () => void): void {
  const command = commands.getStore();
  if (command === undefined) work();
  else command.afterwards.push(work);
}

/** Queries of a pool that see what the command they belong to has written and not committed yet. */
export function seeingOwnWrites(pool: Pool): Sql {
  const ask = (...asked: Parameters<Sql["query"]>): unknown => {
    const command = commands.getStore();
    const open = command?.open ?? null;
    return command === undefined || open === null
      ? pool.query(...asked)
      : inTurn(command, async () => open.query(...asked));
  };
  return { query: ask as Sql["query"] };
}

export interface AnsweredTogether<A> {
  /** Whose connections the answer is kept on when the command left no transaction open. */
  readonly pool: Pool;
  /** Everything that the command does is one transaction. Not for commands that move money in between. */
  readonly whole: boolean;
  run(): Promise<A>;
  /** Keeps the answer. */
  keep(sql: Sql, answer: A): Promise<void>;
}

/**
 * Runs a command and keeps its answer in the transaction of what it wrote last.
 * @throws what `run` throws; what it wrote before then stays, but for a whole one's
 */
export async function answeredTogether<A>({ pool, whole, run, keep }: AnsweredTogether<A>): Promise<A> {
  const open = whole ? await begun(pool) : null;
  const command: Command = { open, isWhole: whole, turn: Promise.resolve(), afterwards: [] };
  try {
    return await answered(command, { pool, whole, run, keep });
  } finally {
    for (const work of command.afterwards) work();
  }
}

async function answered<A>(command: Command, { pool, whole, run, keep }: AnsweredTogether<A>): Promise<A> {
  let answer: A;
  try {
    answer = await commands.run(command, run);
  } catch (error) {
    await closed(command, whole ? rolledBack : committed);
    throw error;
  }
  if (command.open === null) {
    await keep(pool, answer);
    return answer;
  }
  try {
    await keep(command.open, answer);
  } catch (error) {
    await closed(command, rolledBack);
    throw error;
  }
  await closed(command, committed);
  return answer;
}
