import type { Element } from "@xmldom/xmldom";
import { isBuiltinName, type BuiltinName } from "../../../generator/model/builtin.js";
import {
  attributeOf,
  elementsOf,
  firstOf,
  qnameOf,
  rootOf,
  splitName,
  targetNamespace,
  xsd,
} from "../../support/wsdl.js";
import type { Schemas } from "../../support/wsdl.js";
import type { Row } from "./exemptions.js";

/** What a help page can show of a declared type, by the grammar of help pages, and what it cannot say. */
export type ShownType =
  | { readonly kind: "builtin"; readonly name: BuiltinName }
  | { readonly kind: "enumeration"; readonly values: readonly string[] }
  /** A text that says nothing of its type. */
  | { readonly kind: "text"; readonly row: Row }
  /** `<x />` without attributes. */
  | { readonly kind: "empty"; readonly row: Row }
  | ShownComplex;

export interface ShownComplex {
  readonly kind: "complex";
  /** The type's declaration, which is its identity. */
  readonly declaration: Element;
  /** `{namespace}local` of a named type. */
  readonly name: string | undefined;
  readonly attributes: readonly ShownAttribute[];
  readonly members: readonly ShownMember[];
  /** What the page leaves out of it. */
  readonly lost: readonly Row[];
}

export interface ShownAttribute {
  readonly namespace: string;
  readonly local: string;
  readonly type: ShownType;
}

export type ShownMember = ShownElement | { readonly kind: "any" };

export interface ShownElement {
  readonly kind: "element";
  readonly namespace: string;
  readonly local: string;
  readonly repeated: boolean;
  readonly row?: Row;
  readonly type: () => ShownType;
}

const microsoftTypes = "http://microsoft.com/wsdl/types/";

/** A global element, as a part or a reference names it. */
export function shownGlobal(schemas: Schemas, name: string): ShownElement | undefined {
  const declaration = schemas.find("element", name);
  if (declaration === undefined) return undefined;
  return { kind: "element", ...splitName(name), repeated: false, type: () => typeOfElement(schemas, declaration) };
}

export function shownOfType(schemas: Schemas, name: string): ShownType {
  const { namespace, local } = splitName(name);
  if (namespace === xsd || namespace === microsoftTypes) {
    if (local === "anyType") return { kind: "builtin", name: "anyType" };
    if (isBuiltinName(local)) return { kind: "builtin", name: local };
  }
  const simple = schemas.find("simpleType", name);
  if (simple !== undefined) return shownSimple(simple);
  const complex = schemas.find("complexType", name);
  return complex === undefined ? { kind: "empty", row: "type not declared" } : shownComplex(schemas, complex);
}

function typeOfElement(schemas: Schemas, declaration: Element): ShownType {
  const type = qnameOf(declaration, "type");
  if (type !== undefined) return shownOfType(schemas, type);
  const complex = firstOf(declaration, "complexType");
  if (complex !== undefined) return shownComplex(schemas, complex);
  if (firstOf(declaration, "simpleType") !== undefined) return { kind: "text", row: "anonymous simple type" };
  return { kind: "empty", row: "no type" };
}

/** Only the facets of the outermost restriction are printed. */
function shownSimple(declaration: Element): ShownType {
  const restriction = firstOf(declaration, "restriction");
  const values = restriction
    ? elementsOf(restriction, "enumeration").map((facet) => attributeOf(facet, "value") ?? "")
    : [];
  if (values.length > 0) return { kind: "enumeration", values: [...new Set(values)] };
  const [item] = elementsOf(declaration, "list").flatMap((list) => elementsOf(list, "simpleType"));
  if (item !== undefined) return shownSimple(item);
  return { kind: "empty", row: "simple type without enumeration" };
}

function shownComplex(schemas: Schemas, declaration: Element): ShownType {
  const [content] = elementsOf(declaration, "complexContent", "simpleContent");
  const [derivation] = content ? elementsOf(content, "extension", "restriction") : [];
  const body = derivation ?? declaration;
  const lost = new Set<Row>();
  if (derivation?.localName === "extension" && content?.localName === "complexContent")
    lost.add("base of derived type");
  if (content?.localName === "simpleContent") lost.add("text of simple content");
  const attributes = elementsOf(body, "attribute").flatMap(
    (attribute) => shownAttribute(schemas, attribute, lost) ?? [],
  );
  if (elementsOf(body, "attributeGroup").length > 0) lost.add("attribute group");
  const members = content?.localName === "simpleContent" ? [] : shownMembers(schemas, body, lost);
  const name = attributeOf(declaration, "name");
  if (attributes.length === 0 && members.length === 0) {
    const [row = "empty type"] = lost;
    return { kind: "empty", row };
  }
  return {
    kind: "complex",
    declaration,
    name: name === undefined ? undefined : `{${targetNamespace(declaration)}}${name}`,
    attributes,
    members,
    lost: [...lost],
  };
}

function shownAttribute(schemas: Schemas, attribute: Element, lost: Set<Row>): ShownAttribute | undefined {
  if (attributeOf(attribute, "use") === "prohibited") return undefined;
  const local = attributeOf(attribute, "name");
  if (local === undefined) {
    lost.add("attribute reference");
    return undefined;
  }
  const form = attributeOf(attribute, "form") ?? attributeOf(rootOf(attribute, "schema"), "attributeFormDefault");
  const type = qnameOf(attribute, "type");
  const shown: ShownType =
    type === undefined ? { kind: "text", row: "attribute without a named type" } : shownOfType(schemas, type);
  return {
    namespace: form === "qualified" ? targetNamespace(attribute) : "",
    local,
    type: shown.kind === "empty" ? { kind: "text", row: shown.row } : shown,
  };
}

/** Of the particle at the root only the elements and wildcards are printed; those of a choice or an `all` are sorted. */
function shownMembers(schemas: Schemas, body: Element, lost: Set<Row>): readonly ShownMember[] {
  const particle = rootParticle(schemas, body);
  if (particle === undefined) return [];
  if (occursOften(particle)) lost.add("repeated particle");
  const members = elementsOf(particle).flatMap((item) => shownParticle(schemas, item, lost));
  if (particle.localName === "sequence") return members;
  lost.add(particle.localName === "choice" ? "root choice" : "order of xs:all");
  return members.toSorted((one, other) => compareOrdinally(sortKey(one), sortKey(other)));
}

function sortKey(member: ShownMember): string {
  return member.kind === "any" ? "" : member.local;
}

function compareOrdinally(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function rootParticle(schemas: Schemas, body: Element): Element | undefined {
  const particle = firstOf(body, "sequence", "choice", "all", "group");
  if (particle?.localName !== "group") return particle;
  const group = schemas.find("group", qnameOf(particle, "ref") ?? "");
  return group && firstOf(group, "sequence", "choice", "all");
}

function shownParticle(schemas: Schemas, item: Element, lost: Set<Row>): readonly ShownMember[] {
  switch (item.localName) {
    case "element":
      return shownLocal(schemas, item);
    case "any":
      return shownWildcard(schemas, item, lost);
    case "sequence":
    case "choice":
    case "group":
      lost.add("nested particle");
      return [];
    default:
      return [];
  }
}

function shownLocal(schemas: Schemas, item: Element): readonly ShownMember[] {
  const repeated = occursOften(item);
  const ref = qnameOf(item, "ref");
  if (ref === `{${xsd}}schema`) return [{ kind: "any" }];
  if (ref !== undefined) {
    const global = shownGlobal(schemas, ref);
    return global === undefined ? [] : [{ ...global, repeated }];
  }
  const form = attributeOf(item, "form") ?? attributeOf(rootOf(item, "schema"), "elementFormDefault");
  const namespace = form === "qualified" ? targetNamespace(item) : "";
  const local = attributeOf(item, "name") ?? "";
  return [{ kind: "element", namespace, local, repeated, type: () => typeOfElement(schemas, item) }];
}

function shownWildcard(schemas: Schemas, item: Element, lost: Set<Row>): readonly ShownMember[] {
  const namespace = attributeOf(item, "namespace");
  if (namespace === undefined && schemas.namespaces.has("")) {
    lost.add("wildcard beside a schema without a namespace");
    return [];
  }
  if (namespace !== undefined && schemas.globals(namespace).length > 0) {
    return schemas.globals(namespace).flatMap((name) => shownGlobal(schemas, name) ?? []);
  }
  return [{ kind: "any" }];
}

function occursOften(particle: Element): boolean {
  const occurs = attributeOf(particle, "maxOccurs") ?? "1";
  return occurs === "unbounded" || Number(occurs) > 1;
}
