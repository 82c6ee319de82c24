import { isAnyType } from "../content-kind.js";
import { overHttp } from "../../bindings.js";
import { matchesGlob } from "../../glob.js";
import {
  attributeTargets,
  elementTargets,
  overrideTargets,
  textTargets,
  wildcardTargets,
  type Target,
} from "./override-targets.js";
import { elementsIn } from "../traversal.js";
import { typesByKey, type ComplexType, type Element, type Message } from "../service.js";
import type { Service, SimpleType, TypeReference } from "../service.js";

/** The targets at a path. */
export interface Found {
  readonly targets: readonly Target[];
  /** Without targets, the paths that could be meant. */
  readonly known: readonly string[];
  /** True if the path leads through an element of anyType, whose values have one form in requests and replies. */
  readonly throughAny?: boolean;
}

/** True for a path that may name several parts: one with `*` or `?`, or one that leads through a message. */
export function isPlural(path: string): boolean {
  return isMessagePath(path) || hasWildcards(path);
}

/** True for a path in which `*` or `?` replaces other characters. */
export function hasWildcards(path: string): boolean {
  return /[*?]/.test(path);
}

/**
 * Finds the parts of a service by their paths. A path is one of {@link overrideTargets}, or leads from the value of a
 * message to a part of it: `GetPrice.response/Result/Sku`, `GetPrice.request/Item/@id`. In each name of a path `*`
 * matches any characters and `?` one.
 */
export function targetFinder(service: Service): (path: string) => Found {
  const targets = overrideTargets(service);
  const complexTypes = complexTypesOf(service);
  const enumerations = enumerationsOf(service);
  return (path) => {
    if (!isMessagePath(path)) return findByName(path, targets);
    const found = findInMessages(path, service, complexTypes);
    return { ...found, targets: [...found.targets, ...enumerations(found.targets)] };
  };
}

/** The enumerations of which parts are, as lists or as single values. */
function enumerationsOf({ types }: Service): (targets: readonly Target[]) => readonly Target[] {
  const byKey = typesByKey(types);
  const enumerationAt = (reference: TypeReference): readonly SimpleType[] => {
    const type = byKey.get(reference.name);
    if (type?.kind === "list") return enumerationAt(type.item);
    return type?.kind === "simple" && type.enumeration.length > 0 ? [type] : [];
  };
  return (targets) => {
    const found = new Set(targets.flatMap(typesOf).flatMap(enumerationAt));
    return Array.from(found, (type) => ({ kind: "enumeration", parts: [type] }));
  };
}

function typesOf({ kind, parts }: Target): readonly TypeReference[] {
  switch (kind) {
    case "element":
    case "attribute":
      return parts.map(({ type }) => type);
    case "text":
      return parts.flatMap(({ content }) => (content.kind === "text" ? [content.type] : []));
    case "wildcard":
    case "enumeration":
    case "type":
    case "operation":
    case "response":
      return [];
  }
}

function findByName(path: string, targets: ReadonlyMap<string, readonly Target[]>): Found {
  const isQualified = path.startsWith("{");
  const known = [...targets.keys()].filter(
    (each) => each.startsWith("{") === isQualified && isWildcard(each) === isWildcard(path),
  );
  const exact = targets.get(path);
  if (exact !== undefined) return { targets: exact, known };
  const matching = hasWildcards(path) ? known.filter((each) => matches(path, each)) : [];
  // `Ping.*` means the members of a type; the response has one name.
  const isMeant = ({ kind }: Target): boolean => kind !== "response" || path.endsWith(".response");
  return { targets: matching.flatMap((each) => targets.get(each) ?? []).filter(isMeant), known };
}

/** The complex types of references and all types derived from them, and those that values of anyType can be of. */
type ComplexTypesOf = (references: readonly TypeReference[]) => readonly ComplexType[];

function complexTypesOf({ types, anyTypes = [] }: Service): ComplexTypesOf {
  const byKey = typesByKey(types);
  return (references) => {
    const found = new Set<ComplexType>();
    const pending = references.flatMap((each) => (isAnyType(each) ? anyTypes : [each.name]));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const type = byKey.get(next);
      if (type?.kind !== "complex" || found.has(type)) continue;
      found.add(type);
      for (const name of type.derived ?? []) pending.push(name);
    }
    return [...found];
  };
}

/** True for a path that leads through responses or faults. */
export function isReplyPath(path: string): boolean {
  const [, direction = ""] = path.split("/", 1)[0]?.split(".") ?? [];
  return isMessagePath(path) && ["response", "fault", "httpGet", "httpPost"].includes(direction);
}

/** True for the path of what a type does not name, which every type has, so that others are not mistaken for it. */
function isWildcard(path: string): boolean {
  return path.endsWith("$any");
}

/** True for a path from the value of a message, whose steps are separated by `/`. */
export function isMessagePath(path: string): boolean {
  return path.includes("/") && !path.startsWith("{");
}

/** The elements, attributes and texts to which the next step of a path may lead. */
interface Reached {
  readonly elements: readonly Element[];
  readonly types: readonly ComplexType[];
}

function findInMessages(path: string, service: Service, complexTypes: ComplexTypesOf): Found {
  const [start = "", ...steps] = path.split("/");
  const within = (references: readonly TypeReference[]): Reached => {
    const types = complexTypes(references);
    return { elements: types.flatMap(({ content }) => elementsIn(content)), types };
  };
  const starts = startsOf(service);
  const matching = starts.filter(({ name }) => matches(start, name));
  if (matching.length === 0) return { targets: [], known: starts.map(({ name }) => [name, ...steps].join("/")) };
  const values = matching.flatMap(({ value }) => value ?? []);
  const inside = within(values.map(({ type }) => type));
  let throughAny = false;
  let reached: Reached = { ...inside, elements: [...matching.flatMap(({ parts }) => parts), ...inside.elements] };
  for (const [index, step] of steps.entries()) {
    const targets = targetsIn(reached).filter(({ name }) => matchesName(step, name));
    if (index === steps.length - 1 || targets.length === 0) {
      const others = targetsIn(reached).filter(({ name }) => isWildcard(name) === isWildcard(path));
      const known = others.map(({ name }) => [start, ...steps.with(index, name)].join("/"));
      return { targets: targets.map(({ target }) => target), known, throughAny };
    }
    const elements = targets.flatMap(({ target: { kind, parts } }) => (kind === "element" ? parts : []));
    throughAny ||= elements.some(({ type }) => isAnyType(type));
    reached = within(elements.map(({ type }) => type));
  }
  return { targets: [], known: [] };
}

interface NamedTarget {
  readonly name: string;
  readonly target: Target;
}

function targetsIn({ elements, types }: Reached): readonly NamedTarget[] {
  return [
    ...types.flatMap(attributeTargets).map((target) => ({ name: `@${target.parts[0].name.local}`, target })),
    ...types.flatMap(textTargets).map((target) => ({ name: "$value", target })),
    ...types.flatMap(wildcardTargets).map((target) => ({ name: "$any", target })),
    ...elementTargets(elements).map((target) => ({ name: target.parts[0].name.local, target })),
  ];
}

/** The start of a path: the value of a message, or parts that have no common element. */
interface Start {
  readonly name: string;
  readonly value?: Element;
  readonly parts: readonly Element[];
}

function startsOf({ operations }: Service): readonly Start[] {
  return operations.flatMap(({ name, bindings, request, response, faults, headerFaults = [] }) => [
    ...messageStarts(`${name}.request`, request),
    ...messageStarts(`${name}.response`, response),
    ...bindings
      .filter(overHttp)
      .flatMap(({ binding, reply }) => (reply ? [{ name: `${name}.${binding}`, value: reply, parts: [] }] : [])),
    { name: `${name}.fault`, parts: faults.map(({ element }) => element) },
    { name: `${name}.fault.header`, parts: headerFaults },
  ]);
}

function messageStarts(name: string, message: Message | undefined): readonly Start[] {
  if (message === undefined) return [];
  const { style, body, header } = message;
  const [root, ...others] = body;
  const isValue = style === "document" && root !== undefined && others.length === 0;
  return [
    isValue ? { name, value: root, parts: [] } : { name, parts: body },
    { name: `${name}.header`, parts: header },
  ];
}

/** Compares paths name by name, so that no wildcard matches the point between two. */
function matches(pattern: string, path: string): boolean {
  const patterns = pattern.split(".");
  const names = path.split(".");
  return patterns.length === names.length && patterns.every((each, index) => matchesName(each, names[index] ?? ""));
}

/** Matches attributes only by a pattern with `@`, and texts only by one with `$`. */
function matchesName(pattern: string, name: string): boolean {
  const isPlain = !/^[@$]/.test(name) || pattern[0] === name[0];
  return isPlain && matchesGlob(pattern, name);
}
