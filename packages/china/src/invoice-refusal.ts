/**
 * Why an invoice file is not read. A file that is refused can still be entered by hand and seen by an officer;
 * what must not happen is that a wrong or hostile file is half read.
 */

/** Largest file taken, in bytes: an OFD with its fonts stays well below. */
export const INVOICE_FILE_BYTES_MAX = 20 * 1024 * 1024;

/** Largest invoice XML, in bytes. One of 2,000 lines has about 1 MB. */
export const INVOICE_XML_BYTES_MAX = 4 * 1024 * 1024;

/** Most files inside an OFD. */
export const OFD_ENTRIES_MAX = 1000;

/** Most bytes that an OFD's XML files may have together, compressed and unpacked. */
export const OFD_XML_COMPRESSED_MAX = 2 * 1024 * 1024;
export const OFD_XML_UNPACKED_MAX = 16 * 1024 * 1024;

/** Most that a file of an OFD may unpack to, in times its compressed size; XML reaches 30 or so. */
export const OFD_RATIO_MAX = 200;

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;

/** The refusals: what is said in Chinese and English, about the detail that follows. */
const REFUSALS = {
  "too-large": {
    zh: `文件过大（上限 ${megabytes(INVOICE_FILE_BYTES_MAX)}，其中发票 XML ${megabytes(INVOICE_XML_BYTES_MAX)}）`,
    en: `the file is too large (at most ${megabytes(INVOICE_FILE_BYTES_MAX)}, an invoice XML ${megabytes(INVOICE_XML_BYTES_MAX)})`,
  },
  "too-many-entries": {
    zh: `压缩包内文件过多（上限 ${OFD_ENTRIES_MAX} 个）`,
    en: `the package holds too many files (at most ${OFD_ENTRIES_MAX})`,
  },
  "too-compressed": {
    zh: `压缩比异常（上限 ${OFD_RATIO_MAX} 倍），疑似压缩炸弹`,
    en: `the compression is out of proportion (at most ${OFD_RATIO_MAX} times), as in a zip bomb`,
  },
  "not-zip": { zh: "不是 OFD 文件（不是压缩包格式）", en: "not an OFD file (not a zip package)" },
  damaged: { zh: "OFD 文件已损坏，请重新下载", en: "the OFD file is damaged; download it again" },
  "no-invoice-inside": {
    zh: "OFD 文件内没有发票数据（XML 附件），请上传 XML 文件或手工填写",
    en: "the OFD holds no invoice data (XML attachment); upload the XML file or enter the invoice by hand",
  },
  "several-invoices": { zh: "一个文件内有多张发票", en: "there are several invoices in one file" },
  encoding: {
    zh: "文字编码不对，应为 UTF-8 或 GB18030，并与文件声明一致",
    en: "the text encoding is wrong; it should be UTF-8 or GB18030, as the file declares",
  },
  dtd: {
    zh: "XML 含有 DTD 或实体声明，为安全起见不予读取",
    en: "the XML declares a DTD or entities and is not read, for safety",
  },
  "not-xml": { zh: "不是格式正确的 XML 文件", en: "not well-formed XML" },
  "not-an-invoice": {
    zh: "XML 不是电子发票（根元素应为 EInvoice 或 eInvoice）",
    en: "the XML is not an electronic invoice (its root should be EInvoice or eInvoice)",
  },
  "missing-field": { zh: "发票缺少必要内容", en: "the invoice lacks a required field" },
  "bad-field": { zh: "发票内容格式不对", en: "a field of the invoice is malformed" },
  sums: { zh: "发票金额前后不符", en: "the sums of the invoice do not agree" },
  contradiction: { zh: "发票内容自相矛盾", en: "the invoice contradicts itself" },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

export type InvoiceRefusalCode = keyof typeof REFUSALS;

/** A named reason, where in the file it was met, and the same in both languages. */
export interface InvoiceRefusal {
  readonly code: InvoiceRefusalCode;
  /** The field, or the file inside the package, that gave the reason. */
  readonly at?: string;
  readonly zh: string;
  readonly en: string;
}

/** A refusal that a reader returns; `detail` is a fact in any language (two sums, a value). */
export function refuseInvoice(
  code: InvoiceRefusalCode,
  at?: string,
  detail?: string,
): { readonly ok: false; readonly error: InvoiceRefusal } {
  const { zh, en } = REFUSALS[code];
  const about = [at, detail].filter(part => part !== undefined).join(" ");
  const error = {
    code,
    zh: about === "" ? zh : `${zh}：${about}`,
    en: about === "" ? en : `${en}: ${about}`,
  };
  return { ok: false, error: at === undefined ? error : { ...error, at } };
}
