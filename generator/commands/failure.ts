import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/** Prints an error that ended a command; with `debug`, the stack of one that nobody expected. */
export function printFailure(error: unknown, debug: boolean, shell: Shell): ExitCode {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) {
    shell.err(`error: ${message}\n`);
    return exitCodes.usage;
  }
  const stack = error instanceof Error ? error.stack : undefined;
  shell.err(debug && stack !== undefined ? `${stack}\n` : `error: ${message} (--debug shows where)\n`);
  return exitCodes.errors;
}
