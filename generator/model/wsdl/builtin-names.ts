import { builtins, isBuiltinName, type BuiltinName } from "../../builtins.js";
import type { QName } from "../service.js";

export const xsdNamespace = "http://www.w3.org/2001/XMLSchema";

/** Of SOAP 1.1 and 1.2: their types are XML Schema's with attributes that only encoded messages have. */
const encodings: ReadonlySet<string> = new Set([
  "http://schemas.xmlsoap.org/soap/encoding/",
  "http://www.w3.org/2003/05/soap-encoding",
  "http://www.w3.org/2001/09/soap-encoding",
]);

/** Microsoft's schemas of types that .NET has and XML Schema has not. */
const microsoft: ReadonlySet<string> = new Set([
  "http://microsoft.com/wsdl/types/",
  "http://schemas.microsoft.com/2003/10/Serialization/",
]);

/** Names of the drafts of 1999 and 2000, of XML Schema 1.1 and of SOAP encoding, for which XML Schema 1.0 has another. */
const synonyms: ReadonlyMap<string, BuiltinName> = new Map<string, BuiltinName>([
  ["ur-type", "anyType"],
  ["Struct", "anyType"],
  ["anyAtomicType", "anySimpleType"],
  ["CDATA", "normalizedString"],
  ["uriReference", "anyURI"],
  ["binary", "base64Binary"],
  ["base64", "base64Binary"],
  ["timeInstant", "dateTime"],
  ["dateTimeStamp", "dateTime"],
  ["timeDuration", "duration"],
  ["dayTimeDuration", "duration"],
  ["yearMonthDuration", "duration"],
  ["month", "gYearMonth"],
  ["year", "gYear"],
  ["recurringDate", "gMonthDay"],
  ["recurringDay", "gDay"],
]);

/** The builtin type that a name in a schema stands for. */
export function builtinOf({ namespace, local }: QName): BuiltinName | undefined {
  if (microsoft.has(namespace)) {
    return local === "guid" || local === "char" || local === "duration" ? local : undefined;
  }
  if (namespace !== xsdNamespace && !encodings.has(namespace)) return undefined;
  const name = synonyms.get(local) ?? local;
  return isBuiltinName(name) && name !== "guid" && name !== "char" ? name : undefined;
}

/** The builtin type that a name of XML Schema can only mean, were it not for its case: `xs:dateTIME`. */
export function builtinLike({ namespace, local }: QName): BuiltinName | undefined {
  if (namespace !== xsdNamespace) return undefined;
  const like = Object.keys(builtins).find((name) => name.toLowerCase() === local.toLowerCase());
  return like === undefined ? undefined : builtinOf({ namespace, local: like });
}

/** True for the type that arrays of SOAP encoding are derived from. */
export function isArrayBase({ namespace, local }: QName): boolean {
  return encodings.has(namespace) && local === "Array";
}

/** True for what only tells how a message is encoded: `soapenc:arrayType`, `soapenc:id`. */
export function isEncodingName({ namespace }: QName): boolean {
  return encodings.has(namespace);
}

export function isAnyType({ namespace, local }: QName): boolean {
  return builtinOf({ namespace, local }) === "anyType";
}
