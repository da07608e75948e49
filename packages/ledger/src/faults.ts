/** What `verify` can find wrong: a closed table. */
const TABLE = {
  "block-missing": { zh: "缺少区块", en: "a block is missing" },
  "chain-broken": {
    zh: "区块的前序哈希与上一区块不符",
    en: "a block does not follow from the one before it",
  },
  "time-runs-back": { zh: "记录时间早于上一区块", en: "a block is older than the one before it" },
  "hash-differs": { zh: "区块头与其哈希不符", en: "a block's header does not give its hash" },
  "count-differs": { zh: "区块的条数与账页不符", en: "a block holds another number of rows than it says" },
  "digest-differs": { zh: "区块内容与其摘要不符", en: "a block's rows do not give its digest" },
  "fingerprint-differs": { zh: "请求内容与其指纹不符", en: "a row's content does not give its fingerprint" },
  "account-unknown": { zh: "账户不存在或尚未开立", en: "a row names an account that was not open then" },
  "target-wrong": {
    zh: "所指预留或交易不存在、已了结或不符",
    en: "a row acts on a hold or transfer that is not there, or has ended, or differs",
  },
  "balance-differs": {
    zh: "该行之后的余额与重算不符",
    en: "the balance after a row is not what its rows come to",
  },
  "limit-broken": { zh: "该行使账户越过限额", en: "a row takes an account beyond its limits" },
  "state-broken": { zh: "该行动用了已冻结或已关闭的账户", en: "a row moves a frozen or closed account" },
  "rows-beyond": { zh: "账页或账户超出链的末端", en: "rows or accounts stand beyond the end of the chain" },
  "head-differs": { zh: "项目的链头与最后区块不符", en: "the programme's head is not its last block" },
  "totals-differ": { zh: "账户合计与账页重算不符", en: "an account's totals are not what its rows come to" },
  "hold-differs": { zh: "预留的状态与账页不符", en: "a hold stands otherwise than its rows say" },
  "reversal-differs": {
    zh: "冲正合计与账页不符",
    en: "reversals come to more than, or other than, what was booked",
  },
  "checkpoint-differs": {
    zh: "检查点所记的区块与现有的不同",
    en: "a block is not the one that a checkpoint recorded",
  },
  "checkpoint-forged": { zh: "检查点的哈希或签名无效", en: "a checkpoint's hash or signature is not valid" },
} as const;

export type FaultCode = keyof typeof TABLE;

/** The first thing found wrong, and where. */
export interface Fault {
  readonly code: FaultCode;
  readonly office: string;
  readonly programme: string;
  readonly height: bigint | null;
  readonly position: number | null;
  /** Key of the row, or code of the account. */
  readonly subject: string | null;
  readonly expected: string | null;
  readonly found: string | null;
  readonly zh: string;
  readonly en: string;
}

export type Where = Pick<Fault, "office" | "programme"> &
  Partial<Pick<Fault, "height" | "position" | "subject">>;

/** Describes a fault. @param values what was reckoned and what stands there, when they tell the reader something */
export function fault(
  code: FaultCode,
  where: Where,
  values: { expected?: unknown; found?: unknown } = {},
): Fault {
  const text = (value: unknown): string | null =>
    value === undefined || value === null ? null : String(value);
  return {
    code,
    office: where.office,
    programme: where.programme,
    height: where.height ?? null,
    position: where.position ?? null,
    subject: where.subject ?? null,
    expected: text(values.expected),
    found: text(values.found),
    ...TABLE[code],
  };
}
