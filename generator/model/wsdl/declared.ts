import type { Place } from "../../source.js";
import type { Element, Reason } from "../service.js";

/**
 * The reason for facts that a document declares at one place. Shared for each declaration, because services have many
 * thousands.
 */
export function declared(place: Place): Reason {
  return { kind: "declared", places: [place] };
}

/** The evidence of an element: its declaration, and its use in a content or a message if that is elsewhere. */
export function elementEvidence(declaration: Reason, use: Reason = declaration): Element["evidence"] {
  return { name: declaration, type: declaration, minOccurs: use, maxOccurs: use, nillable: declaration };
}
