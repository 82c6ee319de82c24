/**
 * An error means that something of the spec is not in the output; a warning or a note loses nothing that could have been
 * generated.
 */
export type Severity = "error" | "warning" | "note";

/** What users read about a code in `docs/diagnostics.md`, in Markdown, beside an input that is reported and the message. */
export interface CodeEntry {
  /** The most common one first. */
  readonly severities: readonly [Severity, ...Severity[]];
  readonly cause: string;
  readonly cure: string;
  readonly paste?: Paste;
}

/** Lines to copy. A test applies a configuration or a command to the example, which it cures. */
export interface Paste {
  /** `lines` belong into a source or a shell. */
  readonly kind: "configuration" | "command" | "lines";
  readonly text: string;
}

/** The codes of one kind of input. Codes never change: users write them down. */
export type CodeEntries = { readonly [code: string]: CodeEntry };
