/**
 * An error means that something of the spec is not in the output; a warning or a note loses nothing that could have been
 * generated.
 */
export type Severity = "error" | "warning" | "note";

/** What users read about a code in `docs/diagnostics.md`, in Markdown. */
export interface CodeEntry {
  /** The most common one first. */
  readonly severities: readonly [Severity, ...Severity[]];
  readonly cause: string;
  /** A message of this code as it is printed. */
  readonly example: string;
  readonly cure: string;
  /** Lines to copy: configuration, XML or a command. */
  readonly paste?: string;
}

/** The codes of one kind of input. Codes never change: users write them down. */
export type CodeEntries = { readonly [code: string]: CodeEntry };
