import { misfit, RequestError } from "../error.js";
import type { XmlAttribute } from "../xml/element.js";
import { isType, xmlns, xsi } from "../xml/names.js";
import { beginTag, scopeOf } from "../xml/tag-writer.js";
import { isKnown, readAttributes } from "./read.js";
import type { NilElement } from "./table.js";
import { attributesIn, writeNamedAttributes } from "./start-tag.js";
import { refuseOthers } from "./write.js";

/** Nil elements of a type with attributes: null, or an object of the attributes that there are. */
export const nil: NilElement = {
  read(cursor, plan) {
    if (cursor.allAttributes().every(isAside)) return null;
    const values: unknown[] = [];
    const others = readAttributes(cursor, plan, values, true);
    const named = plan.attributes.map(({ key, index }) => [key, values[index]] as const);
    return {
      $nil: true,
      ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
      ...(others !== null && { $attributes: others }),
    };
  },
  write(output, plan, value, namespace, name, within) {
    if (value === null) {
      const required = plan.attributes.find((attribute) => attribute.required);
      if (required === undefined) return false;
      const { key, type } = required;
      throw new RequestError(misfit(`{ $nil: true, ${key}: ${type.name} }, as the attribute is required`, null));
    }
    if (!isNil(value)) return false;
    const { $nil, ...properties } = value;
    const others = attributesIn(properties["$attributes"]);
    const tag = beginTag(output, scopeOf(within), { namespace, name }, others);
    writeNamedAttributes(output, plan, properties, (uri, local) => tag.attributeName(uri, local));
    tag.attributes(others);
    output.attribute(tag.attributeName(xsi, "nil"), "true");
    output.ascii("/>");
    const keys = new Set(plan.attributes.map(({ key }) => key));
    refuseOthers({ keys, type: null }, { ...properties, $any: undefined });
    return true;
  },
};

/** True for a nil element with attributes. */
export function isNil(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && "$nil" in value && value.$nil === true;
}

/** True for attributes that do not make a nil element an object. */
function isAside(attribute: XmlAttribute): boolean {
  return attribute.namespace === xmlns || isKnown(attribute) || isType(attribute);
}
