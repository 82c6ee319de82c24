import type { Override, ServiceConfiguration } from "../configuration.js";
import type { Report } from "../diagnostic.js";
import type { Place } from "../source.js";
import { suggest } from "../../templates/stand-in/suggestion.js";
import { overSoap } from "../bindings.js";
import { builtinNames, isBuiltinName } from "../builtins.js";
import { assumeConventions } from "./conventions.js";
import { overrideTargets, type Target } from "./override-targets.js";
import { changeElements, mapMessages } from "./traversal.js";
import { withoutUnreached } from "./reach.js";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Element,
  type Evidence,
  type Operation,
  type Port,
} from "./service.js";
import type { Reason, Service, SimpleType, Type, TypeReference } from "./service.js";

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
  const changes = changesOf(services, overrides, report, placeOf);
  const changed = assumeConventions(services.map((service) => withoutUnreached(changeParts(service, changes))));
  if (address === undefined) return changed;
  const ports = portsAt(address, changed, report, placeOf("address"));
  return ports === undefined ? changed : changed.map((service) => ({ ...service, ports }));
}

/** An override that fits its target. */
interface Change {
  readonly override: Override;
  readonly type: TypeReference | undefined;
  readonly place: Place;
}

/** Changes by the identity of the parts that they change. */
type Changes = ReadonlyMap<TargetPart, Change>;

type TargetPart = Target["parts"][number];

/** The facts of each kind of part that can be changed. */
const factsOf = {
  element: ["type", "minOccurs", "maxOccurs", "nillable"],
  attribute: ["type", "use"],
  text: ["type"],
  enumeration: ["open"],
  operation: ["action"],
} as const satisfies { readonly [kind in Target["kind"]]: readonly (keyof Override)[] };

function changesOf(
  services: readonly Service[],
  overrides: NonNullable<Corrections["overrides"]>,
  report: Report,
  placeOf: PlaceOf,
): Changes {
  const changes = new Map<TargetPart, Change>();
  const wanted = Object.entries(overrides);
  if (wanted.length === 0) return changes;
  const inServices = services.map((service) => ({ types: service.types, targets: overrideTargets(service) }));
  for (const [path, override] of wanted) {
    const place = placeOf("overrides", path);
    const fail: Fail = (found, expected, hint) => {
      const message = `found ${found}, expected ${expected}`;
      report({ severity: "error", code: "configuration-override", message, place, hint });
      return undefined;
    };
    const having = inServices.filter(({ targets }) => targets.has(path));
    if (having.length === 0) {
      // Each fact has a second path, with the namespace of its type.
      const qualified = path.startsWith("{");
      const paths = inServices.flatMap(({ targets }) => [...targets.keys()]);
      const known = new Set(paths.filter((each) => each.startsWith("{") === qualified));
      fail(
        `an override of ${JSON.stringify(path)}`,
        "a part of the service, such as Type.member",
        suggest(path, [...known]),
      );
    }
    for (const { types, targets } of having) {
      const all = targets.get(path) ?? [];
      // An operation and an enumeration may have one name.
      const having = all.filter(({ kind }) => foreignFacts(override, kind).length === 0);
      const [target, ...others] = having.length > 0 ? having : all;
      if (target === undefined) continue;
      if (others.length > 0) {
        fail(`${others.length + 1} parts at ${path}`, "one", "write the type as {namespace}name");
        break;
      }
      const change = fit(override, target, types, place, fail);
      if (change === undefined) break;
      for (const part of target.parts) changes.set(part, change);
    }
  }
  return changes;
}

/** Reports what was found, what was expected, and the next step. */
type Fail = (found: string, expected: string, hint: string) => undefined;

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
      `they are the facts of ${kind === "text" ? "a" : "an"} ${kind}, and ${local} is one`,
    );
  }
  if (override.action !== undefined && /["\p{Cc}]/u.test(override.action)) {
    return fail(
      `the action ${JSON.stringify(override.action)}`,
      "one without quotation marks",
      "it is quoted when it is sent",
    );
  }
  if (override.type === undefined) return { override, type: undefined, place };
  const fitting = kind === "attribute" || kind === "text" ? types.filter((type) => type.kind !== "complex") : types;
  const type = findType(override.type, fitting);
  if (type !== undefined) return { override, type, place };
  const known = [...fitting.map(({ name }) => name.local), ...builtinNames];
  return fail(
    `the type ${JSON.stringify(override.type)}`,
    "a builtin type or a type of the service",
    suggest(override.type, known),
  );
}

function foreignFacts(override: Override, kind: Target["kind"]): readonly string[] {
  const facts: readonly string[] = factsOf[kind];
  return Object.keys(override).filter((fact) => !facts.includes(fact));
}

/** Finds a type by its local name, or as `{namespace}local`. */
function findType(name: string, types: readonly Type[]): TypeReference | undefined {
  if (isBuiltinName(name)) return { kind: "builtin", name };
  const type = types.find((each) => clark(each.name) === name) ?? types.find((each) => each.name.local === name);
  return type && { kind: "type", name: clark(type.name) };
}

function changeParts(service: Service, changes: Changes): Service {
  if (changes.size === 0) return service;
  const element = (part: Element): Element => changeElement(part, changes.get(part));
  return {
    ...service,
    types: service.types.map((type) => changeType(type, changes, element)),
    operations: service.operations.map((operation) =>
      changeOperation(mapMessages(operation, element), changes.get(operation)),
    ),
  };
}

function changeType(type: Type, changes: Changes, element: (part: Element) => Element): Type {
  switch (type.kind) {
    case "simple":
      return changeEnumeration(type, changes.get(type));
    case "list":
    case "union":
      return type;
    case "complex":
      return {
        ...type,
        attributes: type.attributes.map((attribute) => changeAttribute(attribute, changes.get(attribute))),
        ...changeContent(type, changes.get(type), element),
      };
  }
}

function changeContent(
  { content, evidence }: ComplexType,
  change: Change | undefined,
  element: (part: Element) => Element,
): Pick<ComplexType, "content" | "evidence"> {
  if (content.kind !== "text" || change?.type === undefined)
    return { content: changeElements(content, element), evidence };
  return {
    content: { ...content, type: change.type },
    evidence: { ...evidence, content: overriddenReason(evidence.content, change) },
  };
}

function changeOperation(operation: Operation, change: Change | undefined): Operation {
  const action = change?.override.action;
  if (change === undefined || action === undefined) return operation;
  const bindings = operation.bindings.map((binding) => {
    if (!overSoap(binding)) return binding;
    const before = binding.evidence?.action ?? { kind: "declared", places: [binding.place] };
    return { ...binding, action, evidence: { action: overriddenReason(before, change) } };
  });
  return { ...operation, bindings };
}

function changeElement(element: Element, change: Change | undefined): Element {
  if (change === undefined) return element;
  const { minOccurs, maxOccurs, nillable } = change.override;
  return {
    ...element,
    type: change.type ?? element.type,
    minOccurs: minOccurs ?? element.minOccurs,
    maxOccurs: maxOccurs ?? element.maxOccurs,
    nillable: nillable ?? element.nillable,
    evidence: overridden(element.evidence, change),
  };
}

function changeAttribute(attribute: Attribute, change: Change | undefined): Attribute {
  if (change === undefined) return attribute;
  const { type = attribute.type, override } = change;
  return { ...attribute, type, use: override.use ?? attribute.use, evidence: overridden(attribute.evidence, change) };
}

function changeEnumeration(type: SimpleType, change: Change | undefined): SimpleType {
  if (change?.override.open === undefined) return type;
  const evidence = { ...type.evidence, content: overriddenReason(type.evidence.content, change) };
  return { ...type, open: change.override.open, evidence };
}

/** Marks the changed facts as overridden, at the place of the override, followed by the places of the old evidence. */
function overridden<E extends Evidence<string>>(evidence: E, change: Change): E {
  const facts = Object.keys(change.override).flatMap((fact): readonly (readonly [string, Reason])[] => {
    const reason = evidence[fact];
    return reason === undefined ? [] : [[fact, overriddenReason(reason, change)]];
  });
  return { ...evidence, ...Object.fromEntries<Reason>(facts) };
}

function overriddenReason({ places }: Reason, { place }: Change): Reason {
  return { kind: "overridden", places: [place, ...places] };
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
  if (!URL.canParse(address)) return fail(JSON.stringify(address), "an absolute URL");
  const bindings = new Set(service.operations.flatMap((operation) => operation.bindings.map(({ binding }) => binding)));
  return [...bindings].map((binding) => {
    const port = service.ports.find((each) => each.binding === binding);
    const places = port?.evidence.address.places ?? [];
    return { ...port, binding, address, evidence: { address: { kind: "overridden", places: [place, ...places] } } };
  });
}
