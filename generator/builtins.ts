/** The simple types that need no declaration: XML Schema's 44 and Microsoft's two, with `anyType` for any content. */
export const builtins = {
  anyType: "reference",
  anySimpleType: "reference",
  string: "reference",
  normalizedString: "reference",
  token: "reference",
  language: "reference",
  Name: "reference",
  NCName: "reference",
  NMTOKEN: "reference",
  NMTOKENS: "reference",
  ID: "reference",
  IDREF: "reference",
  IDREFS: "reference",
  ENTITY: "reference",
  ENTITIES: "reference",
  QName: "reference",
  NOTATION: "reference",
  anyURI: "reference",
  base64Binary: "reference",
  hexBinary: "reference",
  integer: "reference",
  nonPositiveInteger: "reference",
  negativeInteger: "reference",
  nonNegativeInteger: "reference",
  positiveInteger: "reference",
  boolean: "value",
  decimal: "value",
  float: "value",
  double: "value",
  long: "value",
  int: "value",
  short: "value",
  byte: "value",
  unsignedLong: "value",
  unsignedInt: "value",
  unsignedShort: "value",
  unsignedByte: "value",
  duration: "value",
  dateTime: "value",
  time: "value",
  date: "value",
  gYearMonth: "reference",
  gYear: "reference",
  gMonthDay: "reference",
  gDay: "reference",
  gMonth: "reference",
  guid: "value",
  char: "value",
} as const satisfies Record<string, "value" | "reference">;

export type BuiltinName = keyof typeof builtins;

export function isBuiltinName(word: string): word is BuiltinName {
  return Object.hasOwn(builtins, word);
}

/** True for what .NET holds in a value type, so that ASMX declares it with minOccurs 1. */
export function isValueType(name: BuiltinName): boolean {
  return builtins[name] === "value";
}
