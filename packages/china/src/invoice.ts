import { strFromU8, unzipSync } from "fflate";
import type { InvoiceDialect } from "./invoice-dialects.ts";
import { type InvoiceIdentity, invoiceKey, parseInvoiceIdentity } from "./invoice-identity.ts";
import {
  INVOICE_FILE_BYTES_MAX,
  INVOICE_XML_BYTES_MAX,
  type InvoiceRefusal,
  OFD_ENTRIES_MAX,
  OFD_RATIO_MAX,
  OFD_XML_COMPRESSED_MAX,
  OFD_XML_UNPACKED_MAX,
  refuseInvoice,
} from "./invoice-refusal.ts";
import { type InvoiceDocument, nodesAt, openInvoiceXml, textAt, type XmlNode } from "./invoice-xml.ts";
import { type LocalDate, parseLocalDate } from "./local-date.ts";
import { type Fen, fen, formatYuan, parseYuan, ZERO_FEN } from "./money.ts";
import { toHalfWidth } from "./numerals.ts";

export type { InvoiceRefusal, InvoiceRefusalCode } from "./invoice-refusal.ts";

/** One side of an invoice. A private buyer may have no taxpayer number. */
export interface InvoiceParty {
  readonly taxId?: string;
  readonly name: string;
}

/** One line. Figures as printed; amounts in 分 where the line states them. */
export interface InvoiceItem {
  readonly name: string;
  readonly specification?: string;
  readonly unit?: string;
  readonly quantity?: string;
  readonly rate?: string;
  readonly amount?: Fen;
  readonly tax?: Fen;
}

/** What a claim needs of an invoice. It says what the file says; whether the invoice is genuine is for an officer's record. */
export interface InvoiceFacts {
  readonly identity: InvoiceIdentity;
  /** `identity` as one text: what must be unique among claims. */
  readonly key: string;
  readonly issuedOn: LocalDate;
  /** 增值税专用发票, 普通发票 …, as the file calls itself. */
  readonly kind?: string;
  readonly seller: InvoiceParty & { readonly taxId: string };
  readonly buyer: InvoiceParty;
  readonly amountWithoutTax: Fen;
  readonly tax: Fen;
  readonly amountWithTax: Fen;
  readonly items: readonly InvoiceItem[];
  /** A red invoice 红字发票 takes an earlier one back: its amounts are negative. */
  readonly red: boolean;
}

export type InvoiceReading =
  | { readonly ok: true; readonly value: InvoiceFacts }
  | { readonly ok: false; readonly error: InvoiceRefusal };

const TEXT_CHARACTERS_MAX = 300;
const ITEMS_MAX = 10_000;

/** Reads the XML of a fully digitalised invoice, or the data file of an older e-invoice. */
export function readInvoiceXml(bytes: Uint8Array): InvoiceReading {
  const opened = openInvoiceXml(bytes);
  if (!opened.ok) return opened;
  try {
    return { ok: true, value: factsOf(opened.value) };
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/**
 * Reads an OFD (GB/T 33190-2016) by the invoice XML packed inside it, under `Doc_0/Attachs/` or anywhere else.
 * The page itself is not interpreted: an OFD without such data is refused and entered by hand.
 */
export function readInvoiceOfd(bytes: Uint8Array): InvoiceReading {
  if (bytes.length > INVOICE_FILE_BYTES_MAX) return refuseInvoice("too-large");
  if (strFromU8(bytes.subarray(0, 4), true) !== "PK\u0003\u0004") return refuseInvoice("not-zip");
  const unpacked = unpackXml(bytes);
  if (!unpacked.ok) return unpacked;
  const readings = attachmentsFirst(unpacked.files).map(([name, content]) => ({
    name,
    reading: readInvoiceXml(content),
  }));
  const invoices = readings.flatMap(({ reading }) => (reading.ok ? [reading] : []));
  const [first] = invoices;
  if (first !== undefined) {
    const keys = new Set(invoices.map(invoice => invoice.value.key));
    return keys.size === 1 ? first : refuseInvoice("several-invoices", [...keys].join("、"));
  }
  return mostTelling(readings);
}

/** Of the files that were not read, the one that came closest to an invoice; hostile ones before all. */
function mostTelling(readings: readonly { name: string; reading: InvoiceReading }[]): InvoiceReading {
  const refusals = readings.flatMap(({ name, reading }) =>
    reading.ok ? [] : [{ name, error: reading.error }],
  );
  const isOther = (code: string) => code === "not-an-invoice" || code === "not-xml" || code === "encoding";
  const telling =
    refusals.find(({ error }) => error.code === "dtd") ?? refusals.find(({ error }) => !isOther(error.code));
  if (telling === undefined) return refuseInvoice("no-invoice-inside");
  return { ok: false, error: { ...telling.error, at: telling.error.at ?? telling.name } };
}

type UnpackedFile = readonly [name: string, content: Uint8Array];

type Unpacked =
  | { readonly ok: true; readonly files: readonly UnpackedFile[] }
  | { readonly ok: false; readonly error: InvoiceRefusal };

/**
 * Unpacks the XML files only, inside the limits on count, size and ratio. The sizes are those that the directory declares:
 * what a lying entry unpacks beyond them is dropped, and its work is bounded by the limit on compressed bytes.
 */
function unpackXml(bytes: Uint8Array): Unpacked {
  const budget = { entries: 0, compressed: 0, unpacked: 0 };
  let broken: { readonly ok: false; readonly error: InvoiceRefusal } | undefined;
  const admit = (file: { name: string; size: number; originalSize: number }): boolean => {
    budget.entries += 1;
    if (budget.entries > OFD_ENTRIES_MAX) broken ??= refuseInvoice("too-many-entries");
    if (broken !== undefined || !mayHoldInvoice(file.name)) return false;
    if (file.originalSize > OFD_RATIO_MAX * Math.max(file.size, 1)) {
      broken = refuseInvoice("too-compressed", file.name);
      return false;
    }
    const pageTooLarge = file.originalSize > INVOICE_XML_BYTES_MAX && !isAttachment(file.name);
    if (pageTooLarge) return false;
    budget.compressed += file.size;
    budget.unpacked += file.originalSize;
    const large =
      file.originalSize > INVOICE_XML_BYTES_MAX ||
      budget.compressed > OFD_XML_COMPRESSED_MAX ||
      budget.unpacked > OFD_XML_UNPACKED_MAX;
    if (large) broken = refuseInvoice("too-large", file.name);
    return broken === undefined;
  };
  try {
    const files = Object.entries(unzipSync(bytes, { filter: admit }));
    return broken ?? { ok: true, files };
  } catch {
    return broken ?? refuseInvoice("damaged");
  }
}

function isAttachment(name: string): boolean {
  return /(?:^|\/)Attachs?\//i.test(name);
}

/** XML files but for the tags, which repeat the invoice's element names over references into the page. */
function mayHoldInvoice(name: string): boolean {
  return /\.xml$/i.test(name) && !/(?:^|\/)Tags\//i.test(name);
}

function attachmentsFirst(files: readonly UnpackedFile[]): readonly UnpackedFile[] {
  return [...files.filter(([name]) => isAttachment(name)), ...files.filter(([name]) => !isAttachment(name))];
}

/** Carries a refusal out of the reading of fields; never leaves this module. */
class Refused extends Error {
  readonly refusal: { readonly ok: false; readonly error: InvoiceRefusal };

  constructor(...because: Parameters<typeof refuseInvoice>) {
    super(because[0]);
    this.refusal = refuseInvoice(...because);
  }
}

function factsOf({ dialect, root }: InvoiceDocument): InvoiceFacts {
  const identity = identityOf(dialect, root);
  const kind = dialect.kind === undefined ? undefined : optionalText(root, dialect.kind);
  const buyerTaxId = taxId(root, dialect.buyerTaxId);
  const sellerTaxId = taxId(root, dialect.sellerTaxId);
  if (sellerTaxId === undefined) throw new Refused("missing-field", dialect.sellerTaxId);
  const facts: InvoiceFacts = {
    identity,
    key: invoiceKey(identity),
    issuedOn: issueDate(root, dialect.issuedOn),
    ...(kind !== undefined && { kind }),
    seller: { taxId: sellerTaxId, name: requiredText(root, dialect.sellerName) },
    buyer: {
      ...(buyerTaxId !== undefined && { taxId: buyerTaxId }),
      name: requiredText(root, dialect.buyerName),
    },
    amountWithoutTax: requiredMoney(root, dialect.amountWithoutTax),
    tax: requiredMoney(root, dialect.tax),
    amountWithTax: requiredMoney(root, dialect.amountWithTax),
    items: itemsOf(dialect, root),
    red: isRed(dialect, root),
  };
  checkSums(dialect, facts);
  return facts;
}

function identityOf(dialect: InvoiceDialect, root: XmlNode): InvoiceIdentity {
  const numbers = dialect.number.flatMap(path => optionalText(root, path) ?? []);
  const [number] = numbers;
  if (number === undefined) throw new Refused("missing-field", dialect.number[0]);
  const other = numbers.find(each => each !== number);
  if (other !== undefined)
    throw new Refused("contradiction", dialect.number.join(", "), `${number} ≠ ${other}`);
  const code = dialect.code === undefined ? undefined : optionalText(root, dialect.code);
  const identity = parseInvoiceIdentity(code === undefined ? { number } : { number, code });
  if (!identity.ok) throw new Refused("bad-field", dialect.number[0], number);
  return identity.value;
}

/** Blue or red by the label and by the sign; the two must not contradict each other. */
function isRed(dialect: InvoiceDialect, root: XmlNode): boolean {
  const negative = requiredMoney(root, dialect.amountWithTax) < 0n;
  const label = dialect.blue === undefined ? undefined : optionalText(root, dialect.blue);
  if ((label === "Y" && negative) || (label === "N" && !negative)) {
    throw new Refused(
      "contradiction",
      dialect.blue,
      `${label}, ${optionalText(root, dialect.amountWithTax)}`,
    );
  }
  return negative;
}

/** Amount + tax = total, and the lines that state their amounts add up to both, to the fen. */
function checkSums(dialect: InvoiceDialect, facts: InvoiceFacts): void {
  const differs = (at: string, sum: bigint, stated: Fen) => {
    if (sum !== stated) throw new Refused("sums", at, `${formatYuan(fen(sum))} ≠ ${formatYuan(stated)}`);
  };
  differs(dialect.amountWithTax, facts.amountWithoutTax + facts.tax, facts.amountWithTax);
  for (const [part, stated] of [
    ["amount", facts.amountWithoutTax],
    ["tax", facts.tax],
  ] as const) {
    const figures = facts.items.flatMap(item => item[part] ?? []);
    if (figures.length < facts.items.length || figures.length === 0) continue;
    const sum = figures.reduce<bigint>((total, figure) => total + figure, 0n);
    differs(`${dialect.items}/${dialect.item[part]}`, sum, stated);
  }
}

function itemsOf(dialect: InvoiceDialect, root: XmlNode): InvoiceItem[] {
  const nodes = nodesAt(root, dialect.items);
  if (nodes.length > ITEMS_MAX) throw new Refused("too-large", dialect.items);
  return nodes.map(node => {
    const { name, specification, unit, quantity, rate, amount, tax } = dialect.item;
    const texts = { specification, unit, quantity, rate };
    const stated = Object.entries(texts).flatMap(([key, path]) => {
      const text = optionalText(node, path);
      return text === undefined ? [] : [[key, text] as const];
    });
    const figures = { amount: optionalMoney(node, amount), tax: optionalMoney(node, tax) };
    return {
      name: optionalText(node, name) ?? "",
      ...Object.fromEntries(stated),
      ...(figures.amount !== undefined && { amount: figures.amount }),
      ...(figures.tax !== undefined && { tax: figures.tax }),
    };
  });
}

function optionalText(node: XmlNode, path: string): string | undefined {
  const text = textAt(node, path);
  if (text !== undefined && text.length > TEXT_CHARACTERS_MAX) throw new Refused("bad-field", path);
  return text;
}

function requiredText(node: XmlNode, path: string): string {
  const text = optionalText(node, path);
  if (text === undefined) throw new Refused("missing-field", path);
  return text;
}

/** A taxpayer number 纳税人识别号: 15 to 20 digits and capital letters; today the credit code, for persons the ID number. */
function taxId(node: XmlNode, path: string): string | undefined {
  const text = optionalText(node, path);
  if (text === undefined) return undefined;
  const bare = toHalfWidth(text).replace(/\s/g, "").toUpperCase();
  if (!/^[0-9A-Z]{15,20}$/.test(bare)) throw new Refused("bad-field", path, text);
  return bare;
}

/** The day of an issue time such as `2025-03-14 10:22:33`, `20250314102233` or `2025年03月14日`. */
function issueDate(node: XmlNode, path: string): LocalDate {
  const text = requiredText(node, path);
  const day = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}|\d{4}年\d{1,2}月\d{1,2}日)/.exec(text)?.[0];
  const date = day === undefined ? undefined : parseLocalDate(day);
  if (!date?.ok) throw new Refused("bad-field", path, text);
  return date.value;
}

/** Decimal yuan; further decimals must be zeros. An exempt line prints its tax as `***` or 免税: nothing. */
function optionalMoney(node: XmlNode, path: string): Fen | undefined {
  const text = optionalText(node, path);
  if (text === undefined) return undefined;
  if (/^(?:\*+|免税|不征税)$/.test(text)) return ZERO_FEN;
  const amount = parseYuan(text.replace(/(\.\d\d)0+$/, "$1"));
  if (!amount.ok) throw new Refused("bad-field", path, text);
  return amount.value;
}

function requiredMoney(node: XmlNode, path: string): Fen {
  const amount = optionalMoney(node, path);
  if (amount === undefined) throw new Refused("missing-field", path);
  return amount;
}
