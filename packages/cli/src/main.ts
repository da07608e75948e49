/** The `suanquan` command: reads the call, runs the command, and turns every refusal into words and an exit code. */
import { parseCommandLine } from "./command-line.ts";
import { isCommandName } from "./commands.ts";
import { type Language, languageOf, say } from "./language.ts";
import { FaultyInput, FINDINGS, FINE, Refusal, WRONG_USE } from "./refusal.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** @param words the words after `suanquan`. @returns the exit code; nothing is thrown. */
export async function main(
  words: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<number> {
  let language = spokenIn(words) ?? languageOf(terminal.environment);
  try {
    const [first = "help"] = words;
    if (["help", "--help", "-h"].includes(first) || (first.startsWith("--") && !isCommandName(first)))
      return await general(words, language, terminal);
    const { name, command, options, operands } = parseCommandLine(words);
    language = options.language() ?? language;
    if (options.flag("help")) {
      const { commandHelp } = await import("./help.ts");
      terminal.print(commandHelp(name, language));
      return FINE;
    }
    const { run } = await command.load();
    return await run({ options, operands, language, terminal });
  } catch (error) {
    const json = words.includes("--json");
    return error instanceof FaultyInput
      ? await faulty(error, language, json, terminal)
      : refused(error, language, json, terminal);
  }
}

/** The language in which a call is answered that cannot even be parsed. */
function spokenIn(words: readonly string[]): Language | undefined {
  const at = words.indexOf("--lang");
  const word =
    at >= 0 ? words[at + 1] : words.find(each => each.startsWith("--lang="))?.slice("--lang=".length);
  return word === "zh" || word === "en" ? word : undefined;
}

async function general(words: readonly string[], language: Language, terminal: Terminal): Promise<number> {
  const [first = ""] = words;
  if (first === "--version") {
    const { VERSION } = await import("./product.ts");
    terminal.print(VERSION);
    return FINE;
  }
  if (first.startsWith("--") && !["--help", "--lang", "--json"].some(each => first.startsWith(each)))
    throw new Refusal(
      say(`命令要写在选项 ${first} 之前`, `the command comes before the option ${first}`),
      say(
        "例如 suanquan check --json；各命令见 suanquan --help",
        "as in `suanquan check --json`; see `suanquan --help`",
      ),
    );
  const { generalHelp } = await import("./help.ts");
  terminal.print(generalHelp(language));
  return words.length === 0 ? WRONG_USE : FINE;
}

async function faulty(
  { findings, byField }: FaultyInput,
  language: Language,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const { countsIn, presentFinding, printFindings } = await import("./findings.ts");
  if (json)
    terminal.print(
      JSON.stringify({ findings: findings.map(each => presentFinding(each, language)) }, null, 2),
    );
  else {
    printFindings(findings, byField, language, terminal);
    terminal.print(countsIn(language, findings));
  }
  return FINDINGS;
}

function refused(error: unknown, language: Language, json: boolean, terminal: Terminal): number {
  const refusal = error instanceof Refusal ? error : unforeseen(error);
  const { says, cure, exitCode } = refusal;
  if (json)
    terminal.print(JSON.stringify({ refused: { says: says[language], cure: cure[language] } }, null, 2));
  else {
    terminal.note(`${terminal.style.bad("suanquan:")} ${says[language]}`);
    terminal.note(`  ${cure[language]}`);
  }
  if (terminal.environment.SUANQUAN_TRACE && !(error instanceof Refusal)) terminal.note(String(error));
  return exitCode;
}

/** A fault of the program itself; its place is shown only to who asks for it. */
function unforeseen(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(
    say(`程序内部出错：${message}`, `a fault inside the program: ${message}`),
    say(
      "这不是您的输入有误；请连同命令和文件报告给维护者（设 SUANQUAN_TRACE=1 可看到出错位置）",
      "it is no fault of yours; report it with the command and the file (SUANQUAN_TRACE=1 shows the place)",
    ),
    WRONG_USE,
  );
}
