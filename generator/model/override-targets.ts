import { elementsIn } from "./traversal.js";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Element,
  type Operation,
  type Service,
  type SimpleType,
  type Type,
} from "./service.js";

/** A part of the model with facts that the configuration can override. */
export type Target =
  /** All elements of one name in one type, which can be several if they are alternatives. */
  | { readonly kind: "element"; readonly parts: readonly [Element, ...Element[]] }
  | { readonly kind: "attribute"; readonly parts: readonly [Attribute] }
  /** The text of a type that has attributes, too. */
  | { readonly kind: "text"; readonly parts: readonly [ComplexType] }
  | { readonly kind: "enumeration"; readonly parts: readonly [SimpleType] }
  | { readonly kind: "operation"; readonly parts: readonly [Operation] };

/**
 * All targets by their paths: `Type.member`, `Type.@name`, `Type.$value`, `Operation.request.header.Block`,
 * `Operation.response.body.part`, `Operation.fault.Element`, `Operation.fault.header.Block`, `Operation`, and `Type`
 * for an enumeration. A type can be given as `{namespace}Type`, if two share a local name.
 */
export function overrideTargets({ operations, types }: Service): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, Target[]>();
  const add = (path: string, target: Target): void => {
    const others = targets.get(path);
    if (others === undefined) targets.set(path, [target]);
    else others.push(target);
  };
  const addElements = (path: string, elements: readonly Element[]): void => {
    for (const parts of byName(elements)) add(`${path}.${parts[0].name.local}`, { kind: "element", parts });
  };
  for (const type of types) {
    for (const name of new Set([type.name.local, clark(type.name)])) addType(name, type);
  }
  for (const operation of operations) {
    const { name, request, response, faults, headerFaults = [] } = operation;
    add(name, { kind: "operation", parts: [operation] });
    for (const [direction, message] of Object.entries({ request, response })) {
      for (const place of ["header", "body"] as const)
        addElements(`${name}.${direction}.${place}`, message?.[place] ?? []);
    }
    addElements(
      `${name}.fault`,
      faults.map(({ element }) => element),
    );
    addElements(`${name}.fault.header`, headerFaults);
  }
  return targets;

  function addType(name: string, type: Type): void {
    switch (type.kind) {
      case "complex":
        for (const part of type.attributes) add(`${name}.@${part.name.local}`, { kind: "attribute", parts: [part] });
        if (type.content.kind === "text") add(`${name}.$value`, { kind: "text", parts: [type] });
        addElements(name, elementsIn(type.content));
        return;
      case "simple":
        if (type.enumeration.length > 0) add(name, { kind: "enumeration", parts: [type] });
        return;
      case "list":
      case "union":
        // Items and members are types of their own.
        return;
    }
  }
}

function byName(elements: readonly Element[]): readonly (readonly [Element, ...Element[]])[] {
  const found = new Map<string, [Element, ...Element[]]>();
  for (const element of elements) {
    const same = found.get(clark(element.name));
    if (same === undefined) found.set(clark(element.name), [element]);
    else same.push(element);
  }
  return [...found.values()];
}
