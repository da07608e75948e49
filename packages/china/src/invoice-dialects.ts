/**
 * Where the two electronic invoice formats keep what a claim needs. Paths run from the root element.
 * `EInvoice` is the 数电票 XML of the tax administration (two public samples); `eInvoice` is the data file inside
 * the OFD of the older VAT e-invoice 增值税电子发票, known by code and number.
 */

export interface InvoiceDialect {
  readonly root: string;
  /** The number; where the same number stands in two places, both, and they must agree. */
  readonly number: readonly string[];
  readonly code?: string;
  readonly issuedOn: string;
  readonly sellerTaxId: string;
  readonly sellerName: string;
  readonly buyerTaxId: string;
  readonly buyerName: string;
  readonly amountWithoutTax: string;
  readonly tax: string;
  readonly amountWithTax: string;
  /** `Y` for a blue (ordinary) invoice, `N` for a red one. */
  readonly blue?: string;
  /** What kind of invoice it calls itself, 增值税专用发票 or 普通发票. */
  readonly kind?: string;
  /** The lines, repeated. */
  readonly items: string;
  readonly item: {
    readonly name: string;
    readonly specification: string;
    readonly unit: string;
    readonly quantity: string;
    readonly amount: string;
    readonly rate: string;
    readonly tax: string;
  };
}

export const INVOICE_DIALECTS: readonly InvoiceDialect[] = [
  {
    root: "EInvoice",
    number: ["TaxSupervisionInfo/InvoiceNumber", "Header/EIid"],
    issuedOn: "TaxSupervisionInfo/IssueTime",
    sellerTaxId: "EInvoiceData/SellerInformation/SellerIdNum",
    sellerName: "EInvoiceData/SellerInformation/SellerName",
    buyerTaxId: "EInvoiceData/BuyerInformation/BuyerIdNum",
    buyerName: "EInvoiceData/BuyerInformation/BuyerName",
    amountWithoutTax: "EInvoiceData/BasicInformation/TotalAmWithoutTax",
    tax: "EInvoiceData/BasicInformation/TotalTaxAm",
    amountWithTax: "EInvoiceData/BasicInformation/TotalTax-includedAmount",
    blue: "Header/InherentLabel/InIssuType/LabelCode",
    kind: "Header/InherentLabel/GeneralOrSpecialVAT/LabelName",
    items: "EInvoiceData/IssuItemInformation",
    item: {
      name: "ItemName",
      specification: "SpecMod",
      unit: "MeaUnits",
      quantity: "Quantity",
      amount: "Amount",
      rate: "TaxRate",
      tax: "ComTaxAm",
    },
  },
  {
    root: "eInvoice",
    number: ["InvoiceNo"],
    code: "InvoiceCode",
    issuedOn: "IssueDate",
    sellerTaxId: "Seller/SellerTaxID",
    sellerName: "Seller/SellerName",
    buyerTaxId: "Buyer/BuyerTaxID",
    buyerName: "Buyer/BuyerName",
    amountWithoutTax: "TaxExclusiveTotalAmount",
    tax: "TaxTotalAmount",
    amountWithTax: "TaxInclusiveTotalAmount",
    items: "GoodsInfos/GoodsInfo",
    item: {
      name: "Item",
      specification: "Specification",
      unit: "MeasurementDimension",
      quantity: "Quantity",
      amount: "Amount",
      rate: "TaxScheme",
      tax: "TaxAmount",
    },
  },
];
