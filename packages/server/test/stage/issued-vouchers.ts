/** An application carried to its voucher, by as many people as that needs. */
import type { Office } from "../../../programmes/test/office.ts";

/** Decides an application by as many and as high deciders as its amount needs. */
export async function decided(office: Office, id: string): Promise<void> {
  await office.as("decider2", "applications.determine", { id });
  for (const who of ["decider3", "decider3b"]) {
    const { state } = await office.as("desk", "applications.get", { id });
    if (state === "determined") await office.as(who, "applications.approve", { id });
  }
}

export async function issued(office: Office, id: string): Promise<string> {
  await office.as("desk", "applications.allocate", { id });
  const { body } = await office.as("desk", "applications.issue", { id });
  return String(body.voucher);
}
