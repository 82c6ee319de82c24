import fc from "fast-check";

/**
 * Uses the same random values in every run, so that failures reflect changes and not chance; `SEED=…` selects others.
 */
fc.configureGlobal({ seed: Number(process.env["SEED"] ?? 1) });
