/** Whatever is handed to the command, it answers in words: what is wrong, where, and the cure; never a stack trace. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Desk, suanquan } from "./suanquan.ts";

const desk = new Desk();
afterAll(() => desk.clear());

desk.file("empty.json", "");
desk.file("cut.json", '{"contract.amount": \n');
desk.file("half.json", '{"contract.amount": "1000万元",\n "applicant.kind": }');
desk.file("full-width.json", "{“contract.amount”：“1000万元”}");
desk.file("binary.json", new Uint8Array([0x7b, 0x0a, 0xff, 0xfe, 0x00, 0x9c]));
desk.file("large.json", `{"contract.id": "${"长".repeat(3_500_000)}"}`);
desk.file("deep.json", `{"a": ${"[".repeat(5000)}${"]".repeat(5000)}}`);
desk.file("list.json", "[1, 2]");
desk.file("unknown-fact.json", '{"contract.amout": "1000万元"}');
desk.file(
  "wrong-types.json",
  '{"contract.amount": {"yuan": 1}, "applicant.legal-person": "也许", "contract.signed": "2025-02-30"}',
);
desk.file("negative.json", '{"contract.amount": "-1万元"}');
desk.file("thirty-digits.json", '{"contract.amount": "100000000000000000000000000000"}');
desk.file("inexact.json", '{"contract.amount": 0.1234}');
desk.file("wrong-place.json", '{"applicant.place": "桃花源"}');
desk.file("wrong-owner.json", '{"applicant": {"contract.amount": "1万元"}, "spends": []}');
desk.file("facts.json", '{"contract.amount": "1000万元"}');
desk.file("unknown-key.yaml", "programme: cn-x/y\nverson: '1'\n");
desk.file("bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n");
desk.file("tab.yaml", "programme: cn-x/y\n\tversion: '1'\n");
desk.file("large.yaml", `title: ${"长".repeat(3_400_000)}\n`);
desk.file("latin.yaml", new Uint8Array([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
desk.file("not-rulings.yaml", "programme: cn-guizhou/suanli\n");
desk.file(
  "rulings.yaml",
  "- {programme: cn-guizhou/suanli, question: cash-overlop, reading: additive}\n- {programme: cn-guizhou/sunli, question: x, reading: y}\n- {programme: cn-guizhou/suanli, question: cash-overlap, reading: addative, isuer: 某局}\n- {programme: cn-guizhou/suanli, question: purchse.at-most, reading: rate}\n",
);
mkdirSync(path.join(desk.folder, "folder"));

interface BadCall {
  readonly says: string;
  readonly words: readonly string[];
  readonly code: 1 | 2;
  readonly tells: readonly RegExp[];
  readonly input?: string;
}

const calls: readonly BadCall[] = [
  { says: "no command", words: [], code: 2, tells: [/用法/] },
  {
    says: "an unknown command, with the nearest",
    words: ["asses", "x"],
    code: 2,
    tells: [/没有命令“asses”/, /suanquan assess/],
  },
  {
    says: "an unknown option, with the nearest",
    words: ["assess", "facts.json", "--asof", "2025-05-20"],
    code: 2,
    tells: [/没有选项 --asof/, /--as-of/],
  },
  {
    says: "an option before the command",
    words: ["--as-of", "2025-05-20", "assess"],
    code: 2,
    tells: [/命令要写在选项/],
  },
  {
    says: "an option without its value",
    words: ["assess", "facts.json", "--as-of"],
    code: 2,
    tells: [/--as-of 后面缺少 DATE/],
  },
  {
    says: "a flag with a value",
    words: ["assess", "facts.json", "--what-if=yes"],
    code: 2,
    tells: [/--what-if 后面不带值/],
  },
  { says: "a missing operand", words: ["assess"], code: 2, tells: [/缺少/, /assess FACTS\.json/] },
  {
    says: "an operand too many",
    words: ["assess", "facts.json", "other.json"],
    code: 2,
    tells: [/other\.json/],
  },
  {
    says: "a day that does not exist",
    words: ["assess", "facts.json", "--as-of", "2025-02-30"],
    code: 2,
    tells: [/2025-02-30/, /2025-05-20/],
  },
  {
    says: "a language that it does not speak",
    words: ["assess", "facts.json", "--lang", "fr"],
    code: 2,
    tells: [/--lang 不能是“fr”/],
  },
  {
    says: "an unknown programme, with the nearest",
    words: ["assess", "facts.json", "--programme", "cn-guizhou/suanl"],
    code: 2,
    tells: [/cn-guizhou\/suanli/],
  },
  {
    says: "a version without a programme",
    words: ["assess", "facts.json", "--version", "2024-11-13"],
    code: 2,
    tells: [/--programme/],
  },
  {
    says: "a version that does not exist",
    words: ["assess", "facts.json", "--programme", "cn-guizhou/suanli", "--version", "1999"],
    code: 2,
    tells: [/没有版本“1999”/, /2024-11-13/],
  },
  {
    says: "a file that does not exist",
    words: ["assess", "none.json"],
    code: 2,
    tells: [/none\.json：文件不存在/],
  },
  {
    says: "a folder in place of a file",
    words: ["assess", "folder"],
    code: 2,
    tells: [/folder：这是一个目录/],
  },
  {
    says: "a file under something that is no folder",
    words: ["assess", "facts.json/x"],
    code: 2,
    tells: [/不是目录/],
  },
  { says: "an empty file", words: ["assess", "empty.json"], code: 1, tells: [/empty\.json：文件是空的/] },
  {
    says: "JSON that breaks off, with its line",
    words: ["assess", "half.json"],
    code: 1,
    tells: [/half\.json：第 2 行不是合法的 JSON/],
  },
  {
    says: "JSON that ends too soon, with the line where it ends",
    words: ["assess", "cut.json"],
    code: 1,
    tells: [/cut\.json：第 1 行不是合法的 JSON：\{"contract\.amount":/],
  },
  {
    says: "full-width punctuation in JSON",
    words: ["assess", "full-width.json"],
    code: 1,
    tells: [/第 1 行/, /全角标点/],
  },
  {
    says: "a binary file, with its line",
    words: ["assess", "binary.json"],
    code: 1,
    tells: [/第 2 行不是 UTF-8 文本/],
  },
  {
    says: "ten megabytes of JSON",
    words: ["assess", "large.json"],
    code: 1,
    tells: [/文件过大（\d+ 字节，上限 8000000 字节）/],
  },
  { says: "a device that never ends", words: ["assess", "/dev/zero"], code: 1, tells: [/文件过大/] },
  {
    says: "JSON of five thousand levels",
    words: ["assess", "deep.json"],
    code: 1,
    tells: [/嵌套超过 20 层/],
  },
  {
    says: "facts that are a list",
    words: ["assess", "list.json"],
    code: 1,
    tells: [/这里应是一组事实/, /applicant/],
  },
  {
    says: "a fact that the vocabulary does not have, with the nearest",
    words: ["assess", "unknown-fact.json"],
    code: 1,
    tells: [/contract\.amout/, /contract\.amount/],
  },
  {
    says: "values of wrong types, each with its field and cure",
    words: ["assess", "wrong-types.json"],
    code: 1,
    tells: [
      /spends\.0\.contract\.amount/,
      /applicant\.applicant\.legal-person/,
      /spends\.0\.contract\.signed/,
      /3 个错误/,
    ],
  },
  { says: "a negative amount", words: ["assess", "negative.json"], code: 1, tells: [/合同\.金额/] },
  {
    says: "an amount of thirty digits",
    words: ["assess", "thirty-digits.json"],
    code: 1,
    tells: [/合同\.金额/],
  },
  {
    says: "an amount with a third decimal",
    words: ["assess", "inexact.json"],
    code: 1,
    tells: [/合同\.金额/],
  },
  { says: "a place that does not exist", words: ["assess", "wrong-place.json"], code: 1, tells: [/桃花源/] },
  {
    says: "a fact of a spend among those of the applicant",
    words: ["assess", "wrong-owner.json"],
    code: 1,
    tells: [/spends/],
  },
  {
    says: "standard input that is no JSON",
    words: ["assess", "-"],
    code: 1,
    tells: [/-：第 1 行不是合法的 JSON/],
    input: "nonsense",
  },
  {
    says: "rulings that are no list",
    words: ["assess", "facts.json", "--rulings", "not-rulings.yaml"],
    code: 1,
    tells: [/口径文件应是一个列表/],
  },
  {
    says: "rulings of what does not exist, each with its line and the nearest",
    words: ["assess", "facts.json", "--rulings", "rulings.yaml"],
    code: 1,
    tells: [
      /rulings\.yaml:1:3.*unknown-question/,
      /cash-overlap/,
      /rulings\.yaml:2:3.*unknown-programme/,
      /rulings\.yaml:3:3.*unknown-key/,
      /issuer/,
      /purchase\.at-most/,
    ],
  },
  {
    says: "a policy file with an unknown key, with its line",
    words: ["check", "unknown-key.yaml"],
    code: 1,
    tells: [/unknown-key\.yaml:2:1 错误/, /verson/, /version/],
  },
  {
    says: "a policy file that is a YAML bomb",
    words: ["check", "bomb.yaml"],
    code: 1,
    tells: [/bomb\.yaml:1:\d+ 错误 anchor-or-alias/],
  },
  {
    says: "a policy file indented by tabs",
    words: ["check", "tab.yaml"],
    code: 1,
    tells: [/tab\.yaml:2:\d+ 错误/],
  },
  {
    says: "a policy file of ten megabytes",
    words: ["check", "large.yaml"],
    code: 1,
    tells: [/large\.yaml:1:1 错误 file-too-large/],
  },
  {
    says: "a policy file in another encoding",
    words: ["check", "latin.yaml"],
    code: 1,
    tells: [/not-utf-8/],
  },
  {
    says: "a policy file that does not exist",
    words: ["check", "none.yaml"],
    code: 2,
    tells: [/none\.yaml：文件不存在/],
  },
  {
    says: "a faulty policy file of one's own",
    words: ["assess", "facts.json", "--programme", "unknown-key.yaml"],
    code: 1,
    tells: [/unknown-key\.yaml:2:1/],
  },
  {
    says: "a catalogue folder without a vocabulary",
    words: ["programmes", "--policies", "folder"],
    code: 2,
    tells: [/不是政策目录/],
  },
  {
    says: "a place that no list knows",
    words: ["programmes", "--place", "桃花源"],
    code: 2,
    tells: [/桃花源/],
  },
  {
    says: "checking and writing at once",
    words: ["fmt", "tab.yaml", "--check", "--write"],
    code: 2,
    tells: [/不能同时用/],
  },
  {
    says: "a port beyond the last",
    words: ["serve", "--port", "70000"],
    code: 2,
    tells: [/--port 不能是“70000”/],
  },
  {
    says: "a host that is not this machine's",
    words: ["serve", "--host", "192.0.2.1", "--port", "0"],
    code: 2,
    tells: [/本机没有地址 192\.0\.2\.1/],
  },
];

describe("the command answers in words to", () => {
  test.concurrent.each(calls)("$says", async ({ words, code, tells, input }) => {
    const ended = await suanquan(words, { folder: desk.folder, ...(input === undefined ? {} : { input }) });
    const told = ended.out + ended.err;
    for (const pattern of tells) expect(told).toMatch(pattern);
    expect(told).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(told).not.toContain("程序内部出错");
    expect(ended.code).toBe(code);
  });
});

describe("a refusal", () => {
  test("is told in English to who asks for it", async () => {
    const { err, code } = await suanquan(["assess", "none.json", "--lang", "en"], { folder: desk.folder });
    expect(err).toContain("none.json: there is no such file");
    expect(code).toBe(2);
  });

  test("follows the language of the terminal", async () => {
    const { err } = await suanquan(["assess", "none.json"], { environment: { LC_ALL: "en_GB.UTF-8" } });
    expect(err).toContain("there is no such file");
  });

  test("is JSON for programs, with the same exit code", async () => {
    const { out, code } = await suanquan(["assess", "none.json", "--json"], { folder: desk.folder });
    expect(JSON.parse(out)).toEqual({
      refused: { says: "none.json：文件不存在", cure: "请检查文件名和所在目录" },
    });
    expect(code).toBe(2);
  });

  test("findings are JSON for programs too", async () => {
    const { out, code } = await suanquan(["assess", "negative.json", "--json"], { folder: desk.folder });
    expect(JSON.parse(out).findings).toMatchObject([{ severity: "error", path: "spends.0.contract.amount" }]);
    expect(code).toBe(1);
  });
});
