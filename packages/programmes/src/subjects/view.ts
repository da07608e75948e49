/** Subjects as they are shown outside: amounts in yuan with two decimals, and what may happen next. */
import { fen, formatYuan, isLocalDate, parseYuan } from "@suanquan/china";
import { type ZodType, z } from "zod";
import { eventsIn, type LifeCycle } from "../life-cycles/life-cycle.ts";
import { Refusal } from "../refusal.ts";
import type { Kind, Subject } from "../store/subject.ts";

/** Fields of bodies that hold fen. */
const MONEY: ReadonlySet<string> = new Set([
  "amount",
  "asked",
  "available",
  "award",
  "back",
  "claimed",
  "demanded",
  "determined",
  "face",
  "forAppeals",
  "free",
  "granted",
  "held",
  "offset",
  "owed",
  "paid",
  "parts",
  "recovered",
  "requested",
  "left",
]);

/** Fields that hold fen by name. */
const RECORDS: ReadonlySet<string> = new Set(["poolTotals", "reserves"]);

const yuanOf = (text: string): string => formatYuan(fen(BigInt(text)));

/** Turns the fen of money fields into yuan; everything else stays as it is. */
export function shown(value: unknown, field = ""): unknown {
  if (typeof value === "string")
    return (MONEY.has(field) || RECORDS.has(field)) && /^\d+$/.test(value) ? yuanOf(value) : value;
  if (Array.isArray(value)) return value.map(each => shown(each, field));
  if (typeof value === "object" && value !== null && !(value instanceof Date))
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "handled")
        // Facts are the applicant's own words.
        .map(([key, each]) => [
          key,
          key === "facts" || key === "invoice" ? each : shown(each, RECORDS.has(field) ? field : key),
        ]),
    );
  return value;
}

export interface View {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly revision: number;
  readonly organisation: string | null;
  readonly parent: string | null;
  readonly programme: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly may: readonly string[];
  readonly body: unknown;
}

export const viewOf = <B>(kind: Kind<B>, cycle: LifeCycle | null, subject: Subject<B>): View => ({
  id: subject.id,
  kind: kind.name,
  state: subject.state,
  revision: subject.revision,
  organisation: subject.organisation,
  parent: subject.parent,
  programme: subject.programme,
  createdAt: subject.createdAt.toISOString(),
  updatedAt: subject.updatedAt.toISOString(),
  may: cycle === null ? [] : eventsIn(cycle, subject.state),
  body: shown(subject.body),
});

/** The form of a view, for the API's document. */
export const viewSchema = <B>(kind: Kind<B>): ZodType<View> => {
  const body: ZodType = kind.body instanceof z.ZodObject ? kind.body.omit({ handled: true }) : kind.body;
  return z.object({
    id: z.string(),
    kind: z.string(),
    state: z.string(),
    revision: z.number().int(),
    organisation: z.string().nullable(),
    parent: z.string().nullable(),
    programme: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    may: z.array(z.string()).readonly(),
    body,
  });
};

/** Fields that many inputs share. */
export const field = {
  id: z.string().uuid(),
  /** Yuan, at most two decimals. */
  yuan: z.string().regex(/^\d{1,13}(\.\d{1,2})?$/),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine(isLocalDate, "没有这一天 / there is no such day"),
  facts: z.record(z.string().max(100), z.unknown()),
  reason: z.string().min(1).max(60),
  note: z.string().min(1).max(2_000),
  text: z.string().min(1).max(2_000),
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  revision: z.coerce.number().int().min(1),
};

/** Yuan of an input in fen. @throws Refusal `malformed` */
export function fenOf(text: string): bigint {
  const read = parseYuan(text);
  if (!read.ok) throw new Refusal("malformed", { what: `${read.error.zh} / ${read.error.en}` });
  return read.value;
}

export const yuan = (amount: bigint): string => formatYuan(fen(amount));
