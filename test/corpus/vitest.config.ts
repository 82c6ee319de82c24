import { defineConfig } from "vitest/config";

/** `npm run corpus -- --all`, or CORPUS_ALL=1, reads the whole corpus; without it a suite may read a seeded part. */
export default defineConfig({
  test: {
    include: ["test/corpus/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 60_000,
    env: {
      CORPUS_ALL: process.argv.includes("--all") ? "1" : (process.env["CORPUS_ALL"] ?? ""),
      CORPUS_UPDATE: process.argv.includes("--update") ? "1" : "",
    },
  },
});
