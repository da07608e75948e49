/**
 * The accounts of a programme. Money comes from funders' sources, is appropriated to pools, held for and issued as
 * awards, claimed, and paid out for each funder. Every one but the sources is never below zero.
 */
import { digest } from "../identifier.ts";
import type { Account } from "./moves.ts";

/** Where appropriated money comes from: each funder's own. */
export const source = (pool: string, period: string, funder: number): Account => ({
  code: `source:${pool}:${period}:${funder}`,
  free: true,
});
/** What an office may commit. */
export const poolAccount = (pool: string, period: string): Account => ({ code: `pool:${pool}:${period}` });
/** What is committed to one award and not claimed yet: a voucher's face left. */
export const award = (voucher: string): Account => ({ code: `award:${voucher}` });
/** What was paid in advance, from a pool's account, for a voucher that another system hands out. */
export const prepaid = (pool: string, serial: string): Account => ({
  code: `prepaid:${pool.slice("pool:".length)}:${serial}`,
});
/** The pool and period that an account's money is of; null for what no pool has paid. */
export function poolIn(account: string): { readonly pool: string; readonly period: string } | null {
  const [, pool, period] =
    /^pool:(.+):([^:]+)$/.exec(account) ?? /^prepaid:(.+):([^:]+):\d+$/.exec(account) ?? [];
  return pool === undefined || period === undefined ? null : { pool, period };
}
/** What a provider has redeemed and not claimed yet. */
export const provider = (organisation: string): Account => ({ code: `provider:${organisation}` });
/** What an approved claim is still to be paid. */
export const payable = (claim: string): Account => ({ code: `claim:${claim}` });
/** What a funder has paid. */
export const paid = (pool: string, period: string, funder: number): Account => ({
  code: `paid:${pool}:${period}:${funder}`,
});
/** Discounts that nobody repays, for the record. */
export const recordedSource: Account = { code: "recorded:source", free: true };
export const recorded = (organisation: string): Account => ({ code: `recorded:${organisation}` });

/** A limit per applicant, contract … and time: what counts towards it is moved in from `limitSource`. */
export const limitSource: Account = { code: "limit:source", free: true };
export const limit = (over: readonly string[], scope: string, period: string, most: bigint): Account => ({
  code: `limit:${digest(over.join("+"), scope, period)}`,
  ceiling: most.toString(),
});

/** How often something has been given, where that is limited: each grant counts one, whatever its amount. */
export const timesLimit = (
  over: readonly string[],
  scope: string,
  period: string,
  most: bigint,
): Account => ({
  code: `times:${digest(over.join("+"), scope, period)}`,
  ceiling: most.toString(),
});
export const timesSource: Account = { code: "times:source", free: true };

/** What has been given out of a pool that is a part of a larger one: the money itself stands in the larger one. */
export const roomAccount = (pool: string, period: string, most: bigint): Account => ({
  code: `room:${pool}:${period}`,
  ceiling: most.toString(),
});
/** The code of the account that a limit's hold counts towards: its key ends with it. */
export const countedAccount = (hold: string): string => hold.slice(hold.indexOf(":") + 1);

/** The ledger's code of a programme in use. */
export const booksOf = (programme: string): string => programme;
