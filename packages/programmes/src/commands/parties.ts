/** 主体信息：统一社会信用代码与关联方，自行申报，由受理员核对。 */
import { parseCreditCode } from "@suanquan/china/credit-code";
import { factNamed, readFacts, readVocabulary } from "@suanquan/policy";
import { z } from "zod";
import { partyOf } from "../applications/party.ts";
import { type Command, type Context, command, pageInput, pageOf } from "../command.ts";
import { partyCycle } from "../life-cycles/cases.ts";
import { Refusal } from "../refusal.ts";
import type { Change, Subject } from "../store/subject.ts";
import { organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { type PartyBody, partyKind, voucherKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { EVERYBODY } from "./people.ts";

const partyView = viewSchema(partyKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };
const show = (party: Subject<PartyBody>) => viewOf(partyKind, partyCycle, party);
const codeText = z.string().min(1).max(40);

/** @throws Refusal `malformed` with what is wrong with the code */
function creditCodeOf(text: string): string {
  const read = parseCreditCode(text);
  if (!read.ok) throw new Refusal("malformed", { what: `${read.error.zh} / ${read.error.en}` });
  return read.value.code;
}

const declare = command({
  name: "parties.declare",
  method: "POST",
  path: "/parties",
  says: {
    zh: "申报本单位的信用代码与关联方；核对后用于发票比对",
    en: "Declare one's own credit code and related bodies; once verified, invoices are compared with them",
  },
  roles: ["applicant-clerk", "provider-clerk"],
  input: z.object({
    creditCode: codeText,
    name: field.text,
    related: z.array(codeText).max(200).default([]),
  }),
  output: partyView,
  example: { creditCode: "91350100M000100Y43", name: "某某科技有限公司", related: [] },
  async run(context, { creditCode, name, related }) {
    const party = await partyOf(context, context.actor.organisation);
    const { change, after } = stepOf(context, partyKind, partyCycle, party, "declare", {
      body: {
        creditCode: creditCodeOf(creditCode),
        name,
        related: [...new Set(related.map(creditCodeOf))],
      },
    });
    await context.store.write([change]);
    return show(after);
  },
});

const verify = command({
  name: "parties.verify",
  method: "POST",
  path: "/parties/{id}/verify",
  says: { zh: "核对主体信息与证照一致", en: "Find it in agreement with its certificate" },
  roles: ["desk-officer"],
  input: z.object({ id: field.id, note: field.note }),
  output: partyView,
  example: { ...EXAMPLE, note: "与营业执照一致" },
  async run(context, { id, note }) {
    const party = await seen(context, partyKind, id);
    const { change, after } = stepOf(context, partyKind, partyCycle, party, "verify", { note });
    await context.store.write([change]);
    return show(after);
  },
});

/** Awards whose facts may still be asked. */
const ASKED_AGAIN = ["active", "suspended", "exhausted", "expired"];

const noteFact = command({
  name: "parties.note-fact",
  method: "POST",
  path: "/parties/{id}/facts",
  says: {
    zh: "记下主体情况的变化（如资质到期），自该日起各环节按此核对",
    en: "Note what has changed of a party, such as a title that ended: from that day on every gate goes by it",
  },
  roles: ["desk-officer"],
  input: z.object({
    id: field.id,
    fact: field.text,
    value: z.union([z.string().max(200), z.number(), z.boolean()]),
    from: field.date,
    note: field.note,
  }),
  output: partyView,
  example: {
    ...EXAMPLE,
    fact: "applicant.digital-core",
    value: false,
    from: "2025-06-01",
    note: "认定已到期",
  },
  async run(context, { id, fact, value, from, note }) {
    const party = await seen(context, partyKind, id);
    const noted = { fact: applicantFact(context, fact, value), value, from };
    const happening = {
      event: "note-fact",
      actor: context.actor.person,
      at: context.clock(),
      note,
      detail: noted,
    };
    const withNoted = <B extends { readonly noted: PartyBody["noted"] }>(
      of: Subject<B>,
      kind: string,
    ): Change => ({
      is: "step",
      kind,
      of,
      state: of.state,
      body: { ...of.body, noted: [...of.body.noted, noted] },
      happening,
    });
    const vouchers = await context.store.all(voucherKind, party.office, {
      organisation: party.organisation ?? "",
      states: ASKED_AGAIN,
    });
    await context.store.write([
      withNoted(party, partyKind.name),
      ...vouchers.map(each => withNoted(each, voucherKind.name)),
    ]);
    return show(await seen(context, partyKind, id));
  },
});

/** The name of a fact of the applicant whose value is understood. @throws Refusal */
function applicantFact(context: Context, name: string, value: string | number | boolean): string {
  const { vocabulary } = readVocabulary(context.policies.vocabulary);
  const definition = vocabulary === undefined ? undefined : factNamed(vocabulary, name);
  if (vocabulary === undefined || definition?.of !== "applicant")
    throw new Refusal("facts-faulty", { what: `${name}: 不是申请主体的事实 / not a fact of the applicant` });
  const { facts, findings } = readFacts({ applicant: { [name]: value }, spends: [] }, vocabulary);
  if (facts === undefined)
    throw new Refusal("facts-faulty", {
      what: `${findings[0]?.what.zh ?? ""} / ${findings[0]?.what.en ?? ""}`,
    });
  return definition.name;
}

const list = command({
  name: "parties.list",
  method: "GET",
  path: "/parties",
  says: { zh: "主体信息；企业只见本企业的", en: "Parties; a firm sees its own" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, state: z.string().optional() }),
  output: pageOf(partyView),
  example: { limit: 20 },
  async run(context, { state, cursor, limit }) {
    const page = await context.store.list(partyKind, context.actor.office, {
      organisation: organisationSeen(context),
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return { items: page.items.map(show), next: page.next };
  },
});

export const partyCommands: readonly Command[] = [declare, verify, noteFact, list];
