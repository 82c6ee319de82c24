/** Values as callers are given them and print them: the shape of the XML, in which all simple values are their text. */
import type { Form } from "../echo/wsdl.js";

/** Attributes are `$Name`, their text is `$value`, and the type in xsi:type `$type`; null is nil. */
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

/** Values that a caller cannot distinguish, with the reason. */
export interface Blurs {
  /** Present if it cannot distinguish nil from absent in what it reads. */
  readonly nil?: string;
  /** The same for what it sends. */
  readonly sentNil?: string;
  /** Wraps a single item as a list. */
  readonly listsOfOne?: string;
}

/** Normalizes the spelling of numbers and times, empty lists, and values that the caller cannot distinguish. */
export function canonical(value: Wire, blurs: Blurs = {}): Wire {
  if (value === null) return null;
  if (typeof value === "string") return spelling(value);
  if (isArray(value)) {
    const [first, ...others] = value.map((item) => canonical(item, blurs));
    if (first === undefined) return [];
    return blurs.listsOfOne !== undefined && others.length === 0 ? first : [first, ...others];
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => !(blurs.nil !== undefined && part === null) && !(isArray(part) && part.length === 0))
      .map(([name, part]) => [name, canonical(part, blurs)]),
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
