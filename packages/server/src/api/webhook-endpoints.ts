/** Webhooks: where to send what, what was sent and how it was taken, and sending it again. */
import { pageInput, pageOf, Refusal, type Role, seeingOwnWrites } from "@suanquan/programmes";
import type { Pool } from "pg";
import { z } from "zod";
import { newId } from "../identifier.ts";
import { readAddress } from "../webhooks/address.ts";
import { newSecret, seal } from "../webhooks/signature.ts";
import { endpoint } from "./domain-endpoints.ts";
import type { Caller, Endpoint } from "./endpoint.ts";

export interface WebhookParts {
  readonly pool: Pool;
  readonly master: string;
  readonly anywhere: boolean;
}

/** The system administrator is told of the whole office, a platform or provider of its own things. */
const KEEPERS: readonly Role[] = ["system-admin", "integrator", "provider-clerk"];
const wholeOffice = ({ roles }: Caller): boolean => roles.includes("system-admin");

const id = z.uuid();
const EXAMPLE_ID = "0198a4b2-0000-7000-8000-000000000000";
const url = z.string().max(500);
const topics = z
  .array(z.string().regex(/^(\*|[a-z-]+\.(\*|[a-z-]+))$/))
  .min(1)
  .max(50);
const shown = z.object({
  id,
  url: z.string(),
  topics: z.array(z.string()),
  state: z.enum(["active", "stopped"]),
  revision: z.number().int(),
});
type Shown = z.infer<typeof shown>;
const delivery = z.object({
  id,
  message: id,
  topic: z.string(),
  state: z.enum(["waiting", "delivered", "failed"]),
  createdAt: z.string(),
  nextAt: z.string().nullable(),
  attempts: z.array(
    z.object({
      number: z.number().int(),
      at: z.string(),
      status: z.number().int().nullable(),
      failure: z.string().nullable(),
      tookMs: z.number().int(),
    }),
  ),
});
const PAGE = 50;
const COLUMNS = "id, url, topics, state, revision";

export function webhookEndpoints({ pool, master, anywhere }: WebhookParts): readonly Endpoint[] {
  const sql = seeingOwnWrites(pool);
  const own = async (caller: Caller, which: string): Promise<Shown> => {
    const { rows } = await sql.query<Shown>(
      `SELECT ${COLUMNS} FROM api.webhook WHERE id = $1 AND office = $2 AND organisation = $3`,
      [which, caller.office, caller.organisation],
    );
    const [row] = rows;
    if (row === undefined) throw new Refusal("not-found", { what: which });
    return row;
  };
  return [
    endpoint({
      name: "webhooks.list",
      method: "GET",
      path: "/webhooks",
      says: { zh: "本组织的通知地址", en: "The webhooks of one's organisation" },
      allows: KEEPERS,
      input: z.object({ limit: pageInput.limit, cursor: id.optional() }),
      output: pageOf(shown),
      example: { limit: 20 },
      async run({ caller }, { cursor, limit = PAGE }) {
        const { rows } = await sql.query<Shown>(
          `SELECT ${COLUMNS} FROM api.webhook WHERE office = $1 AND organisation = $2
              AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
          [caller.office, caller.organisation, cursor ?? null, limit + 1],
        );
        const items = rows.slice(0, limit);
        return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
      },
    }),
    endpoint({
      name: "webhooks.get",
      method: "GET",
      path: "/webhooks/{id}",
      says: { zh: "一个通知地址", en: "One webhook" },
      allows: KEEPERS,
      input: z.object({ id }),
      output: shown,
      example: { id: EXAMPLE_ID },
      run: ({ caller }, { id: which }) => own(caller, which),
    }),
    endpoint({
      name: "webhooks.add",
      method: "POST",
      path: "/webhooks",
      says: { zh: "登记通知地址（签名密钥只显示一次）", en: "Add a webhook; its secret is shown once" },
      allows: KEEPERS,
      secret: true,
      input: z.object({ url, topics }),
      output: shown.extend({ secret: z.string() }),
      example: { url: "https://platform.example.com/suanquan", topics: ["voucher.*"] },
      async run({ caller }, { url: asked, topics: about }) {
        const address = readAddress(asked, anywhere);
        const secret = newSecret();
        const made = newId();
        await sql.query(
          `INSERT INTO api.webhook (id, office, organisation, whole_office, url, topics, secret, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 'active')`,
          [
            made,
            caller.office,
            caller.organisation,
            wholeOffice(caller),
            address.href,
            about,
            seal(master, secret),
          ],
        );
        return { ...(await own(caller, made)), secret };
      },
    }),
    endpoint({
      name: "webhooks.change",
      method: "PUT",
      path: "/webhooks/{id}",
      says: { zh: "更改、停用或恢复通知地址", en: "Change, stop or resume a webhook" },
      allows: KEEPERS,
      edits: true,
      input: z.object({ id, url, topics, state: z.enum(["active", "stopped"]), revision: z.number().int() }),
      output: shown,
      example: {
        id: EXAMPLE_ID,
        url: "https://platform.example.com/suanquan",
        topics: ["*"],
        state: "active",
      },
      async run({ caller }, { id: which, url: asked, topics: about, state, revision }) {
        const address = readAddress(asked, anywhere);
        const present = await own(caller, which);
        const { rowCount } = await sql.query(
          `UPDATE api.webhook SET url = $3, topics = $4, state = $5, revision = revision + 1
            WHERE id = $1 AND revision = $2`,
          [which, revision, address.href, about, state],
        );
        if (rowCount === 0) throw new Refusal("stale", { revision: present.revision });
        return own(caller, which);
      },
    }),
    endpoint({
      name: "webhooks.deliveries",
      method: "GET",
      path: "/webhooks/{id}/deliveries",
      says: { zh: "投递记录及每次尝试", en: "Deliveries, with every attempt" },
      allows: KEEPERS,
      input: z.object({ id, limit: pageInput.limit, cursor: id.optional() }),
      output: pageOf(delivery),
      example: { id: EXAMPLE_ID, limit: 20 },
      async run({ caller }, { id: which, cursor, limit = PAGE }) {
        await own(caller, which);
        const { rows } = await sql.query(DELIVERIES, [which, cursor ?? null, limit + 1]);
        const items = rows.slice(0, limit);
        return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
      },
    }),
    endpoint({
      name: "webhooks.replay",
      method: "POST",
      path: "/webhooks/{id}/deliveries/{delivery}/replay",
      says: { zh: "重新投递", en: "Send a delivery again" },
      allows: KEEPERS,
      input: z.object({ id, delivery: id }),
      output: z.object({ id }),
      example: { id: EXAMPLE_ID, delivery: EXAMPLE_ID },
      async run({ caller }, { id: which, delivery: old }) {
        await own(caller, which);
        const { rows } = await sql.query<{ id: string }>(
          `INSERT INTO api.delivery (id, webhook, message, topic, body, state, next_at)
           SELECT $3, webhook, message, topic, body, 'waiting', now() FROM api.delivery
            WHERE id = $2 AND webhook = $1 RETURNING id`,
          [which, old, newId()],
        );
        const [row] = rows;
        if (row === undefined) throw new Refusal("not-found", { what: old });
        return row;
      },
    }),
  ];
}

const DELIVERIES = `
  SELECT d.id, d.message, d.topic, d.state, to_json(d.created_at)#>>'{}' AS "createdAt",
         to_json(d.next_at)#>>'{}' AS "nextAt",
         coalesce((SELECT json_agg(json_build_object('number', a.number, 'at', a.at, 'status', a.status,
                                                     'failure', a.failure, 'tookMs', a.took_ms) ORDER BY a.number)
                     FROM api.attempt a WHERE a.delivery = d.id), '[]') AS attempts
    FROM api.delivery d WHERE d.webhook = $1 AND ($2::uuid IS NULL OR d.id > $2) ORDER BY d.id LIMIT $3`;
