import type { Report } from "../../diagnostic.js";
import { isEncodingNamespace, isXsdNamespace, xsdNamespace } from "../../namespaces.js";
import type { SampleElement } from "../../read/help-page/help-page.js";
import { formatPlace } from "../../source.js";
import { typeWord } from "../../type-words.js";
import { clark } from "../service.js";
import { qnameIn, xsiTypeOf } from "./message-attributes.js";
import type { ElementShape, StatedType, TypeShape } from "./shapes.js";

/**
 * The type that `xsi:type` names in a literal message, where it is a fact about the element: servers read a derived type
 * only by its name. The placeholder `type`, `xsd:anyType` and the constructs of SOAP encoding name none.
 */
export function statedType(element: SampleElement): StatedType | undefined {
  const attribute = xsiTypeOf(element);
  const name = attribute && qnameIn(attribute);
  if (attribute === undefined || name === undefined) return undefined;
  const { value, place } = attribute;
  if (isEncodingNamespace(name.namespace)) return undefined;
  if (isXsdNamespace(name.namespace)) {
    return name.local === "anyType" ? undefined : { name: { ...name, namespace: xsdNamespace }, places: [place] };
  }
  if (!value.includes(":") && (value === "type" || typeWord(value) !== undefined)) return undefined;
  // A name without a prefix would be read in the namespace of the element.
  return name.namespace === "" && element.namespace !== "" ? undefined : { name, places: [place] };
}

/**
 * Joins the types that two samples of one element state. If they name different types, or only one of them names a type, the
 * type that is united from both has neither name.
 */
export function joinStatedTypes(
  first: ElementShape,
  second: ElementShape,
  type: TypeShape,
): Pick<ElementShape, "type" | "xsiType"> {
  const [one, other] = [first.xsiType, second.xsiType];
  if (one === undefined && other === undefined) return { type };
  if (one?.differs !== undefined) return { type: withoutName(type), xsiType: one };
  if (one !== undefined && (second.type.kind === "cut" || isSame(one, other))) return { type, xsiType: one };
  if (other !== undefined && other.differs === undefined && first.type.kind === "cut") return { type, xsiType: other };
  const stated = one ?? other;
  const [differs] = one === undefined ? first.places : (other?.places ?? second.places);
  if (stated === undefined || differs === undefined) return { type };
  return { type: withoutName(type), xsiType: { differs, ...stated } };
}

function isSame({ name }: StatedType, other: StatedType | undefined): boolean {
  return other !== undefined && other.differs === undefined && clark(name) === clark(other.name);
}

function withoutName(type: TypeShape): TypeShape {
  if (type.kind === "builtin" || type.name === undefined) return type;
  const { name: _name, ...rest } = type;
  return rest;
}

/** Reports elements whose samples name several types, which become one. `root` is bounded by the reader of samples. */
export function reportSeveralTypes(root: ElementShape, report: Report): void {
  const pending: ElementShape[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { name, type, xsiType } = next;
    if (xsiType?.differs !== undefined && !isXsdNamespace(xsiType.name.namespace)) {
      const [place = xsiType.differs] = xsiType.places;
      report({
        severity: "warning",
        code: "derived-types-united",
        doubt: "type",
        message: `found xsi:type ${xsiType.name.local} on <${name.local}>, and another or none at ${formatPlace(xsiType.differs)}, expected the same; the element has one type with the members of both, which messages do not name`,
        place,
        related: [xsiType.differs],
        hint: "use the WSDL of the service, which declares the base type and the types derived from it",
      });
    }
    if (type.kind !== "complex" || type.content.kind !== "members") continue;
    for (const member of type.content.members) if (member.kind === "element") pending.push(member);
  }
}

/** The type that all samples of an element state; undefined if they differ, or one of them states none. */
export function commonStatedType(shapes: readonly ElementShape[]): StatedType | undefined {
  const shown = shapes.filter(({ type, xsiType }) => type.kind !== "cut" || xsiType !== undefined);
  const [first, ...others] = shown.map(({ xsiType }) => xsiType);
  if (first === undefined || first.differs !== undefined || !others.every((each) => isSame(first, each)))
    return undefined;
  return { ...first, places: [first, ...others].flatMap((each) => each?.places ?? []) };
}
