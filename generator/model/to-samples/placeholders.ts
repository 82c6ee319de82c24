import type { BuiltinName } from "../builtin.js";
import type { SimpleType } from "../service.js";
import type { Filled, Filling } from "./filling.js";

/** What ASMX prints: names of builtin types, the values of enumerations joined. */
export const placeholders: Filling = {
  depthLimit: 4,
  elementLimit: 100_000,
  value: placeholder,
  // So ASMX prints types that are declared on the spot.
  unknown: { element: word("bytes"), attribute: { text: "" } },
  // ASMX prints no text beside attributes.
  text: () => undefined,
  any: { type: word("type") },
  wildcard: word("xml"),
  node: word("xml"),
  // ASMX reflects every parameter as a string.
  parameter: () => "string",
  isLeftOut: () => false,
};

function placeholder(type: BuiltinName | SimpleType): Filled {
  if (type === "QName") return { ...word("q1:QName"), qname: "{http://tempuri.org/SampleNamespace}QName" };
  if (typeof type === "string") return word(type);
  return { text: type.enumeration.join(" or "), words: type.enumeration };
}

function word(text: string): Filled {
  return { text, words: [text] };
}
