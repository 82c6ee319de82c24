import { trim } from "./characters.js";
import { prefixOf, xsi } from "./names.js";
import type { TagReader } from "./tag-reader.js";

/** The namespace and the name in `xsi:type`, separated by a space; null if it is absent. */
export function typeNameIn(reader: TagReader): string | null {
  if (!reader.openAttribute(xsi, "type")) return null;
  const name = trim(reader.string());
  return `${reader.resolve(prefixOf(name))} ${name.slice(name.indexOf(":") + 1)}`;
}
