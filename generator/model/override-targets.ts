import { clark, type Attribute, type Element, type Service, type SimpleType, type Type } from "./service.js";

/** A part of the model whose facts the configuration can override. */
export type Target =
  | { readonly kind: "element"; readonly part: Element }
  | { readonly kind: "attribute"; readonly part: Attribute }
  | { readonly kind: "enumeration"; readonly part: SimpleType };

/**
 * All targets by their paths: `Type.member`, `Type.@name`, `Operation.request.header.Block`, `Operation.response.body.part`, and
 * `Type` of an enumeration. A type can be named with its namespace, as `{namespace}Type`, where two have one name.
 */
export function overrideTargets({ operations, types }: Service): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, Target[]>();
  const add = (path: string, target: Target): void => {
    const others = targets.get(path);
    if (others === undefined) targets.set(path, [target]);
    else others.push(target);
  };
  for (const type of types) {
    for (const name of new Set([type.name.local, clark(type.name)])) {
      if (type.kind === "simple") add(name, { kind: "enumeration", part: type });
      else for (const [member, target] of membersOf(type)) add(`${name}.${member}`, target);
    }
  }
  for (const { name, request, response } of operations) {
    for (const [direction, message] of Object.entries({ request, response })) {
      for (const place of ["header", "body"] as const) {
        for (const part of message?.[place] ?? [])
          add(`${name}.${direction}.${place}.${part.name.local}`, { kind: "element", part });
      }
    }
  }
  return targets;
}

function membersOf(type: Exclude<Type, SimpleType>): readonly (readonly [string, Target])[] {
  const particles = type.content.kind === "sequence" ? type.content.particles : [];
  return [
    ...type.attributes.map((part) => [`@${part.name.local}`, { kind: "attribute", part }] as const),
    ...particles.flatMap((part) =>
      part.kind === "any" ? [] : [[part.name.local, { kind: "element", part }] as const],
    ),
  ];
}
