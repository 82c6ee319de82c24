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
  /** The type's declaration, which is its identity; an RPC wrapper has none. */
  readonly declaration: Element | undefined;
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

/** What messages are rendered from: schemas, literally or in SOAP encoding. */
export interface Rendered extends Schemas {
  readonly encoded: boolean;
}

const encoding = "http://schemas.xmlsoap.org/soap/encoding/";
const microsoftTypes = "http://microsoft.com/wsdl/types/";

/** A global element, as a part or a reference names it. */
export function shownGlobal(schemas: Rendered, name: string): ShownElement | undefined {
  const declaration = schemas.find("element", name);
  if (declaration === undefined) return undefined;
  return { kind: "element", ...splitName(name), repeated: false, type: () => typeOfElement(schemas, declaration) };
}

export function shownOfType(schemas: Rendered, name: string): ShownType {
  const { namespace, local } = splitName(name);
  if (namespace === xsd || namespace === microsoftTypes || (schemas.encoded && namespace === encoding)) {
    if (local === "anyType") return { kind: "builtin", name: "anyType" };
    if (isBuiltinName(local)) return { kind: "builtin", name: local };
  }
  return shownDeclared(schemas, name);
}

function shownDeclared(schemas: Rendered, name: string): ShownType {
  const simple = schemas.find("simpleType", name);
  if (simple !== undefined) return shownSimple(simple);
  const complex = schemas.find("complexType", name);
  return complex === undefined ? { kind: "empty", row: "type not declared" } : shownComplex(schemas, complex);
}

function typeOfElement(schemas: Rendered, declaration: Element): ShownType {
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

function shownComplex(schemas: Rendered, declaration: Element): ShownType {
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
  const members = content?.localName === "simpleContent" ? [] : shownMembers(schemas, body, lost);
  const local = attributeOf(declaration, "name");
  const name = local === undefined ? undefined : `{${targetNamespace(declaration)}}${local}`;
  const item = schemas.encoded && derivation ? encodedItem(schemas, derivation) : undefined;
  if (item !== undefined) return { kind: "complex", declaration, name, attributes: [], members: [item], lost: [] };
  if (attributes.length === 0 && members.length === 0) {
    const [row = "empty type"] = lost;
    return { kind: "empty", row };
  }
  if (!schemas.encoded) return { kind: "complex", declaration, name, attributes, members, lost: [...lost] };
  const elements = attributes.map(({ local, type }) => unqualified(local, false, () => type));
  return { kind: "complex", declaration, name, attributes: [], members: [...members, ...elements], lost: [...lost] };
}

/** The item of an array of SOAP encoding. */
function encodedItem(schemas: Rendered, restriction: Element): ShownElement | undefined {
  if (qnameOf(restriction, "base") !== `{${encoding}}Array`) return undefined;
  const [attribute] = elementsOf(restriction, "attribute");
  const arrayType = attribute?.getAttributeNodeNS("http://schemas.xmlsoap.org/wsdl/", "arrayType");
  const type = attribute && arrayType ? qnameOf(attribute, arrayType.name) : undefined;
  if (type === undefined) return undefined;
  return unqualified("Item", true, () => shownOfType(schemas, type.replace(/\[[\],]*\]$/, "")));
}

/** An element as encoded messages have them. */
export function unqualified(local: string, repeated: boolean, type: () => ShownType): ShownElement {
  return { kind: "element", namespace: "", local, repeated, type };
}

function shownAttribute(schemas: Rendered, attribute: Element, lost: Set<Row>): ShownAttribute | undefined {
  if (attributeOf(attribute, "use") === "prohibited") return undefined;
  const local = attributeOf(attribute, "name");
  if (local === undefined) {
    lost.add("attribute reference");
    return undefined;
  }
  const form = attributeOf(attribute, "form");
  if (form === undefined && attributeOf(rootOf(attribute, "schema"), "attributeFormDefault") === "qualified") {
    lost.add("attributeFormDefault");
  }
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
function shownMembers(schemas: Rendered, body: Element, lost: Set<Row>): readonly ShownMember[] {
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

function rootParticle(schemas: Rendered, body: Element): Element | undefined {
  const particle = firstOf(body, "sequence", "choice", "all", "group");
  if (particle?.localName !== "group") return particle;
  const group = schemas.find("group", qnameOf(particle, "ref") ?? "");
  return group && firstOf(group, "sequence", "choice", "all");
}

function shownParticle(schemas: Rendered, item: Element, lost: Set<Row>): readonly ShownMember[] {
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

function shownLocal(schemas: Rendered, item: Element): readonly ShownMember[] {
  const repeated = occursOften(item);
  const ref = qnameOf(item, "ref");
  if (ref === `{${xsd}}schema`) return [{ kind: "any" }];
  if (ref !== undefined) {
    const global = shownGlobal(schemas, ref);
    return global === undefined ? [] : [{ ...global, repeated }];
  }
  const form = attributeOf(item, "form") ?? attributeOf(rootOf(item, "schema"), "elementFormDefault");
  const namespace = form === "qualified" && !schemas.encoded ? targetNamespace(item) : "";
  const local = attributeOf(item, "name") ?? "";
  return [{ kind: "element", namespace, local, repeated, type: () => typeOfElement(schemas, item) }];
}

function shownWildcard(schemas: Rendered, item: Element, lost: Set<Row>): readonly ShownMember[] {
  const namespace = attributeOf(item, "namespace");
  const isUnnamed = (namespace ?? "") === "" && schemas.namespaces.has("");
  if (isUnnamed && schemas.globals("").length === 0) lost.add("wildcard beside a schema without a namespace");
  if (namespace === undefined && isUnnamed) return [];
  if (namespace !== undefined && schemas.namespaces.has(namespace) && !schemas.isDataSet(namespace)) {
    return schemas.globals(namespace).flatMap((name) => shownGlobal(schemas, name) ?? []);
  }
  return [{ kind: "any" }];
}

function occursOften(particle: Element): boolean {
  const occurs = attributeOf(particle, "maxOccurs") ?? "1";
  return occurs === "unbounded" || Number(occurs) > 1;
}
