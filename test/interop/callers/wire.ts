/** Values as callers are given them and print them: the shape of the XML, in which all simple values are their text. */
import type { Form } from "../echo/wsdl.js";

/** Attributes are `$Name`, the text beside them `$value`, and what xsi:type says `$type`; null is nil. */
export type Wire = string | null | readonly Wire[] | { readonly [name: string]: Wire };

/** The one element of the types that soapwright shows as arrays. */
const items: Readonly<Record<string, string>> = {
  "EchoNumbers.value": "Item",
  "EchoPeople.value": "Person",
  "EchoOrder.Guests": "Person",
  "EchoOrder.Lucky": "Item",
};

/** A value of soapwright's. */
export function wireOf(value: unknown, operation: string, form: Form): Wire {
  return wire(value, "");

  function wire(value: unknown, key: string): Wire {
    if (value === null) return null;
    if (value instanceof Uint8Array) return key === "Hex" ? hex(value) : Buffer.from(value).toString("base64");
    if (Array.isArray(value)) {
      const array = value.map((item) => wire(item, ""));
      const item = form === "rpc-encoded" ? undefined : items[`${operation}.${key}`];
      return item === undefined ? array : { [item]: array };
    }
    if (typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
    if (typeof value !== "object") throw new TypeError(`expected a value, found ${typeof value}`);
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, wire(part, name)]])),
    );
  }
}

/**
 * With one spelling of each number and time, and without lists of nothing. Callers that have one value for what is absent and
 * what is nil are compared without nil.
 */
export function canonical(value: Wire, withoutNil: boolean): Wire {
  if (value === null) return null;
  if (typeof value === "string") return spelling(value);
  if (isArray(value)) return value.map((item) => canonical(item, withoutNil));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => !(withoutNil && part === null) && !(isArray(part) && part.length === 0))
      .map(([name, part]) => [name, canonical(part, withoutNil)]),
  );
}

function isArray(value: Wire): value is readonly Wire[] {
  return Array.isArray(value);
}

function spelling(text: string): string {
  if (/^[-+]?\d+$/.test(text)) return String(BigInt(text));
  if (/^[-+]?\d+(\.\d*)?(e[-+]?\d+)?$/i.test(text)) return String(Number(text));
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[-+]\d\d:\d\d)$/.test(text)) return new Date(text).toISOString();
  return text;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
