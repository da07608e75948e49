/** Older browsers have no idle callback: there it is done a little later. */
const LATER_MS = 1_000;
/** So long a browser may be kept from a finger or a key that comes meanwhile. */
const SLICE_MS = 5;

/** Does something once nothing else is to be done. */
export function whenIdle(does: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(() => does());
  else setTimeout(does, LATER_MS);
}

/** Goes through steps while nothing else is to be done, a slice at a time. */
export function whileIdle(steps: Iterator<unknown>): Promise<void> {
  return new Promise(resolve => {
    const slice = () => {
      const end = performance.now() + SLICE_MS;
      while (performance.now() < end)
        if (steps.next().done === true) {
          resolve();
          return;
        }
      whenIdle(slice);
    };
    whenIdle(slice);
  });
}
