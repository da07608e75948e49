/** Every command of the domain. */
import type { Command } from "../command.ts";
import { allocationCommands } from "./allocation.ts";
import { applicationCommands } from "./applications.ts";
import { auditCommands } from "./audit.ts";
import { claimDecisionCommands } from "./claim-decisions.ts";
import { claimCommands } from "./claims.ts";
import { clawbackCommands } from "./clawbacks.ts";
import { decisionCommands } from "./decisions.ts";
import { evidenceCommands } from "./evidence.ts";
import { partyCommands } from "./parties.ts";
import { payeeAccountCommands } from "./payee-accounts.ts";
import { paymentCommands } from "./payments.ts";
import { poolCommands } from "./pools.ts";
import { programmeCommands } from "./programmes.ts";
import { redemptionCommands } from "./redemptions.ts";
import { roundCommands } from "./rounds.ts";
import { rulingCommands } from "./rulings.ts";
import { saleCommands } from "./sales.ts";
import { voucherStateCommands } from "./voucher-states.ts";
import { voucherCommands } from "./vouchers.ts";
import { yearEndCommands } from "./year-ends.ts";

export const COMMANDS: readonly Command[] = [
  ...programmeCommands,
  ...rulingCommands,
  ...poolCommands,
  ...yearEndCommands,
  ...roundCommands,
  ...partyCommands,
  ...evidenceCommands,
  ...applicationCommands,
  ...decisionCommands,
  ...allocationCommands,
  ...voucherCommands,
  ...redemptionCommands,
  ...voucherStateCommands,
  ...saleCommands,
  ...claimCommands,
  ...claimDecisionCommands,
  ...payeeAccountCommands,
  ...paymentCommands,
  ...clawbackCommands,
  ...auditCommands,
];
