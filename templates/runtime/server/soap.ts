import type { Reading } from "../context.js";
import { soap11Namespace, soap12Namespace, writeEnvelope } from "../binding/envelope.js";
import { writeFaultEnvelope, type NewFault } from "./fault-envelope.js";
import type { SoapBinding, AnyOperation } from "../binding/binding.js";
import { isUnderstood, type Understood } from "../binding/mandatory.js";
import { explain, Malformed, misfit, placed } from "../error.js";
import type { Bytes } from "../xml/output.js";
import { planOf } from "../complex/plan.js";
import { answered, failure } from "./answer.js";
import { callOf } from "./call.js";
import type {
  AnswerBlocks,
  Call,
  CheckedSecurity,
  OpenCall,
  SecurityCheck,
  ServedOperation,
  Server,
} from "./contract.js";
import { faultHeaderOf, ServiceFault } from "./fault.js";
import { headOf, type EnvelopeHead } from "./head.js";
import { legible } from "./legible.js";
import type { PlainRequest, PlainResponse } from "./plain.js";
import { bytesResponse, emptyResponse } from "./response.js";
import { operationsOfAction, soapRoutes, type ElementName, type SoapAddress } from "./routes.js";
import { shown, type XmlElement } from "../xml/element.js";
import { xmlns } from "../xml/names.js";
import { charsetOf } from "../binding/transport.js";

/**
 * Responds to a SOAP request of either version. `expected` is the version of its content type, and `charset` is the
 * encoding of the document.
 */
export async function respondToSoap(
  server: Server,
  request: PlainRequest,
  document: Uint8Array,
  expected: SoapBinding,
  charset: string | undefined = charsetOf(request.headers),
): Promise<PlainResponse> {
  const reading = readingOf(server, request, charset);
  const routed = routedOf(server, request, document, expected, reading);
  const admitted = await admittedOf(server, routed);
  if (admitted.kind === "fault") return respondWithFault(server, admitted, undefined, undefined);
  const asked = askedOf(server, request, document, reading, admitted);
  if (asked.kind === "fault") return respondWithFault(server, asked, undefined, undefined);
  return respondToCall(server, admitted, asked.value, asked.call);
}

/** Responds with the answer of the handler. */
export async function respondToCall(
  server: Server,
  { head: { binding }, served, answerBlocks }: Routed,
  value: unknown,
  call: OpenCall,
): Promise<PlainResponse> {
  const { response } = served.operation;
  const contentType = contentTypes[binding];
  const answer = await answered(server, served, value, call, contentType, (value, header, writing) =>
    writeEnvelope(binding, response ?? { body: {} }, value, header, answerBlocks(), writing),
  );
  switch (answer.kind) {
    case "accepted":
      return emptyResponse(202);
    case "message":
      return bytesResponse(200, answer.contentType, answer.body);
    case "fault":
      return respondWithFault(server, { ...answer, binding, answerBlocks }, served.operation, call);
  }
}

export function readingOf({ options }: Server, { attached }: PlainRequest, charset: string | undefined): Reading {
  const { maxDepth, forbiddenCharacters, validate } = options;
  return { maxDepth, forbiddenCharacters, validate, charset, included: attached?.included };
}

/** The longest accepted body, or part of a request that is in memory. */
export function maxRequestBytesOf({ options: { maxRequestBytes = 4 * 1024 * 1024 } }: Server): number {
  return maxRequestBytes;
}

const contentTypes = { soap11: "text/xml; charset=utf-8", soap12: "application/soap+xml; charset=utf-8" } as const;

interface FaultMessage {
  readonly binding: SoapBinding;
  readonly fault: NewFault<object>;
  readonly header?: object | undefined;
  readonly answerBlocks?: AnswerBlocks | undefined;
}

type RefusedRequest = { readonly kind: "fault" } & FaultMessage;

/** The outcome of reading a request: a call of an operation, or a fault. */
type Asked = RefusedRequest | { readonly kind: "call"; readonly value: unknown; readonly call: OpenCall };

function askedOf(
  server: Server,
  request: PlainRequest,
  document: Uint8Array,
  reading: Reading,
  { head, served, answerBlocks, checked }: Routed,
): Asked {
  const { binding } = head;
  const { name, request: message } = served.operation;
  try {
    const read = ({ body }: { readonly body: Uint8Array }) =>
      (body === document ? head : (headOf(server, body, reading) ?? head)).read(message);
    const { attached } = request;
    const envelope = attached === undefined ? head.read(message) : attached.read({ body: document }, reading, read);
    if (envelope.kind !== "ok") throw new Malformed(`expected a request of ${name}, found a fault`);
    const call = callOf(served.operation, binding, request, envelope.header, server.packaging, checked);
    return { kind: "call", value: envelope.value, call };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ...refused(binding, placed(error)), answerBlocks };
  }
}

/** A request whose operation was found, and whose header blocks are understood. */
export interface Routed {
  readonly kind: "routed";
  readonly head: EnvelopeHead;
  readonly served: ServedOperation;
  readonly understood: Understood;
  readonly answerBlocks: AnswerBlocks;
  /** Present once the option `security` has checked the request. */
  readonly checked?: CheckedCall | undefined;
}

/** Finds the operation of a request, whose header blocks must be understood. */
export function routedOf(
  server: Server,
  request: PlainRequest,
  document: Uint8Array,
  expected: SoapBinding,
  reading: Reading,
): Routed | RefusedRequest {
  let binding = offered(server, expected) ? expected : other(expected);
  let answerBlocks: AnswerBlocks = noBlocks;
  const refuse = (fault: NewFault<object>): RefusedRequest => refusedBy(fault, binding, answerBlocks);
  try {
    const head = headOf(server, document, reading);
    if (head === undefined) return versionMismatch(server, binding);
    if (!offered(server, head.binding)) return versionMismatch(server, "soap11");
    ({ binding } = head);
    const { addressing, security, understands = [] } = server.options;
    const addressed = addressing?.read(head.blocks(), binding);
    const soapAction = actionOf(request);
    if (addressed !== undefined) answerBlocks = addressed.answerBlocks(undefined);
    const addressingAction = addressed?.action ?? "";
    const isPair = operationsOfAction(server, binding, soapAction).some(
      ({ operation }) => operation.addressingAction === addressingAction,
    );
    const refusal = addressed?.refusal(isPair ? addressingAction : soapAction);
    if (refusal !== undefined) return refuse(refusal);
    const address: SoapAddress = { binding, action: soapAction, addressingAction, element: head.element };
    const [served, ...others] = soapRoutes(server, address);
    if (served === undefined) {
      const isUnsupported = operationsOfAction(server, binding, addressingAction).length === 0;
      return refuse(
        addressed !== undefined && isUnsupported ? addressed.unsupported() : faultOf(unknown(server, address)),
      );
    }
    if (others.length > 0) return refuse(faultOf(`expected the action of one of ${named([served, ...others])}`));
    if (addressed !== undefined) answerBlocks = addressed.answerBlocks(served.operation);
    const isChecked = security?.understands(head.blocks()) === true;
    const understood = [...understands, ...(addressed?.understood ?? []), ...(isChecked ? [security.block] : [])];
    const foreign = head.mandatory.filter((block) => !isUnderstood(block, served.operation.request.header, understood));
    if (foreign.length > 0) return notUnderstood(binding, foreign, answerBlocks);
    const refusalOf = addressed?.refusalOf(served.operation);
    return refusalOf === undefined ? { kind: "routed", head, served, understood, answerBlocks } : refuse(refusalOf);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return refuse(faultOf(placed(error)));
  }
}

const noBlocks: AnswerBlocks = () => [];

/** The findings of the option `security` on a call. */
type CheckedCall = Pick<CheckedSecurity, "username"> & Pick<SecurityCheck, "block">;

/** The request if the option `security` admits it. */
export async function admittedOf(
  { options: { security }, onError }: Server,
  routed: Routed | RefusedRequest,
): Promise<Routed | RefusedRequest> {
  if (security === undefined || routed.kind === "fault") return routed;
  const { head, served, answerBlocks } = routed;
  const refuse = (fault: NewFault<object>): RefusedRequest => refusedBy(fault, head.binding, answerBlocks);
  try {
    const { username, ...checked } = await security.check(head.blocks(), served.operation.name);
    return {
      ...routed,
      checked: { username, block: security.block },
      answerBlocks: (fault) => [...answerBlocks(fault), ...checked.answerBlocks(fault)],
    };
  } catch (error) {
    if (error instanceof ServiceFault) return refuse(error.fault as NewFault<object>);
    onError(error, undefined);
    return refuse(failure);
  }
}

/** A fault for a request that does not fit. */
export function refused(binding: SoapBinding, reason: string): RefusedRequest {
  return refusedBy(faultOf(reason), binding);
}

/** The reason can quote the request. */
function refusedBy(fault: NewFault<object>, binding: SoapBinding, answerBlocks?: AnswerBlocks): RefusedRequest {
  return { kind: "fault", binding, fault: { ...fault, reason: legible(fault.reason) }, answerBlocks };
}

function faultOf(reason: string): NewFault<object> {
  return { code: "Sender", reason };
}

function offered({ contract }: Server, binding: SoapBinding): boolean {
  return contract.bindings.includes(binding);
}

function other(binding: SoapBinding): SoapBinding {
  return binding === "soap11" ? "soap12" : "soap11";
}

/** The `action` parameter of SOAP 1.2, or the SOAPAction header; empty if there is none. */
function actionOf({ headers }: PlainRequest): string {
  const parameter = /;\s*action\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(headers.get("content-type") ?? "");
  if (parameter !== null) return (parameter[1] ?? parameter[2] ?? "").replace(/\\(.)/g, "$1");
  const header = headers.get("soapaction") ?? "";
  return /^"(.*)"$/.exec(header)?.[1] ?? header;
}

/** The reason why no operation matches a request. */
function unknown(server: Server, { binding, addressingAction, element, ...address }: SoapAddress): string {
  const action = address.action || addressingAction;
  const { name } = server.contract;
  const found = element === undefined ? "nothing" : shown(element.local, element.namespace);
  if (action === "") return `expected the element of an operation of ${name}, found ${found}`;
  const ofAction = operationsOfAction(server, binding, action);
  if (ofAction.length === 0) return explain(misfit(`an action of ${name}`, action));
  const members = ofAction.flatMap(({ operation }) => planOf(operation.request.body).members);
  const expected = members.map(({ name: { local, namespace } }) => shown(local, namespace.uri)).join(" or ");
  return `expected ${expected || "nothing"} in the body of a request whose action is ${JSON.stringify(action)}, found ${found}`;
}

function named(operations: readonly ServedOperation[]): string {
  return operations.map(({ operation }) => operation.name).join(", ");
}

/**
 * The fault for header blocks that are not understood. SOAP 1.2 lists them in the header by qualified names (part 1,
 * 5.4.8).
 */
function notUnderstood(
  binding: SoapBinding,
  blocks: readonly ElementName[],
  answerBlocks: AnswerBlocks,
): RefusedRequest {
  const [first] = blocks;
  const reason = `expected no header block ${first === undefined ? "" : shown(first.local, first.namespace)} that must be understood`;
  const refusal = refusedBy({ code: "MustUnderstand", reason }, binding, answerBlocks);
  if (binding === "soap11") return refusal;
  return { ...refusal, header: { $any: blocks.map((block) => qualified("NotUnderstood", block)) } };
}

/**
 * The fault for an unsupported version (SOAP 1.2 part 1, 5.4.7 and appendix A). It is in SOAP 1.1 for callers of that
 * version and from services of that version only; an Upgrade block lists the supported versions.
 */
function versionMismatch(server: Server, binding: SoapBinding): RefusedRequest {
  const reason = `expected an Envelope of ${versionsOf(server)}`;
  const fault: NewFault<object> = { code: "VersionMismatch", reason };
  if (!offered(server, "soap12")) return { kind: "fault", binding, fault };
  const supported = [soap12Namespace, ...(offered(server, "soap11") ? [soap11Namespace] : [])];
  const upgrade: XmlElement = {
    name: "Upgrade",
    namespace: soap12Namespace,
    attributes: [],
    children: supported.map((namespace) => qualified("SupportedEnvelope", { namespace, local: "Envelope" })),
  };
  return { kind: "fault", binding, fault, header: { $any: [upgrade] } };
}

function versionsOf(server: Server): string {
  return [...(offered(server, "soap11") ? ["SOAP 1.1"] : []), ...(offered(server, "soap12") ? ["SOAP 1.2"] : [])].join(
    " or ",
  );
}

/** An element of SOAP 1.2 whose attribute `qname` contains a qualified name. */
function qualified(name: string, { namespace, local }: ElementName): XmlElement {
  const declared = { name: "ns", namespace: xmlns, value: legible(namespace) };
  const qname = { name: "qname", namespace: "", value: namespace === "" ? local : `ns:${local}` };
  return {
    name,
    namespace: soap12Namespace,
    attributes: namespace === "" ? [qname] : [declared, qname],
    children: [],
  };
}

/**
 * Responds with a fault. If its detail, its header blocks or its texts cannot be written, reports an error of the
 * service instead.
 */
export function respondWithFault(
  { onError }: Server,
  { binding, fault, header, answerBlocks = noBlocks }: FaultMessage,
  operation: Pick<AnyOperation, "faults" | "response"> | undefined,
  call: Call<object> | undefined,
): PlainResponse {
  let body: Bytes;
  let { code } = fault;
  const headerTable = operation && faultHeaderOf(operation);
  try {
    body = writeFaultEnvelope(binding, fault, operation?.faults?.detail, header, headerTable, answerBlocks(fault));
  } catch (error) {
    onError(error, call);
    ({ code } = failure);
    body = failureWith(binding, answerBlocks);
  }
  return bytesResponse(binding === "soap12" && code === "Sender" ? 400 : 500, contentTypes[binding], body);
}

/** Leaves the header blocks out if it is they that cannot be written: they can repeat what the caller sent. */
function failureWith(binding: SoapBinding, answerBlocks: AnswerBlocks): Bytes {
  try {
    return writeFaultEnvelope(binding, failure, undefined, undefined, undefined, answerBlocks(failure));
  } catch {
    return writeFaultEnvelope(binding, failure);
  }
}
