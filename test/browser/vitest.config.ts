import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    globalSetup: [join(import.meta.dirname, "../support/build-stand-in.ts")],
    // A browser starts first, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
