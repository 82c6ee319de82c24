import type { Diagnostic, Severity } from "../../diagnostic.js";
import type { Place } from "../../source.js";

/** What can be said of a help page. Codes never change: users write them down. */
export type PageCode =
  /** The text is larger than any page; it is not read. */
  | "source-too-large"
  /** The text shows no sample message. */
  | "no-sample"
  /** The text of a sample ends before the sample does. */
  | "sample-cut"
  | "sample-not-well-formed"
  | "sample-doctype"
  | "sample-too-deep"
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
  | "text-not-read";

export function pageDiagnostic(
  code: PageCode,
  severity: Severity,
  place: Place,
  message: string,
  more: Pick<Diagnostic, "related" | "hint"> = {},
): Diagnostic {
  return { severity, code, message, place, ...more };
}
