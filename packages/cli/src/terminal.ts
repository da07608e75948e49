/** Where the command writes: the outside world of input and output, handed to every command. */

export interface Terminal {
  /** Writes lines of the result. */
  readonly print: (text: string) => void;
  /** Writes lines about the run itself: progress, refusals. */
  readonly note: (text: string) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** The folder in which the command was called; operands are relative to it. */
  readonly folder: string;
  /** Columns of the terminal; text is broken there. */
  readonly columns: number;
  readonly style: Style;
}

/** Marks a text; without colours it stays as it is. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
}

const COLUMNS_WITHOUT_TERMINAL = 100;
const COLUMNS_MIN = 40;
const COLUMNS_MAX = 120;

const marked = (on: boolean, code: number) => (text: string) =>
  on && text !== "" ? `\u001B[${code}m${text}\u001B[0m` : text;

const styleOf = (colours: boolean): Style => ({
  strong: marked(colours, 1),
  quiet: marked(colours, 2),
  good: marked(colours, 32),
  warn: marked(colours, 33),
  bad: marked(colours, 31),
});

/** The terminal of this process. `NO_COLOR` and a pipe switch colours off; a reader that has gone away ends it quietly. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit(0);
    });
  const colours = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
  const columns = process.stdout.isTTY ? process.stdout.columns : COLUMNS_WITHOUT_TERMINAL;
  return {
    print: text => void process.stdout.write(`${text}\n`),
    note: text => void process.stderr.write(`${text}\n`),
    environment: process.env,
    folder: process.cwd(),
    columns: Math.min(Math.max(columns, COLUMNS_MIN), COLUMNS_MAX),
    style: styleOf(colours),
  };
}
