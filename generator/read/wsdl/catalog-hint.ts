import { shownLocation } from "./location.js";

/**
 * Advice to list a document in a catalog, with the line to paste, unless the location may hold a secret. `folder` is that of the
 * spec, and `path` is in it.
 */
export function catalogHint(location: string, path: string, folder: string): string {
  const catalog = `${folder}catalog.xml`;
  if (shownLocation(location) !== JSON.stringify(location)) return `list it in ${catalog}`;
  const uri = path.startsWith(folder) ? path.slice(folder.length) : path;
  return `list it in ${catalog}: ${catalogEntry(location, uri)}`;
}

/** The entry of an XML catalog that leads from a location to a path. */
export function catalogEntry(location: string, path: string): string {
  return `<uri name="${escaped(location)}" uri="${escaped(path)}"/>`;
}

/** The folder of all these paths, with a slash at its end; empty if they have none in common. */
export function commonFolder([first = "", ...others]: readonly string[]): string {
  const segments = first.split("/").slice(0, -1);
  for (const path of others) {
    const own = path.split("/").slice(0, -1);
    const differing = segments.findIndex((segment, index) => segment !== own[index]);
    if (differing >= 0) segments.length = differing;
  }
  return segments.map((segment) => `${segment}/`).join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
