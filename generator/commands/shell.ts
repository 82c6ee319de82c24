import { styleText } from "node:util";

/** What a command knows of the process it runs in; tests give their own. */
export interface Shell {
  /** The working directory, which paths are relative to. */
  readonly directory: string;
  /** Standard input; undefined where it is a person's keyboard. */
  readonly input: () => AsyncIterable<Uint8Array> | undefined;
  /** Takes results. */
  readonly out: (text: string) => void;
  /** Takes diagnostics and progress. */
  readonly err: (text: string) => void;
  /** True if a person reads `err` as it is written. */
  readonly terminal: boolean;
  /** Of the terminal, in characters. */
  readonly columns: number;
  readonly style: (style: Style, text: string) => string;
  /** Settles when a command that goes on until it is ended is to end; only such a command asks. */
  readonly ended: () => Promise<void>;
}

export type Style = "bold" | "red" | "yellow" | "cyan" | "green" | "dim";

/** What a command ends with: documented in docs/commands.md. */
export const exitCodes = { fine: 0, errors: 1, usage: 2, stale: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command that was called in a way that cannot be carried out; ends with exit code 2. */
export class UsageError extends Error {}

/** The shell of this process. Colours are for terminals, and not where NO_COLOR is set. */
export function processShell(): Shell {
  const { stdout, stderr, env } = process;
  const terminal = stderr.isTTY && env["TERM"] !== "dumb";
  const coloured = terminal && (env["NO_COLOR"] ?? "") === "";
  return {
    directory: process.cwd(),
    input: () => (process.stdin.isTTY ? undefined : process.stdin),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    terminal,
    columns: stderr.columns || 80,
    style: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    ended: () => new Promise((resolve) => endings.forEach((signal) => process.once(signal, () => resolve()))),
  };
}

/** Ctrl-C, what a supervisor sends, and a terminal that is closed. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
