import { isEncodingNamespace, xsdNamespace } from "../../namespaces.js";
import { isBuiltinName } from "../../builtins.js";
import { isStandIn } from "../../type-words.js";
import type { SampleElement, SampleText } from "../../read/help-page/help-page.js";
import { clark } from "../service.js";
import { choicesIn } from "./choices.js";
import { isMarkedCut } from "./encoding.js";
import { isNil, qnameIn, typeAttributes, xsiTypeOf } from "./message-attributes.js";
import type { BuiltinShape } from "./placeholder.js";
import type { AttributeShape, ElementShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";
import { statedFacts } from "./stated-facts.js";
import { uniteElements } from "./unite.js";
import { lookOf } from "./values.js";
import { statedType } from "./xsi-types.js";

/** Reads an element of an observed message of this use, whose texts are values. */
export function observedElement(element: SampleElement, use: MessageShape["use"] = "literal"): ElementShape {
  const said = use === "literal" ? statedType(element) : undefined;
  const { name, namespace, place, hints } = element;
  return {
    kind: "element",
    name: { namespace, local: name },
    repeated: hints?.repeated === true,
    observed: true,
    ...(hints?.optional && { optional: true }),
    ...(isNil(element) && { nil: true }),
    ...statedFacts(hints),
    ...(said !== undefined && { xsiType: said }),
    type: typeShape(element, use),
    places: [place],
  };
}

/** Reads siblings. Several elements of one name are a list, side by side or apart. */
export function observedMembers(
  children: readonly (SampleElement | SampleText)[],
  use: MessageShape["use"] = "literal",
): readonly MemberShape[] {
  const members = new Map<string, ElementShape>();
  const choices = choicesIn(children);
  for (const child of children) {
    if (child.kind === "text") continue;
    const choice = choices.get(child);
    const shape = { ...observedElement(child, use), ...(choice !== undefined && { choice }) };
    const key = clark(shape.name);
    const known = members.get(key);
    members.set(key, known === undefined ? shape : { ...uniteElements(known, shape), repeated: true });
  }
  return [...members.values()];
}

function typeShape(element: SampleElement, use: MessageShape["use"]): TypeShape {
  const places = [element.place];
  const said = typeOf(element);
  const named = said?.kind === "named" ? { name: { name: said.name, places } } : {};
  if (isNil(element) || isMarkedCut(element)) return { kind: "cut", ...named, observed: true, places };
  const attributes = attributeShapes(element);
  const complex = { kind: "complex", ...named, wrapper: false, observed: true, attributes, places } as const;
  const any = { kind: "builtin", name: "anyType", evidence: "shown", observed: true, places } as const;
  const xml = { ...any, xml: true } as const;
  // An element in a text of a simple type is the mark of a tool in place of its value.
  if (said?.kind !== "builtin" && element.children.some(({ kind }) => kind === "element")) {
    if (element.children.some(isMixedText)) return xml;
    return { ...complex, content: { kind: "members", members: observedMembers(element.children, use) } };
  }
  if (said?.kind === "any") return any;
  const [text] = element.children.filter((child) => child.kind === "text");
  const type: BuiltinShape =
    said?.kind === "builtin"
      ? { kind: "builtin", name: said.name, evidence: "shown", ...source(element) }
      : valueShape(text?.text ?? "", places);
  if (attributes.length === 0) return type;
  return { ...complex, content: text === undefined ? { kind: "unknown" } : { kind: "text", type } };
}

/** The places that show the type of an element. What a table states is not observed. */
function source({ hints, place }: SampleElement): Pick<BuiltinShape, "observed" | "places"> {
  return hints?.place === undefined ? { observed: true, places: [place] } : { places: [hints.place, place] };
}

/** True for text beside elements, except for dots in place of what somebody left out. */
function isMixedText(part: SampleElement | SampleText): boolean {
  return part.kind === "text" && !/^[.…\s]*$/.test(part.text);
}

function valueShape(text: string, places: BuiltinShape["places"]): BuiltinShape {
  const looks = isStandIn(text) ? {} : { [lookOf(text)]: 1 };
  return { kind: "builtin", name: "string", evidence: "assumed", observed: true, looks, places };
}

function attributeShapes(element: SampleElement): readonly AttributeShape[] {
  return typeAttributes(element).map(({ name, namespace, value, place }) => ({
    name: { namespace, local: name },
    type: valueShape(value, [place]),
    observed: true,
    places: [place],
  }));
}

type SaidType =
  | { readonly kind: "any" }
  | { readonly kind: "builtin"; readonly name: BuiltinShape["name"] }
  | { readonly kind: "named"; readonly name: ElementShape["name"] };

/** The type that an `xsi:type` or a comment of SoapUI names. */
function typeOf(element: SampleElement): SaidType | undefined {
  const { hints } = element;
  const type = xsiTypeOf(element);
  if (type === undefined) return hints?.type === undefined ? undefined : { kind: "builtin", name: hints.type };
  const name = qnameIn(type);
  if (name === undefined) return undefined;
  if (name.namespace !== xsdNamespace && !isEncodingNamespace(name.namespace)) return { kind: "named", name };
  if (name.local === "anyType" || name.local === "Array" || name.local === "Struct") return undefined;
  const local = name.local === "base64" ? "base64Binary" : name.local;
  return isBuiltinName(local) ? { kind: "builtin", name: local } : undefined;
}
