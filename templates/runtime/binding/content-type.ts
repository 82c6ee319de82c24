import type { HttpHeaders } from "./transport.js";

/** The headers of a message whose body was replaced by one of another type. */
export function withContentType(headers: HttpHeaders, contentType: string): HttpHeaders {
  const cookies = headers.getSetCookie?.();
  const entries: [name: string, value: string][] = [["content-type", contentType]];
  headers.forEach((value, key) => {
    const name = key.toLowerCase();
    if (name !== "content-type" && (cookies === undefined || name !== "set-cookie")) entries.push([name, value]);
  });
  cookies?.forEach((cookie) => entries.push(["set-cookie", cookie]));
  // Both are objects of the platform, which logs show with their content.
  try {
    return new Headers(entries);
  } catch {
    // Transports of one's own may give names and values that the web refuses.
    const copy = joined(entries);
    return cookies === undefined ? copy : Object.assign(copy, { getSetCookie: () => cookies });
  }
}

/** The values by their names, those of one name in a list, as in Headers. */
function joined(entries: readonly (readonly [name: string, value: string])[]): Map<string, string> {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return new Map(Array.from(values, ([name, each]) => [name, each.join(", ")]));
}
