import { toHalfWidth } from "./numerals.ts";
import { quote, type Reading, read, refuse } from "./reading.ts";

/**
 * What makes two invoices the same one. A fully digitalised invoice 数电票 (national since 2024-12-01) is known by its
 * 20-digit number alone; an older VAT invoice, electronic or paper, by its code 发票代码 (10 or 12 digits) with its
 * number 发票号码 (8 digits).
 */
export type InvoiceIdentity =
  | { readonly kind: "fully-digital"; readonly number: string }
  | { readonly kind: "coded"; readonly code: string; readonly number: string };

export type InvoiceIdentityProblem =
  | "number-missing"
  | "number-shape"
  | "code-missing"
  | "code-shape"
  | "code-superfluous";

/** Reads what a clerk copies from an invoice; `code` is left out or empty for a fully digitalised one. */
export function parseInvoiceIdentity(given: {
  readonly number: string;
  readonly code?: string;
}): Reading<InvoiceIdentity, InvoiceIdentityProblem> {
  const number = bareDigits(given.number);
  const code = bareDigits(given.code ?? "");
  if (number === "") {
    return refuse("number-missing", "没有填写发票号码", "the invoice number is missing");
  }
  if (/^\d{20}$/.test(number)) {
    if (code === "") return read({ kind: "fully-digital", number });
    return refuse(
      "code-superfluous",
      `20 位号码的数电票没有发票代码，请去掉“${quote(code)}”`,
      `a fully digitalised invoice (20-digit number) has no code; remove "${quote(code)}"`,
    );
  }
  if (!/^\d{8}$/.test(number)) {
    return refuse(
      "number-shape",
      `发票号码“${quote(number)}”应为 20 位数字（数电票）或 8 位数字（另有发票代码；前面的 0 不能省）`,
      `invoice number "${quote(number)}" should have 20 digits (fully digitalised) or 8 digits with a code (leading zeros kept)`,
    );
  }
  if (code === "") {
    return refuse(
      "code-missing",
      "8 位号码的发票还须填写发票代码（10 位或 12 位）",
      "an invoice with an 8-digit number also needs its code (10 or 12 digits)",
    );
  }
  if (!/^(?:\d{10}|\d{12})$/.test(code)) {
    return refuse(
      "code-shape",
      `发票代码“${quote(code)}”应为 10 位或 12 位数字`,
      `invoice code "${quote(code)}" should have 10 or 12 digits`,
    );
  }
  return read({ kind: "coded", code, number });
}

/** One text for one invoice, to compare and to keep unique: `25112000000012345678` or `144031909110-12345678`. */
export function invoiceKey(identity: InvoiceIdentity): string {
  return identity.kind === "fully-digital" ? identity.number : `${identity.code}-${identity.number}`;
}

function bareDigits(text: string): string {
  return toHalfWidth(text)
    .replace(/^No[.:]?/i, "")
    .replace(/\s/g, "");
}
