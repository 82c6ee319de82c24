import type { Attribute, Attributes, AttributeUse } from "./table.js";
import type { AttributeMember } from "./plan.js";
import { isTypeName } from "./plan.js";
import { refuseAttribute } from "./read.js";
import { openElement } from "./start-tag.js";

/** The attributes of a complex type, by properties `$name`: the local name follows the `$`. */
export function attributes<Declared extends { readonly [property: string]: Attribute }>(
  declared: Declared,
): Attributes<Declared> {
  const members = Object.entries(declared).map(([key, attribute], index): AttributeMember => {
    const use: AttributeUse = isUse(attribute) ? attribute : { type: attribute };
    return {
      key,
      index,
      namespace: use.namespace ?? "",
      local: use.name ?? key.slice(1),
      type: use.type,
      required: use.use === undefined,
    };
  });
  return {
    declared,
    members,
    read(cursor, values) {
      let found = 0;
      for (const { namespace, local, index, type, required } of members) {
        if (cursor.openAttribute(namespace, local)) {
          found++;
          values[index] = type.read(cursor);
        } else if (required) refuseAttribute(cursor, local, cursor.at);
      }
      return found;
    },
    declares: ({ name, namespace }) => members.some((each) => each.local === name && each.namespace === namespace),
    openElement,
  };
}

/** Distinguishes the use of a type from a type: a type with a name in the schema has a `type` too. */
function isUse(attribute: Attribute): attribute is AttributeUse {
  return "type" in attribute && !isTypeName(attribute.type);
}
