import { XMLParser, XMLValidator } from "fast-xml-parser";
import { INVOICE_DIALECTS, type InvoiceDialect } from "./invoice-dialects.ts";
import { INVOICE_XML_BYTES_MAX, type InvoiceRefusal, refuseInvoice } from "./invoice-refusal.ts";
import { quote } from "./reading.ts";

/** An element as parsed: its text, its children by name, or several of one name. */
export type XmlNode = string | readonly XmlNode[] | { readonly [name: string]: XmlNode };

/** A recognised invoice: its format, and the element that holds it. */
export interface InvoiceDocument {
  readonly dialect: InvoiceDialect;
  readonly root: XmlNode;
}

type Opened<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: InvoiceRefusal };

const NESTING_MAX = 32;

/** Most tags, opening and closing: 10,000 lines of some twenty fields each. */
const TAGS_MAX = 400_000;

/** Declared names of the encodings that are read, and what decodes each. GBK and GB2312 are parts of GB18030. */
const DECODERS: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  gb18030: "gb18030",
  gbk: "gb18030",
  gb2312: "gb18030",
};

/** Decodes, checks and parses an invoice XML. DTDs and entity declarations are refused unread. */
export function openInvoiceXml(bytes: Uint8Array): Opened<InvoiceDocument> {
  if (bytes.length > INVOICE_XML_BYTES_MAX) return refuseInvoice("too-large");
  const text = decode(bytes);
  if (text === undefined) return refuseInvoice("encoding");
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return refuseInvoice("dtd");
  const rootName = firstElement(text);
  if (rootName === undefined) return refuseInvoice("not-xml");
  const dialect = INVOICE_DIALECTS.find(each => each.root === rootName);
  if (dialect === undefined) return refuseInvoice("not-an-invoice", undefined, quote(rootName));
  if (text.split("<").length > TAGS_MAX) return refuseInvoice("too-large");
  const tree = parse(text);
  const root = tree === undefined ? undefined : childOf(tree, dialect.root);
  if (root === undefined || isList(root)) return refuseInvoice("not-xml");
  return { ok: true, value: { dialect, root } };
}

/** Local name of the root element, found without parsing: what is not an invoice costs no more than this. */
function firstElement(text: string): string | undefined {
  const body = text.replace(/^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|\s)*/, "");
  return /^<(?:[\p{L}_][\p{L}\d_.-]*:)?([\p{L}_][\p{L}\d_.-]*)[\s/>]/u.exec(body)?.[1];
}

/** The text, by the declared encoding (UTF-8 when none is); undefined when the bytes are not of it. */
function decode(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1];
  const decoder = DECODERS[(declared ?? "utf-8").toLowerCase()];
  if (decoder === undefined) return undefined;
  try {
    return new TextDecoder(decoder, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): XmlNode | undefined {
  if (XMLValidator.validate(text) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: true,
    // The library decodes character references (&#31639;) only together with the HTML names.
    htmlEntities: true,
    maxNestedTags: NESTING_MAX,
  });
  try {
    const tree: unknown = parser.parse(text);
    return isXmlNode(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

function isXmlNode(value: unknown): value is XmlNode {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(isXmlNode);
}

function childOf(node: XmlNode, name: string): XmlNode | undefined {
  if (typeof node === "string" || isList(node) || !Object.hasOwn(node, name)) return undefined;
  return node[name];
}

function isList(node: XmlNode): node is readonly XmlNode[] {
  return Array.isArray(node);
}

/** The text of the one element at a path; undefined when there is none, when it is empty, or when there are several. */
export function textAt(root: XmlNode, path: string): string | undefined {
  const node = nodeAt(root, path);
  return typeof node === "string" && node !== "" ? node : undefined;
}

/** All elements at a path, in their order. */
export function nodesAt(root: XmlNode, path: string): readonly XmlNode[] {
  const node = nodeAt(root, path);
  if (node === undefined || node === "") return [];
  return isList(node) ? node : [node];
}

function nodeAt(root: XmlNode, path: string): XmlNode | undefined {
  let node: XmlNode | undefined = root;
  for (const name of path.split("/")) node = node === undefined ? undefined : childOf(node, name);
  return node;
}
