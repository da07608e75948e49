/** Every rule of the checker, in the order in which a reader of a file meets what they are about. */
import type { Rule } from "./rule.ts";
import { assumedRounding } from "./rules/assumed-rounding.ts";
import { capWithoutPeriod } from "./rules/cap-without-period.ts";
import { caseFails } from "./rules/case-fails.ts";
import { cliff } from "./rules/cliff.ts";
import { conflictWithoutQuestion } from "./rules/conflict-without-question.ts";
import { deadRow } from "./rules/dead-row.ts";
import { discountGap } from "./rules/discount-gap.ts";
import { draftUsedForSettlement } from "./rules/draft-used-for-settlement.ts";
import { expired } from "./rules/expired.ts";
import { fallingAward } from "./rules/falling-award.ts";
import { incompleteTable } from "./rules/incomplete-table.ts";
import { minimumAboveCap } from "./rules/minimum-above-cap.ts";
import { missingReading } from "./rules/missing-reading.ts";
import { notch } from "./rules/notch.ts";
import { numberNotInQuote } from "./rules/number-not-in-quote.ts";
import { onceWithoutScope } from "./rules/once-without-scope.ts";
import { orphanCitation } from "./rules/orphan-citation.ts";
import { poolWithoutPeriod } from "./rules/pool-without-period.ts";
import { question } from "./rules/question.ts";
import { rateAbove100 } from "./rules/rate-above-100.ts";
import { secondarySource } from "./rules/secondary-source.ts";
import { shareSum } from "./rules/share-sum.ts";
import { stackingAbove100 } from "./rules/stacking-above-100.ts";
import { tierGap } from "./rules/tier-gap.ts";
import { tierOverlap } from "./rules/tier-overlap.ts";
import { uncitedNumber } from "./rules/uncited-number.ts";
import { unknownFact } from "./rules/unknown-fact.ts";
import { unknownRow } from "./rules/unknown-row.ts";
import { unreachableCondition } from "./rules/unreachable-condition.ts";
import { untestedBenefit } from "./rules/untested-benefit.ts";
import { untestedRow } from "./rules/untested-row.ts";
import { unusedQuestion } from "./rules/unused-question.ts";

export const rules: readonly Rule[] = [
  // Sources
  secondarySource,
  orphanCitation,
  conflictWithoutQuestion,
  draftUsedForSettlement,
  expired,
  uncitedNumber,
  numberNotInQuote,
  unknownRow,
  // Conditions
  unknownFact,
  unreachableCondition,
  // Amounts
  rateAbove100,
  tierGap,
  tierOverlap,
  discountGap,
  incompleteTable,
  deadRow,
  notch,
  fallingAward,
  cliff,
  assumedRounding,
  // Limits
  capWithoutPeriod,
  poolWithoutPeriod,
  minimumAboveCap,
  onceWithoutScope,
  shareSum,
  stackingAbove100,
  // What is open
  question,
  unusedQuestion,
  missingReading,
  // Cases
  caseFails,
  untestedRow,
  untestedBenefit,
];
