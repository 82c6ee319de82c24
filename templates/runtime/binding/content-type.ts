import type { HttpHeaders } from "./transport.js";

/** The headers of a message whose body was replaced by one of another type. */
export function withContentType(headers: HttpHeaders, contentType: string): HttpHeaders {
  // An object of the platform, which logs show with its content.
  const copy = new Headers();
  const cookies = headers.getSetCookie?.();
  headers.forEach((value, name) => {
    if (cookies === undefined || name.toLowerCase() !== "set-cookie") copy.append(name, value);
  });
  cookies?.forEach((cookie) => copy.append("set-cookie", cookie));
  copy.set("content-type", contentType);
  return copy;
}
