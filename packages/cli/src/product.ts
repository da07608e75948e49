/** Where the product lies on this machine, and which version it is. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import own from "../package.json" with { type: "json" };

export const VERSION: string = own.version;

/** The folder of the whole product. */
export const productFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** The catalogue that ships. */
export const shippedPolicies = path.join(productFolder, "policies");

/** What the product makes for itself and can make again. */
export const dataFolder = path.join(productFolder, ".data");
