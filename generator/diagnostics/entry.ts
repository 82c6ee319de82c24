/**
 * An error means that the output lacks something of the spec. Warnings and notes do not affect what could be generated.
 */
export type Severity = "error" | "warning" | "note";

/** The entry of a code in `docs/diagnostics.md`, in Markdown, with an input that is reported and the message. */
export interface CodeEntry {
  /** The most common severity first. */
  readonly severities: readonly [Severity, ...Severity[]];
  readonly cause: string;
  /** The default hint for diagnostics without a more specific one, in lower case, without a full stop. */
  readonly hint?: string;
  readonly cure: string;
  readonly paste?: Paste;
}

/** Lines to copy. A test verifies that a configuration or a command cures the example. */
export interface Paste {
  /** `lines` are for a source or a shell. */
  readonly kind: "configuration" | "command" | "lines";
  readonly text: string;
}

/** The codes for one kind of input. Codes never change, because users write them down. */
export type CodeEntries = { readonly [code: string]: CodeEntry };
