import type { BuiltinName } from "../builtin.js";
import type { SimpleType } from "../service.js";
import type { Filled, Filling } from "./filling.js";

/** Values that a server could send or take: the same for the same type every time. */
export const exampleValues: Filling = {
  depthLimit: 16,
  elementLimit: 1_000,
  value: example,
  unknown: { element: { text: "text" }, attribute: { text: "text" } },
  text: example,
  any: {
    type: { text: "xsd:string", qname: "{http://www.w3.org/2001/XMLSchema}string" },
    text: { text: "text" },
  },
  wildcard: undefined,
  node: { text: "<xml />" },
  // A char is a number in XML only.
  parameter: (type) => (type === undefined ? "text" : type === "char" ? "A" : example(type).text),
  isLeftOut: ({ minOccurs }) => minOccurs === 0,
};

function example(type: BuiltinName | SimpleType): Filled {
  if (type === "QName") return { text: "q1:name", qname: "{http://tempuri.org/}name" };
  return { text: typeof type === "string" ? examples[type] : (type.enumeration[0] ?? examples[type.base]) };
}

const examples: { readonly [name in BuiltinName]: string } = {
  anyType: "text",
  anySimpleType: "text",
  string: "text",
  normalizedString: "text",
  token: "text",
  language: "en",
  Name: "name",
  NCName: "name",
  NMTOKEN: "token",
  NMTOKENS: "token other",
  ID: "id1",
  IDREF: "id1",
  IDREFS: "id1 id2",
  ENTITY: "entity",
  ENTITIES: "entity other",
  QName: "name",
  NOTATION: "notation",
  anyURI: "https://example.com/",
  base64Binary: "AQID",
  hexBinary: "010203",
  integer: "1",
  nonPositiveInteger: "-1",
  negativeInteger: "-1",
  nonNegativeInteger: "1",
  positiveInteger: "1",
  boolean: "true",
  decimal: "1.5",
  float: "1.5",
  double: "1.5",
  long: "1",
  int: "1",
  short: "1",
  byte: "1",
  unsignedLong: "1",
  unsignedInt: "1",
  unsignedShort: "1",
  unsignedByte: "1",
  duration: "P1D",
  dateTime: "2024-01-31T12:00:00Z",
  time: "12:00:00",
  date: "2024-01-31",
  gYearMonth: "2024-01",
  gYear: "2024",
  gMonthDay: "--01-31",
  gDay: "---31",
  gMonth: "--01",
  guid: "123e4567-e89b-12d3-a456-426614174000",
  char: "65",
};
