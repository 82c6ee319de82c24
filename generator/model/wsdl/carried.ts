import type { Schemas } from "../../read/xsd/schema.js";
import { clark, type Carried } from "../service.js";
import { elementOf } from "./elements.js";
import type { Types } from "./types.js";

/** The global elements and the types with these names, `local` or `{namespace}local`; undefined without any. */
export function carriedIn(
  { elements, types }: Schemas,
  { building }: Types,
  names: ReadonlySet<string>,
): Carried | undefined {
  if (names.size === 0) return undefined;
  const isNamed = (name: { readonly namespace: string; readonly local: string }): boolean =>
    names.has(name.local) || names.has(clark(name));
  const declarations = [...elements.values()].filter(({ name }) => isNamed(name));
  return {
    elements: declarations.map((each) => elementOf(each, { minOccurs: 0, maxOccurs: 1 }, undefined, building)),
    types: [...types.values()].flatMap(({ name, place }) =>
      name === undefined || !isNamed(name) ? [] : [building.reference({ kind: "named", name, place }, name, undefined)],
    ),
  };
}
