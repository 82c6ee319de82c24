import fc from "fast-check";

/** Properties are tried with the same values in every run, so that a run says of a change and not of chance; `SEED=…` takes others. */
fc.configureGlobal({ seed: Number(process.env["SEED"] ?? 1) });
