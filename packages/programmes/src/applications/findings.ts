/** What does not fit or was seen before: a list that an officer answers, never a silent refusal. */
import type { Facts } from "@suanquan/policy";
import type { z } from "zod";
import type { Context } from "../command.ts";
import { type CheckedInvoice, checkInvoices, type Discrepancy } from "../evidence/invoice-checks.ts";
import { newId, sha256 } from "../identifier.ts";
import { findingCycle } from "../life-cycles/cases.ts";
import { contradictionsIn, readCase, type Stated, sharedText } from "../rules/case-facts.ts";
import type { Rules } from "../rules/open-rules.ts";
import type { Change, Mark, Subject } from "../store/subject.ts";
import { birthOf } from "../subjects/advance.ts";
import { today } from "../subjects/in-use.ts";
import { evidenceKind, type FindingRule, findingKind, partyKind } from "../subjects/kinds.ts";
import { partyId } from "./party.ts";

type Evidence = Subject<z.infer<typeof evidenceKind.body>>;

const SAYS: Readonly<Record<FindingRule, { readonly zh: string; readonly en: string }>> = {
  "same-file": { zh: "同一文件已用于另一申请", en: "the same file was used for another case" },
  "same-invoice": { zh: "同一发票已用于另一申请", en: "the same invoice was used for another case" },
  "same-contract": { zh: "同一合同已用于另一申请", en: "the same contract was used for another case" },
  "already-subsidised": {
    zh: "同一发票或合同已在另一事项中获得补助",
    en: "money was granted on the same invoice or contract in another case",
  },
  "not-compared": {
    zh: "发票有一项未能自动核对，须人工核对",
    en: "something of an invoice could not be compared and must be looked at",
  },
  "buyer-differs": { zh: "发票购买方不是申请企业", en: "the invoice's buyer is not the applicant" },
  "seller-differs": {
    zh: "发票销售方不是合同的服务商",
    en: "the invoice's seller is not the contract's provider",
  },
  "issued-outside": { zh: "发票开具日期不在期内", en: "the invoice was issued outside the window" },
  "above-contract": { zh: "发票合计超过合同金额", en: "the invoices come to more than the contract" },
  "above-paid": { zh: "发票合计超过实际支付金额", en: "the invoices come to more than what was paid" },
  "below-paid": { zh: "发票合计低于实际支付金额", en: "the invoices come to less than what was paid" },
  "red-invoice": { zh: "红字发票", en: "a red invoice, which takes an earlier one back" },
  "related-parties": { zh: "购销双方为关联方", en: "buyer and seller are related" },
  "contradictory-facts": { zh: "所述事实互相矛盾", en: "facts of the case contradict each other" },
};
const RULE_OF_MARK: Readonly<Record<string, FindingRule>> = {
  file: "same-file",
  invoice: "same-invoice",
  contract: "same-contract",
};

/** States of a case in which money has been granted or claimed on what it rests on. */
const SUBSIDISED = ["issued", "approved", "batched", "part-paid", "paid", "reconciled"];

/** A case that is handed in or looked at again. */
export interface Looked {
  readonly subject: Pick<Subject<unknown>, "id" | "office" | "organisation" | "programme">;
  /** Cases that it belongs to: a claim's own application is not another case. */
  readonly cases: readonly string[];
  readonly facts: Stated;
  readonly evidence: readonly string[];
  readonly rules: Rules;
}

/** What must not be used twice unnoticed, of a case and its evidence. Contract numbers are kept as digests. */
function marksOf(facts: Facts, evidence: readonly Evidence[]): Mark[] {
  const contracts = facts.spends.flatMap(spend => {
    const value = spend.get("contract.id");
    return typeof value === "string" ? [value] : [];
  });
  return [
    ...evidence.map(each => ({ kind: "file", value: each.body.hash })),
    ...evidence.flatMap(({ body }) =>
      body.invoice === null ? [] : [{ kind: "invoice", value: body.invoice.key }],
    ),
    ...[...new Set(contracts)].map(each => ({ kind: "contract", value: sha256(each.trim()) })),
  ];
}

const key = (rule: FindingRule, more: string): string => `${rule} ${more}`;

/** Other cases that use the same file, invoice or contract; one of another office is not named. */
async function sharedWith(
  context: Context,
  { subject, cases }: Looked,
  marks: readonly Mark[],
): Promise<Discrepancy[]> {
  const found = new Map<string, Discrepancy>();
  for (const shared of await context.store.sharing(marks, [subject.id, ...cases])) {
    const rule = RULE_OF_MARK[shared.kind];
    if (rule === undefined) continue;
    const where = shared.office === subject.office ? shared.subject : "其他单位 / another office";
    const isPaid = shared.kind !== "file" && SUBSIDISED.includes(shared.state);
    const each = { rule: isPaid ? ("already-subsidised" as const) : rule, more: where };
    found.set(key(each.rule, where), each);
  }
  return [...found.values()];
}

/**
 * New findings about a case, and the marks that others will be compared with. To be asked at every gate: what two
 * cases handed in at once share is seen by neither then, and by both later.
 */
export async function lookAt(
  context: Context,
  looked: Looked,
): Promise<{ readonly marks: readonly Mark[]; readonly findings: readonly Change[] }> {
  const { subject, rules } = looked;
  const { store } = context;
  const facts = readCase(rules, looked.facts);
  const held = await Promise.all(looked.evidence.map(id => store.get(evidenceKind, subject.office, id)));
  const marks = marksOf(facts, held);
  const party = await store.find(
    partyKind,
    subject.office,
    partyId(subject.office, subject.organisation ?? ""),
  );
  const invoices = held.flatMap(({ body }): CheckedInvoice[] =>
    body.invoice === null ? [] : [{ name: body.name, invoice: body.invoice }],
  );
  const discrepancies = [
    ...(await sharedWith(context, looked, marks)),
    ...checkInvoices(invoices, {
      facts,
      programme: rules.programme,
      today: today(context),
      applicant: party?.state === "verified" ? party.body.creditCode : null,
      related: party?.body.related ?? [],
      provider: sharedText(facts, "provider.id") ?? null,
    }),
  ];
  const contradictions = contradictionsIn(rules, looked.facts).map(
    ({ zh, en }): Discrepancy => ({ rule: "contradictory-facts", more: zh, en }),
  );
  const before = await store.all(findingKind, subject.office, { parent: subject.id });
  const known = new Set(before.map(each => key(each.body.rule, each.body.more)));
  const findings = [...discrepancies, ...contradictions]
    .filter(({ rule, more }) => !known.has(key(rule, more)))
    .map(({ rule, more, en = more }) =>
      birthOf(context, findingKind, findingCycle.begins, {
        id: newId(context.clock(), context.random),
        event: "find",
        parent: subject.id,
        programme: subject.programme,
        body: {
          handled: {},
          about: subject.id,
          rule,
          more,
          says: { zh: `${SAYS[rule].zh}：${more}`, en: `${SAYS[rule].en}: ${en}` },
        },
        detail: { rule, more },
      }),
    );
  return { marks, findings };
}

/** Looks at a case again at a later gate, and writes down what is new. */
export async function lookAgain(context: Context, looked: Looked): Promise<void> {
  const { findings } = await lookAt(context, looked);
  if (findings.length > 0) await context.store.write(findings);
}
