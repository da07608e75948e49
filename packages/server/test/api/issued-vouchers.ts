/** Applications decided and vouchers issued, for tests that need one to use. */
import { accepted, type Office, openRound, published } from "../../../programmes/test/office.ts";

/** Decides an application by as many and as high deciders as its amount needs. */
export async function decided(office: Office, id: string): Promise<void> {
  await office.as("decider2", "applications.determine", { id });
  for (const who of ["decider3", "decider3b"]) {
    const { state } = await office.as("desk", "applications.get", { id });
    if (state === "determined") await office.as(who, "applications.approve", { id });
  }
}

export async function issued(office: Office, id: string): Promise<string> {
  await office.as("desk", "applications.allocate", { id });
  const { body } = await office.as("desk", "applications.issue", { id });
  return String(body.voucher);
}

/** A voucher of ¥20,000 that providers deduct from the bill. */
export async function deductible(
  office: Office,
  today: (date: string) => void,
): Promise<{ readonly id: string; readonly programme: string }> {
  today("2025-04-01");
  const rulings = { "deducted-share": "high", "first-entry.cap-period": "total", order: "submission" };
  const money = { pool: "office", amount: "100000.00" };
  const programme = await published(office, "shandong/jinan/shuju.yaml", rulings, money);
  const round = await openRound(office, programme);
  for (const name of ["服务合同", "首单入表证明"])
    await office.as("firm", "evidence.upload", {
      name: `${name}.pdf`,
      proves: name,
      content: Buffer.from(`%PDF-${name} ${office.code}`).toString("base64"),
    });
  const { items } = await office.ask<{ items: { id: string }[] }>("firm", "evidence.list", {});
  const evidence = items.map(each => each.id);
  const facts = {
    "applicant.kind": "企业",
    "applicant.place": "济南市",
    "asset-entry.ready": true,
    "asset-entry.first": true,
    "spend.kind": "数据服务",
    "asset-entry.related-service": true,
    "contract.amount": "10万元",
  };
  const application = await accepted(office, "firm", round, "first-entry", facts, { evidence });
  await decided(office, application);
  await office.as("desk", "applications.announce", { id: application });
  today("2025-04-10");
  return { id: await issued(office, application), programme };
}
