/**
 * Many clients use vouchers at once, holding, capturing, releasing, redeeming and reversing, while their server is
 * killed; each asks again until it is answered. The oracle is what they were told: the journal holds that, once each,
 * and nothing else.
 */
import { setTimeout as pause } from "node:timers/promises";
import { client } from "../../../client/src/index.ts";
import { jinanVoucher } from "../../../programmes/test/jinan.ts";
import { type HttpOffice, officeOverHttp } from "../stage/office-over-http.ts";
import type { Stage } from "../stage/stage.ts";
import { insist, isDefinite } from "./insist.ts";
import type { MortalStage } from "./mortal-stage.ts";

export interface StormOptions {
  readonly kills: number;
  readonly clients: number;
  /** What a client does that had no answer: `same` is right, `new` is the mistake that the oracle must find. */
  readonly retryUnder: "same" | "new";
  /** Where webhooks go. */
  readonly hook?: string;
}

/** One line of the journal, as a client was told of it. */
interface Told {
  readonly kind: string;
  readonly fen: number | null;
}

export interface Aftermath {
  readonly office: HttpOffice;
  /** What is in the books though nobody was told, or is not though somebody was, or differs. */
  readonly faults: readonly string[];
  /** Keys of the journal's lines that clients were told of. */
  readonly told: ReadonlyMap<string, Told>;
  readonly refused: number;
  /** Deaths right after a use was booked, whose answer never came. */
  readonly lostAnswers: number;
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const fenOf = (text: unknown): number => Math.round(Number(text) * 100);
/** At the longest; a client thinks between two requests. */
const THINKS_MS = 60;
const BOOKED_WITHIN_MS = 20_000;

/** The face of a voucher is ¥20,000: some amounts are large, so that it runs out, and is freed again. */
const someAmount = (): number => 1 + Math.floor(Math.random() * (Math.random() < 0.05 ? 300_000 : 500));

/** Asks as the provider, and keeps what was told. */
class Clients {
  readonly told = new Map<string, Told>();
  refused = 0;
  over = false;
  readonly #ask: (name: string, input: object, key: string) => Promise<unknown>;
  readonly #voucher: string;
  readonly #oneAnswer: boolean;

  /** @param oneAnswer whether what is asked twice must be answered in one way: not where each asking has its own key */
  constructor(
    voucher: string,
    oneAnswer: boolean,
    ask: (name: string, input: object, key: string) => Promise<unknown>,
  ) {
    this.#voucher = voucher;
    this.#oneAnswer = oneAnswer;
    this.#ask = ask;
  }

  /** @returns the use's key; null when it was refused */
  async use(kind: "redeem" | "hold", order: string, fen: number): Promise<string | null> {
    const told = { kind: kind === "hold" ? "hold" : "transfer", fen };
    const input = { id: this.#voucher, order, amount: yuan(fen) };
    return this.#keep(`vouchers.${kind}`, input, `use-${order}`, told);
  }

  async capture(key: string, fen: number): Promise<string | null> {
    return this.#keep("holds.capture", { key, amount: yuan(fen) }, `capture-${key}`, {
      kind: "capture",
      fen,
    });
  }

  async release(key: string): Promise<string | null> {
    return this.#keep("holds.release", { key }, `release-${key}`, { kind: "release", fen: null });
  }

  async reverse(key: string, fen: number): Promise<string | null> {
    const input = { key, amount: yuan(fen), reason: "退货" };
    return this.#keep("redemptions.reverse", input, `reverse-${key}`, { kind: "reverse", fen });
  }

  async #keep(name: string, input: object, key: string, told: Told): Promise<string | null> {
    try {
      // One request in ten is sent twice at once, as by a client that has no patience.
      const again = Math.random() < 0.1 ? this.#ask(name, input, key) : null;
      const asked = this.#ask(name, input, key) as Promise<{ key: string }>;
      const [answer, other] = await Promise.all([asked, again]);
      if (this.#oneAnswer && other !== null && JSON.stringify(other) !== JSON.stringify(answer))
        throw new Error(`${name} was answered in two ways: ${JSON.stringify([answer, other])}`);
      this.told.set(answer.key, told);
      return answer.key;
    } catch (error) {
      if (!isDefinite(error)) throw error;
      this.refused += 1;
      return null;
    }
  }

  /** One client, until it is over. */
  async run(client: number): Promise<void> {
    for (let turn = 0; !this.over; turn += 1) {
      const order = `${client}-${turn}`;
      const fen = someAmount();
      if (Math.random() < 0.4) {
        const key = await this.use("redeem", order, fen);
        if (key !== null && Math.random() < 0.5) await this.reverse(key, 1 + Math.floor(Math.random() * fen));
      } else {
        const key = await this.use("hold", order, fen);
        const end = Math.random();
        if (key !== null && end < 0.5) {
          const part = 1 + Math.floor(Math.random() * fen);
          if ((await this.capture(key, part)) !== null && end < 0.2) await this.reverse(key, part);
        } else if (key !== null && end < 0.8) await this.release(key);
      }
      await pause(Math.random() * THINKS_MS);
    }
  }
}

/** @param place whose server is killed */
export async function useStorm(
  { here, mortal, today }: MortalStage,
  { kills, clients, retryUnder, hook }: StormOptions,
): Promise<Aftermath> {
  const office = officeOverHttp(here, await here.office(), false);
  const { voucher: id } = await jinanVoucher({ today }, office);
  if (hook !== undefined)
    await client({ url: here.url, key: office.sandbox.keys["system-admin"] }).call("webhooks.add", {
      url: hook,
      topics: ["voucher.redeem", "voucher.hold", "hold.*", "redemption.*"],
    });
  const key = await office.keyOf("provider");
  const url = (): string => mortal.url;
  const before = await bookedLines(here, office.code);
  const all = new Clients(id, retryUnder === "same", (name, input, own) =>
    insist(url, key, name, input, tries => (retryUnder === "same" || tries === 0 ? own : `${own}-${tries}`)),
  );
  const running = Array.from({ length: clients }, (_, n) => all.run(n));
  let lostAnswers = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(100 + Math.random() * 500);
    const order = `lost-${kill}`;
    // Every other death comes when a use has just been booked; its answer is not read, as if the line had been cut.
    const input = { id, order, amount: "0.01" };
    if (kill % 2 === 0) {
      const options = { idempotencyKey: `use-${order}` };
      client({ url: url(), key })
        .call("vouchers.redeem", input, options)
        .catch(() => undefined);
      await booked(here, office.code, order);
      lostAnswers += 1;
    }
    await mortal.kill();
    await mortal.rise();
    if (kill % 2 === 0) {
      const told = (await insist(
        url,
        key,
        "vouchers.redeem",
        input,
        retryUnder === "same" ? `use-${order}` : `again-${order}`,
      )) as { key: string };
      all.told.set(told.key, { kind: "transfer", fen: 1 });
    }
  }
  all.over = true;
  await Promise.all(running);
  const faults = [
    ...compared(all.told, await bookedLines(here, office.code), new Set(before.map(line => line.key))),
    ...(await wrongFigures(office, id, all.told)),
  ];
  const { fault } = await here.product.domain.ledgerOf(office.code).verify();
  if (fault !== null) faults.push(`the chain: ${JSON.stringify(fault)}`);
  return { office, faults, told: all.told, refused: all.refused, lostAnswers };
}

/** Waits until an order's use is in the books. */
async function booked({ product }: Stage, office: string, order: string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < BOOKED_WITHIN_MS; ) {
    const { rowCount } = await product.pool.query(
      `SELECT FROM programmes.redemption r JOIN ledger.journal j ON j.key = r.key AND j.office = r.office
        WHERE r.office = $1 AND r.order_number = $2 AND j.outcome = 'done'`,
      [office, order],
    );
    if (rowCount === 1) return;
    await pause(2);
  }
  throw new Error(`${order} was not booked`);
}

interface Line {
  readonly key: string;
  readonly kind: string;
  readonly fen: string;
}

async function bookedLines({ product }: Stage, office: string): Promise<readonly Line[]> {
  const { rows } = await product.pool.query<Line>(
    `SELECT key, kind, amount_fen AS fen FROM ledger.journal
      WHERE office = $1 AND outcome = 'done' AND kind NOT IN ('limit', 'state')`,
    [office],
  );
  return rows;
}

/** @param before keys of what had been there before the storm */
function compared(
  told: ReadonlyMap<string, Told>,
  journal: readonly Line[],
  before: ReadonlySet<string>,
): string[] {
  const faults: string[] = [];
  const found = new Map(journal.map(line => [line.key, line]));
  for (const [key, { kind, fen }] of told) {
    const line = found.get(key);
    if (line === undefined) faults.push(`${kind} ${key} was acknowledged and is not there`);
    else if (line.kind !== kind || (fen !== null && Number(line.fen) !== fen))
      faults.push(`${key}: told ${kind} ${fen}, there is ${line.kind} ${line.fen}`);
  }
  // Movements that count a use towards a limit have its key and the limit's name.
  for (const { key, kind, fen } of journal)
    if (!before.has(key) && !told.has(key) && !told.has(key.split(":")[0] ?? ""))
      faults.push(`${kind} ${key} of ${fen} fen is there and nobody was told`);
  return faults;
}

/** The voucher's figures as shown must be what the clients were told came to. */
async function wrongFigures(
  office: HttpOffice,
  id: string,
  told: ReadonlyMap<string, Told>,
): Promise<string[]> {
  const sum = (kind: string): number =>
    [...told.values()].filter(each => each.kind === kind).reduce((total, each) => total + (each.fen ?? 0), 0);
  const ended = [...told].filter(([, { kind }]) => kind === "capture" || kind === "release");
  const heldAtFirst = ended.reduce(
    (total, [key]) => total + (told.get(key.replace(/\.[cr]$/, ""))?.fen ?? 0),
    0,
  );
  const shown = await office.ask<Record<string, string>>("firm", "vouchers.figures", { id });
  const due = {
    used: sum("transfer") + sum("capture") - sum("reverse"),
    reserved: sum("hold") - heldAtFirst,
  };
  const face = fenOf(shown.face);
  const all = { ...due, available: face - due.used - due.reserved };
  return Object.entries(all)
    .filter(([name, fen]) => fenOf(shown[name]) !== fen)
    .map(([name, fen]) => `${name}: shown ${shown[name]}, told ${yuan(fen)}`);
}
