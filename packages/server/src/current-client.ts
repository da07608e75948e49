/** The client of this release, without a database: endpoints are described, never run. */
import { Pool } from "pg";
import { openApiDocument } from "./api/openapi.ts";
import { clientText } from "./client-writer.ts";
import { Credentials } from "./identity/credentials.ts";
import { Lockout } from "./identity/lockout.ts";
import { endpointsOf } from "./product.ts";

/** The text of the client's generated module. */
export function currentClient(): string {
  const pool = new Pool({ max: 1 });
  const authentication = { handle: () => Promise.reject(), personOf: () => Promise.resolve(null) };
  const endpoints = endpointsOf({
    domain: () => {
      throw new Error("described, not run");
    },
    pool,
    credentials: new Credentials({ pool, authentication, secondFactor: true }),
    lockout: new Lockout(pool, ""),
    master: "",
    anywhere: false,
  });
  return clientText(openApiDocument(endpoints));
}
