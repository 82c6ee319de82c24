import { styleText } from "node:util";

/** The process of a command; tests supply their own. */
export interface Shell {
  /** The working directory, which paths are relative to. */
  readonly directory: string;
  /** The environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard input; undefined if it is a keyboard. */
  readonly input: () => AsyncIterable<Uint8Array> | undefined;
  /** Writes results. */
  readonly out: (text: string) => void;
  /** Writes diagnostics and progress. */
  readonly err: (text: string) => void;
  /** True if `err` is a terminal. */
  readonly terminal: boolean;
  /** The width of the terminal in characters. */
  readonly columns: number;
  readonly style: (style: Style, text: string) => string;
  /** Resolves when a long-running command should end; only such a command calls it. */
  readonly ended: () => Promise<void>;
}

export type Style = "bold" | "red" | "yellow" | "cyan" | "green" | "dim";

/** Exit codes, as documented in the README. */
export const exitCodes = { fine: 0, errors: 1, usage: 2, stale: 3 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Thrown for a command line that cannot be executed; the exit code is 2. */
export class UsageError extends Error {}

/** The shell of this process. Uses colours on terminals only, and not if NO_COLOR is set. */
export function processShell(): Shell {
  const { stdout, stderr, env } = process;
  const terminal = stderr.isTTY && env["TERM"] !== "dumb";
  const coloured = terminal && (env["NO_COLOR"] ?? "") === "";
  return {
    directory: process.cwd(),
    environment: env,
    input: () => (process.stdin.isTTY ? undefined : process.stdin),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    terminal,
    columns: stderr.columns || 80,
    style: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    ended: () => new Promise((resolve) => endings.forEach((signal) => process.once(signal, () => resolve()))),
  };
}

/** Sent by Ctrl-C, by supervisors, and when a terminal is closed. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
