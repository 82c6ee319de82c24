#!/usr/bin/env node
import { program } from "./commands/program.js";
import { processShell } from "./commands/shell.js";

// The reader of a pipe may stop reading: `soapwright inspect specs/shop | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await program(process.argv.slice(2), processShell());
