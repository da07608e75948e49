/** Every option of the command, once: what it is called, what it takes, and what it says, in both languages. */
import { type LocalDate, parseLocalDate } from "@suanquan/china";
import type { Bilingual } from "@suanquan/policy";
import { type Language, say } from "./language.ts";
import { Refusal } from "./refusal.ts";

interface OptionRow {
  /** What is written after it; nothing for a flag. */
  readonly takes?: string;
  /** May be given more than once. */
  readonly many?: true;
  readonly says: Bilingual;
}

export const OPTIONS = {
  json: { says: say("输出 JSON", "answer in JSON") },
  lang: { takes: "zh|en", says: say("用中文或英文", "speak Chinese or English") },
  help: { says: say("显示说明", "show this help") },
  policies: {
    takes: "FOLDER",
    says: say("政策目录；默认为随附目录", "the catalogue folder; the one that ships by default"),
  },
  vocabulary: {
    takes: "FILE",
    many: true,
    says: say("另加的事实词汇文件，可多次", "a further file of the fact vocabulary; may be repeated"),
  },
  programme: {
    takes: "ID|FILE",
    says: say("只看这一个项目，或自己的政策文件", "this programme only, or a policy file of your own"),
  },
  "as-of": {
    takes: "DATE",
    says: say("以哪一天为准；默认今天（上海）", "as of this day; today in Shanghai by default"),
  },
  version: { takes: "VERSION", says: say("指定版本", "this version, whatever the dates say") },
  "what-if": {
    says: say("对征求意见稿和已失效的项目作假设测算", "reckon drafts and ended programmes as a what-if"),
  },
  rulings: { takes: "FILE", says: say("口径文件（YAML 或 JSON）", "a file of rulings (YAML or JSON)") },
  steps: { says: say("列出每一步及其出处", "show every step with its clause") },
  letter: {
    says: say(
      "起草一封请主管部门明确问题的函",
      "draft the letter that asks the office to settle what is open",
    ),
  },
  severity: {
    takes: "error|warning|note",
    says: say("只看不低于此级别的发现", "only findings at least so severe"),
  },
  place: { takes: "PLACE", says: say("只看此地及其下辖", "this place and what lies in it") },
  check: { says: say("只检查，不写入", "only check, write nothing") },
  write: { says: say("写回文件", "write the file") },
  facts: { says: say("事实词汇文件的，而不是政策文件的", "of vocabulary files, not of policy files") },
  out: { takes: "FILE", says: say("写入此文件", "write to this file") },
  port: {
    takes: "PORT",
    says: say("端口；默认 7860，占用时顺延", "port; 7860 by default, the next free one if taken"),
  },
  host: {
    takes: "ADDRESS",
    says: say("监听地址；默认 127.0.0.1", "address to listen on; 127.0.0.1 by default"),
  },
  "pages-only": {
    says: say(
      "只开测算页面：不用数据库，不存任何东西",
      "the calculator pages only: no database, nothing is stored",
    ),
  },
  "no-demonstration": { says: say("不演示", "without the demonstration") },
  data: {
    takes: "FOLDER",
    says: say("数据文件夹；默认 .data", "the data folder; .data by default"),
  },
  zh: { takes: "NAME", says: say("中文名称", "the name in Chinese") },
  en: { takes: "NAME", says: say("英文名称", "the name in English") },
  admin: {
    takes: "EMAIL",
    says: say("首位安全管理员的账号", "the account of the first security administrator"),
  },
} as const satisfies Readonly<Record<string, OptionRow>>;

export type OptionName = keyof typeof OPTIONS;
type NamesWith<Shape> = { [N in OptionName]: (typeof OPTIONS)[N] extends Shape ? N : never }[OptionName];
export type ManyName = NamesWith<{ readonly many: true }>;
export type TextName = Exclude<NamesWith<{ readonly takes: string }>, ManyName>;
export type FlagName = Exclude<OptionName, TextName | ManyName>;

export const optionRow = (name: OptionName): OptionRow => OPTIONS[name];

export type GivenOptions = Readonly<Partial<Record<string, string | boolean | readonly string[]>>>;

/** The options of one call, read by name. */
export class Options {
  private readonly given: GivenOptions;

  constructor(given: GivenOptions) {
    this.given = given;
  }

  flag(name: FlagName): boolean {
    return this.given[name] === true;
  }

  text(name: TextName): string | undefined {
    const value = this.given[name];
    return typeof value === "string" ? value : undefined;
  }

  texts(name: ManyName): readonly string[] {
    const value = this.given[name];
    return Array.isArray(value) ? value : [];
  }

  /** @throws Refusal when it is none of these words. */
  oneOf<const W extends string>(name: TextName, words: readonly W[]): W | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const word = words.find(each => each === value);
    if (word !== undefined) return word;
    throw wrongValue(name, value, say(words.join(" 或 "), words.join(" or ")));
  }

  /** @throws Refusal when it is no day of the calendar. */
  date(name: "as-of"): LocalDate | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const read = parseLocalDate(value);
    if (read.ok) return read.value;
    throw new Refusal(
      say(`--${name} ${value}：${read.error.zh}`, `--${name} ${value}: ${read.error.en}`),
      say("应写作 2025-05-20", "write it as 2025-05-20"),
    );
  }

  /** @throws Refusal when it is no port number; 0 lets the system choose. */
  port(name: "port"): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const port = Number(value);
    if (/^\d{1,5}$/.test(value) && port <= PORT_MAX) return port;
    throw wrongValue(name, value, say(`0 到 ${PORT_MAX} 的整数`, `a whole number from 0 to ${PORT_MAX}`));
  }

  /** The language asked for, if any. */
  language(): Language | undefined {
    return this.oneOf("lang", ["zh", "en"]);
  }
}

const PORT_MAX = 65_535;

const wrongValue = (name: OptionName, value: string, right: Bilingual): Refusal =>
  new Refusal(
    say(`--${name} 不能是“${value}”`, `--${name} cannot be \`${value}\``),
    say(`应为 ${right.zh}`, `it is ${right.en}`),
  );
