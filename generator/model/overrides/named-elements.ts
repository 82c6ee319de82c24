/** Elements that the configuration names in wildcards: `"Record.$any": { "elements": { "City": { "type": "string" } } }`. */
import type { Configuration, NamedElement, Override } from "../../configuration.js";
import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { failing, failOccurs, failType, findType, type Fail } from "./find-type.js";
import { isMessagePath, targetFinder } from "./override-paths.js";
import { withoutUnreached } from "../reach.js";
import { clark, typesByKey } from "../service.js";
import type { ComplexType, Element, Particle, QName, Service, Type, Wildcard } from "../service.js";
import { elementsIn } from "../traversal.js";

/** The names of the global elements and of the types that a spec's overrides name in wildcards. */
export function namesInWildcards({ services }: Configuration, spec: string): ReadonlySet<string> {
  const settings = Object.entries(services).filter(([name]) => name === spec || name.startsWith(`${spec}/`));
  return new Set(
    settings
      .flatMap(([, { overrides = {} }]) => Object.values(overrides))
      .flatMap(({ elements = {} }) => Object.entries(elements))
      .map(([name, { type = name }]) => type),
  );
}

/**
 * The services with the named elements before the wildcards that hold them, in the order in which they are named; at the
 * end of a type without a wildcard. So the other overrides find them as they find declared elements. Derived types have
 * them too.
 */
export function withNamedElements(
  services: readonly Service[],
  overrides: { readonly [path: string]: Override },
  report: Report,
  placeOf: (path: string) => Place,
): readonly Service[] {
  let changed = services;
  for (const [path, { elements, ...others }] of Object.entries(overrides)) {
    if (elements === undefined) continue;
    const fail = failing(report, placeOf(path));
    const [foreign] = Object.keys(others);
    if (foreign !== undefined) {
      fail(`${foreign} beside elements`, "elements alone", "write the other facts under the names of the elements");
      continue;
    }
    const found = changed.map((service) => ({ service, ...targetFinder(service)(path) }));
    const types = found.map(({ targets }) => targets.flatMap((each) => (each.kind === "wildcard" ? each.parts : [])));
    if (types.every(({ length }) => length === 0)) {
      fail(`elements of ${JSON.stringify(path)}`, "a type with elements, as Type.$any", suggestWildcard(path, changed));
      continue;
    }
    const reason = { kind: "overridden", places: [placeOf(path)] } as const;
    changed = found.map(({ service }, index) => {
      const own = derivedFrom(types[index] ?? [], service.types);
      const change = (type: Type): Type =>
        type.kind === "complex" && own.has(type) ? withElements(type, elements, service, reason, fail) : type;
      return own.size === 0 ? service : { ...service, types: service.types.map(change) };
    });
  }
  return changed;
}

/** A suggestion for a path without a wildcard: that of the value at the path, else of the one around it, else a similar path. */
function suggestWildcard(path: string, services: readonly Service[]): string {
  const separator = isMessagePath(path) ? "/" : ".";
  const around = path.slice(0, Math.max(0, path.lastIndexOf(separator)));
  const isAsked = path.endsWith("$any");
  const [asked = path, ...others] = isAsked ? [path] : [path, around].map((each) => `${each}${separator}$any`);
  const finders = services.map(targetFinder);
  const isWildcard = (each: string): boolean =>
    finders.some((find) => find(each).targets.some(({ kind }) => kind === "wildcard"));
  const meant = [asked, ...others].find(isWildcard);
  if (meant !== undefined) return `did you mean ${JSON.stringify(meant)}?`;
  return suggest(asked, [...new Set(finders.flatMap((find) => find(asked).known))]);
}

/** The types with all that are derived from them. */
function derivedFrom(bases: readonly ComplexType[], types: readonly Type[]): ReadonlySet<Type> {
  const byKey = typesByKey(types);
  const found = new Set<Type>();
  const pending: Type[] = [...bases];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const derived = next.kind === "complex" ? (next.derived ?? []) : [];
    for (const key of derived) pending.push(...[byKey.get(key)].flatMap((type) => type ?? []));
  }
  return found;
}

function withElements(
  type: ComplexType,
  named: NonNullable<Override["elements"]>,
  service: Service,
  reason: Element["evidence"]["type"],
  fail: Fail,
): ComplexType {
  const { content } = type;
  if (content.kind !== "sequence") return type;
  const { particles } = content;
  const at = particles.findIndex(({ kind }) => kind === "any");
  const wildcard = particles.find((particle) => particle.kind === "any");
  const declared = new Set(elementsIn(content).map(({ name }) => clark(name)));
  const keys = new Map<string, string>();
  const elements = Object.entries(named).flatMap(([key, facts]): Particle[] => {
    const element = elementOf(key, facts, { type, wildcard, service, reason, fail });
    if (element === undefined) return [];
    const name = clark(element.name);
    const other = keys.get(name);
    if (declared.has(name)) {
      fail(`the element ${key}`, `one that ${type.name.local} does not declare`, "correct it under its own path");
      return [];
    }
    if (other !== undefined) {
      fail(`the element ${key}, which is that of ${other}`, "each element once", "remove one of the two");
      return [];
    }
    keys.set(name, key);
    return [element];
  });
  const before = at < 0 ? particles : particles.slice(0, at);
  // The named elements may be all that the wildcard requires.
  const after = at < 0 ? [] : particles.slice(at).map((each) => (each === wildcard ? { ...each, minOccurs: 0 } : each));
  return { ...type, content: { ...content, particles: [...before, ...elements, ...after] } };
}

interface Context {
  readonly type: ComplexType;
  readonly wildcard: Wildcard | undefined;
  readonly service: Service;
  readonly reason: Element["evidence"]["type"];
  readonly fail: Fail;
}

function elementOf(key: string, facts: NamedElement, { type, wildcard, service, reason, fail }: Context) {
  const { minOccurs = 0, maxOccurs = 1 } = facts;
  const declared = facts.type === undefined ? globalElement(key, service) : undefined;
  const found = facts.type === undefined ? declared?.type : findType(facts.type, service.types);
  if (facts.type !== undefined && found === undefined) return failType(facts.type, service.types, fail);
  if (found === undefined) {
    return fail(
      `the element ${key} without a type`,
      "a global element of the spec, or a type",
      `write ${JSON.stringify(key)}: { "type": "string" }, or another type`,
    );
  }
  const name = declared?.name ?? qualified(key, type, wildcard);
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(name.local)) {
    return fail(`the name ${JSON.stringify(key)}`, "an XML name, or {namespace}name", "correct the name");
  }
  if (maxOccurs === 0) return fail(`maxOccurs 0 of ${key}`, "1 or more", "leave out the element, or its maxOccurs");
  if (failOccurs({ minOccurs, maxOccurs }, key, fail)) return undefined;
  const element: Element = {
    kind: "element",
    name: { ...name, namespace: facts.namespace ?? name.namespace },
    type: found,
    minOccurs,
    maxOccurs,
    nillable: facts.nillable ?? declared?.nillable ?? false,
    ...(declared?.documentation !== undefined && { documentation: declared.documentation }),
    evidence: { name: reason, type: reason, minOccurs: reason, maxOccurs: reason, nillable: reason },
  };
  return element;
}

function globalElement(key: string, { carried }: Service): Element | undefined {
  const elements = carried?.elements ?? [];
  return elements.find(({ name }) => clark(name) === key) ?? elements.find(({ name }) => name.local === key);
}

/** The name in the only namespace of the wildcard, else in that of the type. */
function qualified(key: string, type: ComplexType, wildcard: Wildcard | undefined): QName {
  const [, given, local = key] = /^\{(.*)\}(.*)$/s.exec(key) ?? [];
  if (given !== undefined) return { namespace: given, local };
  const { namespaces = "any" } = wildcard ?? {};
  const [only, ...others] = typeof namespaces === "object" && !("not" in namespaces) ? namespaces : [];
  return { namespace: only !== undefined && others.length === 0 ? only : type.name.namespace, local };
}

/** The service without the elements and types that overrides could name. */
export function withoutCarried({ carried, ...service }: Service): Service {
  return carried === undefined ? service : withoutUnreached(service);
}
