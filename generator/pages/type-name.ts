import type { ComplexType } from "../model/service.js";
import type { Filled } from "./filling.js";
import type { TextType } from "./type-table.js";

/** The value of an `xsi:type`; undefined for a type whose name the spec does not say. */
export function typeName(type: TextType | ComplexType): Filled | undefined {
  if (type === "guid" || type === "char") return qname(microsoftTypes, type, "q1");
  if (typeof type === "string") return qname(xsd, type, "xsd");
  const { namespace, local } = type.xmlName ?? type.name;
  return type.anonymous ? undefined : qname(namespace, local, "q1");
}

const xsd = "http://www.w3.org/2001/XMLSchema";
const microsoftTypes = "http://microsoft.com/wsdl/types/";

function qname(namespace: string, local: string, prefix: string): Filled {
  return { text: `${prefix}:${local}`, qname: `{${namespace}}${local}` };
}
