import type { QName, Type } from "../service.js";

/** `<GetPrice xmlns="urn:shop">` */
export function elementText({ local, namespace }: QName): string {
  return `<${local}${namespace === "" ? "" : ` xmlns=${JSON.stringify(namespace)}`}>`;
}

/** The description of a type in messages. */
export function typeText(type: Type | { readonly kind: "builtin"; readonly name: string }): string {
  switch (type.kind) {
    case "builtin":
      return type.name;
    case "simple":
      return type.enumeration.length === 0 ? type.base : `${type.enumeration.length} values`;
    case "list":
    case "union":
      return `the ${type.kind} ${type.name.local}`;
    case "complex":
      return type.content.kind === "text" ? "a text with attributes" : "elements";
  }
}
