/** A few months of cases in each of the four modes. */
import type { Player } from "./player.ts";

/** 河南: claimed after spending; a run by signing time; both levels pay; one clawback. */
export async function playHenan(p: Player): Promise<void> {
  p.on("2025-04-01");
  const { programme, round } = await p.begin();
  const spend = (fee: string, signed: string) => ({
    "spend.kind": "算力服务",
    "service.fee": fee,
    "contract.signed": signed,
  });
  const cases = [
    ["firm-1", spend("200万元", "2024-06-01")],
    ["firm-2", spend("480万元", "2024-03-15")],
    ["firm-3", spend("36.5万元", "2025-01-20")],
  ] as const;
  const ids: string[] = [];
  for (const [firm, facts] of cases) ids.push(await p.apply(firm, round, "compute", facts));
  const returned = await p.apply("firm-4", round, "compute", spend("90万元", "2025-02-01"));
  await p.do("desk", "applications.return", {
    id: returned,
    reason: "facts-unclear",
    note: "请说明服务期限（演示）",
  });
  await p.do("firm-5", "applications.create", {
    round,
    benefit: "compute",
    facts: spend("15万元", "2025-03-01"),
  });
  p.on("2025-04-08");
  for (const id of ids) await p.decide(id);
  await p.do("desk", "rounds.close", { id: round });
  const run = await p.do("desk", "allocation.preview", { id: round });
  await p.do("decider2", "allocation.confirm", { id: run.id, hash: run.body.result });
  p.on("2025-04-25");
  const claims: string[] = [];
  for (const [index, id] of ids.entries()) {
    const firm = `firm-${index + 1}`;
    const voucher = await p.issue(id);
    await p.account(firm);
    claims.push(await p.claim(firm, { programme, voucher }));
  }
  p.on("2025-05-12");
  await p.pay(programme, "2025年第1批", [1]);
  p.on("2025-05-26");
  await p.pay(programme, "2025年第2批");
  p.on("2025-07-02");
  const { id } = await p.do("auditor", "clawbacks.open", { claim: claims[2], says: "发票已作废（演示）" });
  await p.do("desk", "clawbacks.notify", { id });
  await p.do("desk", "clawbacks.hear", { id, note: "企业承认（演示）" });
  await p.do("decider3", "clawbacks.decide", { id, reason: "evidence-false", note: "予以追回（演示）" });
  await p.do("finance", "clawbacks.demand", { id, amount: "73000.00", due: "2025-08-31" });
  p.on("2025-08-11");
  await p.do("finance", "clawbacks.recover", { id, amount: "43000.00" });
}

/** 贵州: vouchers first, redeemed on evidence; in kind too; what is not used in six months goes back. */
export async function playGuizhou(p: Player): Promise<void> {
  p.on("2025-04-02");
  const { programme, round } = await p.begin();
  const purchase = (sum: string) => ({
    "spend.kind": "算力服务",
    "supply.place": "贵州省",
    "contract.amount": sum,
    "compute.use": "一般应用",
  });
  const adapt = {
    "spend.kind": "适配服务",
    "compute.use": "国产化适配",
    "compute.local": true,
    "compute.domestic": true,
    "service.fee": "400万元",
  };
  const train = {
    "spend.kind": "模型训练服务",
    "compute.use": "模型训练",
    "compute.local": true,
    "paid.amount": "100万元",
  };
  const cases = [
    ["firm-1", "purchase", purchase("1000万元")],
    ["firm-2", "adapt", adapt],
    ["firm-3", "train", train],
  ] as const;
  const ids: string[] = [];
  for (const [firm, benefit, facts] of cases) ids.push(await p.apply(firm, round, benefit, facts));
  p.on("2025-04-09");
  for (const id of ids) {
    await p.decide(id);
    await p.do("desk", "applications.announce", { id });
  }
  p.on("2025-04-24");
  const vouchers: string[] = [];
  for (const id of ids) vouchers.push(await p.issue(id));
  p.on("2025-06-16");
  await p.account("firm-1");
  await p.claim("firm-1", { programme, voucher: vouchers[0], facts: { "contract.amount": "820万元" } });
  await p.account("firm-2");
  await p.claim("firm-2", { programme, voucher: vouchers[1] });
  await p.pay(programme, "2025年第1批");
  p.on("2025-09-03");
  const later = await p.apply("firm-4", round, "purchase", purchase("260万元"));
  await p.decide(later);
  await p.do("desk", "applications.announce", { id: later });
  await p.apply("firm-5", round, "purchase", purchase("75万元"));
  p.on("2025-10-27");
  await p.run("desk", "vouchers.expire", { id: programme });
}

/** 济南: deducted at the provider, who claims. */
export async function playJinan(p: Player): Promise<void> {
  p.on("2025-04-03");
  const { programme, round } = await p.begin();
  const facts = (sum: string) => ({
    "applicant.kind": "企业",
    "applicant.place": "济南市",
    "asset-entry.ready": true,
    "asset-entry.first": true,
    "spend.kind": "数据服务",
    "asset-entry.related-service": true,
    "contract.amount": sum,
  });
  const vouchers: string[] = [];
  for (const [firm, sum] of [
    ["firm-1", "10万元"],
    ["firm-2", "3万元"],
    ["firm-3", "1.2万元"],
  ] as const) {
    p.on("2025-04-03");
    const evidence = [await p.evidence(firm, "服务合同"), await p.evidence(firm, "首单入表证明")];
    const id = await p.apply(firm, round, "first-entry", facts(sum), evidence);
    await p.decide(id);
    await p.do("desk", "applications.announce", { id });
    p.on("2025-04-18");
    vouchers.push(await p.issue(id));
  }
  p.on("2025-05-15");
  const [first, second, third] = vouchers;
  await p.run("provider-1", "vouchers.redeem", { id: first, order: "DEMO-1", amount: "12000.00" });
  await p.run("provider-1", "vouchers.redeem", { id: first, order: "DEMO-2", amount: "5000.00" });
  await p.run("provider-1", "vouchers.redeem", { id: second, order: "DEMO-3", amount: "20000.00" });
  await p.run("provider-2", "vouchers.redeem", { id: third, order: "DEMO-4", amount: "8000.00" });
  p.on("2025-06-10");
  await p.account("provider-1");
  await p.claim("provider-1", { programme });
  await p.pay(programme, "2025年第1批");
  p.on("2025-07-21");
  await p.do("auditor", "vouchers.suspend", {
    id: third,
    reason: "suspected-misuse",
    note: "核查中（演示）",
  });
}

/** 姜堰: a discount at the sale; the office repays the provider. */
export async function playJiangyan(p: Player): Promise<void> {
  p.on("2025-05-06");
  const { programme } = await p.begin();
  const sale = async (
    day: string,
    order: string,
    firm: string,
    core: boolean,
    list: string,
  ): Promise<void> => {
    p.on(day);
    const facts = {
      "applicant.kind": "企业",
      "applicant.place": "姜堰区",
      "applicant.digital-core": core,
      "spend.kind": "算力服务",
      supplier: "姜堰电信天翼云",
      "order.list": list,
    };
    await p.run("provider-1", "sales.record", { id: programme, applicant: `demo-${firm}`, order, facts });
  };
  await sale("2025-05-12", "DEMO-1", "firm-1", true, "5万元");
  await sale("2025-06-03", "DEMO-2", "firm-2", false, "20万元");
  await sale("2025-07-01", "DEMO-3", "firm-3", true, "100万元");
  p.on("2025-07-15");
  await p.account("provider-1");
  await p.claim("provider-1", { programme });
  await p.pay(programme, "2025年第1批");
  await sale("2025-08-08", "DEMO-4", "firm-4", false, "9.9万元");
}
