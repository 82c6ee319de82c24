import { schemaNameOf } from "../builtins.js";
import { clark, type ComplexType, type QName } from "../model/service.js";
import { xsdNamespace } from "../namespaces.js";
import type { Filled } from "./filling.js";
import type { TextType } from "./type-table.js";

/** The value of an `xsi:type`; undefined for an anonymous type. */
export function typeName(type: TextType | ComplexType): Filled | undefined {
  if (typeof type === "string") return filledName(schemaNameOf(type));
  return type.anonymous ? undefined : filledName(type.xmlName ?? type.name);
}

/** A name as a value, with its usual prefix. */
export function filledName(name: QName): Filled {
  const prefix = name.namespace === xsdNamespace ? "xsd" : "q1";
  return name.namespace === "" ? { text: name.local } : { text: `${prefix}:${name.local}`, qname: clark(name) };
}
