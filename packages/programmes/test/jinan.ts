import type { NoonClock } from "./noon-clock.ts";
import { accepted, type Office, openRound, published } from "./office.ts";
import { JINAN } from "./played-programmes.ts";

/** A voucher of 20,000 yuan of the Jinan programme, issued to firm-1 on 2025-04-10 by this office. */
export async function jinanVoucher(
  h: Pick<NoonClock, "today">,
  office: Office,
): Promise<{ programme: string; voucher: string }> {
  h.today("2025-04-01");
  const pool = { pool: "office", amount: "100000.00" };
  const programme = await published(office, JINAN.file, JINAN.rulings, pool);
  const round = await openRound(office, programme);
  const evidence: string[] = [];
  for (const name of ["服务合同", "首单入表证明"]) {
    const content = Buffer.from(`%PDF-${name} ${office.code}`).toString("base64");
    evidence.push(
      (await office.as("firm", "evidence.upload", { name: `${name}.pdf`, proves: name, content })).id,
    );
  }
  const id = await accepted(office, "firm", round, "first-entry", JINAN.facts, { evidence });
  await office.as("decider1", "applications.determine", { id });
  await office.as("decider2", "applications.approve", { id });
  await office.as("desk", "applications.announce", { id });
  h.today("2025-04-10");
  await office.as("desk", "applications.allocate", { id });
  const issued = await office.as("desk", "applications.issue", { id });
  return { programme, voucher: String(issued.body.voucher) };
}
