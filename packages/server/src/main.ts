/** The server as a process of its own, without the pages: prints where it listens, and ends in order when asked to. */
import { serveProduct } from "./serve-product.ts";

const served = await serveProduct(process.env);
process.stdout.write(`${JSON.stringify({ address: served.address })}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void served.stop().then(() => process.exit(0));
  });
