import type { LocalDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import type { AssessOptions, Award, Facts } from "../../src/index.ts";
import { assessProgramme, type Bounds, readFacts } from "../../src/index.ts";
import { compiled, vocabulary } from "./files.ts";

const catalogue = await compiled();

interface Question {
  readonly programme: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly awards?: readonly Award[];
  readonly options?: Partial<AssessOptions>;
}

function ask({ programme, facts, awards, options }: Question) {
  const read = readFacts(facts, vocabulary, { programme });
  if (read.facts === undefined) throw new Error(JSON.stringify(read.findings));
  const given: Facts = {
    ...read.facts,
    position: { pools: [], ...(awards === undefined ? {} : { awards }) },
  };
  const [answer] = assessProgramme(catalogue.programmes.get(programme) ?? [], given, vocabulary.facts, {
    asOf: "2025-05-20" as LocalDate,
    ...options,
  });
  if (answer === undefined) throw new Error(`no answer of ${programme}`);
  return answer;
}

const yuan = ({ low, high }: Bounds): string =>
  low === high ? `${low / 100n}` : `${low / 100n}–${high === null ? "∞" : high / 100n}`;

describe("What the texts leave open comes out as a range, never as a guess", () => {
  test("Shenzhen model voucher, 5 million bought: nothing is due, at most 1.0 to 1.5 million", () => {
    const answer = ask({
      programme: "cn-guangdong-shenzhen/moxing",
      facts: {
        "applicant.kind": "企业",
        "applicant.place": "深圳市",
        "spend.kind": "模型服务",
        "model.registered": true,
        "model.fee": "500万元",
      },
    });
    expect(answer.amount && [yuan(answer.amount.entitled), yuan(answer.amount.ceiling)]).toEqual([
      "0",
      "1000000–1500000",
    ]);
  });

  test("Langfang, landing 500,000 and general 600,000: 1 million if added, 600,000 if the highest counts", () => {
    const answer = ask({
      programme: "cn-hebei-langfang/suanli",
      facts: {
        "applicant.kind": "企业",
        "applicant.ai-enterprise": true,
        "applicant.newly-landed": true,
        "applicant.compute-demand": true,
        "applicant.place": "廊坊市",
        "spend.kind": "算力服务",
        "service.fee": "120万元",
        "project.class": "无项目",
        "project.original-model": false,
      },
    });
    expect(answer.outcome).toBe("text-silent");
    const byReading = answer.amount?.readings.map(each => [each.reading, yuan(each.entitled)]);
    expect(byReading).toContainEqual(["added", "1000000"]);
    expect(byReading).toContainEqual(["highest", "600000"]);
    expect(answer.amount && yuan(answer.amount.entitled)).toBe("600000–1000000");
  });

  test("Chengdu, contract 15,000: nothing, 7,500 or 10,000 by reading", () => {
    const answer = ask({
      programme: "cn-sichuan-chengdu/suanli",
      facts: {
        "applicant.kind": "企业",
        "applicant.place": "成都市",
        "spend.kind": "算力服务",
        "contract.amount": "15000元",
      },
    });
    const due = new Set(answer.amount?.readings.map(each => yuan(each.entitled)));
    expect(due).toEqual(new Set(["0", "7500", "10000"]));
  });

  test("Hangzhou draft, model service of unknown registration, 1 million: 300,000 due, at most 300,000 to 450,000", () => {
    const answer = ask({
      programme: "cn-zhejiang-hangzhou/suanli-zhineng",
      facts: {
        "applicant.kind": "企业",
        "applicant.place": "杭州市",
        "spend.kind": "模型服务",
        "contract.performed": "100万元",
      },
      options: { whatIf: true, version: "2025-04-14" },
    });
    expect(answer.amount && [yuan(answer.amount.entitled), yuan(answer.amount.ceiling)]).toEqual([
      "300000",
      "300000–450000",
    ]);
  });

  const henan: Readonly<Record<string, unknown>> = {
    "applicant.kind": "企业",
    "applicant.place": "郑州市",
    "spend.kind": "算力服务",
    "service.fee": "200万元",
  };

  test("Henan, 2 million: 400,000, presuming no earlier award", () => {
    const answer = ask({ programme: "cn-henan/suanli", facts: henan });
    expect(answer.benefits.map(each => each.amount && yuan(each.amount.entitled))).toEqual(["400000"]);
    expect(answer.presumes).toContainEqual({ is: "no-earlier-award" });
  });

  test("Henan, 2 million with 700,000 received: 300,000", () => {
    const [benefit] = (catalogue.programmes.get("cn-henan/suanli") ?? [])[0]?.benefits ?? [];
    const answer = ask({
      programme: "cn-henan/suanli",
      facts: henan,
      awards: [
        {
          programme: "cn-henan/suanli",
          benefit: benefit?.id ?? "",
          on: "2025-03-20" as LocalDate,
          granted: 70_000_000n as Award["granted"] & bigint,
        },
      ],
    });
    expect(answer.amount && yuan(answer.amount.entitled)).toBe("300000");
  });

  test("Tai'an, a second time: used up", () => {
    const answer = ask({
      programme: "cn-shandong-taian/shuju",
      facts: {
        "applicant.kind": "企业",
        "applicant.place": "泰安市",
        "spend.kind": "数据服务",
        "asset-entry.started": "2025-05-12",
        "asset-entry.completed": "2025-09-30",
        "asset-entry.value": "50万元",
        "asset-entry.fee": "8万元",
        "asset-entry.other-fee": "0元",
      },
      awards: [
        {
          programme: "cn-shandong-taian/shuju",
          benefit: (catalogue.programmes.get("cn-shandong-taian/shuju") ?? [])[0]?.benefits[0]?.id ?? "",
          on: "2025-05-10" as LocalDate,
          granted: 5_000_000n as Award["granted"] & bigint,
        },
      ],
    });
    expect(answer.outcome).toBe("exhausted");
    expect(answer.amount && yuan(answer.amount.ceiling)).toBe("0");
  });

  test("Qingdao, signed 2023 and paid 2024: whether it counts is an open question", () => {
    const answer = ask({
      programme: "cn-shandong-qingdao/suanli",
      facts: {
        "applicant.kind": "企业",
        "applicant.place": "青岛市",
        "spend.kind": "算力服务",
        "contract.signed": "2023-11-01",
        "paid.on": "2024-03-01",
        "paid.amount": "100万元",
      },
    });
    expect(answer.decision).toBe("undetermined");
    expect(answer.needs.text.length).toBeGreaterThan(0);
  });
});
