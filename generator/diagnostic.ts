import type { DiagnosticCode } from "./diagnostics/catalogue.js";
import type { Severity } from "./diagnostics/entry.js";
import type { Place } from "./source.js";

export type { DiagnosticCode, Severity };

/** A message about a place in a source: what was found, what was expected, in lower case, without a full stop. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Names the kind of message, and never changes: `sample-cut`. */
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly place: Place;
  /** Other places that the message speaks of. */
  readonly related?: readonly Place[];
  /** What the user can do about it. */
  readonly hint?: string;
}

/** Takes diagnostics as they are found; reading goes on after each. */
export type Report = (diagnostic: Diagnostic) => void;

/** For runs that accept no doubt about the content of a spec. */
export function strictly(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "warning" ? { ...diagnostic, severity: "error" } : diagnostic;
}

/** For a source beside another that has everything already: nothing is lost, whatever is wrong with it. */
export function leniently(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === "error" ? { ...diagnostic, severity: "warning" } : diagnostic;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
