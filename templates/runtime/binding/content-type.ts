import type { HttpHeaders } from "./transport.js";

/** The headers of a message whose body was replaced by one of another type. */
export function withContentType(headers: HttpHeaders, contentType: string): HttpHeaders {
  const get = (name: string): string | null | undefined =>
    name.toLowerCase() === "content-type" ? contentType : headers.get(name);
  return {
    get,
    forEach: (see) => headers.forEach((value, name) => see(get(name) ?? value, name)),
    ...(headers.getSetCookie !== undefined && { getSetCookie: () => headers.getSetCookie?.() ?? [] }),
  };
}
