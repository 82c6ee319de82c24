import type { Diagnostic, Severity } from "../../diagnostic.js";
import type { wsdlCodes } from "../../diagnostics/wsdl-codes.js";
import type { Place } from "../../source.js";

/** The diagnostics of a WSDL and its schemas. */
export type WsdlCode = keyof typeof wsdlCodes;

export function wsdlDiagnostic(
  code: WsdlCode,
  severity: Severity,
  place: Place,
  message: string,
  more: Pick<Diagnostic, "related" | "hint"> = {},
): Diagnostic {
  return { severity, code, message, place, ...more };
}
