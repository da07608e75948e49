import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["test/property-seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores are what the smallest office server and the build machine have.
    maxWorkers: 2,
  },
});
