/**
 * A number of 32 bits that equal values give each time: FNV-1a over all that they hold. What is absent does not count, nor what is
 * empty: in the forms of HTTP GET and POST both are the same, and a request is to get the same reply in all bindings.
 */
export function seedOf(...values: readonly unknown[]): number {
  let hash = 0x811c9dc5;
  const mix = (unit: number): void => void (hash = Math.imul(hash ^ unit, 0x01000193));
  const mixText = (text: string): void => {
    for (let at = 0; at < text.length; at++) mix(text.charCodeAt(at));
    mix(endOfText);
  };
  // Values of SOAP encoding are graphs of any depth: each object is gone through once, and is a number where it is met again.
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

/** No character. */
const endOfText = 0x10000;
