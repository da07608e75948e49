/** The drills that take too long for `npm test`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["packages/server/test/faults/*.drill.ts"], hookTimeout: 300_000, maxWorkers: 1 },
});
