/** Absent and empty are the same to HTTP GET and POST. */
export function withoutEmpty(request: unknown): unknown {
  if (request === "" || request === undefined) return undefined;
  if ((Array.isArray(request) || request instanceof Uint8Array) && request.length === 0) return undefined;
  if (typeof request !== "object" || request === null || Array.isArray(request)) return request;
  return Object.fromEntries(
    Object.entries(request).filter(
      ([, part]) => part !== undefined && part !== "" && (part as { length?: number }).length !== 0,
    ),
  );
}

/** A copy without undefined properties, and without the prefixes of open content. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter(
        (part: unknown) => (part as { namespace?: unknown } | null)?.namespace !== "http://www.w3.org/2000/xmlns/",
      )
      .map(plain);
  }
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, plain(part)]])),
  );
}
