import type { Place } from "../../source.js";
import type { Element, Reason } from "../service.js";

/** The reason of what a document says in one place. Those of one declaration share one: services have many thousands. */
export function declared(place: Place): Reason {
  return { kind: "declared", places: [place] };
}

/** Of an element: what its declaration says, and what the use of it in a content or a message says, where that is elsewhere. */
export function elementEvidence(declaration: Reason, use: Reason = declaration): Element["evidence"] {
  return { name: declaration, type: declaration, minOccurs: use, maxOccurs: use, nillable: declaration };
}
