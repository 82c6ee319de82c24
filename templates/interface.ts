import { StructureKind, type InterfaceDeclarationStructure, type PropertySignatureStructure } from "ts-morph";
import type { Module, ModuleObject, Property } from "../generator/emit/module.js";
import type { Attribute, ComplexType, Element } from "../generator/model/service.js";
import { documentation } from "./documentation.js";
import { propertyName } from "./escape.js";
import { memberType, typeOf } from "./reference.js";

/** `export interface ImageStatus extends OpenContent { StatusId?: number | null | undefined; … }` */
export function interfaceOf(object: ModuleObject, module: Module): InterfaceDeclarationStructure {
  const { type, names, attributes, elements } = object;
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: names.type,
    extends: ["OpenContent"],
    docs: documentation([type.documentation, type.content.kind === "unknown" ? unknownContent(type) : undefined]),
    properties: [
      ...attributes.map((attribute) => attributeMember(attribute, module)),
      ...textMember(object, module),
      ...elements.map((element) => elementMember(element, module)),
    ],
  };
}

function unknownContent({ evidence }: ComplexType): string {
  return evidence.content.kind === "shown"
    ? "The sample shows it empty: it may hold text, elements or nothing."
    : "The samples are cut here and say no more: it may hold text, elements or nothing.";
}

function attributeMember(
  { property, of: { type, use } }: Property<Attribute>,
  module: Module,
): PropertySignatureStructure {
  return member(
    property,
    use === "optional" ? `${typeOf(type, module)} | undefined` : typeOf(type, module),
    use === "optional",
  );
}

/** An element that a sample shows empty may have no text, in which case there is no value either. */
function textMember({ text, type }: ModuleObject, module: Module): PropertySignatureStructure[] {
  if (text === undefined) return [];
  const unknown = type.content.kind === "unknown";
  return [member("$value", `${typeOf(text, module)}${unknown ? " | undefined" : ""}`, unknown)];
}

function elementMember({ property, of: element }: Property<Element>, module: Module): PropertySignatureStructure {
  return {
    ...member(property, memberType(element, module), element.minOccurs === 0),
    docs: documentation([element.documentation], "  "),
  };
}

function member(property: string, type: string, hasQuestionToken: boolean): PropertySignatureStructure {
  return { kind: StructureKind.PropertySignature, name: propertyName(property), type, hasQuestionToken };
}
