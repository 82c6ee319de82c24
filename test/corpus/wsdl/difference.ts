/** Where two values differ first, or undefined: a property that is undefined is absent, and cycles are followed once. */
export function difference(sent: unknown, back: unknown): string | undefined {
  const seen = new Map<object, object>();
  const pending: { readonly a: unknown; readonly b: unknown; readonly path: string }[] = [
    { a: sent, b: back, path: "" },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { a, b, path } = next;
    if (Object.is(a, b)) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return shown(path, a, b);
    if (a instanceof Uint8Array || b instanceof Uint8Array) {
      if (Buffer.compare(a as Uint8Array, b as Uint8Array) !== 0) return shown(path, a, b);
      continue;
    }
    if (seen.get(a) === b) continue;
    seen.set(a, b);
    if (Array.isArray(a) !== Array.isArray(b)) return shown(path, a, b);
    const left = entriesOf(a);
    const right = entriesOf(b);
    for (const key of new Set([...left.keys(), ...right.keys()])) {
      if (!left.has(key) || !right.has(key)) return shown(`${path}.${key}`, left.get(key), right.get(key));
      pending.push({ a: left.get(key), b: right.get(key), path: `${path}.${key}` });
    }
  }
  return undefined;
}

function entriesOf(value: object): Map<string, unknown> {
  return new Map(Object.entries(value).filter(([, part]) => part !== undefined));
}

function shown(path: string, a: unknown, b: unknown): string {
  const text = (value: unknown): string =>
    value === undefined
      ? "undefined"
      : JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? `${part}n` : part)).slice(0, 200);
  return `${path || "the value"}: sent ${text(a)}, read ${text(b)}`;
}
