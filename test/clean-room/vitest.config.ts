import { defineConfig } from "vitest/config";

/** Apart from the other tests, since these install packages, and run the other tests. */
export default defineConfig({
  test: {
    include: ["test/clean-room/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
