import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    // A browser starts first, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
