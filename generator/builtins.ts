import { isEncodingNamespace, microsoftTypesNamespace, serializationNamespace, xsdNamespace } from "./namespaces.js";

/** Facts about a builtin type. */
interface Builtin {
  /** The .NET kind of the type: ASMX declares members of value types with minOccurs 1. */
  readonly held: "value" | "reference";
  /**
   * The kind of its values: a `number` is exact in a double, an `integer` may be larger, a `char` is a code unit in
   * decimal digits.
   */
  readonly value:
    | "content"
    | "text"
    | "list"
    | "name"
    | "bytes"
    | "boolean"
    | "number"
    | "integer"
    | "decimal"
    | "time"
    | "guid"
    | "char";
}

/** The builtin types: the 44 of XML Schema, Microsoft's two, and `anyType` for any content. */
export const builtins = {
  anyType: { held: "reference", value: "content" },
  anySimpleType: { held: "reference", value: "text" },
  string: { held: "reference", value: "text" },
  normalizedString: { held: "reference", value: "text" },
  token: { held: "reference", value: "text" },
  language: { held: "reference", value: "text" },
  Name: { held: "reference", value: "text" },
  NCName: { held: "reference", value: "text" },
  NMTOKEN: { held: "reference", value: "text" },
  NMTOKENS: { held: "reference", value: "list" },
  ID: { held: "reference", value: "text" },
  IDREF: { held: "reference", value: "text" },
  IDREFS: { held: "reference", value: "list" },
  ENTITY: { held: "reference", value: "text" },
  ENTITIES: { held: "reference", value: "list" },
  QName: { held: "reference", value: "name" },
  NOTATION: { held: "reference", value: "name" },
  anyURI: { held: "reference", value: "text" },
  base64Binary: { held: "reference", value: "bytes" },
  hexBinary: { held: "reference", value: "bytes" },
  integer: { held: "reference", value: "integer" },
  nonPositiveInteger: { held: "reference", value: "integer" },
  negativeInteger: { held: "reference", value: "integer" },
  nonNegativeInteger: { held: "reference", value: "integer" },
  positiveInteger: { held: "reference", value: "integer" },
  boolean: { held: "value", value: "boolean" },
  decimal: { held: "value", value: "decimal" },
  float: { held: "value", value: "number" },
  double: { held: "value", value: "number" },
  long: { held: "value", value: "integer" },
  int: { held: "value", value: "number" },
  short: { held: "value", value: "number" },
  byte: { held: "value", value: "number" },
  unsignedLong: { held: "value", value: "integer" },
  unsignedInt: { held: "value", value: "number" },
  unsignedShort: { held: "value", value: "number" },
  unsignedByte: { held: "value", value: "number" },
  duration: { held: "value", value: "time" },
  dateTime: { held: "value", value: "time" },
  time: { held: "value", value: "time" },
  date: { held: "value", value: "time" },
  gYearMonth: { held: "reference", value: "time" },
  gYear: { held: "reference", value: "time" },
  gMonthDay: { held: "reference", value: "time" },
  gDay: { held: "reference", value: "time" },
  gMonth: { held: "reference", value: "time" },
  guid: { held: "value", value: "guid" },
  char: { held: "value", value: "char" },
} as const satisfies Record<string, Builtin>;

/** The name of a builtin type: those of XML Schema, and `guid` and `char` of .NET. */
export type BuiltinName = keyof typeof builtins;
export type BuiltinValue = Builtin["value"];

// Object.keys does not preserve the type of the names.
export const builtinNames = Object.keys(builtins) as readonly BuiltinName[];

export function isBuiltinName(word: string): word is BuiltinName {
  return Object.hasOwn(builtins, word);
}

/** True for a value type of .NET, which ASMX declares with minOccurs 1. */
export function isValueType(name: BuiltinName): boolean {
  return builtins[name].held === "value";
}

/** True for the types that are declared by a schema of Microsoft instead of XML Schema. */
export function isMicrosoftType(name: BuiltinName): name is "guid" | "char" {
  return name === "guid" || name === "char";
}

/** The name of a builtin type in its schema. */
export function schemaNameOf(name: BuiltinName): SchemaName {
  return { namespace: isMicrosoftType(name) ? microsoftTypesNamespace : xsdNamespace, local: name };
}

interface SchemaName {
  readonly namespace: string;
  readonly local: string;
}

/** The builtin type that a name in a schema refers to. */
export function builtinOf({ namespace, local }: SchemaName): BuiltinName | undefined {
  if (namespace === microsoftTypesNamespace || namespace === serializationNamespace) {
    return local === "guid" || local === "char" || local === "duration" ? local : undefined;
  }
  if (namespace !== xsdNamespace && !isEncodingNamespace(namespace)) return undefined;
  const name = draftNames.get(local) ?? synonyms.get(local) ?? local;
  return isBuiltinName(name) && !isMicrosoftType(name) ? name : undefined;
}

/** The builtin type whose name differs only in case: `xs:dateTIME`. */
export function builtinLike({ namespace, local }: SchemaName): BuiltinName | undefined {
  if (namespace !== xsdNamespace) return undefined;
  const like = builtinNames.find((name) => name.toLowerCase() === local.toLowerCase());
  return like === undefined ? undefined : builtinOf({ namespace, local: like });
}

/** Types with another name in the drafts of 1999 and 2000. */
export const draftNames: ReadonlyMap<string, BuiltinName> = new Map<string, BuiltinName>([
  ["ur-type", "anyType"],
  ["timeInstant", "dateTime"],
  ["timeDuration", "duration"],
  ["recurringDate", "gMonthDay"],
  ["recurringDay", "gDay"],
  ["month", "gYearMonth"],
  ["year", "gYear"],
  ["uriReference", "anyURI"],
  ["uri", "anyURI"],
  ["CDATA", "normalizedString"],
  ["binary", "base64Binary"],
]);

/** Types of XML Schema 1.1 and of SOAP encoding with another name in XML Schema 1.0. */
const synonyms: ReadonlyMap<string, BuiltinName> = new Map<string, BuiltinName>([
  ["Struct", "anyType"],
  ["anyAtomicType", "anySimpleType"],
  ["base64", "base64Binary"],
  ["dateTimeStamp", "dateTime"],
  ["dayTimeDuration", "duration"],
  ["yearMonthDuration", "duration"],
]);
