/**
 * Every outcome that a request can have: a closed table. Code, database, documents and tests follow it.
 *
 * `kept`: the answer is written down and final for its key; the same request gets it again for ever.
 * The others write nothing at all, and the same key may be used again.
 */
const TABLE = {
  done: {
    kept: true,
    zh: "已入账。",
    en: "Recorded.",
  },
  "over-limit": {
    kept: true,
    zh: "超出账户限额；leftFen 为尚余额度（分）。",
    en: "More than an account's limit allows; leftFen says what is left.",
  },
  closed: {
    kept: true,
    zh: "账户已关闭。",
    en: "An account is closed.",
  },
  frozen: {
    kept: true,
    zh: "账户已冻结。",
    en: "An account is frozen.",
  },
  "unknown-account": {
    kept: true,
    zh: "没有这个账户；detail 为其代码。",
    en: "There is no such account; detail names it.",
  },
  "unknown-target": {
    kept: true,
    zh: "没有这笔可供处理的记录；detail 为其键。",
    en: "There is no such hold or transfer to act on; detail names it.",
  },
  "other-currency": {
    kept: true,
    zh: "两个账户的币种或单位不同。",
    en: "The two accounts are kept in different currencies or units.",
  },
  "other-programme": {
    kept: true,
    zh: "账户属于另一个项目。",
    en: "An account belongs to another programme.",
  },
  expired: {
    kept: true,
    zh: "预留已过期。",
    en: "The hold has expired.",
  },
  "already-captured": {
    kept: true,
    zh: "预留已核销。",
    en: "The hold has been captured already.",
  },
  "already-released": {
    kept: true,
    zh: "预留已释放。",
    en: "The hold has been released already.",
  },
  "above-held": {
    kept: true,
    zh: "超出预留金额；leftFen 为预留金额（分）。",
    en: "More than was held; leftFen says how much was.",
  },
  "above-rest": {
    kept: true,
    zh: "超出尚可冲正的金额；leftFen 为其余额（分）。",
    en: "More than is left to reverse; leftFen says what is left.",
  },
  "not-a-hold": {
    kept: true,
    zh: "该键对应的不是预留。",
    en: "What the target names is not a hold.",
  },
  "not-reversible": {
    kept: true,
    zh: "只有转账和核销可以冲正。",
    en: "Only transfers and captures can be reversed.",
  },
  "still-pending": {
    kept: true,
    zh: "账户还有未了结的预留，不能关闭。",
    en: "The account has open holds, so it cannot be closed.",
  },
  "too-late": {
    kept: true,
    zh: "预留的期限在提交时已经过去。",
    en: "The hold's time limit had passed before it began.",
  },
  linked: {
    kept: true,
    zh: "同组的另一笔未成，整组不入账；detail 为那一笔的键。",
    en: "Another member of the group failed, so none is recorded; detail is that member's key.",
  },
  conflict: {
    kept: false,
    zh: "同一个键已用于内容不同的请求。",
    en: "The key was used before for a request with other content.",
  },
  malformed: {
    kept: false,
    zh: "请求不合格式；detail 为出错的字段。",
    en: "The request is malformed; detail names the field.",
  },
  "unknown-programme": {
    kept: false,
    zh: "该项目尚未开账。",
    en: "The programme has no books yet.",
  },
  busy: {
    kept: false,
    zh: "繁忙，未受理；请稍后用同一个键重试。",
    en: "Too busy; nothing was done. Try again later with the same key.",
  },
  failed: {
    kept: false,
    zh: "数据库拒绝了这个请求，未写入；detail 为原因。",
    en: "The database refused this request and wrote nothing; detail says why.",
  },
  unknown: {
    kept: false,
    zh: "期限内没有确定的答复；请用同一个键再问。",
    en: "No definite answer within the time given; ask again with the same key.",
  },
} as const;

/** What a request can be answered with. */
export type Outcome = keyof typeof TABLE;

/** `kept`: written into the journal and final for its key. */
export interface OutcomeMeaning {
  readonly kept: boolean;
  readonly zh: string;
  readonly en: string;
}

/** What each outcome means, in both languages, and whether it is final for its key. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeMeaning>> = TABLE;

/** A word from the database as an outcome. */
export function outcomeFrom(word: string | null | undefined): Outcome {
  if (!isOutcome(word)) throw new Error(`the database answered with an outcome of no table: ${word}`);
  return word;
}

const isOutcome = (word: string | null | undefined): word is Outcome =>
  typeof word === "string" && Object.hasOwn(TABLE, word);
