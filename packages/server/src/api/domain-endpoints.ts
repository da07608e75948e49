/** The domain's commands as endpoints. */
import { type Command, type Domain, Refusal } from "@suanquan/programmes";
import type { ZodType } from "zod";
import { type Endpoint, type EndpointRow, mayCall } from "./endpoint.ts";

/** Makes a row of the product's own tables: checks who calls and what is sent before its code runs. */
export function endpoint<I, O>(row: EndpointRow<I, O>): Endpoint {
  return {
    ...row,
    whole: true,
    async run(call, input) {
      if (!mayCall(row, call.caller)) throw new Refusal("not-your-role", { roles: row.allows.join(", ") });
      return row.run(call, read(row.input, input));
    },
  };
}

/** @throws Refusal `malformed` with the first field that is wrong */
function read<I>(schema: ZodType<I>, input: unknown): I {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refusal("malformed", {
    what: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim().slice(0, 300),
  });
}

/**
 * Commands that are asked for thousands of times a second. They answer a repeated key from their own rows, so that no
 * statement of this package stands beside the two gathered ones of theirs.
 */
const GATHERED: ReadonlySet<string> = new Set(["vouchers.redeem", "vouchers.hold", "sales.record"]);

/** A command of the domain, which checks role and input itself. */
export const endpointOf = (domain: () => Domain, command: Command): Endpoint => ({
  name: command.name,
  method: command.method,
  path: command.path,
  says: command.says,
  allows: command.roles,
  input: command.input,
  output: command.output,
  example: command.example,
  ...(command.money === undefined ? {} : { money: command.money }),
  ...(GATHERED.has(command.name) ? { gathered: true } : {}),
  ...(command.edits === undefined ? {} : { edits: command.edits }),
  run: ({ caller, key }, input) =>
    domain().run(
      command,
      {
        person: caller.person,
        organisation: caller.organisation,
        office: caller.office,
        roles: caller.roles,
      },
      input,
      key,
    ),
});
