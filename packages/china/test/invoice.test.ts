import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, formatYuan } from "../src/index.ts";
import { type InvoiceReading, readInvoiceOfd, readInvoiceXml } from "../src/invoice.ts";
import { invoiceKey, parseInvoiceIdentity } from "../src/invoice-identity.ts";
import {
  bytesOf,
  COMPUTING_INVOICE,
  digitalXml,
  gb18030BytesOf,
  type InvoiceParts,
  ofd,
  olderXml,
} from "./invoice-files.ts";

function refusal(reading: InvoiceReading): string {
  if (reading.ok) throw new Error(`read as ${reading.value.key}`);
  expect(reading.error.zh).toMatch(/\p{Script=Han}/u);
  expect(reading.error.en).toMatch(/[a-z]{3}/);
  return reading.error.code;
}

function facts(reading: InvoiceReading) {
  if (!reading.ok) throw new Error(reading.error.en);
  return reading.value;
}

describe("the identity of an invoice", () => {
  it.each([
    [{ number: "25522000000012345678" }, "25522000000012345678"],
    [{ number: " ２５５２ 2000 0000 1234 5678 ", code: "" }, "25522000000012345678"],
    [{ number: "00012345", code: "052001900111" }, "052001900111-00012345"],
    [{ number: "No.00012345", code: "5200193130" }, "5200193130-00012345"],
  ])("%j is %s", (given, key) => {
    const identity = parseInvoiceIdentity(given);
    if (!identity.ok) throw new Error(identity.error.en);
    expect(invoiceKey(identity.value)).toBe(key);
  });

  it.each([
    [{ number: "" }, "number-missing"],
    [{ number: "2552200000001234567" }, "number-shape"],
    [{ number: "12345", code: "5200193130" }, "number-shape"],
    [{ number: "2.55E+19" }, "number-shape"],
    [{ number: "00012345" }, "code-missing"],
    [{ number: "00012345", code: "52001931" }, "code-shape"],
    [{ number: "00012345", code: "52001931301" }, "code-shape"],
    [{ number: "25522000000012345678", code: "5200193130" }, "code-superfluous"],
  ])("%j is refused as %s", (given, code) => {
    expect(parseInvoiceIdentity(given)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("the XML of a fully digitalised invoice", () => {
  it("gives its facts, in fen", () => {
    expect(facts(readInvoiceXml(bytesOf(digitalXml())))).toEqual({
      identity: { kind: "fully-digital", number: "25522000000012345678" },
      key: "25522000000012345678",
      issuedOn: "2025-03-14",
      kind: "增值税专用发票",
      seller: { taxId: "915201000000000000", name: "示例算力服务有限公司（虚构）" },
      buyer: { taxId: "911101080000000000", name: "示例模型应用有限公司（虚构）" },
      amountWithoutTax: 100_000_000n,
      tax: 6_000_000n,
      amountWithTax: 106_000_000n,
      items: [
        {
          name: "*信息技术服务*算力服务费",
          unit: "项",
          quantity: "1",
          rate: "0.06",
          amount: 90_000_000n,
          tax: 5_400_000n,
        },
        {
          name: "*信息技术服务*数据服务费",
          unit: "项",
          quantity: "1",
          rate: "0.06",
          amount: 10_000_000n,
          tax: 600_000n,
        },
      ],
      red: false,
    });
  });

  it.each<[string, Partial<InvoiceParts>]>([
    ["a private buyer has no taxpayer number", { buyerTaxId: "" }],
    ["the blue label is absent", { blue: "" }],
    ["the envelope's number is absent", { eiid: "" }],
    ["the time is written without marks", { issuedOn: "20250314102233" }],
    ["figures carry further zeros", { without: "1000000.0000", tax: "60000", total: "1060000.0" }],
    ["lines state no amounts", { lines: [{ name: "通行费", amount: "", tax: "" }] }],
    ["there are no lines", { lines: [] }],
    [
      "a discount line is negative",
      {
        lines: [
          { name: "算力", amount: "1100000.00", tax: "66000.00" },
          { name: "折扣", amount: "-100000.00", tax: "-6000.00" },
        ],
      },
    ],
    [
      "an exempt line prints stars",
      { total: "1000000.00", tax: "***", lines: [{ name: "算力", amount: "1000000.00", tax: "***" }] },
    ],
    [
      "the seller's name has the five entities and a character reference",
      { sellerName: "A&amp;B &lt;C&gt; &#31639;力" },
    ],
  ])("is read when %s", (_, changes) => {
    expect(facts(readInvoiceXml(bytesOf(digitalXml(changes)))).issuedOn).toBe("2025-03-14");
  });

  it("decodes entities in names", () => {
    const invoice = facts(
      readInvoiceXml(bytesOf(digitalXml({ sellerName: "A&amp;B &lt;C&gt; &#31639;力" }))),
    );
    expect(invoice.seller.name).toBe("A&B <C> 算力");
  });

  it("of a red invoice has negative amounts and says so", () => {
    const red = digitalXml({
      blue: "N",
      without: "-1000.00",
      tax: "-60.00",
      total: "-1060.00",
      lines: [{ name: "算力", amount: "-1000.00", tax: "-60.00" }],
    });
    const invoice = facts(readInvoiceXml(bytesOf(red)));
    expect(invoice.red).toBe(true);
    expect(invoice.amountWithTax).toBe(-106_000n);
  });

  it("of an older e-invoice gives code and number", () => {
    const invoice = facts(readInvoiceXml(bytesOf(olderXml())));
    expect(invoice.key).toBe("052001900111-00012345");
    expect(invoice.issuedOn).toBe("2021-03-14");
    expect(invoice.buyer).toEqual({ name: "示例买方（虚构）" });
    expect(invoice.amountWithTax).toBe(10_600n);
  });

  it.each(["GBK", "gb2312", "GB18030"])("may be in %s when it says so", encoding => {
    const xml = digitalXml().replace("UTF-8", encoding);
    expect(facts(readInvoiceXml(gb18030BytesOf(xml)))).toEqual(facts(readInvoiceXml(bytesOf(digitalXml()))));
  });

  it("may begin with a byte order mark and comments", () => {
    const xml = digitalXml().replace("?>", "?>\n<!-- 电子发票 - 示例 -->");
    expect(facts(readInvoiceXml(bytesOf(`\uFEFF${xml}`))).key).toBe(COMPUTING_INVOICE.number);
  });
});

describe("an invoice that does not agree with itself is refused", () => {
  it.each<[string, Partial<InvoiceParts>, string]>([
    ["one fen too much in the total", { total: "1060000.01" }, "sums"],
    ["one fen too little in the total", { total: "1059999.99" }, "sums"],
    ["lines that do not add up", { lines: [{ name: "算力", amount: "900000.00", tax: "60000.00" }] }, "sums"],
    [
      "line taxes that do not add up",
      { lines: [{ name: "算力", amount: "1000000.00", tax: "60000.01" }] },
      "sums",
    ],
    ["two numbers", { eiid: "25522000000012345679" }, "contradiction"],
    ["a red label on positive amounts", { blue: "N" }, "contradiction"],
    [
      "a blue label on negative amounts",
      { without: "-1.00", tax: "0.00", total: "-1.00", lines: [] },
      "contradiction",
    ],
  ])("%s", (_, changes, code) => {
    expect(refusal(readInvoiceXml(bytesOf(digitalXml(changes))))).toBe(code);
  });
});

describe("an invoice that lacks or garbles a field is refused, and the field named", () => {
  it.each<[Partial<InvoiceParts>, string, string]>([
    [{ number: "", eiid: "" }, "missing-field", "TaxSupervisionInfo/InvoiceNumber"],
    [{ issuedOn: "" }, "missing-field", "TaxSupervisionInfo/IssueTime"],
    [{ sellerTaxId: "" }, "missing-field", "EInvoiceData/SellerInformation/SellerIdNum"],
    [{ sellerName: "" }, "missing-field", "EInvoiceData/SellerInformation/SellerName"],
    [{ buyerName: "" }, "missing-field", "EInvoiceData/BuyerInformation/BuyerName"],
    [{ without: "" }, "missing-field", "EInvoiceData/BasicInformation/TotalAmWithoutTax"],
    [{ tax: "" }, "missing-field", "EInvoiceData/BasicInformation/TotalTaxAm"],
    [{ total: "" }, "missing-field", "EInvoiceData/BasicInformation/TotalTax-includedAmount"],
    [{ number: "123", eiid: "" }, "bad-field", "TaxSupervisionInfo/InvoiceNumber"],
    [{ issuedOn: "2025-02-30 00:00:00" }, "bad-field", "TaxSupervisionInfo/IssueTime"],
    [{ issuedOn: "yesterday" }, "bad-field", "TaxSupervisionInfo/IssueTime"],
    [{ total: "1060000.001" }, "bad-field", "EInvoiceData/BasicInformation/TotalTax-includedAmount"],
    [{ total: "106万元" }, "bad-field", "EInvoiceData/BasicInformation/TotalTax-includedAmount"],
    [{ sellerTaxId: "税号" }, "bad-field", "EInvoiceData/SellerInformation/SellerIdNum"],
    [{ sellerName: "长".repeat(301) }, "bad-field", "EInvoiceData/SellerInformation/SellerName"],
    [{ lines: [{ name: "算力", amount: "x", tax: "1" }] }, "bad-field", "Amount"],
  ])("%j: %s at %s", (changes, code, at) => {
    const reading = readInvoiceXml(bytesOf(digitalXml(changes)));
    expect(refusal(reading)).toBe(code);
    if (!reading.ok) expect(reading.error.at).toBe(at);
  });

  it("a field given twice is not chosen between", () => {
    const twice = digitalXml().replace("<SellerName>", "<SellerName>另一家</SellerName><SellerName>");
    expect(refusal(readInvoiceXml(bytesOf(twice)))).toBe("missing-field");
  });
});

describe("a hostile or foreign XML is refused unread", () => {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
    "",
  );

  it.each([
    [
      "billion laughs",
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><EInvoice>&l9;</EInvoice>`,
      "dtd",
    ],
    [
      "an external entity",
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><EInvoice>&e;</EInvoice>',
      "dtd",
    ],
    ["a DTD in small letters", "<!doctype EInvoice><EInvoice/>", "dtd"],
    ["no XML", "发票号码 25522000000012345678", "not-xml"],
    ["a page that is not closed", "<EInvoice><Header></EInvoice>", "not-xml"],
    ["an empty file", "", "not-xml"],
    ["tags without end", `<EInvoice>${"<a/>".repeat(400_000)}</EInvoice>`, "too-large"],
    ["another document", "<Report><EInvoice/></Report>", "not-an-invoice"],
    ["two roots", "<EInvoice/><EInvoice/>", "not-xml"],
    ["an empty invoice", "<EInvoice/>", "missing-field"],
    ["nesting beyond reason", `<EInvoice>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</EInvoice>`, "not-xml"],
    ["a prototype", "<EInvoice><__proto__><Header/></__proto__></EInvoice>", "not-xml"],
    ["an unknown encoding", '<?xml version="1.0" encoding="UTF-7"?><EInvoice/>', "encoding"],
  ])("%s: %s", (_, text, code) => {
    const started = performance.now();
    expect(refusal(readInvoiceXml(bytesOf(text)))).toBe(code);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("bytes that are not the declared encoding", () => {
    expect(
      refusal(
        readInvoiceXml(new Uint8Array([...bytesOf("<EInvoice>"), 0xcb, 0xe3, ...bytesOf("</EInvoice>")])),
      ),
    ).toBe("encoding");
    expect(refusal(readInvoiceXml(new Uint8Array([0xff, 0xfe, 0x3c, 0x00, 0x45, 0x00])))).toBe("encoding");
  });

  it("a file beyond the limit", () => {
    expect(refusal(readInvoiceXml(new Uint8Array(4 * 1024 * 1024 + 1)))).toBe("too-large");
  });
});

describe("an OFD is read by the XML inside it", () => {
  it.each([
    "Doc_0/Attachs/original_invoice.xml",
    "Doc_0/Attach/25522000000012345678.XML",
    "Doc_0/invoice.xml",
  ])("at %s", name => {
    const invoice = facts(readInvoiceOfd(ofd({ [name]: digitalXml() })));
    expect(invoice).toEqual(facts(readInvoiceXml(bytesOf(digitalXml()))));
  });

  it("may carry the older data file", () => {
    expect(facts(readInvoiceOfd(ofd({ "Doc_0/Attachs/original_invoice.xml": olderXml() }))).key).toBe(
      "052001900111-00012345",
    );
  });

  it("may carry the same invoice twice, but not two", () => {
    const [one, other] = ["Doc_0/Attachs/a.xml", "Doc_0/Attachs/b.xml"];
    expect(facts(readInvoiceOfd(ofd({ [one]: digitalXml(), [other]: digitalXml() }))).key).toBe(
      COMPUTING_INVOICE.number,
    );
    expect(refusal(readInvoiceOfd(ofd({ [one]: digitalXml(), [other]: olderXml() })))).toBe(
      "several-invoices",
    );
  });

  it.each([
    ["no invoice data", {}, "no-invoice-inside"],
    ["an invoice that does not add up", { "Doc_0/Attachs/a.xml": digitalXml({ total: "1.00" }) }, "sums"],
    ["a DTD", { "Doc_0/Attachs/a.xml": "<!DOCTYPE x><EInvoice/>" }, "dtd"],
  ])("is refused with %s", (_, files, code) => {
    expect(refusal(readInvoiceOfd(ofd(files)))).toBe(code);
  });
});

describe("a hostile OFD is refused soon", () => {
  const bomb = ofd({ "Doc_0/Attachs/a.xml": new Uint8Array(3 * 1024 * 1024).fill(0x20) });

  it("a zip bomb, by its ratio", () => {
    const reading = readInvoiceOfd(bomb);
    expect(refusal(reading)).toBe("too-compressed");
    if (!reading.ok) expect(reading.error.at).toBe("Doc_0/Attachs/a.xml");
  });

  it("a bomb that lies about its size", () => {
    const lying = new Uint8Array(bomb);
    const view = new DataView(lying.buffer);
    const honest = 3 * 1024 * 1024;
    for (let at = 0; at + 4 <= lying.length; at++) {
      if (view.getUint32(at, true) === honest) view.setUint32(at, 1000, true);
    }
    const started = performance.now();
    expect(refusal(readInvoiceOfd(lying))).toBe("no-invoice-inside");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("more files than any invoice has", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, n) => [`Doc_0/Res/${n}.png`, new Uint8Array(1)]),
    );
    expect(refusal(readInvoiceOfd(ofd({ "Doc_0/Attachs/a.xml": digitalXml(), ...many })))).toBe(
      "too-many-entries",
    );
  });

  it("XML files that are too large one by one or together", () => {
    const noise = (size: number) => {
      let seed = 7;
      return Uint8Array.from({ length: size }, () => {
        seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
        return seed >>> 24;
      });
    };
    expect(refusal(readInvoiceOfd(ofd({ "Doc_0/Attachs/a.xml": noise(4 * 1024 * 1024 + 1) })))).toBe(
      "too-large",
    );
    const [a, b] = [noise(1_200_000), noise(1_200_000)];
    expect(refusal(readInvoiceOfd(ofd({ "Doc_0/a.xml": a, "Doc_0/b.xml": b })))).toBe("too-large");
  });

  it.each([
    ["a PDF", bytesOf("%PDF-1.4"), "not-zip"],
    ["nothing", new Uint8Array(), "not-zip"],
    ["the head alone", ofd({}).slice(0, 40), "damaged"],
    ["a file beyond the limit", new Uint8Array(20 * 1024 * 1024 + 1), "too-large"],
  ])("%s", (_, bytes, code) => {
    expect(refusal(readInvoiceOfd(bytes))).toBe(code);
  });

  it("a damaged file never throws, and never gives another amount", () => {
    const good = ofd({ "Doc_0/Attachs/a.xml": digitalXml() });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bad = good.slice();
        bad[at] = (bad[at] ?? 0) ^ flip;
        const reading = readInvoiceOfd(bad);
        if (reading.ok)
          expect(reading.value.amountWithoutTax + reading.value.tax).toBe(reading.value.amountWithTax);
      }),
    );
  });
});

describe("what an invoice states is what is read", () => {
  it("for any lines whose sums agree", () => {
    const line = fc.record({
      amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      tax: fc.bigInt({ min: 0n, max: 10n ** 11n }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), lines => {
        const [without, tax] = lines.reduce(([a, t], each) => [a + each.amount, t + each.tax], [0n, 0n]);
        const yuan = (amount: bigint) => formatYuan(fen(amount));
        const xml = digitalXml({
          without: yuan(without),
          tax: yuan(tax),
          total: yuan(without + tax),
          lines: lines.map(each => ({ name: "算力", amount: yuan(each.amount), tax: yuan(each.tax) })),
        });
        const invoice = facts(readInvoiceXml(bytesOf(xml)));
        expect(invoice.amountWithTax).toBe(without + tax);
        expect(invoice.items.map(item => item.amount)).toEqual(lines.map(each => each.amount));
      }),
    );
  });
});
