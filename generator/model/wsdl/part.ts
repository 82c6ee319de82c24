import type { WsdlPart } from "../../read/wsdl/wsdl.js";
import { clark, type Element, type QName } from "../service.js";
import { declared, elementEvidence } from "./declared.js";
import { elementOf, once } from "./elements.js";
import type { Remarks } from "./remarks.js";
import type { Types } from "./types.js";

/** The global element of a part, whatever the part's name. */
export function partElement(part: WsdlPart, types: Types, remarks: Remarks): Element | undefined {
  const { name, element: reference, place, contentPlace } = part;
  if (reference === undefined) return remarks.leaveOut(`part ${name} without the attribute element`, "one", place);
  const { building } = types;
  const declaration = building.schemas.elements.get(clark(reference));
  if (declaration === undefined) {
    return remarks.unresolved("element", reference, contentPlace);
  }
  if (declaration.abstract) {
    return remarks.leaveOut(
      `the abstract element ${reference.local} as part ${name}`,
      "an element that is not abstract",
      place,
    );
  }
  return elementOf(declaration, once, undefined, building, place);
}

/** An RPC accessor: an element named after the part, with the part's type or its element's. */
export function partAccessor(
  part: WsdlPart,
  { name, nillable }: { readonly name: QName; readonly nillable: boolean },
  types: Types,
  remarks: Remarks,
): Element | undefined {
  const { type, place, contentPlace } = part;
  if (type === undefined && part.element !== undefined) {
    const element = partElement(part, types, remarks);
    return element && { ...element, name };
  }
  if (type === undefined)
    return remarks.leaveOut(`part ${part.name} with neither a type nor an element`, "one of them", place);
  return {
    kind: "element",
    name,
    type: types.building.reference({ kind: "named", name: type, place: contentPlace }, name, undefined),
    ...once,
    nillable,
    evidence: elementEvidence(declared(place)),
  };
}
