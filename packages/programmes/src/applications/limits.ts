/** The limits that an award counts towards, as accounts of the ledger: what the rules check, the database enforces. */
import type { LocalDate } from "@suanquan/china";
import type { Benefit, CapPeriod, CapScope, Facts, ProgrammeAnswer, Step } from "@suanquan/policy";
import { limit, limitSource, timesLimit, timesSource } from "../money/accounts.ts";
import type { Account, Move } from "../money/moves.ts";
import { Refusal } from "../refusal.ts";
import { sharedText } from "../rules/case-facts.ts";
import type { Rules } from "../rules/open-rules.ts";
import { capsIn, settled } from "../rules/questions.ts";

type CapStep = Extract<Step, { is: "cap" }>;

const NO_TIME = "each";

/** When something happened that a limit counts, and under which rulings. */
export interface Moment {
  /** The day in Shanghai. */
  readonly on: LocalDate;
  readonly round: string;
  readonly rulings: ReadonlyMap<string, string>;
}

/** Whom a limit counts: an organisation, and the family of related firms that it belongs to. */
export interface Holder {
  readonly organisation: string;
  /** The same for every member; an organisation without declared relations stands for itself. */
  readonly family: string;
  /** The provider at which something is used or sold; at a grant the case names it. */
  readonly provider?: string;
}

export const alone = (organisation: string): Holder => ({ organisation, family: organisation });
/** An organisation that uses or buys something at a provider. */
export const at = (provider: string, organisation: string): Holder => ({ ...alone(organisation), provider });

function timeOf(period: CapPeriod | string, { on, round }: Moment): string {
  switch (period) {
    case "year":
      return on.slice(0, 4);
    case "quarter":
      return `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
    case "month":
      return on.slice(0, 7);
    case "round":
      return round;
    case "total":
      return "all";
    default:
      return NO_TIME;
  }
}

/** Limits met in reckoning one benefit. */
function capsOf(answer: ProgrammeAnswer, benefit: string): CapStep[] {
  const found = answer.benefits.find(each => each.benefit === benefit);
  const together = answer.because.filter(step => step.is === "cap" && step.over.includes(benefit));
  const own = found === undefined ? [] : [...found.because, ...found.spends.flatMap(spend => spend.because)];
  return [...own, ...together].filter((step): step is CapStep => step.is === "cap");
}

/**
 * What a limit is per; null for what every spend has by itself, which the rules judge alone.
 * @throws Refusal `facts-missing` where the case does not say which contract, project or provider it is of, or is of
 * several: then there is no one account that could hold the limit
 */
function whoseOf(scopes: readonly CapScope[], holder: Holder, facts: Facts): string | null {
  const parts: string[] = [];
  for (const scope of scopes) {
    switch (scope) {
      case "applicant":
        parts.push(`applicant=${holder.organisation}`);
        break;
      case "family":
        parts.push(`family=${holder.family}`);
        break;
      case "contract":
      case "project":
      case "provider": {
        const known = scope === "provider" ? holder.provider : undefined;
        const value = known ?? sharedText(facts, `${scope}.id`);
        if (value === undefined) throw new Refusal("identity-missing", { what: `${scope}.id` });
        parts.push(`${scope}=${value}`);
        break;
      }
      case "invoice":
      case "spend":
        return null;
    }
  }
  return parts.join("&");
}

type Counted = CapStep["counts"];

/** What a limit may count when money is granted, and when it is used: what is claimed is on its way to be paid. */
export const AT_GRANT: readonly Counted[] = ["granted"];
export const AT_USE: readonly Counted[] = ["redeemed", "paid"];

interface Judged {
  readonly answer: ProgrammeAnswer;
  readonly facts: Facts;
  readonly rules: Rules;
}

/** Accounts of the limits on amounts, of these kinds, that last longer than one award. @throws Refusal */
export function limitsOf(
  verdict: Judged,
  benefit: string,
  holder: Holder,
  counting: readonly Counted[],
  when: Moment,
): Account[] {
  const found = new Map<string, Account>();
  for (const step of capsOf(verdict.answer, benefit)) {
    const most = step.limit.high;
    const time = timeOf(
      step.period ?? when.rulings.get(`${step.over.join("+")}.cap-period`) ?? NO_TIME,
      when,
    );
    if (!counting.includes(step.counts) || most === null || time === NO_TIME) continue;
    // A share of a sum is as large as the case's own sum: one account can hold it only where the case is one contract.
    if (step.share !== undefined && !step.scope.includes("contract")) continue;
    const whose = whoseOf(step.scope, holder, verdict.facts);
    if (whose === null) continue;
    const about = step.counts === "granted" ? step.over : [...step.over, step.counts];
    const account = limit(about, whose, time, most);
    const known = found.get(account.code);
    if (known === undefined || BigInt(known.ceiling ?? "0") > most) found.set(account.code, account);
  }
  return [...found.values()];
}

const benefitOf = ({ programme }: Rules, id: string): Benefit | undefined =>
  programme.benefits.find(each => each.id === id);

/** The account that counts how often a benefit has been given, where its file says how often it may. @throws Refusal */
export function timesOf(verdict: Judged, benefit: string, holder: Holder, when: Moment): Account[] {
  const once = benefitOf(verdict.rules, benefit)?.once;
  if (once === undefined) return [];
  const time = timeOf(settled(once.period, when.rulings) ?? NO_TIME, when);
  if (time === NO_TIME) return [];
  const whose = whoseOf(once.scope, holder, verdict.facts);
  // Benefits that count together name each other, and so share the account.
  const over = once.over.length === 0 ? [benefit] : [...once.over].sort();
  return whose === null ? [] : [timesLimit(over, whose, time, once.times ?? 1n)];
}

/** Whether something of a benefit is limited per family of related firms. */
export function isPerFamily(rules: Rules, benefit: string, rulings: ReadonlyMap<string, string>): boolean {
  const caps = capsIn(rules.programme).filter(each => each.over.includes(benefit));
  const own = benefitOf(rules, benefit);
  const scopes = [
    ...caps.map(cap => settled(cap.openScope, rulings) ?? cap.scope),
    own?.once?.scope ?? [],
    own?.minimum?.per?.scope ?? [],
  ];
  return scopes.flat().includes("family");
}

/** Movements that count an amount towards limits: held until the award is issued, or posted at once. */
export const countMoves = (
  is: "hold" | "transfer",
  limits: readonly Account[],
  amount: bigint,
  key: string,
): Move[] =>
  amount === 0n
    ? []
    : limits.map(to => ({ is, key: `${key}:${to.code}`, from: limitSource, to, fen: amount.toString() }));

/** Movements that count one grant towards what is given so many times only. */
export const countOnce = (is: "hold" | "transfer", times: readonly Account[], key: string): Move[] =>
  times.map(to => ({ is, key: `${key}:${to.code}`, from: timesSource, to, fen: "1" }));

/** Movements that take an amount off limits again: the year that it was counted in gets it back. */
export const uncountMoves = (limits: readonly Account[], amount: bigint, key: string): Move[] =>
  amount === 0n
    ? []
    : limits.map(from => ({
        is: "transfer",
        key: `${key}:${from.code}`,
        from,
        to: limitSource,
        fen: amount.toString(),
      }));
