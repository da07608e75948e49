/**
 * What is kept of each kind of subject. Amounts are kept in whole fen and shown in yuan with two decimals, hence the
 * optional decimals of their form; dates are `YYYY-MM-DD`, inclusive.
 */
import { z } from "zod";
import { ROLES } from "../roles.ts";
import type { Kind } from "../store/subject.ts";

const fenText = z.string().regex(/^\d{1,18}(\.\d{2})?$/);
const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const hashText = z.string().regex(/^[0-9a-f]{64}$/);
const idText = z.string().uuid();
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
/** Who did which event: for «nobody approves their own». */
const handled = z.record(z.string(), z.array(z.string()));
const facts = z.record(z.string(), z.unknown());
const approval = z.object({ person: z.string(), rank: z.number().int() });
const daysSpan = z.object({ count: z.number().int().min(1).max(365), unit: z.enum(["working", "calendar"]) });

/** The rules of a programme at one moment, each by hash. */
const pinned = z.object({
  programme: hashText,
  vocabulary: hashText,
  engine: z.string(),
  rulings: z.record(z.string(), z.string()),
});
export type Pinned = z.infer<typeof pinned>;

const kindOf = <B>(name: string, body: z.ZodType<B>): Kind<B> => ({ name, body });

export const programmeKind = kindOf(
  "programme",
  z.object({
    handled,
    tree: z.string(),
    version: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    mode: z.string(),
    text: hashText,
    vocabulary: hashText,
    errors: z.number().int(),
    /** Questions that a role decides case by case, with a reason. */
    perCase: z.record(z.string(), z.enum(ROLES)),
    /** Totals of pools that were set anew, by pool and period: they go before the file's. */
    poolTotals: z.record(z.string(), fenText).default({}),
    frozen: z.string().nullable(),
    /** The newer version of the programme that has taken its place. */
    replacedBy: z.string().nullable().default(null),
  }),
);

export const rulingKind = kindOf(
  "ruling",
  z.object({
    handled,
    question: z.string(),
    reading: z.string(),
    issuer: z.string(),
    on: dateText,
    reference: z.string(),
    effect: z.string(),
    /** Made up for a demonstration. */
    invented: z.boolean(),
  }),
);

export const appropriationKind = kindOf(
  "appropriation",
  z.object({
    handled,
    pool: z.string(),
    period: z.string(),
    amount: fenText,
    parts: z.array(fenText),
    reference: z.string(),
  }),
);

export const yearEndKind = kindOf(
  "year-end",
  z.object({
    handled,
    pool: z.string(),
    period: z.string(),
    /** The period that it was carried over to; null: it lapsed. */
    into: z.string().nullable(),
    amount: fenText,
    /** Of it, each funder's part. */
    parts: z.array(fenText),
  }),
);

export const roundKind = kindOf(
  "round",
  z.object({
    handled,
    title: z.string(),
    opens: dateText,
    closes: dateText.nullable(),
    check: z.number().int(),
    notice: daysSpan,
    /** Kept back for appeals, in basis points of what the pool has left. */
    reserveBp: z.number().int().min(0).max(10_000),
    /** What that came to at the first run, by pool and period. */
    reserves: z.record(z.string(), fenText),
    pinned: pinned.nullable(),
  }),
);
export type RoundBody = z.infer<typeof roundKind.body>;

const clock = z.union([
  z.object({ is: z.literal("running"), due: dateText, provisional: z.boolean() }),
  z.object({ is: z.literal("paused"), left: z.number().int() }),
  z.object({ is: z.literal("stopped") }),
]);

/** `rules`: reckoned; `case`: decided case by case within the ceiling; `exception`: beyond the rules, by two people. */
const awardBasis = z.enum(["rules", "case", "exception"]);

export const applicationKind = kindOf(
  "application",
  z.object({
    handled,
    round: idText,
    benefit: z.string(),
    facts,
    /** As of which day each fact is stated: that on which its value was given first. */
    statedOn: z.record(z.string(), dateText),
    evidence: z.array(idText),
    requested: fenText.nullable(),
    submitted: z.string().nullable(),
    clock: clock.nullable(),
    assessment: hashText.nullable(),
    /** What was determined, and what is granted of it: a run may give less. */
    determined: fenText.nullable(),
    award: fenText.nullable(),
    /** The day of the grant, for limits by time: when its money was first set aside. */
    grantedOn: dateText.nullable(),
    /** What the award rests on. */
    basis: awardBasis.nullable(),
    /** An appeal was upheld: the reserve that the round keeps is for it. */
    appealed: z.boolean(),
    override: z.object({ reason: z.string(), person: z.string() }).nullable(),
    /** Name of the hold on the pool while one is open, and of those on caps. */
    hold: z.string().nullable(),
    capHolds: z.array(z.string()),
    pool: z.string().nullable(),
    period: z.string().nullable(),
    approvals: z.array(approval),
    noticeUntil: dateText.nullable(),
    noticeCount: z.number().int(),
    objections: z.array(z.object({ text: z.string(), by: z.string(), open: z.boolean() })),
    conflicts: z.record(z.string(), z.boolean()),
    scores: z.record(z.string(), z.number()),
    run: idText.nullable(),
    voucher: idText.nullable(),
  }),
);
export type ApplicationBody = z.infer<typeof applicationKind.body>;

/** A fact of an organisation that an officer has noted, and the day from which on it holds. */
const noted = z.object({
  fact: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  from: dateText,
});

/** A firm or provider as an office knows it; one for each, made when it first applies or declares itself. */
export const partyKind = kindOf(
  "party",
  z.object({
    handled,
    /** Unified social credit code, as declared. */
    creditCode: z.string().nullable(),
    name: z.string().nullable(),
    /** Credit codes of those it is related to, as declared. */
    related: z.array(z.string()),
    /** How many grants have been made to it: grants to one applicant follow one another. */
    grants: z.number().int(),
    /** What the office has found out about it since, and from which day on it holds. */
    noted: z.array(noted).default([]),
  }),
);
export type PartyBody = z.infer<typeof partyKind.body>;

/** What is read of an invoice; whether it is genuine is for an officer to say. */
const invoice = z.object({
  key: z.string(),
  issuedOn: dateText,
  seller: z.string(),
  sellerName: z.string(),
  buyer: z.string().nullable(),
  buyerName: z.string(),
  /** Yuan, and the same in fen; negative for a red invoice. */
  withTax: z.string(),
  withoutTax: z.string(),
  fenWithTax: z.string().regex(/^-?\d{1,18}$/),
  red: z.boolean(),
});
export type InvoiceBody = z.infer<typeof invoice>;

export const evidenceKind = kindOf(
  "evidence",
  z.object({
    handled,
    name: z.string(),
    proves: z.string(),
    type: z.string(),
    size: z.number().int(),
    hash: hashText,
    invoice: invoice.nullable(),
  }),
);

const findingRule = z.enum([
  "same-file",
  "same-invoice",
  "same-contract",
  "already-subsidised",
  "not-compared",
  "buyer-differs",
  "seller-differs",
  "issued-outside",
  "above-contract",
  "above-paid",
  "below-paid",
  "red-invoice",
  "related-parties",
  "contradictory-facts",
]);
export type FindingRule = z.infer<typeof findingRule>;

export const findingKind = kindOf(
  "finding",
  z.object({
    handled,
    about: idText,
    rule: findingRule,
    /** Which other case, which file, which figures. */
    more: z.string(),
    says: z.object({ zh: z.string(), en: z.string() }),
  }),
);

export const runKind = kindOf(
  "allocation-run",
  z.object({
    handled,
    round: idText,
    number: z.number().int(),
    method: z.enum(["submission", "signing", "pro-rata", "score"]),
    pool: z.string(),
    period: z.string(),
    available: fenText,
    forAppeals: fenText,
    input: hashText,
    result: hashText,
    shares: z.array(z.object({ id: idText, asked: fenText, granted: fenText, rank: z.number().int() })),
  }),
);
export type RunBody = z.infer<typeof runKind.body>;

export const voucherKind = kindOf(
  "voucher",
  z.object({
    handled,
    application: idText,
    benefit: z.string(),
    basis: awardBasis,
    grantedOn: dateText,
    /** The ledger's keys of what was counted towards limits when it was granted. */
    counted: z.array(z.string()),
    /** The same of what counts grants, and not amounts. */
    countedOnce: z.array(z.string()).default([]),
    /** Accounts of the pools that are parts of the one that pays: what goes back to it goes back to them too. */
    rooms: z.array(z.string()).default([]),
    /** As of which day each fact is stated, and what the office has noted of the holder since. */
    statedOn: z.record(z.string(), dateText).default({}),
    noted: z.array(noted).default([]),
    round: idText,
    mode: z.string(),
    face: fenText,
    issued: dateText,
    /** Its lifetime begins when its holder collects it; until then it cannot be used. */
    awaitsCollection: z.boolean(),
    /** Another organisation that its holder offers it to, where the file lets vouchers be transferred. */
    offeredTo: z.string().nullable(),
    /** The last day of use, inclusive; null: no end. */
    expires: dateText.nullable(),
    pool: z.string(),
    period: z.string(),
    facts,
    pinned,
    /** Claimed and paid so far, in fen. */
    claimed: fenText,
    paid: fenText,
  }),
);
export type VoucherBody = z.infer<typeof voucherKind.body>;

const claimLine = z.object({
  /** The award it is drawn on; null for a sale. */
  voucher: idText.nullable(),
  redemption: z.string().nullable(),
  amount: fenText,
});

export const claimKind = kindOf(
  "claim",
  z.object({
    handled,
    mode: z.string(),
    lines: z.array(claimLine),
    amount: fenText,
    facts,
    evidence: z.array(idText),
    assessment: hashText.nullable(),
    pool: z.string(),
    period: z.string(),
    approvals: z.array(approval),
    /** The days in Shanghai on which its money was last set aside, and last paid. */
    countedOn: dateText.nullable(),
    paidOn: dateText.nullable(),
    /** Limits on what is redeemed that it counts towards. */
    limits: z.array(z.object({ code: z.string(), ceiling: z.string() })),
    /** Accounts of the pools that are parts of the one that pays. */
    rooms: z.array(z.string()).default([]),
    /** How often money has been set aside for it: part of its account's movements' keys. */
    commitments: z.number().int(),
    batch: idText.nullable(),
    /** What each funder owes, and has paid of it. */
    parts: z.array(z.object({ owed: fenText, paid: fenText, back: fenText, keys: z.array(z.string()) })),
  }),
);
export type ClaimBody = z.infer<typeof claimKind.body>;

export const accountKind = kindOf(
  "payee-account",
  z.object({ handled, holder: z.string(), bank: z.string(), number: z.string(), evidence: z.array(idText) }),
);

export const batchKind = kindOf(
  "payment-batch",
  z.object({
    handled,
    title: z.string(),
    funders: z.array(z.string()),
    rows: z.array(
      z.object({
        number: z.number().int(),
        claim: idText,
        funder: z.number().int(),
        organisation: code,
        account: idText,
        amount: fenText,
        paid: fenText,
        result: z.enum(["waiting", "paid", "part-paid", "failed"]),
        failure: z.string().nullable(),
      }),
    ),
  }),
);

export const clawbackKind = kindOf(
  "clawback",
  z.object({
    handled,
    claim: idText,
    says: z.string(),
    demanded: fenText.nullable(),
    due: dateText.nullable(),
    recovered: fenText,
    offset: fenText,
  }),
);

export const appealKind = kindOf("appeal", z.object({ handled, application: idText, says: z.string() }));
