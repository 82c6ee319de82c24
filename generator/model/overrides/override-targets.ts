import { overHttp } from "../../bindings.js";
import { groupBy } from "../../group-by.js";
import { elementsIn } from "../traversal.js";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Element,
  type Operation,
  type Service,
  type SimpleType,
  type Type,
} from "../service.js";

/** A part of the model with facts that the configuration can override. */
export type Target =
  /** All elements of one name in one type, which can be several if they are alternatives. */
  | { readonly kind: "element"; readonly parts: readonly [Element, ...Element[]] }
  | { readonly kind: "attribute"; readonly parts: readonly [Attribute] }
  /** The text of a type that has attributes, too. */
  | { readonly kind: "text"; readonly parts: readonly [ComplexType] }
  /** The elements of a type that its schema does not name: those of a wildcard, or undeclared ones. */
  | { readonly kind: "wildcard"; readonly parts: readonly [ComplexType] }
  | { readonly kind: "enumeration"; readonly parts: readonly [SimpleType] }
  /** A type other than an enumeration, as a whole. */
  | { readonly kind: "type"; readonly parts: readonly [Type] }
  | { readonly kind: "operation"; readonly parts: readonly [Operation] }
  /** The response of an operation, where no sample shows it. */
  | { readonly kind: "response"; readonly parts: readonly [Operation] };

/**
 * All targets by their paths: `Type.member`, `Type.@name`, `Type.$value`, `Type.$any`, `Operation.request.header.Block`,
 * `Operation.response.body.part`, `Operation.httpGet.Root`, `Operation.fault.Element`, `Operation.fault.header.Block`, `Operation`,
 * `Operation.response` where it is unknown, and `Type`. A type can be given as `{namespace}Type`, if
 * two share a local name.
 */
export function overrideTargets({ operations, types }: Service): ReadonlyMap<string, readonly Target[]> {
  const targets = new Map<string, Target[]>();
  const add = (path: string, target: Target): void => {
    const others = targets.get(path);
    if (others === undefined) targets.set(path, [target]);
    else others.push(target);
  };
  const addElements = (path: string, elements: readonly Element[]): void => {
    for (const target of elementTargets(elements)) add(`${path}.${target.parts[0].name.local}`, target);
  };
  for (const type of types) {
    for (const name of new Set([type.name.local, clark(type.name)])) addType(name, type);
  }
  for (const operation of operations) {
    const { name, bindings, request, response, faults, headerFaults = [] } = operation;
    add(name, { kind: "operation", parts: [operation] });
    if (response?.evidence !== undefined) add(`${name}.response`, { kind: "response", parts: [operation] });
    for (const [direction, message] of Object.entries({ request, response })) {
      for (const place of ["header", "body"] as const)
        addElements(`${name}.${direction}.${place}`, message?.[place] ?? []);
    }
    for (const { binding, reply } of bindings.filter(overHttp)) addElements(`${name}.${binding}`, reply ? [reply] : []);
    addElements(
      `${name}.fault`,
      faults.map(({ element }) => element),
    );
    addElements(`${name}.fault.header`, headerFaults);
  }
  return targets;

  function addType(name: string, type: Type): void {
    if (type.kind === "simple" && type.enumeration.length > 0) add(name, { kind: "enumeration", parts: [type] });
    else add(name, { kind: "type", parts: [type] });
    switch (type.kind) {
      case "complex":
        for (const target of attributeTargets(type)) add(`${name}.@${target.parts[0].name.local}`, target);
        for (const target of textTargets(type)) add(`${name}.$value`, target);
        for (const target of wildcardTargets(type)) add(`${name}.$any`, target);
        addElements(name, elementsIn(type.content));
        return;
      case "simple":
      case "list":
      case "union":
        // Items and members are types of their own.
        return;
    }
  }
}

/** Elements of one name are one target. */
export function elementTargets(elements: readonly Element[]): readonly Extract<Target, { readonly kind: "element" }>[] {
  const byName = groupBy(elements, ({ name }) => clark(name));
  return Array.from(byName.values(), (parts) => ({ kind: "element", parts }));
}

export function attributeTargets({
  attributes,
}: ComplexType): readonly Extract<Target, { readonly kind: "attribute" }>[] {
  return attributes.map((attribute) => ({ kind: "attribute", parts: [attribute] }));
}

export function textTargets(type: ComplexType): readonly Extract<Target, { readonly kind: "text" }>[] {
  return type.content.kind === "text" ? [{ kind: "text", parts: [type] }] : [];
}

export function wildcardTargets(type: ComplexType): readonly Extract<Target, { readonly kind: "wildcard" }>[] {
  return type.content.kind === "sequence" ? [{ kind: "wildcard", parts: [type] }] : [];
}
