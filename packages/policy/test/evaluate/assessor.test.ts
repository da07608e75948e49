import type { LocalDate } from "@suanquan/china";
import { describe, expect, test } from "vitest";
import { Asker, askNext } from "../../src/ask/ask.ts";
import { MissFinder, nearestMisses } from "../../src/ask/nearest-miss.ts";
import { Assessor } from "../../src/evaluate/assessor.ts";
import { assessCatalogue } from "../../src/evaluate/select.ts";
import type { Facts, FactValue } from "../../src/facts.ts";
import { catalogue } from "../explain/policies.ts";

const options = { asOf: "2025-05-20" as LocalDate };

type Given = Readonly<Record<string, FactValue>>;
const facts = (
  applicant: Given,
  spends: readonly Given[],
  position: Facts["position"] = { pools: [] },
): Facts => ({
  applicant: new Map(Object.entries(applicant)),
  spends: spends.map(spend => new Map(Object.entries(spend))),
  position,
});

const firm = { "applicant.kind": "企业", "applicant.place": "520100" };
const bought = { "spend.kind": "算力服务", "supply.place": "520000" };
const award = { programme: "cn-guizhou/suanli", benefit: "purchase", on: "2025-02-01" as LocalDate };

/** What somebody does to a form, one thing after the other. */
const FORM: readonly (readonly [says: string, facts: Facts])[] = [
  ["says who it is", facts(firm, [])],
  ["names a spend", facts(firm, [bought])],
  ["types the first digit", facts(firm, [{ ...bought, "contract.amount": 100n }])],
  ["types the next", facts(firm, [{ ...bought, "contract.amount": 1_200n }])],
  ["types the last", facts(firm, [{ ...bought, "contract.amount": 1_000_000_000n }])],
  [
    "is elsewhere after all",
    facts({ ...firm, "applicant.place": "340200" }, [{ ...bought, "contract.amount": 1_000_000_000n }]),
  ],
  ["takes the sum away again", facts({ ...firm, "applicant.place": "340200" }, [bought])],
  ["adds a spend", facts(firm, [bought, { "spend.kind": "模型服务", "model.fee": 5_000_000n }])],
  ["says there was nothing before", facts(firm, [bought], { awards: [], pools: [] })],
  [
    "tells of an award",
    facts(firm, [{ ...bought, "contract.amount": 1_000_000_000n }], {
      awards: [{ ...award, redeemed: 19_000_000n as never }],
      pools: [],
    }),
  ],
  [
    "mends the award",
    facts(firm, [{ ...bought, "contract.amount": 1_000_000_000n }], {
      awards: [{ ...award, redeemed: 19_900_000n as never }],
      pools: [],
    }),
  ],
  [
    "gives the share of data business",
    facts({ ...firm, "applicant.rd-share": { num: 1n, den: 3n } }, [bought]),
  ],
];

describe("Assessing again while a form is filled in", () => {
  const assessor = new Assessor(catalogue);
  const asker = new Asker(catalogue);
  const finder = new MissFinder(catalogue);
  test.each(FORM)("somebody %s: the answers, questions and misses are those of a first look", (_, known) => {
    expect(assessor.assess(known, options)).toEqual(assessCatalogue(catalogue, known, options));
    expect(asker.ask(known, options)).toEqual(askNext(catalogue, known, options));
    expect(finder.find(known, options)).toEqual(nearestMisses(catalogue, known, options));
  });

  test("other options are reckoned anew", () => {
    const known = facts(firm, [bought]);
    for (const other of [options, { ...options, whatIf: true }, { asOf: "2025-12-01" as LocalDate }, options])
      expect(assessor.assess(known, other)).toEqual(assessCatalogue(catalogue, known, other));
  });
});

describe("What has not changed keeps the very same answer", () => {
  const before = facts(firm, [{ ...bought, "contract.amount": 1_000n }]);
  const after = facts(firm, [{ ...bought, "contract.amount": 2_000n }]);
  const both = () => {
    const assessor = new Assessor(catalogue);
    return [assessor.assess(before, options), assessor.assess(after, options)] as const;
  };

  test("a programme that reads the fact is answered anew, and one that does not keeps its answer", () => {
    const [first, second] = both();
    const anew = second.filter((answer, index) => answer !== first[index]).map(each => each.programme);
    expect(anew).toContain("cn-guizhou/suanli");
    expect(anew).not.toContain("cn-anhui-wuhu/shuju");
    expect(anew.length).toBeLessThan(second.length / 2);
  });

  test("the same facts in new maps change nothing", () => {
    const assessor = new Assessor(catalogue);
    const first = assessor.assess(before, options);
    const again = assessor.assess(facts(firm, [{ "contract.amount": 1_000n, ...bought }]), { ...options });
    for (const [index, answer] of again.entries()) expect(answer).toBe(first[index]);
  });
});
