/** The people and organisations of the demonstration. All are invented, and say so by their names. */
import type { Actor } from "../command.ts";
import { ROLE_TABLE, type Role } from "../roles.ts";

export interface DemonstrationOffice {
  /** Begins with `demo-`: only such offices can be removed again. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** The programme's file in the catalogue. */
  readonly file: string;
  /** Answers to what the text leaves open: invented for the demonstration. */
  readonly rulings: Readonly<Record<string, string>>;
  readonly appropriation: { readonly pool: string; readonly amount: string };
}

export const DEMONSTRATION_OFFICES: readonly DemonstrationOffice[] = [
  {
    code: "demo-henan",
    zh: "演示单位·河南算力券",
    en: "Demonstration office, Henan",
    file: "henan/suanli.yaml",
    rulings: { "cap-period": "total", "pool-period": "total", ties: "by-submission", last: "partly" },
    appropriation: { pool: "vouchers", amount: "50000000.00" },
  },
  {
    code: "demo-guizhou",
    zh: "演示单位·贵州算力券",
    en: "Demonstration office, Guizhou",
    file: "guizhou/suanli.yaml",
    rulings: {
      "exclusion-scope": "year",
      "cash-overlap": "exclusive",
      "lifetime-start": "issued",
      order: "submission",
    },
    appropriation: { pool: "office", amount: "20000000.00" },
  },
  {
    code: "demo-jinan",
    zh: "演示单位·济南数据要素券",
    en: "Demonstration office, Jinan",
    file: "shandong/jinan/shuju.yaml",
    rulings: { "deducted-share": "high", "first-entry.cap-period": "total", order: "submission" },
    appropriation: { pool: "office", amount: "2000000.00" },
  },
  {
    code: "demo-jiangyan",
    zh: "演示单位·姜堰算力券",
    en: "Demonstration office, Jiangyan",
    file: "jiangsu/taizhou/jiangyan/suanli.yaml",
    rulings: {
      "order-or-total": "order",
      "list-or-net": "list",
      "edge-10": "below",
      "edge-30": "below",
      "sale-funder": "repaid",
    },
    appropriation: { pool: "office", amount: "3000000.00" },
  },
];

interface Organisation {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export const FIRMS: readonly Organisation[] = [
  { id: "demo-firm-1", zh: "示例企业甲", en: "Example firm A" },
  { id: "demo-firm-2", zh: "示例企业乙", en: "Example firm B" },
  { id: "demo-firm-3", zh: "示例企业丙", en: "Example firm C" },
  { id: "demo-firm-4", zh: "示例企业丁", en: "Example firm D" },
  { id: "demo-firm-5", zh: "示例企业戊", en: "Example firm E" },
];
export const PROVIDERS: readonly Organisation[] = [
  { id: "demo-provider-1", zh: "示例服务商一", en: "Example provider 1" },
  { id: "demo-provider-2", zh: "示例服务商二", en: "Example provider 2" },
];

/** People of each office beside the clerks: one person for each duty, two where two are needed. */
const DUTIES: Readonly<Record<string, Role>> = {
  desk: "desk-officer",
  expert: "expert",
  decider1: "decider-1",
  decider2: "decider-2",
  decider3: "decider-3",
  decider3b: "decider-3",
  finance: "finance-clerk",
  approver: "finance-approver",
  auditor: "auditor",
  system: "system-admin",
  security: "security-admin",
  audit: "audit-admin",
  platform: "integrator",
};

export interface DemonstrationPerson {
  /** `desk`, `firm-1`: what the scenes call them. */
  readonly name: string;
  readonly person: string;
  readonly organisation: string;
  readonly role: Role;
}

const clerks = (firms: readonly Organisation[], role: Role): [string, Role, string][] =>
  firms.map(({ id }) => [id.replace("demo-", ""), role, id]);

/** Everybody who plays in an office. */
export function peopleOf(office: string): readonly DemonstrationPerson[] {
  const officers = Object.entries(DUTIES).map(([name, role]): [string, Role, string] => [
    name,
    role,
    `${office}-${ROLE_TABLE[role].of}`,
  ]);
  return [...clerks(FIRMS, "applicant-clerk"), ...clerks(PROVIDERS, "provider-clerk"), ...officers].map(
    ([name, role, organisation]) => ({ name, person: `${office}-${name}`, organisation, role }),
  );
}

/**
 * A person of the demonstration by name.
 * @throws RangeError when nobody is called so
 */
export function actorNamed(office: string, name: string): Actor {
  const found = peopleOf(office).find(each => each.name === name);
  if (found === undefined) throw new RangeError(`nobody is called ${name}`);
  const { person, organisation, role } = found;
  return { person, organisation, office, roles: [role] };
}
