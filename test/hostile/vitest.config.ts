import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/hostile/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    globalSetup: [join(import.meta.dirname, "../support/build-stand-in.ts")],
    isolate: false,
    // The compiler runs in some tests, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
