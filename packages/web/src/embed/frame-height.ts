/**
 * Tells the page around this frame how high the content is. It is told only to the page that greeted us, at the origin
 * from which it did; until then nothing but «ready» is said.
 */

/** Begins to report. @returns ends it */
export function reportHeight(content: HTMLElement): () => void {
  const around = window.parent;
  if (around === window) return () => {};
  let origin: string | undefined;
  const tell = () => {
    if (origin === undefined) return;
    around.postMessage({ suanquan: "height", height: content.getBoundingClientRect().height }, origin);
  };
  const hear = (event: MessageEvent) => {
    if (event.source !== around || event.data?.suanquan !== "hello") return;
    // A page opened from a file has no origin that could be named; the height is no secret.
    origin = event.origin === "null" ? "*" : event.origin;
    tell();
  };
  const watch = new ResizeObserver(tell);
  watch.observe(content);
  addEventListener("message", hear);
  around.postMessage({ suanquan: "ready" }, "*");
  return () => {
    watch.disconnect();
    removeEventListener("message", hear);
  };
}
