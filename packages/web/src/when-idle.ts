/** Older browsers have no idle callback: there it is done a little later. */
const LATER_MS = 1_000;

/** Does something once nothing else is to be done. */
export function whenIdle(does: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(() => does());
  else setTimeout(does, LATER_MS);
}
