/**
 * A 32-bit seed that is the same for equal values: FNV-1a over their content. Ignores absent and empty values, because
 * HTTP GET and POST do not distinguish them, and a request should get the same reply in all bindings.
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
      const parts = Object.entries(value).filter(([, part]) => !isNothing(part));
      mixText(`properties ${parts.length}`);
      for (const [name, part] of parts.reverse()) open.push(part, name);
    }
  }
  return hash;
}

function isNothing(value: unknown): boolean {
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  return value === undefined || value === "";
}

/** Outside the range of characters. */
const endOfText = 0x10000;
