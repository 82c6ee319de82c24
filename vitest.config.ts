import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seeded.ts"],
    globalSetup: ["test/support/build-stand-in.ts"],
    // All cores: one is left idle unless it is asked for, which is half of a small machine.
    maxWorkers: "100%",
    // Test files of one worker share the modules that they test, which takes a quarter of the time off.
    isolate: false,
    exclude: [
      "test/browser/**",
      "test/clean-room/**",
      "test/corpus/**",
      "test/docs/examples.test.ts",
      "test/hostile/**",
      "test/interop/**",
      "test/network/**",
      "test/runtimes/**",
    ],
    // The compiler runs in some tests, on machines with two slow cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
