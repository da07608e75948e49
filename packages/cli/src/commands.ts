/** The commands, as a table: what each is for, what it takes, and where it lives. Loaded only when called. */
import type { Bilingual } from "@suanquan/policy";
import type { Run } from "./call.ts";
import { say } from "./language.ts";
import type { OptionName } from "./options.ts";

export interface Command {
  readonly says: Bilingual;
  readonly operands: {
    readonly usage: string;
    readonly min: number;
    readonly max: number;
  };
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
  readonly load: () => Promise<{ readonly run: Run }>;
}

const CATALOGUE_OPTIONS = ["policies", "vocabulary"] as const satisfies readonly OptionName[];
const DAY_OPTIONS = ["as-of", "version", "what-if", "rulings"] as const satisfies readonly OptionName[];
const ANY_NUMBER = Number.POSITIVE_INFINITY;

export const COMMANDS = {
  check: {
    says: say(
      "检查政策文件；不写文件则检查整个目录",
      "check policy files; the whole catalogue if none is named",
    ),
    operands: { usage: "[FILE…]", min: 0, max: ANY_NUMBER },
    options: ["severity", ...CATALOGUE_OPTIONS],
    examples: ["suanquan check", "suanquan check policies/guizhou/suanli.yaml --severity warning"],
    load: () => import("./commands/check.ts"),
  },
  programmes: {
    says: say("列出目录中的项目及其状态", "list the programmes of the catalogue and their standing"),
    operands: { usage: "", min: 0, max: 0 },
    options: ["place", "as-of", ...CATALOGUE_OPTIONS],
    examples: ["suanquan programmes --place 山东省", "suanquan programmes --as-of 2025-05-20 --json"],
    load: () => import("./commands/programmes.ts"),
  },
  assess: {
    says: say(
      "测算：能享受哪些券、多少钱、为什么、还缺什么",
      "assess: which vouchers, how much, why, and what is missing",
    ),
    operands: { usage: "FACTS.json|-", min: 1, max: 1 },
    options: ["programme", ...DAY_OPTIONS, "steps", ...CATALOGUE_OPTIONS],
    examples: [
      "suanquan assess facts.json",
      "suanquan assess facts.json --programme cn-guizhou/suanli --as-of 2025-05-20",
      "suanquan assess - --json < facts.json",
    ],
    load: () => import("./commands/assess.ts"),
  },
  ask: {
    says: say(
      "下一步该问哪些事实，按影响的项目数排列",
      "which facts to ask next, by how many programmes they move",
    ),
    operands: { usage: "FACTS.json|-", min: 1, max: 1 },
    options: ["programme", ...DAY_OPTIONS, ...CATALOGUE_OPTIONS],
    examples: ["suanquan ask facts.json", "suanquan ask facts.json --as-of 2025-05-20 --json"],
    load: () => import("./commands/ask.ts"),
  },
  explain: {
    says: say(
      "用文字说明一个项目；附事实则逐步说明结果",
      "tell a programme in sentences; with facts, its answer step by step",
    ),
    operands: { usage: "PROGRAMME|FILE [FACTS.json|-]", min: 1, max: 2 },
    options: ["letter", ...DAY_OPTIONS, ...CATALOGUE_OPTIONS],
    examples: ["suanquan explain cn-guizhou/suanli", "suanquan explain cn-guizhou/suanli facts.json"],
    load: () => import("./commands/explain.ts"),
  },
  fmt: {
    says: say(
      "整理政策文件，或在中英文键名之间互换",
      "format policy files, or turn them between Chinese and English",
    ),
    operands: { usage: "FILE…", min: 1, max: ANY_NUMBER },
    options: ["check", "write", "policies", "vocabulary"],
    examples: [
      "suanquan fmt my.yaml --lang zh",
      "suanquan fmt my.yaml --write",
      "suanquan fmt my.yaml --check",
    ],
    load: () => import("./commands/fmt.ts"),
  },
  schema: {
    says: say("输出编辑器用的 JSON Schema", "write the JSON Schema for editors"),
    operands: { usage: "", min: 0, max: 0 },
    options: ["facts", "out", ...CATALOGUE_OPTIONS],
    examples: ["suanquan schema --out .data/programme.schema.json"],
    load: () => import("./commands/schema.ts"),
  },
  coverage: {
    says: say("生成各省覆盖情况页", "write the coverage page of each province"),
    operands: { usage: "", min: 0, max: 0 },
    options: ["check", "out", ...CATALOGUE_OPTIONS],
    examples: ["suanquan coverage", "suanquan coverage --check"],
    load: () => import("./commands/coverage.ts"),
  },
  serve: {
    says: say(
      "启动算券：页面、接口与接口参考在同一端口；没有 DATABASE_URL 时用内置数据库并带演示",
      "run the product: pages, API and its reference on one port; without DATABASE_URL on the embedded database, with the demonstration",
    ),
    operands: { usage: "", min: 0, max: 0 },
    options: ["port", "host", "data", "pages-only", "no-demonstration", ...CATALOGUE_OPTIONS],
    examples: ["suanquan serve", "suanquan serve --port 8080", "suanquan serve --pages-only"],
    load: () => import("./commands/serve.ts"),
  },
  demonstration: {
    says: say(
      "演示：列出账号和密钥；remove 删除；again 重新演示",
      "the demonstration: its sign-ins and keys; `remove` takes it away, `again` shows it anew",
    ),
    operands: { usage: "[remove|again]", min: 0, max: 1 },
    options: ["data"],
    examples: ["suanquan demonstration", "suanquan demonstration remove", "suanquan demonstration again"],
    load: () => import("./commands/demonstration.ts"),
  },
  office: {
    says: say("开设主管单位及其首位安全管理员", "open an office with its first security administrator"),
    operands: { usage: "CODE", min: 1, max: 1 },
    options: ["zh", "en", "admin", "data"],
    examples: [
      'suanquan office henan-gxt --zh 某省主管部门 --en "Office in charge" --admin security@example.gov.cn',
    ],
    load: () => import("./commands/office.ts"),
  },
  backup: {
    says: say(
      "备份：数据库、材料文件和密钥，写入一个文件；运行中也可以",
      "back up database, evidence files and keys into one file, also while the product runs",
    ),
    operands: { usage: "FILE", min: 1, max: 1 },
    options: ["data"],
    examples: ["suanquan backup 2026-03-01.backup"],
    load: () => import("./commands/backup.ts"),
  },
  restore: {
    says: say(
      "把备份恢复到空的数据文件夹（或 DATABASE_OWNER_URL 指的空数据库），逐行核对",
      "restore a backup into an empty data folder (or the empty database of DATABASE_OWNER_URL), comparing every row",
    ),
    operands: { usage: "FILE", min: 1, max: 1 },
    options: ["data"],
    examples: ["suanquan restore 2026-03-01.backup --data /srv/suanquan"],
    load: () => import("./commands/restore.ts"),
  },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof COMMANDS;
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
