#!/usr/bin/env node
import { program } from "./commands/program.js";
import { processShell } from "./commands/shell.js";

process.exitCode = await program(process.argv.slice(2), processShell());
