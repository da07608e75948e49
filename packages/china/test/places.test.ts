import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  findPlace,
  localDate,
  PLACES_SPAN,
  type Place,
  placePath,
  placePathName,
  placesUnder,
  placeWithin,
  provinces,
} from "../src/index.ts";
import { CURRENT_PLACES } from "../src/places-data.ts";
import { PLACE_CHANGES } from "../src/places-history.ts";

function found(text: string, on?: string): Place {
  const search = findPlace(text, on === undefined ? undefined : localDate(on));
  if (!search.ok) throw new Error(search.error.en);
  return search.value;
}

const currentPlaces = CURRENT_PLACES.map(([code]) => code);

describe("the table of divisions", () => {
  it("has 34 provinces and 333 prefectures", () => {
    expect(provinces()).toHaveLength(34);
    const prefectures = currentPlaces.filter(code => code.endsWith("00") && !code.endsWith("0000"));
    expect(prefectures).toHaveLength(333);
  });

  it("has each code once, in order, with Chinese and English names", () => {
    const codes = new Set(currentPlaces);
    expect(codes.size).toBe(currentPlaces.length);
    expect(currentPlaces).toEqual([...currentPlaces].sort());
    for (const [, name, english] of CURRENT_PLACES) {
      expect(name).toMatch(/^\p{Script=Han}+(?:省|市|区|州|盟|县)$/u);
      expect(english).toMatch(/^[A-Z][a-zü']+(?: [A-Z][a-z]+)*$/);
    }
  });

  it("dates each change in order, inside its span, to places that exist", () => {
    const days = PLACE_CHANGES.map(change => localDate(change.on));
    expect(days).toEqual([...days].sort());
    for (const change of PLACE_CHANGES) {
      expect(change.on > PLACES_SPAN.from && change.on <= PLACES_SPAN.asOf).toBe(true);
      const now =
        change.kind === "founded" ? [change.code] : change.kind === "becomes" ? [change.now] : change.into;
      for (const code of now) expect(currentPlaces).toContain(code);
    }
  });

  it("lists a province's prefectures for a choice", () => {
    expect(placesUnder("520000").map(place => place.name)).toEqual([
      "贵阳市",
      "六盘水市",
      "遵义市",
      "安顺市",
      "毕节市",
      "铜仁市",
      "黔西南布依族苗族自治州",
      "黔东南苗族侗族自治州",
      "黔南布依族苗族自治州",
    ]);
    expect(placesUnder("460000").map(place => place.name)).toContain("琼海市");
    expect(placesUnder("654000").map(place => place.name)).toEqual(["塔城地区", "阿勒泰地区"]);
  });
});

describe("a place is found as people name it", () => {
  it.each([
    ["贵州", "520000"],
    ["贵州省", "520000"],
    ["Guizhou", "520000"],
    ["520000", "520000"],
    ["贵阳", "520100"],
    ["贵阳市", "520100"],
    ["520100", "520100"],
    [" 520100 ", "520100"],
    ["贵州省贵阳市", "520100"],
    ["贵州·贵阳", "520100"],
    ["５２０１００", "520100"],
    ["全国", "000000"],
    ["国家", "000000"],
    ["中国", "000000"],
    ["大兴区", "110115"],
    ["北京市大兴区", "110115"],
    ["北京经济技术开发区", "110115-bda"],
    ["北京市·北京经济技术开发区", "110115-bda"],
    ["110115-bda", "110115-bda"],
    ["姜堰区", "321204"],
    ["姜堰", "321204"],
    ["江苏省·泰州市·姜堰区", "321204"],
    ["江苏省姜堰区", "321204"],
    ["中国江苏省泰州市姜堰区", "321204"],
    ["内蒙古", "150000"],
    ["广西", "450000"],
    ["恩施州", "422800"],
    ["湘西", "433100"],
    ["海南", "460000"],
    ["海南州", "632500"],
    ["吉林市", "220200"],
    ["吉林省吉林市", "220200"],
    ["大兴安岭", "232700"],
    ["hong kong", "810000"],
    ["台湾", "710000"],
    ["济源", "419001"],
    ["江苏省泰州市", "321200"],
    ["浙江省台州市", "331000"],
  ])("%s is %s", (text, code) => {
    expect(found(text).code).toBe(code);
  });

  it.each([
    ["吉林", ["220000", "220200"]],
    ["Suzhou", ["320500", "341300"]],
    ["Taizhou", ["321200", "331000"]],
  ])("%s is ambiguous and says between which", (text, codes) => {
    const search = findPlace(text);
    if (search.ok) throw new Error("found");
    expect(search.error.code).toBe("ambiguous");
    expect(search.candidates.map(place => place.code).sort()).toEqual(codes);
    for (const code of codes) expect(search.error.zh).toContain(code);
  });

  it.each(["", "省", "火星", "999999", "52", "贵阳市贵州省", "朝阳", "江苏".repeat(5000)])(
    "%j is unknown",
    text => {
      expect(findPlace(text)).toMatchObject({ ok: false, error: { code: "unknown" } });
    },
  );

  it("says how far it could follow a path", () => {
    const search = findPlace("贵州省贵阳市观山湖区");
    if (search.ok) throw new Error("found");
    expect(search.candidates.map(place => place.name)).toEqual(["贵阳市"]);
    expect(search.error.zh).toContain("只认得贵阳市");
  });

  it("never throws, whatever is typed", () => {
    const scraps = fc.constantFrom(
      "贵州",
      "省",
      "市",
      "0",
      "52",
      "·",
      "江苏",
      "姜堰",
      "-",
      " ",
      "x",
      "__proto__",
    );
    fc.assert(
      fc.property(fc.array(scraps), pieces => {
        expect(findPlace(pieces.join(""))).toBeTypeOf("object");
      }),
    );
  });
});

describe("a place is dated", () => {
  it.each([
    ["姜堰市", "2012-12-16", "321284"],
    ["姜堰", "2012-12-16", "321284"],
    ["姜堰", "2012-12-17", "321204"],
    ["420600", "2010-11-25", "420600"],
    ["莱芜市", "2018-12-25", "371200"],
    ["三沙市", "2012-06-21", "460300"],
    ["儋州", "2015-02-18", "469003"],
    ["儋州", "2015-02-19", "460400"],
  ])("%s on %s is %s", (text, on, code) => {
    expect(found(text, on).code).toBe(code);
  });

  it("a code keeps its number and changes its name", () => {
    expect(found("420600", "2010-11-25").name).toBe("襄樊市");
    expect(found("420600", "2010-11-26").name).toBe("襄阳市");
  });

  it.each([
    ["莱芜市", undefined, ["370100"]],
    ["莱芜市", "2018-12-26", ["370100"]],
    ["姜堰市", "2025-01-01", ["321204"]],
    ["巢湖市", "2011-07-14", ["340100", "340200", "340500"]],
    ["毕节市", "2011-10-21", ["522400"]],
    ["三沙市", "2012-06-20", []],
  ])("%s on %s does not stand, and says what does", (text, on, codes) => {
    const search = findPlace(text, on === undefined ? undefined : localDate(on));
    if (search.ok) throw new Error("found");
    expect(search.error.code).toBe("not-standing");
    expect(search.candidates.map(place => place.code)).toEqual(codes);
  });
});

describe("a district that the table does not name", () => {
  it("is found by its code, in its prefecture, and is never taken for it", () => {
    expect(found("310115")).toMatchObject({ code: "310115", parent: "310000" });
    expect(placePathName(found("520103"))).toBe("贵州省·贵阳市·区县520103");
    expect(placeWithin("310115", "上海市")).toBe(true);
    expect(placeWithin("上海市", "310115")).toBeUndefined();
    expect(placeWithin("310115", "310104")).toBe(false);
  });
  it.each(["999901", "120000x", "419099", "529903"])("%s has no prefecture that is known", code => {
    expect(findPlace(code)).toMatchObject({ ok: false, error: { code: "unknown" } });
  });
});

describe("whether a place lies in another", () => {
  it.each<[string, string, string | undefined, boolean | undefined]>([
    ["贵阳市", "贵州省", undefined, true],
    ["贵州省", "贵州省", undefined, true],
    ["贵阳市", "全国", undefined, true],
    ["贵阳市", "四川省", undefined, false],
    ["贵州省", "贵阳市", undefined, undefined],
    ["全国", "贵州省", undefined, undefined],
    ["520103", "贵阳", undefined, true],
    ["520103", "520000", undefined, true],
    ["520103", "520300", undefined, false],
    ["110108", "北京市", undefined, true],
    ["110108", "大兴区", undefined, false],
    ["北京经济技术开发区", "110115", undefined, true],
    ["北京经济技术开发区", "北京市", undefined, true],
    ["大兴区", "北京经济技术开发区", undefined, undefined],
    ["110115", "110115-bda", undefined, undefined],
    ["110108", "北京经济技术开发区", undefined, false],
    ["姜堰区", "泰州市", undefined, true],
    ["泰州市", "姜堰区", undefined, undefined],
    ["塔城", "伊犁", undefined, true],
    ["石河子市", "新疆", undefined, true],
    ["火星", "贵州省", undefined, undefined],
    ["贵阳市", "火星", undefined, undefined],
    ["吉林", "吉林省", undefined, undefined],
    ["991234", "全国", undefined, undefined],
    ["520900", "贵州省", undefined, undefined],
    ["419099", "河南省", undefined, undefined],
    ["莱芜市", "济南市", "2018-12-25", false],
    ["莱芜市", "济南市", "2018-12-26", true],
    ["371202", "济南市", "2018-12-25", false],
    ["371202", "济南市", "2018-12-26", true],
    ["371202", "济南市", undefined, true],
    ["济南市", "莱芜市", "2020-01-01", undefined],
    ["北京市", "莱芜市", "2020-01-01", false],
    ["巢湖市", "合肥市", "2012-01-01", undefined],
    ["巢湖市", "安徽省", "2012-01-01", true],
    ["巢湖市", "江苏省", "2012-01-01", false],
    ["姜堰市", "姜堰区", "2025-01-01", true],
    ["321284", "321204", "2010-05-01", true],
    ["522401", "毕节市", "2025-01-01", true],
    ["三沙市", "海南省", "2011-01-01", undefined],
    ["贵阳市", "贵州省", "2009-12-31", undefined],
    ["贵阳市", "贵州省", "2010-01-01", true],
  ])("%s in %s (on %s): %s", (inner, outer, on, answer) => {
    expect(placeWithin(inner, outer, on === undefined ? undefined : localDate(on))).toBe(answer);
  });

  it("holds for every place, its province and the nation, and for no other province", () => {
    for (const code of currentPlaces) {
      for (const province of provinces()) {
        const same = province.code.slice(0, 2) === code.slice(0, 2);
        expect(placeWithin(code, province)).toBe(same);
      }
      expect(placeWithin(code, "000000")).toBe(true);
    }
  });

  it("carries over: inside the inside is inside", () => {
    const any = fc.constantFrom(...currentPlaces, "110115-bda", "000000");
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        if (placeWithin(a, b) === true && placeWithin(b, c) === true) expect(placeWithin(a, c)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the path to a place", () => {
  it.each([
    ["姜堰区", "江苏省·泰州市·姜堰区"],
    ["北京经济技术开发区", "北京市·大兴区·北京经济技术开发区"],
    ["贵州省", "贵州省"],
    ["国家", "全国"],
    ["520103", "贵州省·贵阳市"],
    ["济源市", "河南省·济源市"],
    ["火星", ""],
  ])("to %s is %s", (place, path) => {
    expect(placePathName(place)).toBe(path);
  });

  it("is that of the day", () => {
    expect(placePathName("321204", localDate("2012-01-01"))).toBe("江苏省·泰州市·姜堰市");
    expect(placePath("371202", localDate("2018-01-01")).map(place => place.name)).toEqual([
      "山东省",
      "莱芜市",
    ]);
    expect(placePath("371202", localDate("2020-01-01")).map(place => place.name)).toEqual([
      "山东省",
      "济南市",
    ]);
  });
});
