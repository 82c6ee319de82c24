import { RequestError, rethrowWithin } from "../error.js";
import type { XmlAttribute } from "../xml/element.js";
import { expectAttributes, objectOf } from "../xml/expect.js";
import { isType, xsi } from "../xml/names.js";
import type { OpenTag, Output } from "../xml/output.js";
import { beginTag, scopeOf } from "../xml/tag-writer.js";
import type { Member, Plan } from "./plan.js";
import { typed } from "./write.js";

type Properties = Readonly<Record<string, unknown>>;

/**
 * Writes the start tag of an element of a complex type that has attributes, states its type, or is identified. See
 * `ElementWriter`.
 */
export function openElement(
  output: Output,
  declared: Plan,
  member: Member,
  value: unknown,
  within: string,
): OpenTag | null | undefined {
  const { namespace, local } = member.name;
  const { uri } = namespace;
  if (member.nil?.write(output, declared, value, uri, local, within)) return null;
  if (value === null) return undefined;
  const plan = typed(declared, value);
  const object = plan.list ? (Object(value) as Properties) : objectOf(value); // a list may have `$attributes`
  // Only one of a derived type must state it.
  const isNamed = plan !== declared || (!plan.derived && object["$type"] !== undefined);
  const references = plan.shared && output.references;
  const isPlain = !(isNamed && declared.derivation) && references === null && plan.attributeCodec === null;
  if (
    isPlain &&
    (object["$attributes"] === undefined || (plan.openContent ?? output.writing.openContent) === undefined)
  )
    return undefined;
  const id = references?.write(output, object, uri, local, within);
  return id === null ? null : writeStartTag(output, plan, object, uri, local, within, isNamed, id);
}

/**
 * Writes the start tag of an element of a complex type with its attributes; `xsi:type` names the type if `isNamed`, and
 * `id` identifies the object. Throws a RequestError if an attribute does not fit.
 */
export function writeStartTag(
  output: Output,
  plan: Pick<Plan, "attributes" | "type">,
  object: Properties,
  namespace: string,
  name: string,
  within: string,
  isNamed: boolean,
  id?: XmlAttribute,
): OpenTag {
  let others = attributesIn(object["$attributes"]);
  if (id !== undefined) others = [id, ...others];
  const type = isNamed ? plan.type : null;
  const tag = beginTag(output, scopeOf(within), { namespace, name }, others, type?.namespace === "");
  if (type !== null) {
    others = others.filter((other) => !isType(other));
    const { namespace, name, local = name } = type;
    const prefix = namespace === "" ? "" : `${tag.prefixOf(namespace)}:`;
    output.attribute(tag.attributeName(xsi, "type"), prefix + local);
  }
  writeNamedAttributes(output, plan, object, (namespace, local) => tag.attributeName(namespace, local));
  tag.attributes(others);
  output.ascii(">");
  return tag;
}

/** Attributes that a schema does not declare. */
export function attributesIn(attributes: unknown = []): readonly XmlAttribute[] {
  expectAttributes(attributes, "$attributes");
  return attributes;
}

/** Writes the attributes that a plan declares under their names in the document. */
export function writeNamedAttributes(
  output: Output,
  plan: Pick<Plan, "attributes">,
  object: Properties,
  nameOf: (namespace: string, local: string) => string,
): void {
  for (const { key, namespace, local, type, required } of plan.attributes) {
    const value = object[key];
    if (value === undefined) {
      if (required) throw new RequestError(`expected ${type.name}, found nothing`, key);
      continue;
    }
    const name = nameOf(namespace, local);
    try {
      output.attribute(name, () => type.write(output, value));
    } catch (error) {
      return rethrowWithin(error, key);
    }
  }
}
