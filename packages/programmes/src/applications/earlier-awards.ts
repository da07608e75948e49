/** What an applicant has been granted, has redeemed and been paid before, from the office's own records. */
import { type LocalDate, localDate, todayInShanghai } from "@suanquan/china";
import type { Programme } from "@suanquan/policy";
import type { Context } from "../command.ts";
import { usedRows } from "../money/figures.ts";
import type { EarlierAward } from "../rules/assess.ts";
import { readCase, sharedText } from "../rules/case-facts.ts";
import { openRules, type Rules } from "../rules/open-rules.ts";
import { capsIn } from "../rules/questions.ts";
import type { Subject } from "../store/subject.ts";
import {
  applicationKind,
  type ClaimBody,
  claimKind,
  programmeKind,
  type VoucherBody,
  voucherKind,
} from "../subjects/kinds.ts";
import { yuan } from "../subjects/view.ts";
import type { Kin } from "./party.ts";

/**
 * Applications whose award is determined but not issued yet: they count, whether their money is set aside or waits for
 * a run, so that two at once cannot both pass.
 */
const DETERMINED = ["determined", "proposed", "notice", "objection", "allocated"];

/** Claims whose money is set aside or paid. */
const COMMITTED = ["submitted", "examined", "approved", "batched", "part-paid", "paid", "reconciled"];

/** What happened to an award on a day, in fen. */
interface Use {
  readonly on: LocalDate;
  readonly redeemed: bigint;
  readonly paid: bigint;
}

const sum = (uses: readonly Use[], what: "redeemed" | "paid"): bigint =>
  uses.reduce((total, use) => total + use[what], 0n);

/** A claim's uses of one award: redeemed when it was handed in, paid on its last day of payment, less what came back. */
function usesOf(claim: Subject<ClaimBody>): Use[] {
  const { countedOn, paidOn, amount, parts } = claim.body;
  if (countedOn === null || !COMMITTED.includes(claim.state)) return [];
  const back = parts.reduce((total, part) => total + BigInt(part.back), 0n);
  const paid = parts.reduce((total, part) => total + BigInt(part.paid), 0n);
  return [
    { on: localDate(countedOn), redeemed: BigInt(amount) - back, paid: 0n },
    { on: localDate(paidOn ?? countedOn), redeemed: 0n, paid: paid - back },
  ];
}

/** Whether a limit over a benefit counts what is redeemed or paid, and not only what is granted. */
const countsUse = (programme: Programme, benefit: string): boolean =>
  capsIn(programme).some(cap => cap.over.includes(benefit) && cap.counts !== "granted");

/** The contract, project and provider of a case, where its spends share one. */
function namesOf(rules: Rules, facts: Readonly<Record<string, unknown>>): Record<string, string> {
  const read = readCase(rules, facts);
  return Object.fromEntries(
    (["contract", "project", "provider"] as const).flatMap(each => {
      const value = sharedText(read, `${each}.id`);
      return value === undefined ? [] : [[each, value]];
    }),
  );
}

const text = (amount: bigint): string => `${yuan(amount)}元`;

/** Awards of an applicant and of those that share limits with it, which count against limits per family only. */
export async function awardsOfKin(
  context: Context,
  kin: Kin,
  except: string | null,
): Promise<EarlierAward[]> {
  const own = await earlierAwards(context, kin.own.organisation ?? "", except);
  const others = await Promise.all(
    kin.relatives.map(each => earlierAwards(context, each.organisation ?? "", except)),
  );
  return [...own, ...others.flat().map(each => ({ ...each, family: true }))];
}

/**
 * Awards of an organisation in this office, oldest first.
 * @param except an application that is being looked at itself
 */
export async function earlierAwards(
  context: Context,
  organisation: string,
  except: string | null,
): Promise<EarlierAward[]> {
  const { store, actor } = context;
  const [vouchers, applications, claims] = await Promise.all([
    store.all(voucherKind, actor.office, { organisation }),
    store.all(applicationKind, actor.office, { organisation, states: DETERMINED }),
    store.all(claimKind, actor.office, { organisation }),
  ]);
  const programmes = new Map<string, Promise<{ tree: string; rules: Rules }>>();
  const programmeOf = (id: string): Promise<{ tree: string; rules: Rules }> => {
    const known = programmes.get(id) ?? openProgramme(context, id);
    programmes.set(id, known);
    return known;
  };
  const awards: EarlierAward[] = [];
  for (const voucher of vouchers) {
    if (voucher.body.application === except) continue;
    const { tree, rules } = await programmeOf(voucher.programme ?? "");
    awards.push(...(await rowsOf(context, voucher, claims, tree, rules)));
  }
  for (const { id, body, programme } of applications) {
    if (id === except || body.award === null || body.grantedOn === null) continue;
    const { tree, rules } = await programmeOf(programme ?? "");
    awards.push({
      programme: tree,
      benefit: body.benefit,
      on: body.grantedOn,
      granted: text(BigInt(body.award)),
      redeemed: text(0n),
      paid: text(0n),
      ...namesOf(rules, body.facts),
    });
  }
  return awards;
}

async function openProgramme(context: Context, id: string): Promise<{ tree: string; rules: Rules }> {
  const { body } = await context.store.get(programmeKind, context.actor.office, id);
  return { tree: body.tree, rules: await openRules(context.store, body.text, body.vocabulary) };
}

/**
 * The rows of one award. What was redeemed or paid in another year than that of the grant has a row of its own where
 * a limit counts it: a row has but one date. A cancelled award counts for what had been used of it.
 */
async function rowsOf(
  context: Context,
  voucher: Subject<VoucherBody>,
  claims: readonly Subject<ClaimBody>[],
  tree: string,
  rules: Rules,
): Promise<EarlierAward[]> {
  const { body } = voucher;
  const own = claims.filter(({ body: { lines } }) =>
    lines.some(line => line.voucher === voucher.id && line.redemption === null),
  );
  const redeemed = await usedRows(context.store.sql, voucher.office, { voucher: voucher.id });
  const uses: Use[] = [
    ...own.flatMap(usesOf),
    ...redeemed.map(row => ({ on: todayInShanghai(row.at), redeemed: row.net, paid: 0n })),
  ];
  const granted = voucher.state === "cancelled" ? sum(uses, "redeemed") : BigInt(body.face);
  if (voucher.state === "cancelled" && granted === 0n) return [];
  const yearOf = (use: Use): string => use.on.slice(0, 4);
  const ofYear = (year: string): Use[] => uses.filter(use => yearOf(use) === year);
  const same = { programme: tree, benefit: body.benefit, ...namesOf(rules, body.facts) };
  const year = body.grantedOn.slice(0, 4);
  const rows = [
    {
      ...same,
      on: body.grantedOn,
      granted: text(granted),
      redeemed: text(sum(ofYear(year), "redeemed")),
      paid: text(sum(ofYear(year), "paid")),
    },
  ];
  if (!countsUse(rules.programme, body.benefit)) return rows;
  for (const other of new Set(uses.map(yearOf).filter(each => each !== year))) {
    const [first] = ofYear(other);
    if (first === undefined) continue;
    rows.push({
      ...same,
      on: first.on,
      granted: text(0n),
      redeemed: text(sum(ofYear(other), "redeemed")),
      paid: text(sum(ofYear(other), "paid")),
    });
  }
  return rows;
}
