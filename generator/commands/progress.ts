import type { Shell } from "./shell.js";

export interface Progress {
  /** Shows the current step. */
  readonly step: (text: string) => void;
  /** Clears the current step before other output is printed. */
  readonly end: () => void;
}

/** Shows progress: on a terminal one line that is replaced, in a pipe one line for each step. */
export function progress(shell: Shell, silent: boolean): Progress {
  if (silent) return { step: () => undefined, end: () => undefined };
  if (!shell.terminal) return { step: (text) => shell.err(`${text}\n`), end: () => undefined };
  return {
    step: (text) => shell.err(`${clearLine}${shell.style("dim", text.slice(0, shell.columns - 1))}`),
    end: () => shell.err(clearLine),
  };
}

const clearLine = "\r\u001b[K";
