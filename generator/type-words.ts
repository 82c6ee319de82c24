import { isBuiltinName, type BuiltinName } from "./builtins.js";

/**
 * The builtin type that a text names in place of a value: as XML Schema does, or as people write it into samples.
 * Words of .NET that are also usual values, such as `Single` and `Short`, count only after `System.`.
 */
export function typeWord(text: string): BuiltinName | undefined {
  if (isBuiltinName(text)) return text;
  if (text.endsWith(":QName")) return "QName";
  const bare = (isBracketed(text) ? text.slice(1, -1) : text).replace(/ value$/, "");
  const [, prefix, local = ""] = /^(xsd?|s|System)[:.](\w{1,32}(?:\[\])?)$/.exec(bare) ?? [];
  if (prefix === "System") return aliases.get(local) ?? systemAliases.get(local);
  if (prefix !== undefined) return isBuiltinName(local) ? local : undefined;
  if (bare !== text && isBuiltinName(bare)) return bare;
  return aliases.get(bare);
}

/** Names of .NET, and translations of the word `string` by browsers. */
const aliases: ReadonlyMap<string, BuiltinName> = new Map([
  ["String", "string"],
  ["Boolean", "boolean"],
  ["Decimal", "decimal"],
  ["DateTime", "dateTime"],
  ["Int16", "short"],
  ["Int32", "int"],
  ["Int64", "long"],
  ["UInt16", "unsignedShort"],
  ["UInt32", "unsignedInt"],
  ["UInt64", "unsignedLong"],
  ["Guid", "guid"],
  ["TimeSpan", "duration"],
  ["Byte[]", "base64Binary"],
  ["byte[]", "base64Binary"],
  ["Zeichenfolge", "string"],
  ["Zeichenkette", "string"],
  ["chaîne", "string"],
  ["cadena", "string"],
  ["cadeia", "string"],
  ["stringa", "string"],
  ["строка", "string"],
  ["字符串", "string"],
  ["字串", "string"],
  ["文字列", "string"],
  ["문자열", "string"],
  ["tekenreeks", "string"],
]);

const systemAliases: ReadonlyMap<string, BuiltinName> = new Map([
  ["Single", "float"],
  ["Double", "double"],
  ["Byte", "unsignedByte"],
  ["SByte", "byte"],
]);

/** True for a text in brackets that somebody should replace: `{customer}`, `[your key]`. */
export function isBracketed(text: string): boolean {
  return /^(?:\{[^{}]{1,64}\}|\[[^[\]]{1,64}\])$/.test(text);
}

/** True for a text in place of a value that somebody should supply: `?`, `${id}`, `{{id}}`. */
export function isStandIn(text: string): boolean {
  return /^(?:\?|\$\{[^{}]*\}|\{\{[^{}]*\}\})$/.test(text);
}
