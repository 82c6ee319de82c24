import { isAnyContent, listItem } from "../model/content-kind.js";
import { clark, type Type } from "../model/service.js";
import { dataTables } from "../values/data-tables.js";
import { attributeProperties, columnProperties } from "../values/property-names.js";
import { relativesOf, type SharedTypes } from "../values/types.js";
import { contentOf, textOf, withProperties } from "../values/property-group.js";
import type { ModuleType, TypeSymbols } from "./module.js";
import { isBase, isEnumeration, isSimple } from "../values/simple.js";

/** The input of the templates for a type; `names` is undefined if it has no declaration. */
export function moduleType(type: Type, names: TypeSymbols | undefined, shared: SharedTypes): ModuleType {
  const key = clark(type.name);
  const typeName = shared.typeNames.get(key);
  if (isSimple(type)) {
    if (names === undefined) {
      return type.kind === "simple" && isBase(type) ? { kind: "builtin", name: type.base } : { kind: "inline", type };
    }
    return isEnumeration(type)
      ? { kind: "enumeration", type, names, typeName }
      : { kind: "simple", type, names, typeName };
  }
  const isRelated = shared.hierarchy.has(key);
  if (!isRelated && isAnyContent(type)) {
    const { dataSet } = type;
    return { kind: "builtin", name: "anyType", xml: true, ...(dataSet === undefined ? {} : { dataSet }) };
  }
  if (type.data === "tables" && names !== undefined) {
    return { kind: "dataSet", type, names, ...dataTables(type, shared.all) };
  }
  const group = contentOf(type);
  const [item] = group.members;
  if (!isRelated && listItem(type) !== undefined && item?.kind === "element") {
    const list = { namespace: group.namespace, item, dimensions: type.dimensions, typeName };
    return names === undefined
      ? { kind: "list", ...list }
      : { kind: "alias", ...list, open: shared.open.has(key), type, names };
  }
  if (names === undefined) throw new TypeError(`${key} has no name`);
  const nameAttributes = type.data === "row" ? columnProperties : attributeProperties;
  const properties = nameAttributes(
    type.attributes,
    group.members.map(({ property }) => property),
  );
  return {
    kind: "object",
    type,
    names,
    ...group,
    attributes: withProperties(properties, type.attributes),
    text: textOf(type),
    repeats: shared.repeating.has(key) && !type.abstract,
    open: shared.open.has(key),
    typeName,
    hierarchy: isRelated ? relativesOf(type, shared) : undefined,
  };
}
