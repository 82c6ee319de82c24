import type { Diagnostic, Severity } from "../../diagnostic.js";
import type { Place } from "../../source.js";

/** What can be said of a help page. Codes never change: users write them down. */
export type PageCode =
  /** The text is larger than any page; it is not read. */
  | "source-too-large"
  /** The page is one of another framework, which looks like ASMX's. */
  | "page-not-asmx"
  /** The text shows no sample message. */
  | "no-sample"
  /** A heading speaks of a binding whose sample is not there. */
  | "sample-missing"
  /** The text of a sample ends before the sample does. */
  | "sample-cut"
  | "sample-not-well-formed"
  /** A sample was damaged in a way that leaves no doubt of what it was. */
  | "sample-mended"
  /** `...` for elements that a sample leaves out. */
  | "sample-elided"
  | "sample-doctype"
  | "sample-too-deep"
  /** An element with more attributes, or namespaces, than any sample has. */
  | "sample-too-wide"
  /** Well-formed XML, but not the message that its head promises. */
  | "sample-not-soap"
  /** A sample that shows nothing of what its binding is. */
  | "binding-unknown"
  /** The parts of a message speak of different bindings. */
  | "binding-contradiction"
  /** The title speaks of another operation than the samples. */
  | "name-contradiction"
  /** Nothing in a sample names its operation. */
  | "operation-unknown"
  | "request-missing"
  | "response-missing"
  /** A status of success without the envelope that its binding sends. */
  | "envelope-missing"
  /** A query or form has a part without `=`. */
  | "parameter-without-value"
  /** ` =""`: what ASMX prints for a reference to an attribute. */
  | "attribute-without-name"
  /** Text that looks like part of a message belongs to none. */
  | "text-not-read"
  /** There was more to say of one source than anybody reads. */
  | "diagnostics-left-out"
  /** A service page lists operations that no page shows. */
  | "operation-not-shown";

export function pageDiagnostic(
  code: PageCode,
  severity: Severity,
  place: Place,
  message: string,
  more: Pick<Diagnostic, "related" | "hint" | "operation"> = {},
): Diagnostic {
  return { severity, code, message, place, ...more };
}
