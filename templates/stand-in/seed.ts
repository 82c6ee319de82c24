import { xmlns } from "../runtime/xml/names.js";

/**
 * A 32-bit seed that is the same for equal values: FNV-1a over their content. A request should get the same reply in all
 * bindings. So it ignores absent and empty values, which HTTP GET and POST do not distinguish, and declarations of
 * namespaces, which XML elements have from the message around them.
 */
export function seedOf(...values: readonly unknown[]): number {
  let hash = 0x811c9dc5;
  const mix = (unit: number): void => void (hash = Math.imul(hash ^ unit, 0x01000193));
  const mixText = (text: string): void => {
    for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at));
    mix(endOfText);
  };
  // Values of SOAP encoding are graphs of any depth. Each object is visited once, and represented by a number after
  // that.
  const met = new Map<object, number>();
  const open: unknown[] = [...values].reverse();
  while (open.length > 0) {
    const value = open.pop();
    if (isNothing(value)) {
      mixText("nothing");
      continue;
    }
    if (typeof value !== "object" || value === null) {
      mixText(`${typeof value} ${String(value)}`);
      continue;
    }
    const number = met.get(value);
    if (number !== undefined) {
      mixText(`object ${number}`);
      continue;
    }
    met.set(value, met.size);
    if (value instanceof Uint8Array) value.forEach((byte) => mix(byte));
    else if (value instanceof Date) mixText(`date ${value.getTime()}`);
    else {
      const own = Array.isArray(value) ? value.filter((item) => !isDeclaration(item)) : value;
      const parts = Object.entries(own).filter(([, part]) => !isNothing(part));
      mixText(`properties ${parts.length}`);
      for (const [name, part] of parts.reverse()) open.push(part, name);
    }
  }
  return hash;
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isDeclaration);
  if (value instanceof Uint8Array) return value.length === 0;
  return value === undefined || value === "";
}

/** True for an attribute that declares a namespace. */
function isDeclaration(value: unknown): boolean {
  return typeof value === "object" && value !== null && "namespace" in value && value.namespace === xmlns;
}

/** Outside the range of characters. */
const endOfText = 0x10000;
