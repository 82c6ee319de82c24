import type { Scalars } from "../configuration.js";
import { builtins, type BuiltinName, type BuiltinValue } from "../builtins.js";

/** How a builtin type is written in TypeScript, in names that the runtime exports. */
export interface Scalar {
  /** The simple type that reads and writes it. */
  readonly codec: string;
  readonly type: string;
  /** True if `type` is the runtime's, and not the language's. */
  readonly imported: boolean;
}

/** The lossless form of a builtin, or the one that the configuration prefers. */
export function scalarOf(name: BuiltinName, scalars: Scalars): Scalar {
  const preferred = isConfigurable(name) ? scalars[name] : undefined;
  if (preferred !== undefined) {
    const word = preferred.charAt(0).toUpperCase() + preferred.slice(1);
    return { codec: `${name}As${word}`, type: preferred, imported: false };
  }
  const alias = aliases[name];
  return alias === undefined
    ? { codec: name, type: types[builtins[name].value], imported: false }
    : { codec: name, type: alias, imported: true };
}

/** Those whose values need a word of explanation, which stands at the alias in the runtime. */
const aliases: { readonly [name in BuiltinName]?: string } = {
  anyType: "XmlElement",
  decimal: "Decimal",
  dateTime: "DateTime",
  date: "DateString",
  time: "TimeString",
  duration: "Duration",
  guid: "Guid",
  anyURI: "AnyURI",
};

/** The language's types for what values are. */
const types: { readonly [value in BuiltinValue]: string } = {
  content: "XmlElement",
  text: "string",
  list: "string",
  name: "string",
  bytes: "Uint8Array",
  boolean: "boolean",
  number: "number",
  integer: "bigint",
  decimal: "Decimal",
  time: "string",
  guid: "Guid",
  char: "string",
};

function isConfigurable(name: BuiltinName): name is BuiltinName & keyof Scalars {
  return configurable.has(name);
}

const configurable: ReadonlySet<BuiltinName> = new Set<BuiltinName & keyof Scalars>([
  "decimal",
  "long",
  "unsignedLong",
  "integer",
  "dateTime",
]);
