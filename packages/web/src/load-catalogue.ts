/** The compiled catalogue of the site that gave this page. */
import { type Catalogue, loadCatalogueInSlices } from "@suanquan/policy/catalogue";

/** So long a page may go without looking whether a finger or a key has come. */
const SLICE_MS = 8;

/** Fetches and loads it, in slices. Rejects when the host is gone or answers with something else. */
export async function fetchCatalogue(address: string): Promise<Catalogue> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return loadCatalogueInSlices(await answer.text(), resting());
}

/** Lets whatever waits go first, once a slice has passed. */
function resting(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise<void>(resolve => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
    since = performance.now();
  };
}
