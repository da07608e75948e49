/** Every life cycle, by name. */
import { applicationCycle } from "./application.ts";
import {
  accountCycle,
  appealCycle,
  batchCycle,
  findingCycle,
  partyCycle,
  rulingCycle,
  runCycle,
} from "./cases.ts";
import { claimCycle } from "./claim.ts";
import { clawbackCycle } from "./clawback.ts";
import type { LifeCycle } from "./life-cycle.ts";
import { programmeCycle } from "./programme.ts";
import { roundCycle } from "./round.ts";
import { voucherCycle } from "./voucher.ts";

export const LIFE_CYCLES: readonly LifeCycle[] = [
  programmeCycle,
  rulingCycle,
  roundCycle,
  applicationCycle,
  appealCycle,
  findingCycle,
  partyCycle,
  runCycle,
  voucherCycle,
  claimCycle,
  accountCycle,
  batchCycle,
  clawbackCycle,
];
