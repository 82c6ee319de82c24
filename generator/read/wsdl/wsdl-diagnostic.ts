import type { Diagnostic, Severity } from "../../diagnostic.js";
import type { Place } from "../../source.js";

/** What can be said of a WSDL and its schemas. Codes never change: users write them down. */
export type WsdlCode =
  | "xml-not-well-formed"
  /** The text ends before its document does. */
  | "xml-cut"
  | "xml-doctype"
  | "xml-too-deep"
  | "xml-too-wide"
  /** The source that was named holds no WSDL. */
  | "wsdl-missing"
  /** WSDL 2.0, or something older than 1.1. */
  | "wsdl-version"
  /** An import, include or redefine whose document the spec does not have. */
  | "import-unresolved"
  /** A document was found by something weaker than its location: the case, the last segment of a URL, the namespace. */
  | "import-inexact"
  /** An import finds a document of another kind or another namespace than it says. */
  | "import-mismatch"
  /** A namespace that everybody knows is used and not imported. */
  | "import-missing"
  /** Schemas without a namespace are included in more namespaces than anybody needs. */
  | "import-too-large"
  | "prefix-unbound"
  /** A name without a prefix, and no namespace that it could be in but the target's. */
  | "prefix-missing"
  | "name-invalid"
  /** Two components of one kind and name. */
  | "component-repeated"
  | "component-unresolved"
  /** A reference to a part of WSDL that is right but for its namespace. */
  | "component-inexact"
  /** An attribute that has to be there. */
  | "attribute-missing"
  | "attribute-invalid"
  /** An element of XML Schema or WSDL where it cannot stand. */
  | "element-unexpected";

export function wsdlDiagnostic(
  code: WsdlCode,
  severity: Severity,
  place: Place,
  message: string,
  more: Pick<Diagnostic, "related" | "hint"> = {},
): Diagnostic {
  return { severity, code, message, place, ...more };
}
