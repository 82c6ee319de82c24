import type { Scalars } from "../configuration.js";
import { builtinNames, builtins, type BuiltinName, type BuiltinValue } from "../builtins.js";
import type { Code } from "../../templates/code.js";
import { runtime, type RuntimeName } from "../../templates/symbols.js";

/** The TypeScript form of a builtin type. */
export interface Scalar {
  /** The simple type of the runtime. */
  readonly codec: Code;
  readonly type: Code;
}

/** The TypeScript form of a builtin, lossless unless the configuration selects another. */
export function scalarOf(name: BuiltinName, scalars: Scalars): Scalar {
  const type = preferredIn(scalars)[name];
  const codec = type === undefined ? undefined : codecs[name]?.[type];
  if (type !== undefined && codec !== undefined) return { codec: runtime(codec), type };
  const alias = aliases[name];
  return { codec: runtime(name), type: alias === undefined ? types[builtins[name].value] : runtime(alias) };
}

/** The builtins with another form than usual, with that form. */
export function chosenScalars(scalars: Scalars): readonly (readonly [BuiltinName, Scalar])[] {
  return builtinNames
    .filter((name) => codecs[name]?.[preferredIn(scalars)[name] ?? ""] !== undefined)
    .map((name) => [name, scalarOf(name, scalars)]);
}

function preferredIn(scalars: Scalars): { readonly [name in BuiltinName]?: string } {
  return scalars;
}

/** The simple types for builtins whose form the configuration selects. */
const codecs: { readonly [name in BuiltinName]?: { readonly [type: string]: RuntimeName } } = {
  decimal: { number: "decimalAsNumber" },
  long: { number: "longAsNumber", string: "longAsString" },
  unsignedLong: { number: "unsignedLongAsNumber", string: "unsignedLongAsString" },
  integer: { number: "integerAsNumber", string: "integerAsString" },
  dateTime: { Date: "dateTimeAsDate" },
} satisfies { readonly [name in keyof Scalars]-?: { readonly [type in NonNullable<Scalars[name]>]: RuntimeName } };

/** The runtime's aliases for types of text, which carry their documentation. */
const aliases: { readonly [name in BuiltinName]?: RuntimeName } = {
  dateTime: "DateTime",
  date: "DateString",
  time: "TimeString",
  duration: "Duration",
  anyURI: "AnyURI",
};

/** The types of all other values. */
const types: { readonly [value in BuiltinValue]: Code } = {
  content: runtime("XmlElement"),
  text: "string",
  list: "string",
  name: "string",
  bytes: "Uint8Array",
  boolean: "boolean",
  number: "number",
  integer: "bigint",
  decimal: runtime("Decimal"),
  time: "string",
  guid: runtime("Guid"),
  char: "string",
};
