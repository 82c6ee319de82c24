/** The simple types of text: `string` and its derived types, names, URIs, guid and char. */
import { isNCName, trim } from "../xml/characters.js";
import { misfit, RequestError } from "../error.js";
import { builtin, checked, collapse, type Simple } from "./simple.js";

/** The text of an xs:anyURI: absolute or relative, escaped or not. */
export type AnyURI = string;

/** 32 hexadecimal digits in five groups: `936da01f-9abd-4d9d-80c7-02af85c822a8`, upper or lower case. */
export type Guid = string;

/** xs:string: any text that XML can hold. */
export const string: Simple<string> = /* @__PURE__ */ preserved("string");
/** xs:anySimpleType: any text. */
export const anySimpleType: Simple<string> = /* @__PURE__ */ preserved("anySimpleType");
/** xs:normalizedString: a text whose tabs and line breaks are read as spaces. */
export const normalizedString: Simple<string> = /* @__PURE__ */ text("normalizedString", (value) =>
  value.replace(/[\t\n\r]/g, " "),
);
/** xs:token: a text that is read without white space at its ends, and with single spaces inside. */
export const token: Simple<string> = /* @__PURE__ */ text("token", collapse);
/** xs:anyURI: a URI as text. */
export const anyURI: Simple<AnyURI> = /* @__PURE__ */ text("anyURI", collapse);
/** xs:language: a language tag such as `en-GB`. */
export const language: Simple<string> = /* @__PURE__ */ text("language", collapse, (value) =>
  /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(value),
);
/** xs:Name: a name in XML, which may contain colons. */
export const Name: Simple<string> = /* @__PURE__ */ text("Name", collapse, isName);
/** xs:NCName: a name in XML without a colon. */
export const NCName: Simple<string> = /* @__PURE__ */ text("NCName", collapse, isNCName);
/** xs:ID, as its text. */
export const ID: Simple<string> = /* @__PURE__ */ text("ID", collapse, isNCName);
/** xs:IDREF, as its text. */
export const IDREF: Simple<string> = /* @__PURE__ */ text("IDREF", collapse, isNCName);
/** xs:IDREFS: one text with all references, separated by spaces. */
export const IDREFS: Simple<string> = /* @__PURE__ */ text("IDREFS", collapse, (value) =>
  value.split(" ").every(isNCName),
);
/** xs:ENTITY, as its text. */
export const ENTITY: Simple<string> = /* @__PURE__ */ text("ENTITY", collapse, isNCName);
/** xs:ENTITIES: one text with all names, separated by spaces. */
export const ENTITIES: Simple<string> = /* @__PURE__ */ text("ENTITIES", collapse, (value) =>
  value.split(" ").every(isNCName),
);
/** xs:NMTOKEN: a text of characters that names may contain. */
export const NMTOKEN: Simple<string> = /* @__PURE__ */ text("NMTOKEN", collapse, isNmtoken);
/** xs:NMTOKENS: one text with all tokens, separated by spaces. */
export const NMTOKENS: Simple<string> = /* @__PURE__ */ text("NMTOKENS", collapse, (value) =>
  value.split(" ").every(isNmtoken),
);
/** xs:QName, as its text with the prefix. */
export const QName: Simple<string> = /* @__PURE__ */ text("QName", collapse, isQName);
/** xs:NOTATION, as its text with the prefix. */
export const NOTATION: Simple<string> = /* @__PURE__ */ text("NOTATION", collapse, isQName);
/** A GUID as ASMX declares it, in its own namespace of types. */
export const guid: Simple<Guid> = /* @__PURE__ */ checked("guid", isGuid);

/** One UTF-16 code unit. ASMX writes it as a number in XML, and as itself in parameters of HTTP GET and POST. */
export const char: Simple<string> = /* @__PURE__ */ character();

/** Text whose white space is preserved. */
function preserved(name: string): Simple<string> {
  const fitting = (value: string): string => {
    if (typeof value !== "string") throw new RequestError(misfit(name, value));
    return value;
  };
  return {
    name,
    builtin: name,
    read: (cursor) => cursor.string(),
    fit: (text) => text,
    write: (output, value) => output.text(fitting(value)),
    form: fitting,
  };
}

/** Text whose white space is normalized on reading, and before the check on writing. */
function text(name: string, normalize: (text: string) => string, legal = (_value: string) => true): Simple<string> {
  return builtin<string>(
    name,
    (text) => {
      const value = normalize(text);
      return legal(value) ? value : undefined;
    },
    (value) => (typeof value === "string" && legal(normalize(value)) ? value : undefined),
  );
}

function character(): Simple<string> {
  const type = builtin<string>(
    "char",
    (text, _, form) => {
      if (form) return text.length === 1 ? text : undefined;
      const code = trim(text);
      return /^\d{1,5}$/.test(code) && Number(code) <= 0xffff ? String.fromCharCode(Number(code)) : undefined;
    },
    (value) => (typeof value === "string" && value.length === 1 ? String(value.charCodeAt(0)) : undefined),
  );
  return { ...type, form: (value) => String.fromCharCode(Number(type.form(value))) };
}

function isName(text: string): boolean {
  return isNCName(text.replace(/:/g, "_"));
}

function isNmtoken(text: string): boolean {
  return text !== "" && isName(`_${text}`);
}

function isQName(text: string): boolean {
  const parts = text.split(":");
  return parts.length <= 2 && parts.every(isNCName);
}

function isGuid(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== 36) return false;
  for (let at = 0; at < 36; at++) {
    const byte = bytes[from + at] ?? 0;
    const letter = byte | 32;
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (byte !== 45) return false;
    } else if (!((byte > 47 && byte < 58) || (letter > 96 && letter < 103))) return false;
  }
  return true;
}
