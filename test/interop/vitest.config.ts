import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/interop/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    // Servers are compiled first, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
