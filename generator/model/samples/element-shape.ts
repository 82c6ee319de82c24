import type { Disagreement, Findings } from "./findings.js";
import { encodingNamespaces, microsoftTypesNamespace, xsdNamespace } from "../../namespaces.js";
import type { SampleAttribute, SampleElement, SampleText } from "../../read/help-page/help-page.js";
import type { Place } from "../../source.js";
import { isBuiltinName, type BuiltinName } from "../../builtins.js";
import { isOptionalType } from "../../type-words.js";
import type { QName } from "../service.js";
import { choicesIn } from "./choices.js";
import { isMarkedCut } from "./encoding.js";
import { joinShapes } from "./join.js";
import { isNil, isOfMessage, qnameIn, typeAttributes, xsiTypeOf } from "./message-attributes.js";
import { readPlaceholder, type ShownName } from "./placeholder.js";
import { statedFacts } from "./stated-facts.js";
import type { AttributeShape, ComplexShape, ElementShape, MemberShape, MessageShape, TypeShape } from "./shapes.js";
import { joinStatedTypes, statedType } from "./xsi-types.js";

/** Namespaces whose simple types an `xsi:type` may name. */
const simpleTypes: ReadonlySet<string> = new Set([
  xsdNamespace,
  microsoftTypesNamespace,
  ...Object.values(encodingNamespaces),
]);

/** Complex elements at this depth are printed as `xsi:nil`; an operation's wrapper and an HTTP root have depth 0. */
const depthLimit = 4;

/** Reads an element at `depth` of a message of this use. The reader of the sample bounds its depth. */
export function elementShape(
  element: SampleElement,
  depth: number,
  findings: Findings,
  use: MessageShape["use"] = "literal",
): ElementShape {
  const { name, namespace, place, hints } = element;
  const said = use === "literal" ? statedType(element) : undefined;
  return {
    kind: "element",
    name: { namespace, local: name },
    repeated: hints?.repeated === true,
    ...((hints?.optional || isMarkedOptional(element)) && { optional: true }),
    ...statedFacts(hints),
    ...(said !== undefined && { xsiType: said }),
    type: shapeOf(element, depth, findings, use),
    places: [place],
  };
}

/** True for a placeholder with a remark: `int?`. */
function isMarkedOptional({ children: [only, ...others] }: SampleElement): boolean {
  return only?.kind === "text" && others.length === 0 && only.words === undefined && isOptionalType(only.text);
}

/** Reads siblings. Adjacent elements of one name are a repeated element. */
export function memberShapes(
  children: readonly (SampleElement | SampleText)[],
  depth: number,
  findings: Findings,
  use: MessageShape["use"] = "literal",
): readonly MemberShape[] {
  const members: MemberShape[] = [];
  const seen = new Map<string, Place>();
  const choices = choicesIn(children);
  for (const child of children) {
    const last = members.at(-1);
    if (isWildcard(child)) {
      if (last?.kind !== "any") members.push({ kind: "any", places: [child.place] });
    } else if (child.kind === "text") {
      reportStrayText(child, findings);
    } else {
      const key = `{${child.namespace}}${child.name}`;
      const earlier = seen.get(key);
      if (last?.kind === "element" && last.name.local === child.name && last.name.namespace === child.namespace) {
        members[members.length - 1] = repeat(last, elementShape(child, depth, findings, use), findings);
      } else if (earlier !== undefined) {
        reportApart(child, earlier, findings);
      } else {
        seen.set(key, child.place);
        const choice = choices.get(child);
        members.push({ ...elementShape(child, depth, findings, use), ...(choice !== undefined && { choice }) });
      }
    }
  }
  return members;
}

/**
 * Merges a repeated element, which pages print twice. Further ones are only checked for disagreement, so that many of
 * them take little time.
 */
function repeat(first: ElementShape, next: ElementShape, findings: Findings): ElementShape {
  const isUnknown = first.type.kind === "complex" && first.type.content.kind === "unknown";
  // A further sibling cannot make an unknown content known.
  if (first.repeated && isUnknown) return first;
  const disagreements: Disagreement[] = [];
  const disagree = (disagreement: Disagreement): void => void disagreements.push(disagreement);
  const joined = joinShapes(first.name.local, first.type, next.type, { ...findings, disagree });
  const [disagreement] = disagreements;
  if (disagreement !== undefined) reportSiblings(disagreement, findings);
  else if (first.repeated && first.xsiType === next.xsiType) return first;
  const places = [...first.places, ...next.places];
  const type = disagreement === undefined ? joined : unknownShape([...places, disagreement.place]);
  return { ...first, ...joinStatedTypes(first, next, type), repeated: true, places };
}

function unknownShape(places: readonly Place[]): ComplexShape {
  return { kind: "complex", wrapper: false, attributes: [], content: { kind: "unknown" }, places };
}

function reportSiblings({ found, expected, place, related }: Disagreement, { report }: Findings): void {
  report({
    severity: "warning",
    code: "siblings-disagree",
    doubt: "type",
    message: `${found}, expected ${expected} as in the element before it; the element becomes XML`,
    place,
    related: [related],
  });
}

function shapeOf(element: SampleElement, depth: number, findings: Findings, use: MessageShape["use"]): TypeShape {
  const { hints } = element;
  const places =
    hints?.type === undefined || hints.place === undefined ? [element.place] : [hints.place, element.place];
  const said = saidType(element);
  const named = said?.kind === "named" ? { name: said.name } : {};
  const complex = { kind: "complex", ...named, wrapper: false, places } as const;
  if (isMarkedCut(element)) return { kind: "cut", ...named, places };
  if (isNil(element)) {
    if (depth >= depthLimit) return { kind: "cut", ...named, places };
    reportNil(element, depth, findings);
    return { ...complex, attributes: [], content: { kind: "unknown" } };
  }
  if (said?.kind === "any") return { kind: "builtin", name: "anyType", evidence: "shown", places };
  const attributes = attributeShapes(element, findings);
  const [first, ...others] = element.children;
  if (first === undefined) {
    if (said?.kind === "builtin") return { kind: "builtin", name: said.name, evidence: "shown", places };
    // An item of object[] is named after its type and printed empty.
    if (element.name === "anyType") return { kind: "builtin", name: "anyType", evidence: "assumed", places };
    return { ...complex, attributes, content: { kind: "unknown" } };
  }
  if (first.kind === "text" && others.length === 0 && !isWildcard(first)) {
    const text = said?.kind === "builtin" && !isBuiltinName(first.text) ? { ...first, text: said.name } : first;
    const type = readPlaceholder(text, findings.report);
    if (attributes.length > 0) return { ...complex, attributes, content: { kind: "text", type } };
    return type.kind === "enumeration" ? { ...type, ...named } : type;
  }
  // An element in a text of a simple type is the mark of a tool in place of its value.
  if (said?.kind === "builtin") return { kind: "builtin", name: said.name, evidence: "shown", places };
  const members = memberShapes(element.children, depth + 1, findings, use);
  return { ...complex, attributes, content: { kind: "members", members: withItemType(element, members) } };
}

function attributeShapes(element: SampleElement, findings: Findings): readonly AttributeShape[] {
  return typeAttributes(element).map((attribute) => {
    const { name, namespace, value: text, place } = attribute;
    return {
      name: { namespace, local: name },
      type: readPlaceholder({ ...attribute, text }, findings.report),
      places: [place],
    };
  });
}

type SaidType =
  | { readonly kind: "any" }
  | { readonly kind: "builtin"; readonly name: BuiltinName }
  | { readonly kind: "named"; readonly name: ShownName };

/** The type in `xsi:type`, or beside the element: anyType for the placeholder `type`, otherwise the QName. */
function saidType(element: SampleElement): SaidType | undefined {
  const attribute = xsiTypeOf(element);
  const stated = element.hints?.type;
  if (attribute === undefined) return stated && { kind: "builtin", name: stated };
  const qname = prefixedName(attribute);
  if (qname === undefined) return attribute.value === "type" ? { kind: "any" } : undefined;
  if (!simpleTypes.has(qname.namespace)) return { kind: "named", name: { name: qname, places: [attribute.place] } };
  const builtin = qname.local === "base64" ? "base64Binary" : qname.local;
  if (builtin === "anyType") return { kind: "any" };
  return isBuiltinName(builtin) ? { kind: "builtin", name: builtin } : undefined;
}

/** Adds the array's `itemType` to the items of a SOAP 1.2 array, which have no `xsi:type`. */
function withItemType(element: SampleElement, members: readonly MemberShape[]): readonly MemberShape[] {
  const attribute = element.attributes.find((each) => each.name === "itemType" && isOfMessage(each));
  const name = attribute && prefixedName(attribute);
  const [item, ...others] = members;
  if (attribute === undefined || name === undefined || simpleTypes.has(name.namespace)) return members;
  if (item?.kind !== "element" || others.length > 0 || item.type.kind === "builtin") return members;
  return [{ ...item, type: { ...item.type, name: { name, places: [attribute.place] } } }];
}

/** The QName of an attribute; undefined for a value without a prefix, which is a mere word. */
function prefixedName(attribute: SampleAttribute): QName | undefined {
  return attribute.value.includes(":") ? qnameIn(attribute) : undefined;
}

/**
 * Recognizes the placeholders of wildcards: `xml`, and those of a DataSet: `xmlxml`, a schema before `xml`, `dataset`
 * for a typed one.
 */
function isWildcard(child: SampleElement | SampleText): boolean {
  if (child.kind === "text") return wildcards.has(child.text);
  return child.namespace === xsdNamespace && child.name === "schema";
}

const wildcards: ReadonlySet<string> = new Set(["xml", "xmlxml", "dataset"]);

function reportStrayText({ text, place }: SampleText, findings: Findings): void {
  findings.report({
    severity: "warning",
    code: "text-between-elements",
    message: `found the text ${JSON.stringify(text)} beside elements, expected elements only; it is left out`,
    place,
  });
}

function reportApart(element: SampleElement, earlier: Place, findings: Findings): void {
  findings.report({
    severity: "warning",
    code: "element-again",
    message: `found a second <${element.name}> apart from the first, expected elements of one name side by side; replies keep it as XML`,
    place: element.place,
    related: [earlier],
  });
}

function reportNil(element: SampleElement, depth: number, findings: Findings): void {
  findings.report({
    severity: "warning",
    code: "nil-above-depth-limit",
    doubt: "type",
    message: `found xsi:nil on <${element.name}>, expected its content, which help pages print above level ${depthLimit}; it becomes XML`,
    place: element.place,
  });
}
