import type { Attached, Attachment, BoundParts } from "../packaging.js";

/** A Content-ID in the form `part=unique@domain`, which states the name of a part (WS-I AP 1.0, 3.8). */
const naming = /^[^=@]+=[^=@]+@/;

/**
 * Separates the parts that the WSDL binds: by the beginning of their Content-ID. Where no Content-ID has a name, they are
 * found by their order; any other part could be one that has nothing to do with the name.
 */
export function othersOf(parts: readonly Attachment[], bound: BoundParts | undefined): ReturnType<Attached["others"]> {
  if (bound === undefined) return { attachments: parts };
  const names = Object.keys(bound);
  const named = names.map((name) => parts.find(({ contentId }) => contentId.startsWith(`${name}=`)));
  const isNamed = named.some((part) => part !== undefined) || parts.some(({ contentId }) => naming.test(contentId));
  const found = new Map<string, Attachment>();
  const rest = new Set(parts);
  for (const [index, name] of names.entries()) {
    const part = (isNamed ? named : parts)[index];
    if (part === undefined) continue;
    found.set(name, part);
    rest.delete(part);
  }
  return { attachments: [...rest], parts: partsFrom(found) };
}

/** The parts by their names, which can be those of properties that all other objects inherit. */
function partsFrom(found: ReadonlyMap<string, Attachment>): NonNullable<ReturnType<Attached["others"]>["parts"]> {
  const parts: Record<string, Attachment> = { __proto__: null as never };
  for (const [name, part] of found) parts[name] = part;
  return parts;
}
