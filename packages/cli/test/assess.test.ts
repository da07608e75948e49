/** The answers of the real catalogue through the real command. */
import { afterAll, describe, expect, test } from "vitest";
import { Desk, JIANGYAN, suanquan } from "./suanquan.ts";

const desk = new Desk();
afterAll(() => desk.clear());

const AS_OF = ["--as-of", "2025-05-20"];
const jiangyan = (amount: string) =>
  JSON.stringify({
    applicant: { "applicant.kind": "企业", "applicant.place": "姜堰区", "applicant.digital-core": true },
    spends: [{ "spend.kind": "算力服务", supplier: "姜堰电信天翼云", "order.list": amount }],
  });

interface Presented {
  readonly benefit: string;
  readonly decision: string;
  readonly outcome: string;
  readonly amount: {
    readonly entitled: unknown;
    readonly ceiling: unknown;
    readonly payable: unknown;
  } | null;
}

async function assessed(facts: string, ...words: string[]): Promise<Presented[]> {
  const { out, err, code } = await suanquan(["assess", "-", "--json", ...AS_OF, ...words], {
    input: facts,
    folder: desk.folder,
  });
  expect(err).toBe("");
  expect(code).toBe(0);
  return JSON.parse(out).assessments;
}
const exactly = (yuan: string) => ({ low: yuan, high: yuan });

describe("an assessment", () => {
  test("at exactly 300,000 yuan in Jiangyan is a range, since the text leaves the edge open", async () => {
    const [core] = await assessed(jiangyan("30万元"), "--programme", "cn-jiangsu-taizhou-jiangyan/suanli");
    expect(core).toMatchObject({
      benefit: "core",
      decision: "eligible",
      outcome: "text-silent",
      amount: {
        entitled: { low: "174000.00", high: "180000.00" },
        payable: { low: "120000.00", high: "126000.00" },
      },
    });
  });

  test("becomes exact once the office has ruled", async () => {
    const rulings = desk.file(
      "jiangyan.yaml",
      ["edge-30: above", "list-or-net: list", "order-or-total: order"].map(each => ruling(each)).join(""),
    );
    const words = ["--programme", "cn-jiangsu-taizhou-jiangyan/suanli", "--rulings", rulings];
    const [core] = await assessed(jiangyan("30万元"), ...words);
    expect(core).toMatchObject({
      outcome: "computed",
      amount: { entitled: exactly("180000.00"), payable: exactly("120000.00") },
    });
  });

  test("answers every programme of the catalogue, with the versions of rules and engine", async () => {
    const { out } = await suanquan(["assess", "-", "--json", ...AS_OF], { input: jiangyan("5万元") });
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ asOf: "2025-05-20", whatIf: false, engine: "0.1.0", rulings: [] });
    expect(answer.catalogue).toMatch(/^[0-9a-f]{64}$/);
    expect(
      new Set(answer.assessments.map((each: { programme: string }) => each.programme)).size,
    ).toBeGreaterThanOrEqual(40);
  });

  test("of Shenzhen's model voucher tells the ceiling apart from what is due", async () => {
    const facts = JSON.stringify({
      "applicant.kind": "企业",
      "spend.kind": "模型服务",
      "contract.amount": "500万元",
      "service.fee": "500万元",
    });
    const { out } = await suanquan(["assess", "-", ...AS_OF, "--programme", "cn-guangdong-shenzhen/moxing"], {
      input: facts,
    });
    expect(out).toMatch(/应得 0元，最高可达/);
  });

  test("of a draft is reckoned only as a what-if", async () => {
    const words = ["--programme", "cn-guangdong-zhuhai/suanli", "--version", "2025-03-19"];
    const [plain] = await assessed("{}", ...words);
    expect(plain).toMatchObject({ outcome: "not-in-force", amount: null });
    const { out } = await suanquan(["assess", "-", ...AS_OF, ...words, "--what-if"], { input: "{}" });
    expect(out).toContain("假设测算");
  });

  test("reads a policy file of one's own", async () => {
    const [core] = await assessed(jiangyan("5万元"), "--programme", JIANGYAN);
    expect(core).toMatchObject({ amount: { entitled: exactly("28000.00") } });
  });

  test("groups the answers for people, with reasons and clauses", async () => {
    const { out } = await suanquan(["assess", "-", ...AS_OF], { input: jiangyan("30万元") });
    expect(out).toMatch(/^符合 1$/m);
    expect(out).toMatch(/^可能符合 \d+$/m);
    expect(out).toMatch(/^不符合 \d+$/m);
    expect(out).toMatch(/^暂不可用 \d+$/m);
    expect(out).toContain("减免 17.4万元 到 18万元；优惠后应付 12万元 到 12.6万元");
    expect(out).toContain("归入 30 万元以下一档 17.4万元；归入 30 万元以上一档 18万元");
    expect(out).toMatch(/所填为江苏省泰州市姜堰区，不符合。 〔《/);
  });

  test("speaks English with English labels", async () => {
    const { out } = await suanquan(
      ["assess", "-", ...AS_OF, "--lang", "en", "--programme", "cn-jiangsu-taizhou-jiangyan/suanli"],
      {
        input: jiangyan("5万元"),
      },
    );
    expect(out).toMatch(/^Eligible 1$/m);
    expect(out).toContain("¥28,000 is taken off; ¥22,000 is left to pay");
  });

  test("has no colour codes in a pipe", async () => {
    const { out } = await suanquan(["assess", "-", ...AS_OF], {
      input: jiangyan("5万元"),
      environment: { NO_COLOR: "" },
    });
    expect(out).not.toContain("\u001B");
  });
});

describe("a ruling", () => {
  const facts = JSON.stringify({
    "spend.kind": "算力服务",
    "supply.place": "贵州省",
    "compute.use": "模型训练",
    "compute.local": true,
    "contract.amount": "100万元",
    "paid.amount": "100万元",
  });
  const together = async (...words: string[]) => {
    const { out } = await suanquan(["assess", "-", "--json", "--programme", "cn-guizhou/suanli", ...words], {
      input: facts,
      folder: desk.folder,
    });
    return JSON.parse(out).together[0].amount.entitled;
  };

  test("settles what the text leaves open", async () => {
    const file = desk.file(
      "guizhou.json",
      JSON.stringify([
        { programme: "cn-guizhou/suanli", question: "cash-overlap", reading: "additive", date: "2025-06-01" },
      ]),
    );
    expect(await together(...AS_OF)).toEqual({ low: "300000.00", high: "330000.00" });
    expect(await together("--as-of", "2025-06-01", "--rulings", file)).toEqual(exactly("330000.00"));
  });

  test("is not seen before the day on which it was given", async () => {
    expect(await together(...AS_OF, "--rulings", "guizhou.json")).toEqual({
      low: "300000.00",
      high: "330000.00",
    });
  });

  test("turns “not more than” into a rate, and nothing else", async () => {
    const servers = JSON.stringify({
      "applicant.kind": "企业",
      "applicant.cloud-provider": true,
      "spend.kind": "算力设备",
      "compute.platform-listed": true,
      "contract.domestic-servers": "5000万元",
    });
    const programme = "cn-beijing-jingkaiqu/guochan-fuwuqi";
    const file = desk.file(
      "at-most.yaml",
      `- {programme: ${programme}, question: servers.at-most, reading: rate}\n`,
    );
    const words = ["--programme", programme];
    const ceiling = exactly("5000000.00");
    expect(await assessed(servers, ...words)).toMatchObject([
      { amount: { entitled: exactly("0.00"), ceiling } },
    ]);
    expect(await assessed(servers, ...words, "--rulings", file)).toMatchObject([
      { amount: { entitled: ceiling, ceiling } },
    ]);
  });

  test("that was invented for a demonstration is named as such", async () => {
    const file = desk.file(
      "invented.yaml",
      "- {programme: cn-guizhou/suanli, question: cash-overlap, reading: additive, invented: true}\n",
    );
    const { out } = await suanquan(
      ["assess", "-", ...AS_OF, "--programme", "cn-guizhou/suanli", "--rulings", file],
      { input: facts },
    );
    expect(out).toContain("采用口径 1 条，其中 1 条为演示所拟，并非主管部门作出");
  });
});

function ruling(text: string): string {
  const [question, reading] = text.split(": ");
  return `- {programme: cn-jiangsu-taizhou-jiangyan/suanli, question: ${question}, reading: ${reading}}\n`;
}
