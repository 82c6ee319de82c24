/** The fuzzers, which `npm run fuzz` runs, and `npm test` with few runs. */
import type { Fuzzer } from "./fuzzer.js";
import { replies } from "./replies/replies.js";

export const fuzzers: readonly Fuzzer[] = [replies];
