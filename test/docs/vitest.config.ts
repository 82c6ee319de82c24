import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The examples in README.md and docs/; the other tests of this folder are part of `npm test`. */
export default defineConfig({
  test: {
    include: ["test/docs/examples.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    globalSetup: [join(import.meta.dirname, "../support/build-stand-in.ts")],
    // The compiler runs in some tests, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
