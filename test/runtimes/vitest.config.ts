import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/runtimes/**/*.test.ts"],
    globalSetup: [join(import.meta.dirname, "../support/build-stand-in.ts")],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
