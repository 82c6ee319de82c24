import type { DiagnosticCode } from "./diagnostics/catalogue.js";
import type { Severity } from "./diagnostics/entry.js";
import type { Place } from "./source.js";

export type { DiagnosticCode, Severity };

/**
 * A message about a place in a source. States what was found and what was expected, in lower case, without a full stop.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** The kind of message, a stable identifier: `sample-cut`. */
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place: Place;
  /** Other places that the message mentions. */
  readonly related?: readonly Place[];
  /** The next step for the user. */
  readonly hint?: string;
}

/** Receives diagnostics as they are found; reading continues after each. */
export type Report = (diagnostic: Diagnostic) => void;

/** Turns warnings into errors, for runs with `strict`. */
export function strictly(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "warning" ? { ...diagnostic, severity: "error" } : diagnostic;
}

/** Turns errors into warnings, for a source whose content is also in another, so that nothing is lost. */
export function leniently(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "error" ? { ...diagnostic, severity: "warning" } : diagnostic;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
