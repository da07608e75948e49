/** Programmes of the catalogue as tests and measurements play them. The rulings are invented. */

interface Played {
  /** Under `policies/`. */
  readonly file: string;
  readonly rulings: Readonly<Record<string, string>>;
}

/** 济南: data vouchers deducted at the provider; these facts give one of ¥20,000. */
export const JINAN = {
  file: "shandong/jinan/shuju.yaml",
  rulings: { "deducted-share": "high", "first-entry.cap-period": "total", order: "submission" },
  facts: {
    "applicant.kind": "企业",
    "applicant.place": "济南市",
    "asset-entry.ready": true,
    "asset-entry.first": true,
    "spend.kind": "数据服务",
    "asset-entry.related-service": true,
    "contract.amount": "10万元",
  },
} as const satisfies Played & { facts: object };

/** 姜堰: a discount at the sale, which the office repays. */
export const JIANGYAN = {
  file: "jiangsu/taizhou/jiangyan/suanli.yaml",
  rulings: {
    "order-or-total": "order",
    "list-or-net": "list",
    "edge-10": "below",
    "edge-30": "below",
    "sale-funder": "repaid",
  },
  /** A core firm's order, of a list price with its unit: `5万元` gives a discount of ¥28,000. */
  facts: (list: string) => ({
    "applicant.kind": "企业",
    "applicant.place": "姜堰区",
    "applicant.digital-core": true,
    "spend.kind": "算力服务",
    supplier: "姜堰电信天翼云",
    "order.list": list,
  }),
} as const satisfies Played & { facts: object };

/** 贵州: a voucher first, redeemed on evidence. */
export const GUIZHOU = {
  file: "guizhou/suanli.yaml",
  rulings: { "exclusion-scope": "year", "cash-overlap": "exclusive", order: "submission" },
} as const satisfies Played;
