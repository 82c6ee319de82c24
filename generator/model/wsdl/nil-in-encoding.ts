import { faultElements, changeElements } from "../traversal.js";
import { reach } from "../reach.js";
import { clark, type Element, type Message, type Operation, type Type } from "../service.js";

/**
 * Makes elements nillable in SOAP encoding, where nil replaces any absent value whatever the schema declares (SOAP 1.1,
 * 5.2.4), and servers write it. Types that literal messages reach too are not changed.
 */
export function withNilInEncoding(
  types: readonly Type[],
  operations: readonly Operation[],
  anyTypes: readonly string[],
): readonly Type[] {
  const messages = operations.flatMap(({ request, response }) => (response ? [request, response] : [request]));
  const bodies = (use: Message["use"]) => messages.filter((each) => each.use === use).flatMap(({ body }) => body);
  const others = [...messages.flatMap(({ header }) => header), ...operations.flatMap(faultElements)];
  const encoded = [...bodies("encoded"), ...others.filter(({ use }) => use === "encoded")];
  if (encoded.length === 0) return types;
  const declared = reach([...bodies("literal"), ...others.filter(({ use }) => use === undefined)], { types, anyTypes });
  const reached = reach(encoded, { types, anyTypes });
  return types.map((type) => {
    const key = clark(type.name);
    if (type.kind !== "complex" || !reached.has(key) || declared.has(key)) return type;
    // A row is never nil.
    if (type.dimensions !== undefined) return type;
    return { ...type, content: changeElements(type.content, nillable) };
  });
}

function nillable(element: Element): Element {
  if (element.nillable) return element;
  return { ...element, nillable: true, evidence: { ...element.evidence, nillable: { kind: "assumed", places: [] } } };
}
