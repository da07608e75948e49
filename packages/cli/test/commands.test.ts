/** What each command gives, from the real catalogue, through the real command. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../src/commands.ts";
import { Desk, JIANGYAN, shippedPolicy, suanquan } from "./suanquan.ts";

const desk = new Desk();
afterAll(() => desk.clear());
const AS_OF = ["--as-of", "2025-05-20"];

describe("help", () => {
  test("lists every command in both languages", async () => {
    const [zh, en] = [await suanquan(["--help"]), await suanquan(["help", "--lang", "en"])];
    for (const name of Object.keys(COMMANDS)) {
      expect(zh.out).toContain(`  ${name}`);
      expect(en.out).toContain(`  ${name}`);
    }
    expect(zh.out).toContain("退出码：0 正常，1 有发现，2 用法有误");
    expect(en.out).toContain("Exit codes: 0 fine, 1 findings, 2 wrong use");
    expect([zh.code, en.code]).toEqual([0, 0]);
  });

  test.concurrent.each(Object.entries(COMMANDS))(
    "of %s names its options and gives examples in both languages",
    async (name, command) => {
      for (const lang of ["zh", "en"] as const) {
        const { out, code } = await suanquan([name, "--help", "--lang", lang]);
        expect(out).toContain(command.says[lang]);
        for (const option of [...command.options, "json", "lang", "help"])
          expect(out).toContain(`--${option}`);
        expect(out).toContain(command.examples[0]);
        expect(code).toBe(0);
      }
    },
  );

  test("the version is the product's", async () => {
    expect((await suanquan(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("check", () => {
  test("finds the gaps, the notches and the assumed rounding of Jiangyan", async () => {
    const { out, code } = await suanquan(["check", JIANGYAN]);
    expect(out).toMatch(/提示 tier-gap/);
    expect(out).toMatch(/警告 notch/);
    expect(out).toContain("285714.29元 至 30万元");
    expect(out).toMatch(/警告 assumed-rounding/);
    expect(code).toBe(1);
  });

  test("gives findings as JSON with place, reason and cure", async () => {
    const { out } = await suanquan(["check", JIANGYAN, "--json", "--lang", "en"]);
    const { files, findings } = JSON.parse(out);
    expect(files).toBe(1);
    for (const finding of findings) {
      expect(Object.keys(finding)).toEqual([
        "code",
        "severity",
        "file",
        "line",
        "column",
        "path",
        "what",
        "why",
        "mend",
      ]);
      expect(finding.line).toBeGreaterThan(0);
    }
  });

  test("shows and counts only what is severe enough", async () => {
    const { out, code } = await suanquan(["check", JIANGYAN, "--severity", "error"]);
    expect(out).toBe("检查了 1 个文件，没有发现。\n");
    expect(code).toBe(0);
  });

  test("finds no error in the whole catalogue, and every row of the round-up covered", async () => {
    const { out, code } = await suanquan(["check", "--severity", "error", "--json"]);
    expect(JSON.parse(out).findings).toEqual([]);
    expect(code).toBe(0);
  });
});

describe("programmes", () => {
  test("lists what a place has, with its standing on the day", async () => {
    const { out } = await suanquan(["programmes", "--place", "贵州", ...AS_OF]);
    expect(out).toMatch(/cn-guizhou\/suanli +2024-11-13 +现行有效 +算力券 +贵州算力券/);
    expect(out).toMatch(/截至 2025-05-20：1 个项目/);
  });

  test("sees nothing that had not been issued by then", async () => {
    const { out } = await suanquan(["programmes", "--place", "贵州省", "--as-of", "2023-01-01", "--json"]);
    expect(JSON.parse(out)).toMatchObject([{ standing: "not-yet-issued" }, { standing: "not-yet-issued" }]);
  });
});

describe("ask", () => {
  const facts = JSON.stringify({ "applicant.kind": "企业", "spend.kind": "算力服务" });

  test("asks first what moves most programmes", async () => {
    const { out, code } = await suanquan(["ask", "-", ...AS_OF, "--json"], { input: facts });
    const moves = JSON.parse(out).map((each: { moves: number }) => each.moves);
    expect(moves.length).toBeGreaterThan(5);
    expect(moves).toEqual([...moves].sort((a, b) => b - a));
    expect(code).toBe(0);
  });

  test("has nothing to ask of a programme that is out of the question", async () => {
    const elsewhere = JSON.stringify({ "applicant.kind": "企业", "applicant.place": "扬州市" });
    const words = ["ask", "-", ...AS_OF, "--programme", "cn-jiangsu-taizhou-jiangyan/suanli"];
    expect((await suanquan(words, { input: elsewhere })).out).toBe("没有还能改变结果的问题。\n");
  });
});

describe("explain", () => {
  test("tells a programme in sentences, with clauses and sources", async () => {
    const { out } = await suanquan(["explain", "cn-guizhou/suanli", ...AS_OF]);
    expect(out).toContain("贵州算力券");
    expect(out).toContain("200万元");
    expect(out).toContain("来源C级");
  });

  test("finds a programme by its title too", async () => {
    expect((await suanquan(["explain", "贵州算力券", ...AS_OF])).code).toBe(0);
  });

  test("with facts tells the answer step by step", async () => {
    const input = JSON.stringify({
      "spend.kind": "算力服务",
      "supply.place": "贵州省",
      "contract.amount": "1000万元",
    });
    const { out } = await suanquan(["explain", "cn-guizhou/suanli", "-", ...AS_OF], { input });
    expect(out).toContain("按合同金额 1,000万元 的 3% 计，为 30万元。");
  });

  test("drafts the letter that asks the office to settle what is open", async () => {
    const { out } = await suanquan(["explain", JIANGYAN, "--letter"]);
    expect(out).toContain("草稿");
    expect(out).toContain("恰为 30 万元适用哪一档");
  });
});

describe("fmt", () => {
  test("turns a file into Chinese and back without loss", async () => {
    const english = (await suanquan(["fmt", JIANGYAN, "--lang", "en"])).out;
    const chinese = (await suanquan(["fmt", JIANGYAN, "--lang", "zh"])).out;
    expect(chinese).toMatch(/^项目: cn-jiangsu-taizhou-jiangyan\/suanli$/m);
    const file = desk.file("zh.yaml", chinese);
    expect((await suanquan(["fmt", file, "--lang", "en"])).out).toBe(english);
  });

  test("checks without writing, and writes without being asked twice", async () => {
    const file = desk.file(
      "untidy.yaml",
      readFileSync(JIANGYAN, "utf8").replace("standing: in-force", "standing:    in-force"),
    );
    const before = readFileSync(file, "utf8");
    expect((await suanquan(["fmt", file, "--check"])).code).toBe(1);
    expect(readFileSync(file, "utf8")).toBe(before);
    expect((await suanquan(["fmt", file, "--write"])).code).toBe(0);
    expect((await suanquan(["fmt", file, "--check"])).code).toBe(0);
  });
});

describe("schema", () => {
  test("writes a JSON Schema where it is told to", async () => {
    const { code } = await suanquan(["schema", "--out", "made/here.json"], { folder: desk.folder });
    expect(code).toBe(0);
    const schema = JSON.parse(readFileSync(path.join(desk.folder, "made", "here.json"), "utf8"));
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["programme", "项目"]));
  });
});

describe("coverage", () => {
  test("the pages that are committed are fresh", async () => {
    const { out, code } = await suanquan(["coverage", "--check"]);
    expect(out).toMatch(/个文件都是最新的。/);
    expect(code).toBe(0);
  });

  test("a folder without them is stale, and is filled", async () => {
    const folder = path.join(desk.folder, "pages");
    expect((await suanquan(["coverage", "--check", "--out", folder])).code).toBe(1);
    expect((await suanquan(["coverage", "--out", folder])).code).toBe(0);
    expect((await suanquan(["coverage", "--check", "--out", folder])).code).toBe(0);
    expect(existsSync(path.join(folder, "guizhou.md"))).toBe(true);
  });
});

describe("a catalogue of one's own", () => {
  test("is compiled at the first call and seen afresh when a file changes", async () => {
    const policies = path.join(desk.folder, "policies");
    desk.file("policies/vocabulary/all.yaml", ownVocabulary());
    desk.file("policies/own.yaml", readFileSync(JIANGYAN, "utf8"));
    const words = ["programmes", "--policies", policies, "--json"];
    expect(JSON.parse((await suanquan(words)).out)).toMatchObject([{ title: "姜堰区算力券" }]);
    desk.file(
      "policies/own.yaml",
      readFileSync(JIANGYAN, "utf8").replace("zh: 姜堰区算力券", "zh: 改名的券"),
    );
    expect(JSON.parse((await suanquan(words)).out)).toMatchObject([{ title: "改名的券" }]);
  });

  test("leaves out what cannot be read, and says so", async () => {
    const policies = path.join(desk.folder, "policies");
    desk.file("policies/broken.yaml", "programme: cn-x/y\n");
    const { out, err } = await suanquan(["programmes", "--policies", policies, "--json"]);
    expect(JSON.parse(out)).toHaveLength(1);
    expect(err).toContain("有 1 个文件读不出，未列入");
  });
});

/** The shipped vocabulary as a single file. */
function ownVocabulary(): string {
  const names = ["applicant", "computing", "contract", "place", "spend"];
  const bodies = names.map(name =>
    readFileSync(shippedPolicy(`vocabulary/${name}.yaml`), "utf8").replace(/^#.*\n|^facts:\n/gm, ""),
  );
  return `facts:\n${bodies.join("")}`;
}
