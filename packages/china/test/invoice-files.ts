import { strToU8, zipSync } from "fflate";

/** Invoice files for the tests. Every firm, number and amount in them is invented. */

export interface InvoiceLine {
  readonly name: string;
  readonly amount: string;
  readonly tax: string;
}

export interface InvoiceParts {
  readonly number: string;
  readonly eiid: string;
  readonly blue: string;
  readonly issuedOn: string;
  readonly sellerTaxId: string;
  readonly sellerName: string;
  readonly buyerTaxId: string;
  readonly buyerName: string;
  readonly without: string;
  readonly tax: string;
  readonly total: string;
  readonly lines: readonly InvoiceLine[];
}

export const COMPUTING_INVOICE: InvoiceParts = {
  number: "25522000000012345678",
  eiid: "25522000000012345678",
  blue: "Y",
  issuedOn: "2025-03-14 10:22:33",
  sellerTaxId: "915201000000000000",
  sellerName: "示例算力服务有限公司（虚构）",
  buyerTaxId: "911101080000000000",
  buyerName: "示例模型应用有限公司（虚构）",
  without: "1000000.00",
  tax: "60000.00",
  total: "1060000.00",
  lines: [
    { name: "*信息技术服务*算力服务费", amount: "900000.00", tax: "54000.00" },
    { name: "*信息技术服务*数据服务费", amount: "100000.00", tax: "6000.00" },
  ],
};

function element(name: string, text: string): string {
  return text === "" ? "" : `<${name}>${text}</${name}>`;
}

/** The XML of a fully digitalised invoice; a part given as "" is left out. */
export function digitalXml(changes: Partial<InvoiceParts> = {}): string {
  const parts = { ...COMPUTING_INVOICE, ...changes };
  const lines = parts.lines.map(
    line =>
      `<IssuItemInformation>${element("ItemName", line.name)}<MeaUnits>项</MeaUnits><Quantity>1</Quantity>${element("Amount", line.amount)}<TaxRate>0.06</TaxRate>${element("ComTaxAm", line.tax)}</IssuItemInformation>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<EInvoice>
  <Header>${element("EIid", parts.eiid)}<EInvoiceTag>SWEI5200</EInvoiceTag><Version>0.2</Version>
    <InherentLabel>${parts.blue === "" ? "" : `<InIssuType><LabelCode>${parts.blue}</LabelCode><LabelName>是否蓝字发票标志</LabelName></InIssuType>`}
      <GeneralOrSpecialVAT><LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName></GeneralOrSpecialVAT></InherentLabel></Header>
  <EInvoiceData>
    <SellerInformation>${element("SellerIdNum", parts.sellerTaxId)}${element("SellerName", parts.sellerName)}</SellerInformation>
    <BuyerInformation>${element("BuyerIdNum", parts.buyerTaxId)}${element("BuyerName", parts.buyerName)}</BuyerInformation>
    <BasicInformation>${element("TotalAmWithoutTax", parts.without)}${element("TotalTaxAm", parts.tax)}${element("TotalTax-includedAmount", parts.total)}</BasicInformation>
    ${lines.join("\n    ")}
  </EInvoiceData>
  <TaxSupervisionInfo>${element("InvoiceNumber", parts.number)}${element("IssueTime", parts.issuedOn)}<TaxBureauCode>15200000000</TaxBureauCode></TaxSupervisionInfo>
</EInvoice>`;
}

/** The data file of an older VAT e-invoice, as its OFD carries it. */
export function olderXml(code = "052001900111", number = "00012345"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<fp:eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019">
  <fp:DocID>01</fp:DocID><fp:InvoiceCode>${code}</fp:InvoiceCode><fp:InvoiceNo>${number}</fp:InvoiceNo><fp:IssueDate>2021年03月14日</fp:IssueDate>
  <fp:Buyer><fp:BuyerName>示例买方（虚构）</fp:BuyerName></fp:Buyer>
  <fp:Seller><fp:SellerName>示例卖方（虚构）</fp:SellerName><fp:SellerTaxID>915201000000000000</fp:SellerTaxID></fp:Seller>
  <fp:TaxInclusiveTotalAmount>106.00</fp:TaxInclusiveTotalAmount><fp:TaxTotalAmount>6.00</fp:TaxTotalAmount><fp:TaxExclusiveTotalAmount>100.00</fp:TaxExclusiveTotalAmount>
  <fp:GoodsInfos><fp:GoodsInfo><fp:Item>*软件*服务</fp:Item><fp:Amount>100.00</fp:Amount><fp:TaxScheme>6%</fp:TaxScheme><fp:TaxAmount>6.00</fp:TaxAmount></fp:GoodsInfo></fp:GoodsInfos>
</fp:eInvoice>`;
}

export const bytesOf = (text: string): Uint8Array => strToU8(text);

/** Text in GB18030, through the decoder turned round over its two-byte characters. */
export function gb18030BytesOf(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      codes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
    }
  }
  return Uint8Array.from([...text].flatMap(character => codes.get(character) ?? [character.charCodeAt(0)]));
}

const PAGE_XML = '<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"/>';
const TAGS_XML = "<EInvoice><Header><EIid><ObjectData>12</ObjectData></EIid></Header></EInvoice>";

/** An OFD package with the usual pages and tags, and these files besides. */
export function ofd(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const all = {
    "OFD.xml": PAGE_XML,
    "Doc_0/Pages/Page_0/Content.xml": PAGE_XML,
    "Doc_0/Tags/CustomTag.xml": TAGS_XML,
    ...files,
  };
  const entries = Object.entries(all).map(([name, content]) => {
    return [name, typeof content === "string" ? strToU8(content) : content] as const;
  });
  return zipSync(Object.fromEntries(entries));
}
