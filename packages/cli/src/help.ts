/** Help, generated from the tables of commands and options. */
import { optionsOf } from "./command-line.ts";
import { COMMANDS, type Command, type CommandName } from "./commands.ts";
import { type Language, say } from "./language.ts";
import { table } from "./layout.ts";
import { optionRow } from "./options.ts";

const WORDS = {
  product: say(
    "算券：把政府券的政策写成文件，由程序据以测算",
    "Suanquan: voucher policies written as files and reckoned",
  ),
  usage: say("用法", "Usage"),
  commands: say("命令", "Commands"),
  options: say("选项", "Options"),
  examples: say("示例", "Examples"),
  more: say("每个命令的说明：suanquan COMMAND --help", "Help of a command: suanquan COMMAND --help"),
  codes: say("退出码：0 正常，1 有发现，2 用法有误", "Exit codes: 0 fine, 1 findings, 2 wrong use"),
} as const;

const indented = (lines: readonly string[]): string[] => lines.map(line => `  ${line}`);

export function generalHelp(language: Language): string {
  const rows = Object.entries<Command>(COMMANDS).map(([name, command]) => [
    `${name} ${command.operands.usage}`.trim(),
    command.says[language],
  ]);
  return [
    WORDS.product[language],
    "",
    `${WORDS.usage[language]}: suanquan COMMAND [--json] [--lang zh|en]`,
    "",
    WORDS.commands[language],
    ...indented(table(rows)),
    "",
    WORDS.more[language],
    WORDS.codes[language],
  ].join("\n");
}

export function commandHelp(name: CommandName, language: Language): string {
  const command: Command = COMMANDS[name];
  const options = optionsOf(command).map(each => {
    const { takes, says } = optionRow(each);
    return [takes === undefined ? `--${each}` : `--${each} ${takes}`, says[language]];
  });
  return [
    command.says[language],
    "",
    `${WORDS.usage[language]}: ${`suanquan ${name} ${command.operands.usage}`.trim()}`,
    "",
    WORDS.options[language],
    ...indented(table(options)),
    "",
    WORDS.examples[language],
    ...indented(command.examples),
  ].join("\n");
}
