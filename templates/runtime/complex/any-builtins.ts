import type { XmlAttribute } from "../xml/element.js";
import { xsd } from "../xml/names.js";
import { base64Binary, hexBinary } from "../simple/binary.js";
import { boolean } from "../simple/boolean.js";
import { date, dateTime, duration, gDay, gMonth, gMonthDay, gYear, gYearMonth, time } from "../simple/date.js";
import {
  byte,
  decimal,
  double,
  float,
  int,
  integer,
  long,
  negativeInteger,
  nonNegativeInteger,
  nonPositiveInteger,
  positiveInteger,
  short,
  unsignedByte,
  unsignedInt,
  unsignedLong,
  unsignedShort,
} from "../simple/number.js";
import type { Simple } from "../simple/simple.js";
import {
  anyURI,
  char,
  ENTITIES,
  ENTITY,
  guid,
  ID,
  IDREF,
  IDREFS,
  language,
  Name,
  NCName,
  NMTOKEN,
  NMTOKENS,
  normalizedString,
  string,
  token,
} from "../simple/text.js";

/** A value of a simple type or of a list type, with the name of that type. */
export interface TypedValue<Name extends string, Value> {
  $type: Name;
  $value: Value;
  /** Attributes of its element, which its type does not declare. */
  $attributes?: XmlAttribute[] | undefined;
}

/** An object with the name of its type. */
export type TypedObject<Name extends string, Value> = Value & { $type: Name };

/**
 * A value of a builtin type. Those of `xsd:string`, `xsd:boolean` and `xsd:int` are strings, booleans and numbers; others
 * state their types. `Own` are the types with another form than usual.
 */
export type AnyBuiltin<Own = object> =
  | string
  | boolean
  | number
  | { [Name in Exclude<keyof BuiltinValues, keyof Own>]: TypedValue<Name, BuiltinValues[Name]> }[Exclude<
      keyof BuiltinValues,
      keyof Own
    >]
  | { [Name in keyof Own & string]: TypedValue<Name, Own[Name]> }[keyof Own & string];

type BuiltinValues = {
  [Name in `xsd:${TextName}` | "ms:guid" | "ms:char" | `ser:${"guid" | "char" | "duration"}`]: string;
} & {
  [Name in `xsd:${NumberName}`]: number;
} & { [Name in `xsd:${IntegerName}`]: bigint } & { [Name in "xsd:base64Binary" | "xsd:hexBinary"]: Uint8Array } & {
  "xsd:boolean": boolean;
};

type TextName =
  | ("string" | "normalizedString" | "token" | "language" | "Name" | "NCName" | "NMTOKEN" | "NMTOKENS" | "anyURI")
  | ("ID" | "IDREF" | "IDREFS" | "ENTITY" | "ENTITIES" | "decimal" | "duration" | "dateTime" | "time" | "date")
  | ("gYearMonth" | "gYear" | "gMonthDay" | "gDay" | "gMonth");
type NumberName = "double" | "float" | "int" | "short" | "byte" | "unsignedInt" | "unsignedShort" | "unsignedByte";
type IntegerName =
  | ("long" | "unsignedLong" | "integer" | "nonPositiveInteger" | "negativeInteger" | "nonNegativeInteger")
  | "positiveInteger";

/** The builtin types of a namespace, and the prefix of their names in `$type`. */
interface Builtins {
  readonly prefix: string;
  readonly namespace: string;
  readonly types: readonly Simple<any>[];
}

/** The builtin types that values can state. A QName stays XML, because its prefix has a meaning only where it is. */
export function anyBuiltins(): readonly Builtins[] {
  return [
    {
      prefix: "xsd",
      namespace: xsd,
      types: [
        ...[string, normalizedString, token, language, Name, NCName, NMTOKEN, NMTOKENS, anyURI],
        ...[ID, IDREF, IDREFS, ENTITY, ENTITIES, base64Binary, hexBinary, boolean],
        ...[decimal, float, double, int, short, byte, unsignedInt, unsignedShort, unsignedByte, long, unsignedLong],
        ...[integer, nonPositiveInteger, negativeInteger, nonNegativeInteger, positiveInteger],
        ...[duration, dateTime, time, date, gYearMonth, gYear, gMonthDay, gDay, gMonth],
      ],
    },
    { prefix: "ms", namespace: "http://microsoft.com/wsdl/types/", types: [guid, char] },
    {
      prefix: "ser",
      namespace: "http://schemas.microsoft.com/2003/10/Serialization/",
      types: [guid, char, duration],
    },
  ];
}
