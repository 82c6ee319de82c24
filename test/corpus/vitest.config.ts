import { defineConfig } from "vitest/config";
import { corpusArguments } from "./arguments.js";

const { files, all, update } = corpusArguments(process.argv);

/**
 * `npm run corpus`, `npm run corpus -- test/corpus/names.test.ts --all`: these files, or all. `--all`, or CORPUS_ALL=1, reads
 * the whole corpus; without it a suite may read a seeded part.
 */
export default defineConfig({
  test: {
    include: files.length > 0 ? files : ["test/corpus/**/*.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    env: {
      CORPUS_ALL: all ? "1" : (process.env["CORPUS_ALL"] ?? ""),
      CORPUS_UPDATE: update ? "1" : "",
    },
  },
});
