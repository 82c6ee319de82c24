import { isMicrosoftType } from "../builtins.js";
import type { ComplexType } from "../model/service.js";
import { microsoftTypesNamespace, xsdNamespace } from "../namespaces.js";
import type { Filled } from "./filling.js";
import type { TextType } from "./type-table.js";

/** The value of an `xsi:type`; undefined for an anonymous type. */
export function typeName(type: TextType | ComplexType): Filled | undefined {
  if (typeof type === "string") {
    return isMicrosoftType(type) ? qname(microsoftTypesNamespace, type, "q1") : qname(xsdNamespace, type, "xsd");
  }
  const { namespace, local } = type.xmlName ?? type.name;
  return type.anonymous ? undefined : qname(namespace, local, "q1");
}

function qname(namespace: string, local: string, prefix: string): Filled {
  return { text: `${prefix}:${local}`, qname: `{${namespace}}${local}` };
}
