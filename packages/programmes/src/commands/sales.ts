/** 免申即享：成交时按规则直接优惠；核销与优惠的记录。 */
import { z } from "zod";
import { type Command, command, pageInput, pageOf } from "../command.ts";
import { usedRows } from "../money/figures.ts";
import { organisationSeen } from "../subjects/advance.ts";
import { field, yuan } from "../subjects/view.ts";
import { sell } from "../vouchers/sell.ts";
import { EVERYBODY } from "./people.ts";

const saleView = z.object({
  key: z.string(),
  order: z.string(),
  benefit: z.string(),
  discount: z.string(),
  payable: z.string().nullable(),
  repaid: z.boolean(),
  assessment: z.string(),
});

const recordSale = command({
  name: "sales.record",
  method: "POST",
  path: "/programmes/{id}/sales",
  says: {
    zh: "成交优惠：无需申请，按规则直接减价",
    en: "A sale at the programme's discount; nobody applies",
  },
  roles: ["provider-clerk", "integrator"],
  money: true,
  input: z.object({ id: field.id, applicant: field.code, order: field.code, facts: field.facts }),
  output: saleView,
  example: {
    id: "0198a4b2-0000-7000-8000-000000000000",
    applicant: "firm-1",
    order: "ORDER-3",
    facts: { "applicant.kind": "企业", "order.list": "5万元" },
  },
  async run(context, { id, applicant, order, facts }) {
    const sold = await sell(context, { programme: id, applicant, order, facts });
    return {
      key: sold.key,
      order,
      benefit: sold.benefit,
      discount: yuan(sold.discount),
      payable: sold.payable === null ? null : yuan(sold.payable),
      repaid: sold.repaid,
      assessment: sold.hash,
    };
  },
});

const list = command({
  name: "redemptions.list",
  method: "GET",
  path: "/redemptions",
  says: { zh: "核销与优惠记录；服务商只见自己的", en: "Redemptions and sales; a provider sees its own" },
  roles: EVERYBODY,
  input: z.object({
    ...pageInput,
    programme: field.id.optional(),
    voucher: field.id.optional(),
    unclaimed: z.coerce.boolean().optional(),
  }),
  output: pageOf(
    z.object({
      key: z.string(),
      programme: z.string(),
      voucher: z.string().nullable(),
      applicant: z.string(),
      provider: z.string(),
      order: z.string(),
      amount: z.string(),
      net: z.string(),
      claim: z.string().nullable(),
      at: z.string(),
    }),
  ),
  example: { limit: 20 },
  async run(context, { programme, voucher, unclaimed, cursor, limit: most }) {
    const limit = most ?? 50;
    const rows = await usedRows(context.store.sql, context.actor.office, {
      provider: organisationSeen(context),
      programme,
      voucher,
      unclaimed: unclaimed === true,
      after: cursor,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit).map(row => ({
      key: row.key,
      programme: row.programme,
      voucher: row.voucher,
      applicant: row.applicant,
      provider: row.provider,
      order: row.orderNumber,
      amount: yuan(row.amount),
      net: yuan(row.net),
      claim: row.claim,
      at: row.at.toISOString(),
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.key ?? null) : null };
  },
});

export const saleCommands: readonly Command[] = [recordSale, list];
