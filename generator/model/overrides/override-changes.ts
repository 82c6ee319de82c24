import type { Override } from "../../configuration.js";
import type { Place } from "../../source.js";
import { overSoap } from "../../bindings.js";
import { withLists } from "./flags.js";
import type { Target } from "./override-targets.js";
import { renameTypes } from "../rename-types.js";
import { withReplies } from "./reply-types.js";
import { nameInMessages } from "./stated-type.js";
import { changeElements, mapMessages } from "../traversal.js";
import { clark, typesByKey } from "../service.js";
import type {
  Attribute,
  ComplexType,
  Element,
  Evidence,
  Message,
  Operation,
  QName,
  Reason,
  Service,
  SimpleType,
  Type,
  TypeReference,
} from "../service.js";

/** An override that fits its target. */
export interface Change {
  readonly override: Override;
  readonly type: TypeReference | undefined;
  readonly place: Place;
  /** True for facts of elements and attributes in replies alone. */
  readonly inReplies?: true;
}

/** The changes of each part by its identity, in order: later ones take precedence. */
export type Changes = ReadonlyMap<Target["parts"][number], readonly Change[]>;

/** The service with all changes of its parts. */
export function changeParts(service: Service, changes: Changes): Service {
  if (changes.size === 0) return service;
  const everywhere = new Map([...changes].map(([part, each]) => [part, each.filter(({ inReplies }) => !inReplies)]));
  const isOne = [...changes.values()].flat().every(({ inReplies }) => !inReplies);
  const changed = isOne
    ? changeFacts(service, changes)
    : withReplies(changeFacts(service, everywhere), changeFacts(service, changes));
  const lists = service.types.filter((type) => type.kind === "simple" && isList(type, changes));
  const renamed = service.types.flatMap((type) => {
    const local = changesOf(type, changes)
      .flatMap(({ override }) => override.name ?? [])
      .at(-1);
    return local === undefined ? [] : [[clark(type.name), { ...type.name, local }] as const];
  });
  return renameTypes(withLists(changed, new Set(lists.map(({ name }) => clark(name)))), new Map(renamed));
}

function changeFacts(service: Service, changes: Changes): Service {
  const types = typesByKey(service.types);
  const element = (part: Element): Element => {
    const own = changesOf(part, changes);
    return stateType(own.reduce(changeElement, part), own, types);
  };
  return {
    ...service,
    types: service.types.map((type) => changeType(type, changes, element)),
    operations: service.operations.map((operation) =>
      changesOf(operation, changes).reduce(
        (changed, change) => changeOperation(changed, change, service),
        mapMessages(operation, element),
      ),
    ),
  };
}

function changesOf(part: Target["parts"][number], changes: Changes): readonly Change[] {
  return changes.get(part) ?? [];
}

function isList(type: SimpleType, changes: Changes): boolean {
  const given = changesOf(type, changes).flatMap(({ override }) => override.list ?? []);
  return given.at(-1) === true;
}

function changeType(type: Type, changes: Changes, element: (part: Element) => Element): Type {
  switch (type.kind) {
    case "simple":
      return changesOf(type, changes).reduce(changeEnumeration, type);
    case "list":
    case "union":
      return type;
    case "complex": {
      const attributes = type.attributes.map((each) => changesOf(each, changes).reduce(changeAttribute, each));
      const { content } = type;
      const whole = {
        ...type,
        attributes,
        content: content.kind === "text" ? content : changeElements(content, element),
      };
      return changesOf(type, changes).reduce(changeText, whole);
    }
  }
}

function changeText(type: ComplexType, change: Change): ComplexType {
  const { content, evidence } = type;
  if (content.kind !== "text" || change.type === undefined) return type;
  return {
    ...type,
    content: { ...content, type: change.type },
    evidence: { ...evidence, content: overriddenReason(evidence.content, change) },
  };
}

function changeOperation(operation: Operation, change: Change, service: Service): Operation {
  const { action, address, name = operation.name } = change.override;
  const { response } = operation;
  return {
    ...operation,
    name,
    ...(action !== undefined && { bindings: operation.bindings.map((binding) => withAction(binding, action, change)) }),
    ...(address !== undefined && {
      address: { address, evidence: { address: { kind: "overridden", places: [change.place, operation.place] } } },
    }),
    ...(response !== undefined &&
      change.type !== undefined && { response: changeResponse(operation, response, change.type, change, service) }),
  };
}

function withAction(binding: Operation["bindings"][number], action: string, change: Change): typeof binding {
  if (!overSoap(binding)) return binding;
  const before = binding.evidence?.action ?? { kind: "declared", places: [binding.place] };
  return { ...binding, action, evidence: { action: overriddenReason(before, change) } };
}

/** Gives an unknown response an element of the type, or confirms with anyType that any content may come. */
function changeResponse(
  { name, request }: Operation,
  response: Message,
  type: TypeReference,
  change: Change,
  service: Service,
): Message {
  if (response.evidence === undefined) return response;
  const evidence = { content: overriddenReason(response.evidence.content, change) };
  if (type.kind === "builtin" && type.name === "anyType") return { ...response, evidence };
  const namespace = (request.wrapper ?? request.body[0]?.name)?.namespace ?? service.namespace;
  const why = evidence.content;
  const element: Element = {
    kind: "element",
    name: rootName(type, service) ?? { namespace, local: `${name}Response` },
    type,
    minOccurs: 1,
    maxOccurs: 1,
    nillable: false,
    evidence: { name: why, type: why, minOccurs: why, maxOccurs: why, nillable: why },
  };
  return { ...response, evidence, body: [element] };
}

/** The name of the root of a response that an anonymous type belongs to; several elements can have a type with a name. */
function rootName(type: TypeReference, { operations, types }: Service): QName | undefined {
  const isAnonymous = types.some(({ name, anonymous }) => anonymous && clark(name) === type.name);
  const roots = operations.flatMap(({ response }) => (response?.style === "document" ? response.body : []));
  return isAnonymous ? roots.find((root) => root.type.name === type.name)?.name : undefined;
}

function changeElement(element: Element, change: Change): Element {
  const { minOccurs, maxOccurs, nillable, namespace } = change.override;
  return {
    ...element,
    type: change.type ?? element.type,
    minOccurs: minOccurs ?? element.minOccurs,
    maxOccurs: maxOccurs ?? element.maxOccurs,
    name: { ...element.name, namespace: namespace ?? element.name.namespace },
    nillable: nillable ?? element.nillable,
    evidence: overridden(element.evidence, change),
  };
}

/**
 * Gives an element the name that its `xsi:type` states, or takes it away, as the last change asks that concerns it. A
 * change of the type of an element whose samples state it changes the name too.
 */
function stateType(element: Element, changes: readonly Change[], types: ReadonlyMap<string, Type>): Element {
  const last = changes.findLast(
    ({ override, type }) => override.xsiType !== undefined || (type !== undefined && element.xsiType !== undefined),
  );
  if (last === undefined) return element;
  const { xsiType: _xsiType, evidence, ...rest } = element;
  const { xsiType: _reason, ...others } = evidence;
  const xsiType = last.override.xsiType === false ? undefined : nameInMessages(element.type, types);
  if (xsiType === undefined) return { ...rest, evidence: others };
  const reason: Reason = { kind: "overridden", places: [last.place] };
  return { ...rest, xsiType, evidence: { ...others, xsiType: reason } };
}

function changeAttribute(attribute: Attribute, change: Change): Attribute {
  const { type = attribute.type, override } = change;
  return { ...attribute, type, use: override.use ?? attribute.use, evidence: overridden(attribute.evidence, change) };
}

function changeEnumeration(type: SimpleType, change: Change): SimpleType {
  const evidence = { ...type.evidence, content: overriddenReason(type.evidence.content, change) };
  const { open, list } = change.override;
  // Nothing but flags opens an enumeration of requests.
  return { ...type, open: open ?? (list === undefined ? type.open : type.reply && type.open), evidence };
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
