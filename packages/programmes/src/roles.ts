/** Who may do what, as data: the roles, where each belongs, and the pairs that no one person may hold together. */

export const ROLES = [
  "applicant-clerk",
  "provider-clerk",
  "desk-officer",
  "expert",
  "decider-1",
  "decider-2",
  "decider-3",
  "finance-clerk",
  "finance-approver",
  "auditor",
  "system-admin",
  "security-admin",
  "audit-admin",
  "integrator",
] as const;
export type Role = (typeof ROLES)[number];

/** `own`: only what belongs to the person's own organisation; `office`: everything of the office. */
export type Sight = "own" | "office" | "none";

export interface RoleMeaning {
  readonly zh: string;
  readonly en: string;
  /** The kind of organisation whose members may hold it. */
  readonly of: "firm" | "provider" | "office" | "finance" | "audit" | "platform";
  readonly sees: Sight;
}

export const ROLE_TABLE: Readonly<Record<Role, RoleMeaning>> = {
  "applicant-clerk": { zh: "企业经办人", en: "firm's clerk", of: "firm", sees: "own" },
  "provider-clerk": { zh: "服务商经办人", en: "provider's clerk", of: "provider", sees: "own" },
  "desk-officer": { zh: "受理员", en: "desk officer", of: "office", sees: "office" },
  expert: { zh: "评审专家", en: "expert", of: "office", sees: "office" },
  "decider-1": { zh: "一级决定人", en: "decider, first rank", of: "office", sees: "office" },
  "decider-2": { zh: "二级决定人", en: "decider, second rank", of: "office", sees: "office" },
  "decider-3": { zh: "三级决定人", en: "decider, third rank", of: "office", sees: "office" },
  "finance-clerk": { zh: "财政经办人", en: "finance clerk", of: "finance", sees: "office" },
  "finance-approver": { zh: "财政审批人", en: "finance approver", of: "finance", sees: "office" },
  auditor: { zh: "审计员", en: "auditor", of: "audit", sees: "office" },
  "system-admin": { zh: "系统管理员", en: "system administrator", of: "office", sees: "none" },
  "security-admin": { zh: "安全管理员", en: "security administrator", of: "office", sees: "none" },
  "audit-admin": { zh: "审计管理员", en: "audit administrator", of: "office", sees: "none" },
  integrator: { zh: "平台对接方", en: "platform integrator", of: "platform", sees: "own" },
};

export interface IncompatiblePair {
  readonly pair: readonly [Role, Role];
  readonly zh: string;
  readonly en: string;
}

const DECIDERS = ["decider-1", "decider-2", "decider-3"] as const;
const OFFICE_SIDE = ["desk-officer", "expert", ...DECIDERS, "finance-clerk", "finance-approver"] as const;
const ADMINS = ["system-admin", "security-admin", "audit-admin"] as const;

const pairs = (
  ones: readonly Role[],
  others: readonly Role[],
  zh: string,
  en: string,
): readonly IncompatiblePair[] =>
  ones.flatMap(one => others.map(other => ({ pair: [one, other] as const, zh, en })));

export const INCOMPATIBLE: readonly IncompatiblePair[] = [
  ...pairs(
    ["applicant-clerk", "provider-clerk", "integrator"],
    [...OFFICE_SIDE, "auditor", ...ADMINS],
    "申领或兑付一方不得参与审批、拨付、审计或管理。",
    "Who asks for money takes no part in deciding, paying, auditing or administering it.",
  ),
  ...pairs(["desk-officer"], DECIDERS, "受理与决定分离。", "Who receives a case does not decide it."),
  ...pairs(["expert"], DECIDERS, "评审与决定分离。", "Who scores a case does not decide it."),
  ...pairs(
    DECIDERS,
    ["finance-clerk", "finance-approver"],
    "决定与拨付分离。",
    "Who decides an award does not pay it.",
  ),
  ...pairs(
    ["finance-clerk"],
    ["finance-approver"],
    "经办与审批分离。",
    "Who prepares a payment does not approve it.",
  ),
  ...pairs(["auditor"], OFFICE_SIDE, "审计独立于业务。", "Audit is independent of the business it reads."),
  ...pairs(ADMINS, [...OFFICE_SIDE, "auditor"], "管理员不办业务。", "Administrators handle no cases."),
  ...pairs(
    ["system-admin"],
    ["security-admin", "audit-admin"],
    "三员分立。",
    "The three administrators are three people.",
  ),
  ...pairs(["security-admin"], ["audit-admin"], "三员分立。", "The three administrators are three people."),
];

/** The pairs that a set of roles breaks; empty when one person may hold them all. */
export const incompatibleIn = (roles: readonly Role[]): readonly IncompatiblePair[] =>
  INCOMPATIBLE.filter(({ pair }) => pair.every(role => roles.includes(role)));

/** The widest sight that any of the roles gives. */
export function sightOf(roles: readonly Role[]): Sight {
  const sights = new Set(roles.map(role => ROLE_TABLE[role].sees));
  return sights.has("office") ? "office" : sights.has("own") ? "own" : "none";
}
