/** An office whose programmes are measured, set up through the API as people would: vouchers to redeem, and sales. */
import { type Client, client } from "../../packages/client/src/index.ts";
import { JIANGYAN, JINAN } from "../../packages/programmes/test/played-programmes.ts";
import type { Sandbox } from "../../packages/server/src/identity/sandbox.ts";

export interface Place {
  readonly url: string;
  readonly sandbox: Sandbox;
}

export type Clerks = (role: keyof Sandbox["keys"]) => Client;
const clerksOf = ({ url, sandbox }: Place): Clerks => {
  return role => client({ url, key: sandbox.keys[role] });
};

/** A programme of the catalogue, published, ruled on and funded. All rulings are invented for the measurement. */
async function published(
  as: Clerks,
  file: string,
  rulings: Readonly<Record<string, string>>,
  amount: string,
): Promise<string> {
  const { id } = await as("desk-officer").call("programmes.load", { file });
  await as("decider-1").call("programmes.check", { id });
  await as("decider-3").call("programmes.publish", { id });
  for (const [question, reading] of Object.entries(rulings))
    await as("decider-3").call("rulings.issue", {
      id,
      question,
      reading,
      issuer: "示例局",
      on: "2025-04-01",
      reference: "示例口径",
      effect: "自发布之日起",
      invented: true,
    });
  const money = { pool: "office", amount, reference: "示例预算" };
  await as("finance-approver").call("pools.appropriate", { id, ...money });
  return id;
}

/** A programme of discounts at the sale, with this much in its one pool. @param amount in yuan */
export const discounts = (place: Place, amount: string): Promise<string> =>
  published(clerksOf(place), JIANGYAN.file, JIANGYAN.rulings, amount);

/** Vouchers of ¥20,000 each out of one pool, each of a firm of its own. @returns their numbers */
export async function vouchers(
  place: Place,
  count: number,
  on: (day: string) => Promise<void>,
): Promise<string[]> {
  const as = clerksOf(place);
  await on("2025-04-01");
  const programme = await published(as, JINAN.file, JINAN.rulings, `${count * 20_000}.00`);
  const round = await as("desk-officer").call("rounds.create", {
    id: programme,
    title: "第一批",
    opens: "2025-01-01",
  });
  await as("decider-2").call("rounds.open", { id: round.id });
  const applications: string[] = [];
  for (let number = 1; number <= count; number += 1)
    applications.push(await applied(place, as, round.id, `firm-${number}`));
  await on("2025-04-10");
  const issued: string[] = [];
  for (const id of applications) {
    await as("desk-officer").call("applications.allocate", { id });
    const { body } = await as("desk-officer").call("applications.issue", { id });
    issued.push(String(body.voucher));
  }
  return issued;
}

/** A firm's application, decided and announced. @returns its number */
async function applied(place: Place, as: Clerks, round: string, firm: string): Promise<string> {
  const admin = as("security-admin");
  await admin.call("organisations.add", { code: firm, kind: "firm", name: `示例企业 ${firm}` });
  const { key } = await admin.call("keys.make", {
    organisation: firm,
    name: firm,
    roles: ["applicant-clerk"],
  });
  const clerk = client({ url: place.url, key });
  const evidence: string[] = [];
  for (const proves of ["服务合同", "首单入表证明"]) {
    const content = Buffer.from(`%PDF-${proves} ${firm}`).toString("base64");
    evidence.push((await clerk.call("evidence.upload", { name: `${proves}.pdf`, proves, content })).id);
  }
  const { id } = await clerk.call("applications.create", {
    round,
    benefit: "first-entry",
    facts: JINAN.facts,
    evidence,
  });
  await clerk.call("applications.submit", { id });
  await as("desk-officer").call("applications.accept", { id });
  await as("decider-2").call("applications.determine", { id });
  await as("decider-3").call("applications.approve", { id });
  await as("desk-officer").call("applications.announce", { id });
  return id;
}
