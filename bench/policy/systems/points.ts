/** The cases on which the systems are compared. The last ones of each policy are where texts and floats bite. */
import type { Point, PolicyName } from "./system.ts";

const yuan = (amount: number): bigint => BigInt(Math.round(amount * 100));

const jiangyan = (name: string, core: boolean, list: number, place = "姜堰区"): Point => ({
  name,
  facts: {
    "applicant.kind": "企业",
    "applicant.place": place,
    "applicant.digital-core": core,
    "spend.kind": "算力服务",
    supplier: "姜堰电信天翼云",
    "order.list": yuan(list),
  },
});

const wuhu = (
  name: string,
  grade: string,
  kind: "数据产品" | "数据服务",
  amount: number,
  service = "数据合规评估",
): Point => ({
  name,
  facts: {
    "applicant.kind": "企业",
    "applicant.place": "芜湖市",
    "applicant.big-data-grade": grade,
    "applicant.unlisted-conditions": true,
    "data.exchange-supported": true,
    "data.listed": true,
    "data.service-kind": service,
    "spend.kind": kind,
    "contract.amount": yuan(amount),
  },
});

const guizhou = (
  name: string,
  kind: string,
  use: string,
  amounts: { readonly contract?: number; readonly fee?: number; readonly paid?: number },
  supply = "贵州省",
): Point => ({
  name,
  facts: {
    "spend.kind": kind,
    "supply.place": supply,
    "compute.use": use,
    "compute.local": true,
    "compute.domestic": true,
    "contract.amount": yuan(amounts.contract ?? amounts.fee ?? amounts.paid ?? 0),
    "service.fee": yuan(amounts.fee ?? 0),
    "paid.amount": yuan(amounts.paid ?? 0),
  },
});

const because = (reason: string, point: Point): Point => ({ ...point, because: reason });
const EDGE =
  "the text gives the bound itself to neither row: both answers are possible until the office rules";
const ROUNDING =
  "the text names no rounding: down to the fen, or a rate would be exceeded; publicodes rounds to the nearest only";

export const POINTS: Readonly<Record<PolicyName, readonly Point[]>> = {
  jiangyan: [
    jiangyan("core firm, ¥50,000", true, 50_000),
    jiangyan("other firm, ¥50,000", false, 50_000),
    jiangyan("core firm, ¥250,000", true, 250_000),
    jiangyan("other firm, ¥250,000", false, 250_000),
    jiangyan("core firm, ¥1,000,000", true, 1_000_000),
    jiangyan("other firm, ¥1,000,000", false, 1_000_000),
    jiangyan("core firm of another city, ¥50,000", true, 50_000, "扬州市"),
    because(ROUNDING, jiangyan("core firm, ¥72.55: half a fen", true, 72.55)),
    because(EDGE, jiangyan("core firm, exactly ¥300,000: between two rows", true, 300_000)),
    because(EDGE, jiangyan("other firm, exactly ¥100,000: between two rows", false, 100_000)),
    because(
      "the text does not say whether the amount is meant before or after the discount",
      jiangyan("core firm, ¥400,000: above the edge before the discount and below it after", true, 400_000),
    ),
  ],
  wuhu: [
    wuhu("product, provincial grade, ¥1,000,000", "省级", "数据产品", 1_000_000),
    wuhu("product, city grade, ¥1,000,000", "市级", "数据产品", 1_000_000),
    wuhu("product, no grade, ¥1,000,000", "未认定", "数据产品", 1_000_000),
    wuhu("service, provincial grade, ¥1,000,000", "省级", "数据服务", 1_000_000),
    wuhu("service, city grade, ¥1,000,000", "市级", "数据服务", 1_000_000),
    wuhu("service, no grade, ¥1,000,000", "未认定", "数据服务", 1_000_000),
    wuhu("product at the limit, ¥8,000,000", "省级", "数据产品", 8_000_000),
    because(ROUNDING, wuhu("service, no grade, ¥33.33: a part of a fen", "未认定", "数据服务", 33.33)),
    because(
      "the list of services ends with «and so on»: whether others count is open",
      wuhu(
        "a service that the list does not name, ¥1,000,000",
        "市级",
        "数据服务",
        1_000_000,
        "其他数据服务",
      ),
    ),
  ],
  guizhou: [
    guizhou("purchase, ¥10,000,000", "算力服务", "一般应用", { contract: 10_000_000 }),
    guizhou("purchase at the limit, ¥100,000,000", "算力服务", "一般应用", { contract: 100_000_000 }),
    guizhou("purchase from another province", "算力服务", "一般应用", { contract: 10_000_000 }, "北京市"),
    guizhou("adaptation, ¥4,000,000", "适配服务", "国产化适配", { fee: 4_000_000 }),
    guizhou("adaptation at the limit, ¥5,000,000", "适配服务", "国产化适配", { fee: 5_000_000 }),
    guizhou("training, ¥1,000,000", "模型训练服务", "模型训练", { paid: 1_000_000 }),
    guizhou("training at the limit, ¥20,000,000", "模型训练服务", "模型训练", { paid: 20_000_000 }),
    because(
      ROUNDING,
      guizhou("purchase, ¥66,666,666.66: a part of a fen below the limit", "算力服务", "一般应用", {
        contract: 66_666_666.66,
      }),
    ),
  ],
};
