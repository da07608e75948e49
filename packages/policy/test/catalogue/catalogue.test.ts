import { describe, expect, test } from "vitest";
import { checkProgramme } from "../../src/check/check.ts";
import { surveyOf } from "../../src/check/survey.ts";
import { format } from "../../src/format/format.ts";
import { readings, TODAY, vocabulary, vocabularyReading } from "./files.ts";

test("the vocabulary reads without a finding", () => {
  expect(vocabularyReading.findings).toEqual([]);
});

/** Looked up by the language itself: earlier awards, the dates of a case, and on whose limit a spend counts. */
const OF_THE_LANGUAGE = [
  "position.awards",
  "position.years",
  "paid.on",
  "used.on",
  "provider.id",
  "contract.id",
  "project.id",
];

test("every fact of the vocabulary is looked up by a programme or by the language", () => {
  const used = new Set(OF_THE_LANGUAGE);
  for (const { programme, spans } of readings)
    for (const { fact } of programme === undefined ? [] : surveyOf(programme, spans).facts) used.add(fact);
  expect([...vocabulary.facts.keys()].filter(fact => !used.has(fact))).toEqual([]);
});

describe.each(readings)("$file", ({ file, text, programme, spans, findings }) => {
  test("reads without a finding, has no error, and every worked case comes out as written", () => {
    expect(findings).toEqual([]);
    if (programme === undefined) throw new Error("not read");
    const errors = checkProgramme(programme, spans, file, { vocabulary, today: TODAY }).filter(
      finding => finding.severity === "error",
    );
    expect(errors.map(({ line, code, what }) => `${line} ${code}: ${what.zh}`)).toEqual([]);
    expect(programme.cases.length).toBeGreaterThan(0);
  });

  test("stands in the one form that `fmt` gives it", () => {
    expect(format(text, file, "en", vocabulary).text).toBe(text);
  });
});

/** The 69 rows of the source list, by the place and kind that begin their ids. */
const ROWS =
  `nat-mention-kinds nat-qiye-shuju-yijian nat-shuju-biaozhu-yijian bj-etown-suanli-2024 bj-maas-suanli-2025
sd-suanli-2024 qd-suanli-2025 gz-suanli-goumai-2024 gz-suanli-shipei-2024 gz-suanli-xunlian-2024 gz-suanli-shiwu-2024
henan-suanli-2025 dg-suanli-2025 zh-suanli-draft-2025 cd-suanli-2025 lf-suanli-luodi-2025 lf-suanli-zhongda-2025
lf-suanli-yiban-2025 lf-suanli-moxing-2025 nn-suanli-2025 wh-suanli-2025 jy-suanli-hexin-2025 jy-suanli-qita-2025
sh-gdc-yuliao-2025 sz-yuliao-2025 bj-shuju-2025 ah-shuju-dengji-2024 ah-shuju-jiaoyi-2024 ah-shuju-suanli-2024
wh-shuju-chanpin-sheng-2025 wh-shuju-chanpin-shi-2025 wh-shuju-chanpin-qita-2025 wh-shuju-fuwu-sheng-2025
wh-shuju-fuwu-shi-2025 wh-shuju-fuwu-qita-2025 yz-shuju-2025 jn-shuju-2024 ta-shuju-2025 sz-xunli-jichu-2024
sz-xunli-chuchuang-2024 sz-xunli-plan-2025 sz-xunli-guide-2025 bj-fuwu-2025 bj-moxing-aiplus-2024 bj-etown-moxing-2024
dg-moxing-2025 sz-moxing-2025 zh-moxing-draft-2025 sh-fuwuye-suanli-2025 sh-fuwuye-moxing-2025 sh-fuwuye-yuliao-2025
sd-ai-suanli-2025 sd-ai-yuliao-2025 sd-ai-moxing-2025 sd-ai-chuangxin-2025 sd-ai-dcmm-2025 hz-suanli-beian-draft-2025
hz-suanli-guochan-draft-2025 hz-suanli-qita-draft-2025 hz-zhineng-guochan-draft-2025 hz-zhineng-feiguochan-draft-2025
hz-zhineng-moxing-draft-2025 hz-zhineng-shuju-draft-2025 hz-yuanqu-draft-2025 hz-kongjian-draft-2025
zj-suanli-zizhu-2025 zj-suanli-feizizhu-2025 zj-yuliao-2025 zj-moxing-2025`.split(/\s+/);

test("all 69 rows of the source list are covered, each by one version", () => {
  const covered = readings.flatMap(({ programme }) =>
    (programme?.benefits ?? []).flatMap(benefit => benefit.covers),
  );
  expect(ROWS).toHaveLength(69);
  expect([...new Set(covered)].sort()).toEqual([...ROWS].sort());
  const versions = readings.map(({ programme }) => `${programme?.id}@${programme?.version}`);
  expect(new Set(versions).size).toBe(versions.length);
});
