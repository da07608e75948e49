/** What is asked of the invoices of a case. Pure: each answer is a discrepancy for an officer, or nothing. */
import { fen, formatYuan, isWithin, type LocalDate, localDate } from "@suanquan/china";
import { normaliseCreditCode } from "@suanquan/china/credit-code";
import type { Facts, Programme, Range } from "@suanquan/policy";
import type { FindingRule, InvoiceBody } from "../subjects/kinds.ts";

export interface CheckedInvoice {
  /** The file's name. */
  readonly name: string;
  readonly invoice: InvoiceBody;
}

/** What an invoice is compared with. */
export interface InvoiceCase {
  readonly facts: Facts;
  readonly programme: Programme;
  readonly today: LocalDate;
  /** The applicant's credit code, where an officer has verified it; null: not known. */
  readonly applicant: string | null;
  /** Credit codes of bodies that the applicant has declared itself related to. */
  readonly related: readonly string[];
  /** The provider of the contract, by name or credit code; null: not stated. */
  readonly provider: string | null;
}

export interface Discrepancy {
  readonly rule: FindingRule;
  /** Which file, which figures. */
  readonly more: string;
  /** The same in English, where it is said in words. */
  readonly en?: string;
}

const found = (rule: FindingRule, ...more: readonly string[]): Discrepancy => ({
  rule,
  more: more.join(" "),
});

const same = (a: string, b: string): boolean => normaliseCreditCode(a) === normaliseCreditCode(b);

function parties({ name, invoice }: CheckedInvoice, asked: InvoiceCase): Discrepancy[] {
  const { buyer, seller, buyerName, sellerName } = invoice;
  const all: Discrepancy[] = [];
  if (asked.applicant === null || buyer === null) all.push(found("not-compared", name, "购买方 / buyer"));
  else if (!same(buyer, asked.applicant)) all.push(found("buyer-differs", name, buyerName));
  const { provider } = asked;
  if (provider === null) all.push(found("not-compared", name, "销售方 / seller"));
  else if (!same(seller, provider) && sellerName !== provider.trim())
    all.push(found("seller-differs", name, sellerName));
  const isRelated = (buyer !== null && same(buyer, seller)) || asked.related.some(each => same(each, seller));
  if (isRelated) all.push(found("related-parties", name, sellerName));
  return all;
}

/** The days in which an invoice may have been issued: those of use where the file states them. */
function windowOf({ windows, applies }: Programme): Range<LocalDate> | null {
  if (windows.use !== undefined) return windows.use.range;
  const byDate = applies.by.is === "stated" && (applies.by.value === "paid" || applies.by.value === "used");
  if (!byDate || (applies.from === undefined && applies.to === undefined)) return null;
  return {
    ...(applies.from === undefined ? {} : { low: { value: applies.from, included: true } }),
    ...(applies.to === undefined ? {} : { high: { value: applies.to, included: true } }),
  };
}

/** The first day on which a contract of the case was signed, where all say so. */
function firstSigned(facts: Facts): LocalDate | null {
  const dates = facts.spends.map(spend => spend.get("contract.signed"));
  const known = dates.filter((each): each is string => typeof each === "string").sort();
  const [first] = known;
  return first === undefined || known.length < dates.length ? null : localDate(first);
}

function dates({ name, invoice }: CheckedInvoice, asked: InvoiceCase): Discrepancy[] {
  const on = localDate(invoice.issuedOn);
  const window = windowOf(asked.programme);
  const signed = firstSigned(asked.facts);
  const outside =
    on > asked.today || (signed !== null && on < signed) || (window !== null && !isInside(on, window));
  return outside ? [found("issued-outside", name, invoice.issuedOn)] : [];
}

const isInside = (on: LocalDate, { low, high }: Range<LocalDate>): boolean =>
  isWithin(on, {
    ...(low === undefined ? {} : { from: { date: low.value, included: low.included } }),
    ...(high === undefined ? {} : { to: { date: high.value, included: high.included } }),
  });

/** A money fact added up over the spends of a case; null where one does not state it. */
function summed(facts: Facts, name: string): bigint | null {
  const values = facts.spends.map(spend => spend.get(name));
  if (values.length === 0) return null;
  return values.reduce<bigint | null>(
    (sum, value) => (sum === null || typeof value !== "bigint" ? null : sum + value),
    0n,
  );
}

/** Amounts with tax: red invoices take off what the blue ones add. */
function sums(invoices: readonly CheckedInvoice[], { facts }: InvoiceCase): Discrepancy[] {
  const total = invoices.reduce((sum, each) => sum + BigInt(each.invoice.fenWithTax), 0n);
  const against = (amount: bigint): string => `${formatYuan(fen(total))} / ${formatYuan(fen(amount))}`;
  const contract = summed(facts, "contract.amount");
  const paid = summed(facts, "paid.amount");
  return [
    ...(contract !== null && total > contract ? [found("above-contract", against(contract))] : []),
    ...(paid !== null && total > paid ? [found("above-paid", against(paid))] : []),
    ...(paid !== null && total < paid ? [found("below-paid", against(paid))] : []),
  ];
}

/** Everything that does not fit, in the order of the files. */
export function checkInvoices(invoices: readonly CheckedInvoice[], asked: InvoiceCase): Discrepancy[] {
  if (invoices.length === 0) return [];
  const one = new Map(invoices.map(each => [each.invoice.key, each]));
  const distinct = [...one.values()];
  return [
    ...distinct.flatMap(each => [
      ...(each.invoice.red ? [found("red-invoice", each.name)] : []),
      ...parties(each, asked),
      ...dates(each, asked),
    ]),
    ...sums(distinct, asked),
  ];
}
