import type { Shell } from "./shell.js";

export interface Progress {
  /** Says what is being done now. */
  readonly step: (text: string) => void;
  /** Clears what `step` has said, before anything else is printed. */
  readonly end: () => void;
}

/** On a terminal one line that changes, in a pipe a line for each step. */
export function progress(shell: Shell, silent: boolean): Progress {
  if (silent) return { step: () => undefined, end: () => undefined };
  if (!shell.terminal) return { step: (text) => shell.err(`${text}\n`), end: () => undefined };
  return {
    step: (text) => shell.err(`${clearLine}${shell.style("dim", text.slice(0, shell.columns - 1))}`),
    end: () => shell.err(clearLine),
  };
}

const clearLine = "\r\u001b[K";
