import { trim } from "./characters.js";
import { splitName, xsi } from "./names.js";
import type { TagReader } from "./tag-reader.js";

/** The namespace and the name in `xsi:type`, separated by a space; null if it is absent. */
export function typeNameIn(reader: TagReader): string | null {
  if (!reader.openAttribute(xsi, "type")) return null;
  const [prefix, local] = splitName(trim(reader.string()));
  return `${reader.resolve(prefix)} ${local}`;
}
