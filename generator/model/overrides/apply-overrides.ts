import type { Override, ServiceConfiguration } from "../../configuration.js";
import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { isHttpUrl } from "../../bindings.js";
import { assumeConventions } from "../conventions.js";
import { changeParts, type Change, type Changes } from "./override-changes.js";
import { failing, failOccurs, failType, findType, type Fail } from "./find-type.js";
import { withNamedElements } from "./named-elements.js";
import { hasWildcards, isPlural, isReplyPath, targetFinder } from "./override-paths.js";
import type { Target } from "./override-targets.js";
import { withoutUnreached } from "../reach.js";
import { whyUnstated } from "./stated-type.js";
import { clark, typesByKey, type Port, type Service, type Type } from "../service.js";

/** The corrections of a service. Operations that the configuration leaves out never become part of one. */
export type Corrections = Pick<ServiceConfiguration, "address" | "overrides">;

/** Returns the place of a setting: `placeOf("overrides", "Item.Price")`, `placeOf("ignore", 0)`. */
export type PlaceOf = (...path: readonly (string | number)[]) => Place;

/**
 * Applies the corrections to the services. Then removes types that are no longer reached, and applies the conventions
 * again. An override applies to every service with its target. Reports overrides that do not fit.
 */
export function applyOverrides(
  services: readonly Service[],
  { overrides = {}, address }: Corrections,
  report: Report,
  placeOf: PlaceOf,
): readonly Service[] {
  const named = withNamedElements(services, overrides, report, (path) => placeOf("overrides", path));
  const changes = changesOf(named, overrides, report, placeOf);
  const changed = assumeConventions(named.map((service) => withoutUnreached(changeParts(service, changes))));
  if (address === undefined) return changed;
  const ports = portsAt(address, changed, report, placeOf("address"));
  return ports === undefined ? changed : changed.map((service) => ({ ...service, ports }));
}

/** The facts of each kind of part that can be changed. */
const factsOf = {
  element: ["type", "minOccurs", "maxOccurs", "nillable", "namespace", "xsiType"],
  attribute: ["type", "use"],
  text: ["type"],
  wildcard: ["elements"],
  enumeration: ["open", "list", "name"],
  type: ["name"],
  operation: ["action", "address", "name"],
  response: ["type"],
} as const satisfies { readonly [kind in Target["kind"]]: readonly (keyof Override)[] };

/** Those of paths with wildcards come first, so that a path without any takes precedence. */
function changesOf(
  services: readonly Service[],
  overrides: NonNullable<Corrections["overrides"]>,
  report: Report,
  placeOf: PlaceOf,
): Changes {
  const changes = new Map<Target["parts"][number], Change[]>();
  const wanted = Object.entries(overrides).filter(([, { elements }]) => elements === undefined);
  if (wanted.length === 0) return changes;
  const finders = services.map((service) => ({
    types: service.types,
    byKey: typesByKey(service.types),
    find: targetFinder(service),
  }));
  const inOrder = [...wanted.filter(([path]) => hasWildcards(path)), ...wanted.filter(([path]) => !hasWildcards(path))];
  for (const [path, override] of inOrder) {
    const place = placeOf("overrides", path);
    const fail = failing(report, place);
    // The name of a module, which the printer takes.
    if (isNamespace(path, override, services)) continue;
    const found = finders.map(({ find, ...known }) => ({ ...known, ...find(path) }));
    if (found.every(({ targets }) => targets.length === 0)) {
      const known = [...new Set(found.flatMap((each) => each.known))];
      fail(
        `an override of ${JSON.stringify(path)}`,
        "a part of the service, such as Type.member",
        suggest(path, known),
      );
    }
    for (const { types, byKey, targets, throughAny } of found) {
      // An operation and an enumeration may have one name.
      const fitting = targets.filter(({ kind }) => foreignFacts(override, kind).length === 0);
      // A type of the name of an operation is given as {namespace}Type.
      const operations = fitting.filter(({ kind }) => kind === "operation");
      const chosen = operations.length > 0 ? operations : fitting.length > 0 ? fitting : targets.slice(0, 1);
      if (chosen.length > 1 && !isPlural(path)) {
        fail(`${chosen.length} parts at ${path}`, "one", "write the type as {namespace}name");
        break;
      }
      const given = override.type === undefined ? undefined : findType(override.type, types);
      const why = (target: Target) => (override.xsiType === true ? whyUnstated(target, given, byKey) : undefined);
      // A path with wildcards leaves out those whose types cannot be stated, if it names others.
      const stated = hasWildcards(path) ? chosen.filter((target) => why(target) === undefined) : [];
      const made = (stated.length > 0 ? stated : chosen).map((target) => {
        const unstated = why(target);
        return { target, change: unstated ? fail(...unstated) : fit(override, target, types, place, fail) };
      });
      for (const { target, change } of made) {
        if (change === undefined) continue;
        const both = isReplyPath(path) && throughAny !== true ? byDirection(change) : [change];
        for (const part of target.parts) changes.set(part, [...(changes.get(part) ?? []), ...both]);
      }
      if (made.some(({ change }) => change === undefined)) break;
    }
  }
  return changes;
}

/** The change of an element or attribute in messages of both directions, and that of how it occurs in replies. */
function byDirection(change: Change): readonly Change[] {
  const facts = Object.entries(change.override);
  const occurrence = facts.filter(([fact]) => occurrenceFacts.has(fact));
  if (occurrence.length === 0) return [change];
  const others = facts.filter(([fact]) => !occurrenceFacts.has(fact));
  return [
    ...(others.length === 0 ? [] : [{ ...change, override: Object.fromEntries(others) }]),
    { ...change, type: undefined, override: Object.fromEntries(occurrence), inReplies: true },
  ];
}

const occurrenceFacts: ReadonlySet<string> = new Set([
  "minOccurs",
  "maxOccurs",
  "nillable",
  "namespace",
  "use",
] satisfies (keyof Override)[]);

/** True for the name of the module of a namespace: `{urn:shop}`. */
function isNamespace(path: string, override: Override, services: readonly Service[]): boolean {
  if (override.name === undefined || Object.keys(override).length > 1) return false;
  return services.some(({ types }) => types.some(({ name }) => path === `{${name.namespace}}`));
}

function fit(
  override: Override,
  { kind, parts }: Target,
  types: readonly Type[],
  place: Place,
  fail: Fail,
): Change | undefined {
  const foreign = foreignFacts(override, kind);
  const [{ name }] = parts;
  const local = typeof name === "string" ? name : name.local;
  if (foreign.length > 0) {
    return fail(
      foreign.join(", "),
      factsOf[kind].join(", "),
      `they are the facts of ${/^[aeo]/.test(kind) ? "an" : "a"} ${kind}, and ${local} is one`,
    );
  }
  const { action, address } = override;
  if (action !== undefined && /["\p{Cc}]/u.test(action)) {
    return fail(`the action ${JSON.stringify(action)}`, "one without quotation marks", "it is quoted when it is sent");
  }
  if (address !== undefined && !isHttpUrl(address)) {
    return fail(`the address ${JSON.stringify(address)}`, expectedAddress, "write the whole URL, with https://");
  }
  for (const { minOccurs, maxOccurs } of kind === "element" ? parts : []) {
    if (failOccurs({ minOccurs, maxOccurs, ...override }, local, fail)) return undefined;
  }
  if (override.name !== undefined && !isFreeName(override.name, parts[0], types)) {
    return fail(
      `the name ${JSON.stringify(override.name)}`,
      "an XML name that no other type has",
      "give it another one",
    );
  }
  if (override.type === undefined) return { override, type: undefined, place };
  const fitting = kind === "attribute" || kind === "text" ? types.filter((type) => type.kind !== "complex") : types;
  const type = findType(override.type, fitting);
  if (type !== undefined) return { override, type, place };
  return failType(override.type, fitting, fail);
}

const expectedAddress = "an absolute URL of http or https";

/** True for a name that an operation may have, or this type beside the others. */
function isFreeName(local: string, { name }: Target["parts"][number], types: readonly Type[]): boolean {
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*$/u.test(local)) return false;
  return typeof name === "string" || !types.some((type) => clark(type.name) === clark({ ...name, local }));
}

function foreignFacts(override: Override, kind: Target["kind"]): readonly string[] {
  const facts: readonly string[] = factsOf[kind];
  return Object.keys(override).filter((fact) => !facts.includes(fact));
}

/** The ports of all bindings at one address, as in ASMX. */
function portsAt(
  address: string,
  services: readonly Service[],
  report: Report,
  place: Place,
): readonly Port[] | undefined {
  const fail = (found: string, expected: string, hint?: string): undefined => {
    const message = `found ${found}, expected ${expected}`;
    report({ severity: "error", code: "configuration-address", message, place, ...(hint !== undefined && { hint }) });
  };
  const [service, ...others] = services;
  if (service === undefined) return undefined;
  if (others.length > 0) {
    const names = services.map(({ name }) => name).join(", ");
    return fail(
      `one address for ${names}`,
      "one for each",
      "give it under the name of the spec and of the service, spec/service",
    );
  }
  if (!isHttpUrl(address)) return fail(JSON.stringify(address), expectedAddress);
  const bindings = new Set(service.operations.flatMap((operation) => operation.bindings.map(({ binding }) => binding)));
  return [...bindings].map((binding) => {
    const bound = service.ports.filter((each) => each.binding === binding);
    const port = bound.find((each) => each.address === address) ?? bound[0];
    const places = port?.evidence.address.places ?? [];
    return { ...port, binding, address, evidence: { address: { kind: "overridden", places: [place, ...places] } } };
  });
}
