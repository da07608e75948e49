/**
 * npm run test:exact — every one of the first 10,000,000 amounts × every rate of the catalogue, rounded each way to
 * the 分. Takes minutes; the ordinary tests take every hundredth amount and all the bounds.
 */
import { ratesOfCatalogue } from "./catalogue-rates.ts";
import { FIRST_AMOUNTS, firstDifference } from "./compare.ts";

const began = Date.now();
let passed = 0;
let failed = 0;
for (const rate of ratesOfCatalogue()) {
  const difference = firstDifference(rate, 1n, 1n);
  if (difference === undefined) passed += 1;
  else failed += 1;
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  console.log(
    `${rate.name.padEnd(8)} ${difference ?? `${FIRST_AMOUNTS} amounts, three roundings: exact`} (${seconds} s)`,
  );
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
