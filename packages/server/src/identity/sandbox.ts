/** A sandbox office: play money, one organisation of each kind, and one key for each role, so that one can play them all. */
import { randomBytes } from "node:crypto";
import { ROLE_TABLE, ROLES, type Role } from "@suanquan/programmes";
import type { Pool } from "pg";
import {
  addOrganisation,
  makeKey,
  ORGANISATION_KINDS,
  type OrganisationKind,
  openOffice,
} from "./offices.ts";

const NAMES: Readonly<Record<OrganisationKind, string>> = {
  firm: "演示企业（虚构）",
  provider: "演示服务商（虚构）",
  office: "演示主管部门（虚构）",
  finance: "演示财政部门（虚构）",
  audit: "演示审计部门（虚构）",
  platform: "演示平台（虚构）",
};

export interface Sandbox {
  readonly office: string;
  /** One key for each role, shown once. */
  readonly keys: Readonly<Record<Role, string>>;
}

/** Opens a sandbox office. @param code its code, which begins with `demo-`; a random one if not given */
export async function openSandbox(
  pool: Pool,
  actor: string,
  code = `demo-${randomBytes(6).toString("hex")}`,
): Promise<Sandbox> {
  await openOffice(pool, { code, zh: "沙箱（虚拟资金）", en: "Sandbox (play money)", sandbox: true });
  for (const kind of ORGANISATION_KINDS)
    await addOrganisation(pool, { office: code, code: kind, kind, name: NAMES[kind] });
  const keys: [Role, string][] = [];
  for (const role of ROLES) {
    const request = { office: code, organisation: ROLE_TABLE[role].of, name: role, roles: [role] };
    keys.push([role, (await makeKey(pool, request, actor)).key]);
  }
  return { office: code, keys: Object.fromEntries(keys) as Record<Role, string> };
}
