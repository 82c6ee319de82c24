import { byBinding, isHttp, isSoap, type HttpBinding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { BoundOperation, PortType, Wsdl, WsdlBinding, WsdlMessage, WsdlOperation } from "../../read/wsdl/wsdl.js";
import type { WsdlMessageUse } from "../../read/wsdl/wsdl.js";
import { clark, type Element, type Fault, type Message, type Operation, type OperationBinding } from "../service.js";
import { isOperation, type LeftOut } from "../left-out.js";
import type { Port, SoapOperation } from "../service.js";
import { addressingAction } from "./addressing-action.js";
import type { Building } from "./building.js";
import { httpLocation } from "./http-location.js";
import { httpOperation, httpRequest, httpResponse, type HttpUse } from "./http-operation.js";
import { partAccessor, partElement } from "./part.js";
import { remarksOn, remarksOnFault, type OperationRemarks, type Remarks } from "./remarks.js";
import { headerFaultsOf, soapMessage, type SoapMessageUse } from "./soap-message.js";
import { operationDemands, withDemands, type Demanding } from "./operation-demands.js";
import { operationNames, type NamedOperation } from "./operation-names.js";
import type { Types } from "./types.js";

export interface OperationOptions {
  readonly wsdl: Wsdl;
  readonly types: Types;
  /** The namespace of elements that no schema names: the wrappers of operations that only HTTP binds. */
  readonly namespace: string;
  /** The ports of the service. */
  readonly ports: readonly Port[];
}

/** A binding with a protocol of the runtime, and its port type. */
export interface CallableBinding {
  readonly binding: WsdlBinding;
  readonly kind: OperationBinding["binding"];
  readonly portType: PortType;
}

/** A binding in a service, with the names of its ports there; none in a WSDL without services. */
export interface OfferedBinding extends CallableBinding {
  readonly ports: readonly string[];
}

/** An operation with the bindings that share its messages, and the header blocks that these declare for faults. */
interface Draft extends NamedOperation {
  readonly messages: Messages;
  readonly signature: string;
  readonly bindings: readonly OperationBinding[];
  readonly demanding: readonly Demanding[];
  readonly headerFaults: ReadonlyMap<string, Element>;
}

/** A new draft, or a replacement for the one at an index. */
interface PlacedDraft {
  readonly at: number;
  readonly draft: Draft;
}

type Messages = Pick<Operation, "request" | "response" | "faults">;

export interface BoundOperations {
  readonly operations: readonly Operation[];
  /** The names that the operations have in the port types. */
  readonly declaredNames: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The operations in the order of the bindings and their port types. An operation in several bindings is merged if its
 * messages are equal. HTTP bindings, which have messages of their own, are added to the SOAP operation that their parts
 * fit.
 */
export function operationsOf(callable: readonly OfferedBinding[], options: OperationOptions): BoundOperations {
  const drafts = new Map<string, Draft[]>();
  const reasons = new Map<string, LeftOut>();
  const leave = (reason: LeftOut): void => {
    const key = JSON.stringify([reason.name, reason.part]);
    if (!reasons.has(key)) reasons.set(key, reason);
  };
  // A SOAP binding declares more than an HTTP one, so it comes first.
  for (const each of [...callable.filter(({ kind }) => isSoap(kind)), ...callable.filter(({ kind }) => isHttp(kind))]) {
    for (const bound of boundOperations(each, options.types.building, leave)) {
      const { name } = bound.declaration;
      const known = drafts.get(name) ?? [];
      drafts.set(name, known);
      if (!isCallable(bound)) continue;
      const placed = isHttp(each.kind)
        ? placeHttp(bound, each.kind, known, options)
        : placeSoap(bound, { kind: each.kind, ports: each.ports }, known, options);
      if (placed !== undefined) known[placed.at] = placed.draft;
      options.types.settle();
    }
  }
  return {
    operations: named([...drafts.values()].flat()),
    declaredNames: [...drafts].flatMap(([name, found]) => (found.length === 0 ? [] : [name])),
    leftOut: [...reasons.values()].filter((each) => isOperation(each) === (drafts.get(each.name)?.length === 0)),
  };
}

/** One operation in one binding. */
interface DeclaredBinding extends NamedOperation {
  readonly bound: BoundOperation;
  readonly remarks: OperationRemarks;
}

/** The operations of a port type with their entries in the binding; the input's name distinguishes overloads. */
function boundOperations(
  { binding, portType }: CallableBinding,
  building: Building,
  leave: (leftOut: LeftOut) => void,
): readonly DeclaredBinding[] {
  const { report } = building;
  const byName = new Map<string, BoundOperation[]>();
  for (const bound of binding.operations) byName.set(bound.name, [...(byName.get(bound.name) ?? []), bound]);
  const found = portType.operations.flatMap((declaration): readonly DeclaredBinding[] => {
    const candidates = byName.get(declaration.name) ?? [];
    const inputName = declaration.input?.name;
    const same = candidates.findIndex((each) => each.inputName !== undefined && each.inputName === inputName);
    const [bound] = candidates.splice(Math.max(same, 0), 1);
    if (bound === undefined) reportUnbound(declaration, binding, report);
    if (bound === undefined) return [];
    const remarks = remarksOn(declaration.name, `binding ${binding.name.local}`, building, leave);
    return [{ binding, portType, declaration, bound, remarks }];
  });
  for (const rest of [...byName.values()].flat()) reportUndeclared(rest, binding, portType, report);
  return found;
}

function isCallable({ declaration: { pattern, place }, remarks }: DeclaredBinding): boolean {
  if (pattern === "one-way" || pattern === "request-response") return true;
  remarks.leaveOut(`an operation that starts with an output (${pattern})`, "an input first", place);
  return false;
}

function placeSoap(
  { binding, portType, declaration, bound, remarks }: DeclaredBinding,
  { kind, ports }: Pick<Demanding, "kind" | "ports">,
  drafts: readonly Draft[],
  options: OperationOptions,
): PlacedDraft | undefined {
  const style = bound.style ?? ("style" in binding.protocol ? binding.protocol.style : "document");
  const { namespace } = binding.name;
  const messages = soapMessages(declaration, bound, { style, targetNamespace: namespace }, remarks, options);
  if (messages === undefined) return undefined;
  const { action, place } = bound;
  const demands = operationDemands(declaration, bound, options.wsdl);
  const ofPorts = options.ports.filter((port) => port.binding === kind).flatMap((port) => port.demands ?? []);
  const inAddressing = addressingAction({
    declaration,
    portType,
    soapAction: action,
    demands: [...demands, ...ofPorts],
  });
  const operation: SoapOperation = {
    binding: kind,
    ...(action === undefined ? {} : { action }),
    ...(inAddressing === undefined ? {} : { addressingAction: inAddressing }),
    place,
  };
  const demanding: Demanding = { kind, ports, demands };
  const signature = signatureOf(messages);
  const headerFaults = headerFaultsOf([bound.input, bound.output], (part) => {
    return { ...options, remarks: remarksOnFault(declaration.name, part, options.types.building) };
  });
  const sameBinding = (draft: Draft) => draft.bindings.find((each) => each.binding === kind);
  const at = drafts.findIndex((draft) => {
    if (draft.signature !== signature) return false;
    const other = sameBinding(draft);
    return other === undefined || ("action" in other ? other.action === action : action === undefined);
  });
  const found = drafts[at];
  if (found === undefined) {
    const source = { declaration, portType, binding };
    const draft = { ...source, messages, signature, bindings: [operation], demanding: [demanding], headerFaults };
    return { at: drafts.length, draft };
  }
  const bindings = sameBinding(found) === undefined ? [...found.bindings, operation] : found.bindings;
  const merged = {
    bindings,
    demanding: [...found.demanding, demanding],
    headerFaults: new Map([...found.headerFaults, ...headerFaults]),
  };
  return { at, draft: { ...found, ...merged } };
}

function soapMessages(
  declaration: WsdlOperation,
  bound: BoundOperation,
  { style, targetNamespace }: Pick<SoapMessageUse, "style" | "targetNamespace">,
  remarks: OperationRemarks,
  options: OperationOptions,
): Messages | undefined {
  const { name, parameterOrder, place, input, output, pattern } = declaration;
  const messageOf = (direction: SoapMessageUse["direction"], use: WsdlMessageUse | undefined) => {
    if (use === undefined) return remarks.leaveOut(`no message for the ${direction}`, "one", place);
    const message = find(use, remarks, options);
    if (message === undefined) return undefined;
    const boundMessage = direction === "request" ? bound.input : bound.output;
    const said = {
      direction,
      style,
      name,
      message,
      bound: boundMessage,
      parameterOrder,
      targetNamespace,
      place: bound.place,
    };
    return soapMessage(said, { ...options, remarks });
  };
  const request = messageOf("request", input);
  if (request === undefined) return undefined;
  if (pattern === "one-way") return { request, faults: [] };
  const response = messageOf("response", output);
  return response && { request, response, faults: faultsOf(declaration, options) };
}

function find(
  { message, place }: WsdlMessageUse,
  remarks: Remarks,
  { wsdl }: OperationOptions,
): WsdlMessage | undefined {
  return wsdl.messages.get(clark(message)) ?? remarks.unresolved("message", message, place);
}

/** The faults of an operation. A fault without a part has no typed content in its detail. */
function faultsOf(declaration: WsdlOperation, options: OperationOptions): readonly Fault[] {
  return declaration.faults.flatMap((fault) => {
    const called = fault.name ?? fault.message.local;
    const remarks = remarksOnFault(declaration.name, called, options.types.building);
    const message = find(fault, remarks, options);
    const [part] = message?.parts ?? [];
    if (message === undefined || part === undefined) return [];
    const name = { namespace: "", local: part.name };
    const element: Element | undefined =
      part.element === undefined
        ? partAccessor(part, { name, nillable: false }, options.types, remarks)
        : partElement(part, options.types, remarks);
    const { documentation } = fault;
    const described = documentation === undefined ? {} : { documentation };
    return element === undefined ? [] : [{ name: called, ...described, element }];
  });
}

/**
 * Adds the HTTP binding to an operation of SOAP if its parts fit; otherwise it becomes an operation with messages of
 * its own.
 */
function placeHttp(
  { binding, portType, declaration, bound, remarks }: DeclaredBinding,
  kind: HttpBinding,
  drafts: readonly Draft[],
  options: OperationOptions,
): PlacedDraft | undefined {
  const { name, input, output, pattern } = declaration;
  const inputMessage = input && find(input, remarks, options);
  const outputMessage = output && find(output, remarks, options);
  if ((input && !inputMessage) || (output && !outputMessage)) return undefined;
  const use: HttpUse = {
    binding: kind,
    name,
    location: httpLocation(bound.location ?? "", options.ports.find(({ binding }) => binding === kind)?.address),
    input: inputMessage,
    boundInput: bound.input,
    output: outputMessage,
    boundOutput: bound.output,
    place: bound.place,
  };
  const http = { types: options.types, remarks };
  const own = drafts.findIndex((each) => each.declaration.input?.name === input?.name);
  const at = Math.max(own, 0);
  const found = drafts[at];
  if (found !== undefined) {
    const { request, response } = found.messages;
    if ((request.parts ?? response?.parts) !== undefined)
      return remarks.leaveOut("an operation with attachments over SOAP", "one without", bound.place);
    const operation = httpOperation(use, request, response, http);
    const isBound = found.bindings.some(({ binding }) => binding === kind);
    if (operation === undefined || isBound) return undefined;
    return { at, draft: { ...found, bindings: [...found.bindings, operation] } };
  }
  const request = httpRequest(use, options.namespace, http);
  const response = pattern === "one-way" ? undefined : httpResponse(use, options.namespace, http);
  if (request === undefined || (response === undefined && pattern !== "one-way")) return undefined;
  const operation = httpOperation(use, request, response, http);
  if (operation === undefined) return undefined;
  const messages = { request, ...(response ? { response } : {}), faults: [] };
  const signature = signatureOf(messages);
  const source = { declaration, portType, binding };
  return {
    at,
    draft: { ...source, messages, signature, bindings: [operation], demanding: [], headerFaults: new Map() },
  };
}

function named(drafts: readonly Draft[]): readonly Operation[] {
  const names = operationNames(drafts);
  return drafts.map(({ declaration, messages, bindings, demanding, headerFaults }, index) => {
    const { name, documentation, place } = declaration;
    return {
      name: names[index] ?? name,
      ...(documentation === undefined ? {} : { documentation }),
      bindings: bindings.map((bound) => withDemands(bound, demanding)).toSorted(byBinding),
      ...messages,
      ...(headerFaults.size === 0 ? {} : { headerFaults: [...headerFaults.values()] }),
      place,
    };
  });
}

/** Identifies messages by the names and the type keys of their elements. */
function signatureOf({ request, response, faults }: Messages): string {
  const element = ({ name, type, minOccurs, maxOccurs, nillable, use }: Element) => {
    return [clark(name), type, minOccurs, maxOccurs, nillable, use];
  };
  const message = ({ style, use, wrapper, header, body, parts }: Message) => {
    const attached = parts?.map(({ name, types }) => [name, types]);
    return [style, use, wrapper, header.map(element), body.map(element), attached];
  };
  const details = faults.map(({ name, element: detail }) => [name, element(detail)]);
  return JSON.stringify([message(request), response && message(response), details]);
}

function reportUnbound({ name, place }: WsdlOperation, binding: WsdlBinding, report: Report): void {
  report({
    severity: "warning",
    code: "operation-unbound",
    message: `found operation ${name} in port type ${binding.portType.local}, expected it in binding ${binding.name.local} as well; it is left out of the binding`,
    place: binding.place,
    related: [place],
  });
}

function reportUndeclared({ name, place }: BoundOperation, binding: WsdlBinding, of: PortType, report: Report): void {
  report({
    severity: "warning",
    code: "operation-undeclared",
    message: `found operation ${name} in binding ${binding.name.local}, expected it in port type ${of.name.local}; it is left out`,
    place,
    related: [of.place],
  });
}
