/** What files are accepted as evidence, and what is read from them. Pure. */
import { formatYuan } from "@suanquan/china";
import { readInvoiceOfd, readInvoiceXml } from "@suanquan/china/invoice";
import { Refusal } from "../refusal.ts";
import type { InvoiceBody } from "../subjects/kinds.ts";

export const EVIDENCE_BYTES_MAX = 10 * 1024 * 1024;

interface FileType {
  readonly ending: string;
  readonly type: string;
  /** How such a file begins. */
  readonly begins: readonly (readonly number[])[];
  /** Reads it as an invoice where it may be one. */
  readonly invoice?: typeof readInvoiceXml;
}

const bytesOf = (text: string): number[] => [...Buffer.from(text)];

/** What a file is, told by its bytes; its name has no say in it. */
const TYPES: readonly FileType[] = [
  { ending: "pdf", type: "application/pdf", begins: [bytesOf("%PDF-")] },
  { ending: "png", type: "image/png", begins: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]] },
  { ending: "jpg", type: "image/jpeg", begins: [[0xff, 0xd8, 0xff]] },
  {
    ending: "ofd",
    type: "application/ofd",
    begins: [[0x50, 0x4b, 0x03, 0x04]],
    invoice: readInvoiceOfd,
  },
  {
    ending: "xml",
    type: "application/xml",
    begins: [bytesOf("<"), [0xef, 0xbb, 0xbf, 0x3c]],
    invoice: readInvoiceXml,
  },
];
const ACCEPTS = TYPES.map(each => each.ending).join(", ");

export interface Accepted {
  readonly type: string;
  readonly invoice: InvoiceBody | null;
}

/** The entry by which a zip package says that it is an OFD (GB/T 33190-2016, 7.2). */
const OFD_ENTRY = "OFD.xml";

/**
 * Accepts a file by its bytes and size; an XML or OFD invoice is read into facts. An OFD without an invoice inside, such
 * as a contract, is kept as it is; an XML that is no invoice proves nothing and is refused.
 * @throws Refusal `evidence-type`, `evidence-size`, `evidence-damaged`
 */
export function acceptFile(bytes: Uint8Array): Accepted {
  if (bytes.length === 0) throw new Refusal("evidence-damaged", { what: "0" });
  if (bytes.length > EVIDENCE_BYTES_MAX)
    throw new Refusal("evidence-size", { size: bytes.length, max: EVIDENCE_BYTES_MAX });
  const known = TYPES.find(each =>
    each.begins.some(begin => begin.every((byte, index) => bytes[index] === byte)),
  );
  const start = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  if (known === undefined) throw new Refusal("evidence-type", { what: start, accepts: ACCEPTS });
  const isOfd = known.ending !== "ofd" || Buffer.from(bytes).includes(OFD_ENTRY);
  if (!isOfd) throw new Refusal("evidence-type", { what: "zip", accepts: ACCEPTS });
  if (known.invoice === undefined) return { type: known.type, invoice: null };
  const reading = known.invoice(bytes);
  if (!reading.ok) {
    if (reading.error.code === "no-invoice-inside") return { type: known.type, invoice: null };
    throw new Refusal("evidence-damaged", { what: `${reading.error.zh} / ${reading.error.en}` });
  }
  const { value } = reading;
  return {
    type: known.type,
    invoice: {
      key: value.key,
      issuedOn: value.issuedOn,
      seller: value.seller.taxId,
      sellerName: value.seller.name,
      buyer: value.buyer.taxId ?? null,
      buyerName: value.buyer.name,
      withTax: formatYuan(value.amountWithTax),
      withoutTax: formatYuan(value.amountWithoutTax),
      fenWithTax: value.amountWithTax.toString(),
      red: value.red,
    },
  };
}
