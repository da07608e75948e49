/** From the words of a call to the command, its options and its operands. */
import { nearestOf } from "@suanquan/policy/nearest";
import { COMMANDS, type Command, type CommandName, isCommandName } from "./commands.ts";
import { say } from "./language.ts";
import { type GivenOptions, type OptionName, Options, optionRow } from "./options.ts";
import { Refusal } from "./refusal.ts";

// An import of this module would ask for everything that it offers, and load it: 8 ms of a cold start.
const { parseArgs } = process.getBuiltinModule("node:util");

export interface CommandLine {
  readonly name: CommandName;
  readonly command: Command;
  readonly options: Options;
  readonly operands: readonly string[];
}

/** Options that every command takes. */
const COMMON_OPTIONS = ["json", "lang", "help"] as const satisfies readonly OptionName[];

export const optionsOf = (command: Command): readonly OptionName[] => [...command.options, ...COMMON_OPTIONS];

/**
 * Reads the words after `suanquan`.
 * @throws Refusal for an unknown command or option (with the nearest one), a missing value, or too many operands.
 */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const [name = "", ...rest] = words;
  if (!isCommandName(name)) throw unknownCommand(name);
  const command = COMMANDS[name];
  const known = optionsOf(command);
  const { values, tokens, positionals } = parseArgs({
    args: rest,
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      known.map(each => {
        const { takes, many } = optionRow(each);
        const type = takes === undefined ? ("boolean" as const) : ("string" as const);
        return [each, { type, multiple: many === true }];
      }),
    ),
  });
  for (const token of tokens) if (token.kind === "option") admit(token, known, name);
  const options = new Options(values as GivenOptions);
  if (!options.flag("help")) countOperands(command, name, positionals);
  return { name, command, options, operands: positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function admit(token: OptionToken, known: readonly OptionName[], command: CommandName): void {
  const name = known.find(each => each === token.name);
  if (name === undefined) throw unknownOption(token.rawName, known, command);
  const { takes } = optionRow(name);
  if (takes === undefined && token.value !== undefined)
    throw new Refusal(
      say(`--${name} 后面不带值`, `--${name} takes no value`),
      say(`只写 --${name}`, `write --${name} alone`),
    );
  const dashed = token.value?.startsWith("--") === true && token.inlineValue !== true;
  if (takes !== undefined && (token.value === undefined || token.value === "" || dashed))
    throw new Refusal(
      say(`--${name} 后面缺少 ${takes}`, `--${name} lacks its ${takes}`),
      say(`应写作 --${name} ${takes}`, `write --${name} ${takes}`),
    );
}

function countOperands(command: Command, name: CommandName, operands: readonly string[]): void {
  const { min, max } = command.operands;
  const usage = `suanquan ${name} ${command.operands.usage}`.trim();
  const cure = say(`用法：${usage}`, `usage: ${usage}`);
  if (operands.length < min)
    throw new Refusal(say(`${name} 缺少要处理的文件或项目`, `${name} lacks what it is to work on`), cure);
  if (operands.length > max)
    throw new Refusal(
      say(
        `${name} 不认识多出的“${operands[max] ?? ""}”`,
        `${name} has no use for \`${operands[max] ?? ""}\``,
      ),
      cure,
    );
}

const listedCommands = Object.keys(COMMANDS).join(" · ");

function unknownCommand(name: string): Refusal {
  const nearest = nearestOf(name, Object.keys(COMMANDS));
  return new Refusal(
    say(`没有命令“${name}”`, `there is no command \`${name}\``),
    nearest === undefined
      ? say(`可用的命令：${listedCommands}`, `the commands are: ${listedCommands}`)
      : say(`是否要写 suanquan ${nearest}`, `did you mean \`suanquan ${nearest}\`?`),
  );
}

function unknownOption(raw: string, known: readonly OptionName[], command: CommandName): Refusal {
  const nearest = nearestOf(raw.replace(/^-+/, ""), known);
  const all = known.map(each => `--${each}`).join(" ");
  return new Refusal(
    say(`${command} 没有选项 ${raw}`, `${command} has no option ${raw}`),
    nearest === undefined
      ? say(`可用的选项：${all}`, `its options are: ${all}`)
      : say(`是否要写 --${nearest}`, `did you mean --${nearest}?`),
  );
}
