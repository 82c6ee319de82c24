import type { Diagnostic, Severity } from "../../diagnostic.js";
import type { helpPageCodes } from "../../diagnostics/help-page-codes.js";
import type { Place } from "../../source.js";

/** The diagnostics of a help page. */
export type PageCode = keyof typeof helpPageCodes | "source-too-large";

export function pageDiagnostic(
  code: PageCode,
  severity: Severity,
  place: Place,
  message: string,
  more: Pick<Diagnostic, "related" | "hint"> = {},
): Diagnostic {
  return { severity, code, message, place, ...more };
}
