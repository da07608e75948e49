/** What is compared: one policy put to one system. */

/** A fact as written: an amount in 分, a word of the vocabulary, a place, or yes and no. */
export type Written = bigint | string | boolean;

/** One case of a policy: the facts, by the names of the vocabulary. */
export interface Point {
  readonly name: string;
  /** Why the systems cannot all be right here. */
  readonly because?: string;
  readonly facts: Readonly<Record<string, Written>>;
}

/** What a benefit comes to, in 分: one sum, the ends of a range, or why there is none. */
export type Sum = bigint | { readonly low: bigint; readonly high: bigint } | string;

/** By benefit. */
export type Sums = Readonly<Record<string, Sum>>;

export interface Prepared {
  /** Answers as the system gives them, unread: this is what is timed. */
  readonly evaluate: () => unknown;
  /** The same answer in 分. */
  readonly sums: () => Promise<Sums>;
}

export interface System {
  readonly name: string;
  /** What one evaluation includes. */
  readonly includes: string;
  /** A point, brought into the system's own form ahead of time. */
  readonly prepare: (policy: PolicyName, point: Point) => Prepared;
}

export const POLICIES = {
  jiangyan: {
    programme: "cn-jiangsu-taizhou-jiangyan/suanli",
    title: "姜堰算力券 / Jiangyan: tiers of a discount",
    benefits: ["core", "other"],
  },
  wuhu: {
    programme: "cn-anhui-wuhu/shuju",
    title: "芜湖数据券 / Wuhu: rates by grade, a shared limit",
    benefits: ["product", "service"],
  },
  guizhou: {
    programme: "cn-guizhou/suanli",
    title: "贵州算力券 / Guizhou: three cash vouchers",
    benefits: ["purchase", "adapt", "train"],
  },
} as const;
export type PolicyName = keyof typeof POLICIES;
