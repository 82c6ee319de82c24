import { isBuiltinName, type BuiltinName } from "./builtins.js";

/**
 * The builtin type that a text names in place of a value: as XML Schema does, or as people write it into samples.
 * Words of .NET that are also usual values, such as `Single` and `Short`, count only after `System.`.
 */
export function typeWord(text: string): BuiltinName | undefined {
  if (isBuiltinName(text)) return text;
  const plain = withoutRemarks(text);
  if (plain !== text) return typeWord(plain);
  if (text.endsWith(":QName")) return "QName";
  const bare = (isBracketed(text) ? text.slice(1, -1) : text).replace(/ value$/, "");
  const [, prefix, local = ""] = /^(xsd?|s|System)[:.](\w{1,32}(?:\[\])?)$/.exec(bare) ?? [];
  if (prefix === "System") return aliases.get(local) ?? systemAliases.get(local);
  if (prefix !== undefined) return isBuiltinName(local) ? local : undefined;
  if (bare !== text && isBuiltinName(bare)) return bare;
  return aliases.get(bare);
}

/** True for a type that a text marks as optional: `int?`, `string (optional)`. */
export function isOptionalType(text: string): boolean {
  return optional.test(text) && typeWord(text) !== undefined;
}

const optional = /\w\?|\b(?:optional|nullable|facultatif|opcional|opzionale)\b/i;

/** Removes lengths and remarks behind a type, as tables of databases and documentation have them. */
function withoutRemarks(text: string): string {
  if (text.length > 80) return text;
  let plain = text;
  for (let count = 0; count < mostRemarks; count += 1) plain = plain.replace(remark, "");
  return plain;
}

const mostRemarks = 3;
/** `?`, `(18,2)`, `[50]`, `(optional)`, ` - required` behind a word. */
const remark =
  /(?<=[\w)\]])(?:\?|\s?\(\d{1,6}(?:\s?,\s?\d{1,6})?\)|\s?\[\d{1,6}\]|(?:\s?[-–,;:]\s?|\s)\(?(?:optional|required|mandatory|nullable|not null|erforderlich|Pflichtfeld|obligatoire|facultatif|obligatorio|opcional)\)?|\((?:optional|required|mandatory|nullable)\))$/i;

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
