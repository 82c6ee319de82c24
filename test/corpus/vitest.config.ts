import { defineConfig } from "vitest/config";
import { corpusArguments } from "./arguments.js";

const { files, all: allAsked, update } = corpusArguments(process.argv);
const all = allAsked || Boolean(process.env["CORPUS_ALL"]);

/**
 * `npm run corpus`, `npm run corpus -- test/corpus/facts.test.ts --all`: these files, or all. `--all`, or CORPUS_ALL=1, reads
 * the whole corpus; without it a suite may read a seeded part.
 */
export default defineConfig({
  test: {
    include: files.length > 0 ? files : ["test/corpus/**/*.test.ts"],
    // Compares with the release, which takes the whole history of the repository and minutes.
    exclude: all ? [] : ["test/corpus/names.test.ts"],
    testTimeout: 600_000,
    hookTimeout: 120_000,
    env: {
      CORPUS_ALL: all ? "1" : "",
      CORPUS_UPDATE: update ? "1" : "",
    },
  },
});
