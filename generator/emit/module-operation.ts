import { overHttp } from "../bindings.js";
import { groupBy } from "../group-by.js";
import { clark, isUnknown, type Element } from "../model/service.js";
import type { Message, Operation, Port, Type } from "../model/service.js";
import { faultGroup } from "../values/fault-group.js";
import type { PropertyGroup, Property } from "../values/value-model.js";
import { groupOf } from "../values/property-group.js";
import { hasValueOf } from "../values/same-value.js";
import type { ModuleHttpOperation, ModuleMessage, ModuleOperation, ModuleReply, ModuleType } from "./module.js";
import type { OperationNames } from "./names.js";

/** The input of the templates for an operation. */
export function moduleOperation(
  operation: Operation,
  ports: readonly Port[],
  names: OperationNames,
  types: ReadonlyMap<string, ModuleType>,
  all: ReadonlyMap<string, Type>,
): ModuleOperation {
  const request = moduleMessage(operation.request);
  const response = operation.response && moduleMessage(operation.response);
  const parameters = wrapped(request.body, types);
  const results = response === undefined ? [] : wrapped(response.body, types);
  const http = operation.bindings.filter(overHttp).map((binding): ModuleHttpOperation => {
    const { root, result, reply } = binding;
    return {
      operation: binding,
      parameters: binding.parameters
        .map(({ name, element }) => ({ name, property: propertyOf(element, parameters) }))
        .filter(({ name, property }) => name !== property),
      namespace: root?.namespace === response?.body.namespace ? undefined : root?.namespace,
      result: result === undefined ? undefined : propertyOf(result, results),
      reply: reply && groupOf([reply], ""),
    };
  });
  const { headerFaults } = operation;
  return {
    operation,
    ...names,
    bindings: [...new Set(operation.bindings.map(({ binding }) => binding))],
    requestLine: requestLine(operation, ports),
    isReplyUnknown: operation.response !== undefined && isUnknown(operation.response),
    request,
    response,
    parameters: parameters.map(({ property }) => property),
    faults: operation.faults.length === 0 ? undefined : faultGroup(operation.faults),
    faultHeader:
      headerFaults && groupOf(optionalElements([...(operation.response?.header ?? []), ...headerFaults]), ""),
    http,
    otherReplies: otherReplies(operation, response === undefined ? [] : elementMembers(response.body), results, all),
  };
}

/** The replies over HTTP with other values than the response, those of one type together. */
function otherReplies(
  { bindings }: Operation,
  bodies: readonly Property<Element>[],
  results: readonly Property<Element>[],
  types: ReadonlyMap<string, Type>,
): readonly ModuleReply[] {
  const others = bindings.filter(overHttp).flatMap(({ binding, result, reply }) => {
    const [element] = result === undefined ? bodies : results.filter(({ of }) => of.name.local === result);
    if (reply === undefined || (element !== undefined && hasValueOf(reply, element.of, types))) return [];
    if (result === undefined || element === undefined) return [{ binding, isWrapped: false, element: reply }];
    // A root that is nil stands for an element that is absent, if that is possible.
    const isOptional = element.of.minOccurs === 0 && reply.nillable;
    const occurrence = isOptional ? { minOccurs: 0, nillable: false } : {};
    return [{ binding, isWrapped: true, element: { ...reply, name: element.of.name, ...occurrence } }];
  });
  const kinds = groupBy(others, ({ isWrapped, element: { name, type, minOccurs, nillable } }) =>
    JSON.stringify([isWrapped, isWrapped ? name : "", type, minOccurs, nillable]),
  );
  return [...kinds.values()].map((alike) => {
    const [{ isWrapped, element }] = alike;
    return { bindings: alike.map(({ binding }) => binding), body: groupOf([element], ""), isWrapped };
  });
}

function moduleMessage({ body, header, use, references, parts = [] }: Message): ModuleMessage {
  return {
    body: groupOf(body, ""),
    header: header.length === 0 ? undefined : groupOf(header, ""),
    encoded: use === "encoded",
    references: references === true,
    parts,
  };
}

/** The optional header blocks of faults, which may be those of a response. */
function optionalElements(all: readonly Element[]): readonly Element[] {
  return [...new Map(all.map((element) => [clark(element.name), element])).values()].map(optional);
}

function optional(element: Element): Element {
  return { ...element, minOccurs: 0, maxOccurs: 1 };
}

/** The elements for the parameters of a message: those in its single wrapper element, else in the body. */
function wrapped(body: PropertyGroup, types: ReadonlyMap<string, ModuleType>): readonly Property<Element>[] {
  const elements = elementMembers(body);
  const [only, ...others] = elements;
  if (only === undefined || others.length > 0 || only.of.type.kind === "builtin") return elements;
  const type = types.get(only.of.type.name);
  return type?.kind === "object" ? elementMembers(type) : elements;
}

function elementMembers({ members }: PropertyGroup): readonly Property<Element>[] {
  return members.filter((member) => member.kind === "element");
}

function propertyOf(local: string, elements: readonly Property<Element>[]): string {
  return elements.find(({ of }) => of.name.local === local)?.property ?? local;
}

function requestLine({ bindings, address: own }: Operation, ports: readonly Port[]): string | undefined {
  const [first] = bindings;
  const { address } = own ?? ports.find(({ binding }) => binding === first?.binding) ?? {};
  if (first === undefined || address === undefined || !URL.canParse(address)) return undefined;
  // The query is left out, because it may contain a secret.
  const { pathname } = new URL(address);
  const method = first.binding === "httpGet" ? "GET" : "POST";
  return overHttp(first) ? `${method} ${pathname.replace(/\/$/, "")}${first.location}` : `${method} ${pathname}`;
}
