/** Which items share a limit, and in which order they fill it: by the date of the spend, then as given. */
import type { CapScope } from "../../tree.ts";
import { type Item, perhaps } from "../item.ts";
import { NO } from "../truth/truth.ts";

/** The fact that identifies what a limit counts per, where it is not the applicant or the spend itself. */
export const identity: Readonly<
  Record<CapScope, "contract" | "project" | "provider" | "spend" | "applicant">
> = {
  applicant: "applicant",
  family: "applicant",
  project: "project",
  provider: "provider",
  contract: "contract",
  invoice: "spend",
  spend: "spend",
};

/** Items that share one limit, in the order in which it is filled. */
export function grouped(items: readonly Item[], scopes: readonly CapScope[]): Item[][] {
  if (scopes.every(scope => identity[scope] === "applicant")) return items.length === 0 ? [] : [[...items]];
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = scopes.map(scope => groupKey(item, identity[scope])).join("|");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function groupKey(item: Item, by: "contract" | "project" | "provider" | "spend" | "applicant"): string {
  if (by === "applicant") return "";
  if (by === "spend") return `#${item.spend}`;
  const id = item.scope.value(`${by}.id`);
  if (typeof id === "string") return id;
  item.scope.presume({ is: "own-contract", fact: `${by}.id` });
  return `#${item.spend}`;
}

/** Items of these benefits alone that may be given, by the date of their spend, then as given. */
export function inOrder(items: readonly Item[], over: readonly string[]): Item[] {
  const found = items.filter(
    item => item.truth !== NO && item.benefits.every(benefit => over.includes(benefit)),
  );
  return found.length < 2 ? found : found.sort(byDate);
}

function byDate(a: Item, b: Item): number {
  if (a.spend === b.spend && a.spend >= 0) return 0;
  const [first, second] = [dateOf(a), dateOf(b)];
  return first < second ? -1 : first > second ? 1 : a.spend - b.spend;
}

/**
 * Items joined from benefits of which only some share a limit. Each kept within the limit before it was joined; what
 * the others leave of it can no longer be told, so that nothing of it is certain.
 */
export function loosenMixed(items: readonly Item[], over: readonly string[], sharing: number): void {
  if (items.every(item => item.benefits.length === 1)) return;
  const mixed = items.filter(
    item =>
      item.truth !== NO &&
      item.benefits.length > 1 &&
      item.benefits.some(benefit => over.includes(benefit)) &&
      !item.benefits.every(benefit => over.includes(benefit)),
  );
  if (mixed.length + sharing < 2) return;
  for (const item of mixed) {
    item.lanes = perhaps(item.lanes);
    item.own = perhaps(item.own);
  }
}

const dateOf = (item: Item): string => {
  const date = item.scope.value("contract.signed") ?? item.scope.value("paid.on");
  return typeof date === "string" ? date : "9999-12-31";
};
