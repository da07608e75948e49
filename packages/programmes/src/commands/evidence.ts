/** 材料与发现：按哈希存放，读取发票，查重，由受理员逐条处理。 */
import { z } from "zod";
import { type Command, command, pageInput, pageOf } from "../command.ts";
import { acceptFile, EVIDENCE_BYTES_MAX } from "../evidence/accept.ts";
import { newId, sha256 } from "../identifier.ts";
import { findingCycle } from "../life-cycles/cases.ts";
import { Refusal } from "../refusal.ts";
import { birthOf, organisationSeen, seen, stepOf } from "../subjects/advance.ts";
import { evidenceKind, findingKind } from "../subjects/kinds.ts";
import { field, viewOf, viewSchema } from "../subjects/view.ts";
import { EVERYBODY, OFFICE } from "./people.ts";

const evidenceView = viewSchema(evidenceKind);
const findingView = viewSchema(findingKind);
const EXAMPLE = { id: "0198a4b2-0000-7000-8000-000000000000" };

const upload = command({
  name: "evidence.upload",
  method: "POST",
  path: "/evidence",
  says: {
    zh: "上传材料；已有的同一文件直接返回，不必重传",
    en: "Hand in a file; one that is held already is offered again",
  },
  roles: ["applicant-clerk", "provider-clerk", "desk-officer"],
  input: z.object({
    name: z.string().min(1).max(200),
    /** What it proves, in the programme's words: 服务合同, 发票 … */
    proves: field.text,
    /** Base64. */
    content: z.base64().max(Math.ceil((EVIDENCE_BYTES_MAX * 4) / 3) + 4),
  }),
  output: evidenceView,
  example: { name: "合同.pdf", proves: "服务合同", content: "JVBERi0xLjcK" },
  async run(context, { name, proves, content }) {
    const bytes = Buffer.from(content, "base64");
    const { type, invoice } = acceptFile(bytes);
    const hash = sha256(bytes);
    const { organisation, office } = context.actor;
    const held = await context.store.all(evidenceKind, office, { organisation });
    const same = held.find(each => each.body.hash === hash && each.body.proves === proves);
    if (same !== undefined) return viewOf(evidenceKind, null, same);
    await context.files.put(hash, bytes);
    const id = newId(context.clock(), context.random);
    const body = { handled: {}, name, proves, type, size: bytes.length, hash, invoice };
    await context.store.write([
      birthOf(context, evidenceKind, "held", { id, event: "upload", organisation, body }),
    ]);
    return viewOf(evidenceKind, null, await seen(context, evidenceKind, id));
  },
});

const content = command({
  name: "evidence.content",
  method: "GET",
  path: "/evidence/{id}/content",
  says: { zh: "材料的内容（Base64）", en: "A file's content, in base64" },
  roles: EVERYBODY,
  input: z.object({ id: field.id }),
  output: z.object({ name: z.string(), type: z.string(), content: z.string() }),
  example: EXAMPLE,
  async run(context, { id }) {
    const { body } = await seen(context, evidenceKind, id);
    const bytes = await context.files.get(body.hash);
    if (bytes === null) throw new Refusal("not-found", { what: body.hash });
    return { name: body.name, type: body.type, content: Buffer.from(bytes).toString("base64") };
  },
});

const list = command({
  name: "evidence.list",
  method: "GET",
  path: "/evidence",
  says: { zh: "已有材料，可在新的申请中选用", en: "Files held already, to be used again" },
  roles: EVERYBODY,
  input: z.object({ ...pageInput, organisation: field.code.optional() }),
  output: pageOf(evidenceView),
  example: { limit: 20 },
  async run(context, { cursor, limit, organisation }) {
    const own = organisationSeen(context);
    const page = await context.store.list(evidenceKind, context.actor.office, {
      organisation: own ?? organisation,
      cursor,
      limit,
    });
    return { items: page.items.map(each => viewOf(evidenceKind, null, each)), next: page.next };
  },
});

const findings = command({
  name: "findings.list",
  method: "GET",
  path: "/findings",
  says: { zh: "查重与关联发现", en: "Findings: duplicates, related parties" },
  roles: OFFICE,
  input: z.object({ ...pageInput, about: field.id.optional(), state: z.string().optional() }),
  output: pageOf(findingView),
  example: { limit: 20 },
  async run(context, { about, state, cursor, limit }) {
    const page = await context.store.list(findingKind, context.actor.office, {
      parent: about,
      cursor,
      limit,
      states: state === undefined ? undefined : [state],
    });
    return { items: page.items.map(each => viewOf(findingKind, findingCycle, each)), next: page.next };
  },
});

const answers = (["clear", "confirm"] as const).map(event =>
  command({
    name: `findings.${event}`,
    method: "POST",
    path: `/findings/{id}/${event}`,
    says:
      event === "clear"
        ? { zh: "说明理由，排除发现", en: "Clear a finding, with the reason" }
        : { zh: "确认发现属实", en: "Confirm a finding" },
    roles: [...new Set(findingCycle.rows.filter(row => row.event === event).flatMap(row => row.who))],
    input: z.object({ id: field.id, reason: field.reason, note: field.note }),
    output: findingView,
    example: { ...EXAMPLE, reason: event === "clear" ? "false-alarm" : "duplicate-claim", note: "已核对" },
    async run(context, { id, reason, note }) {
      const finding = await seen(context, findingKind, id);
      const { change, after } = stepOf(context, findingKind, findingCycle, finding, event, { reason, note });
      await context.store.write([change]);
      return viewOf(findingKind, findingCycle, after);
    },
  }),
);

export const evidenceCommands: readonly Command[] = [upload, content, list, findings, ...answers];
