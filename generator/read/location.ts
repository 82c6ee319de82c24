import { normalize } from "./wsdl/location.js";

/**
 * Resolves a relative location against the path of the source at `from`: `specs/shop/xsd/Types.xsd` for `xsd/Types.xsd`
 * in `specs/shop/Shop.wsdl`. Undefined for a URL and for an absolute path.
 */
export function resolveLocation(from: string, location: string): string | undefined {
  if (/^(?:[a-z][a-z\d+.-]+:|[/\\])/i.test(location)) return undefined;
  if (location === "") return from;
  const path = `${from.slice(0, from.lastIndexOf("/") + 1)}${location}`;
  return `${normalize(path)}${path.endsWith("/") ? "/" : ""}`;
}

/** The possible paths for a relative location: verbatim, or with its escapes decoded and without a query. */
export function relativePaths(from: string, location: string): readonly string[] {
  const bare = decode(location.replace(/[?#][^]*$/, ""));
  return [
    ...new Set([location, bare].filter((each) => each !== "").flatMap((each) => resolveLocation(from, each) ?? [])),
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
