/**
 * A server for the kill drills: the product as it is, on a clock that a file holds. It is loaded ahead, and opens and
 * listens when it is told the port.
 */
import { readFileSync } from "node:fs";
import { diskFiles, newSigner } from "@suanquan/programmes";
import { openLog } from "../../src/observation/log.ts";
import { openProduct } from "../../src/product.ts";
import { SECRET } from "../stage/secret.ts";

const [databaseUrl = "", filesFolder = "", clockFile = ""] = process.argv.slice(2);
const signer = newSigner();

process.once("message", (port: number) => {
  void (async () => {
    const product = await openProduct({
      databaseUrl,
      secret: SECRET,
      publicUrl: "http://127.0.0.1",
      files: diskFiles(filesFolder),
      signer,
      secondFactor: false,
      webhooksAnywhere: true,
      requestsPerMinute: 1_000_000,
      log: openLog("silent"),
      clock: () => new Date(readFileSync(clockFile, "utf8")),
    });
    process.send?.({ address: await product.app.listen({ host: "127.0.0.1", port }) });
  })();
});
process.on("disconnect", () => process.exit(0));
process.send?.({ loaded: true });
