/**
 * A server process for the drills: takes instructions over the process channel, submits them, sends the
 * answers back. It is started and killed by `drills.ts`.
 */
import { type Instruction, openLedger } from "../../src/index.ts";

const [databaseUrl = "", officeName = ""] = process.argv.slice(2);
const ledger = await openLedger({ databaseUrl });
const office = ledger.office(officeName);

process.on("message", (message: { readonly id: number; readonly instruction: Instruction }) => {
  const { id, instruction } = message;
  void office.submit(instruction).then(answer => process.send?.({ id, answer }));
});
// Its parent gone, nobody asks any more.
process.on("disconnect", () => process.exit(0));
process.send?.({ ready: true });
