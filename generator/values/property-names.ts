import { claims, uriTail } from "../claims.js";
import { clark, type Attribute, type Element, type Type } from "../model/service.js";
import type { TypeName } from "./value-model.js";

/**
 * Names the properties of the elements of one group, in order: by their local names, with the namespace where two would
 * be equal. `others` are further properties of the group.
 */
export function elementProperties(
  elements: readonly Element[],
  others: readonly string[] = [],
  nameOf: PropertyName = elementName,
): readonly string[] {
  const claim = claims(ofEveryObject, [new Set([...ofEveryObject, ...others])]);
  return elements.map(({ name: { local, namespace } }) =>
    claim([nameOf(local), () => `${local}_${uriTail(namespace)}`]),
  );
}

/** The name of a property for the local name of an element. */
export type PropertyName = (local: string) => string;

export const elementName: PropertyName = (local) => local;

/**
 * Names the properties of attributes like {@link elementProperties}. `$` separates them from elements; `$$` separates
 * them from `$any`, `$choice` and other properties of every object.
 */
export function attributeProperties(attributes: readonly Attribute[], others: readonly string[]): readonly string[] {
  const taken = new Set([...ofEveryObject, ...others]);
  const claim = claims(ofEveryObject, [new Set(taken)]);
  return attributes.map(({ name: { local, namespace } }) => {
    const property = taken.has(`$${local}`) ? `$$${local}` : `$${local}`;
    return claim([property, () => `${property}_${uriTail(namespace)}`]);
  });
}

/** Names the properties of the columns that are attributes: `others` are those of the other columns. */
export function columnProperties(attributes: readonly Attribute[], others: readonly string[]): readonly string[] {
  const claim = claims(ofEveryObject, [new Set([...ofEveryObject, ...others])]);
  return attributes.map(({ name: { local } }) => claim([columnName(local), `$${local}`]));
}

/**
 * The name of a table or a column that ADO.NET encodes in that of an element: `Full Name` for `Full_x0020_Name`. A name
 * that would begin with `$`, as properties of the runtime do, stays encoded.
 */
export const columnName: PropertyName = (local) => {
  const name = local.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return name.startsWith("$") ? local : name;
};

/** Names each type for `$type`, by its local name, with the namespace where two would be equal; and for messages. */
export function typeNames(types: readonly Pick<Type, "name" | "xmlName">[]): ReadonlyMap<string, TypeName> {
  const claim = claims(new Set(), [new Set()]);
  return new Map(
    types.map(({ name, xmlName = name }) => {
      const { local, namespace } = name;
      const unique = claim([local, () => `${local}_${uriTail(namespace)}`]);
      return [clark(name), { name: unique, local: xmlName.local, namespace }];
    }),
  );
}

const ofEveryObject: ReadonlySet<string> = new Set(["$any", "$attributes", "$type", "$value"]);
