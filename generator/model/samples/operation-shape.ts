import { bindings, isSoap, overHttp, overSoap, type Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { PageOperation, Sample, SoapSample } from "../../read/help-page/help-page.js";
import { formatPlace, type Place } from "../../source.js";
import { groupBy } from "../../group-by.js";
import { reason } from "../reason.js";
import type { SoapOperation } from "../service.js";
import { httpOperation, httpRequest, httpResponse, joinResult, type HttpOperationShape } from "./http-messages.js";
import type { LeftOut } from "../left-out.js";
import { reportDisagreement, type Disagreement, type Findings } from "./findings.js";
import { joinMessages } from "./join.js";
import { messageShape } from "./message-shape.js";
import { faultShapes } from "./fault-shapes.js";
import type { ElementShape, MessageShape } from "./shapes.js";
import { reportSeveralTypes } from "./xsi-types.js";

export type OperationBindingShape = SoapOperation | HttpOperationShape;

/** The combined evidence of all samples of an operation. */
export interface OperationShape {
  readonly name: string;
  readonly documentation?: string;
  readonly bindings: readonly OperationBindingShape[];
  readonly request: MessageShape;
  /** Undefined for a one-way operation. */
  readonly response?: MessageShape;
  /** The elements in the details of its faults, those of one name once. */
  readonly faults: readonly ElementShape[];
  readonly place: Place;
}

/**
 * Joins the samples of one operation in all bindings and on all pages. `namespace` is the service's. Leaves out and
 * reports an operation if no binding shows its request or its response, or if its samples contradict each other.
 */
export function operationShape(
  sightings: readonly [PageOperation, ...PageOperation[]],
  namespace: string,
  report: Report,
): OperationShape | LeftOut {
  const [first, ...others] = sightings;
  for (const other of others) if (!isRecorded(first) && !isRecorded(other)) reportMerged(other, first, report);
  const disagreements: Disagreement[] = [];
  const findings: Findings = { report, disagree: (disagreement) => void disagreements.push(disagreement) };
  const samples = sightings.flatMap((sighting) => sighting.samples);
  const request = requestShape(first.name, namespace, samples, findings);
  if (request === undefined) return leaveOut(first, samples, "request", report);
  const isOneWay = isShownOneWay(samples);
  const shown = isOneWay ? undefined : responseShape(first.name, samples, findings);
  const isUnknown = shown === undefined && !isOneWay;
  const isOverSoap = samples.some((sample) => overSoap(sample) && sample.message === "request");
  const response = isUnknown && isOverSoap ? unknownResponse(request) : shown;
  if (response === undefined && !isOneWay) return leaveOut(first, samples, "response", report);
  const joined = response && joinResult(first.name, response, samples.filter(overHttp), findings);
  const documentation = sightings.find((sighting) => sighting.documentation)?.documentation;
  const shape = {
    name: first.name,
    ...(documentation === undefined ? {} : { documentation }),
    bindings: (isUnknown ? bindings.filter(isSoap) : bindings).flatMap(
      (binding) => bindingOf(first.name, namespace, binding, samples, request, joined, findings) ?? [],
    ),
    request,
    ...(joined === undefined ? {} : { response: joined }),
    faults: faultShapes(
      sightings.flatMap(({ faults }) => faults),
      findings,
    ),
    place: first.place,
  };
  const [disagreement] = disagreements;
  if (disagreement === undefined) {
    const messages = joined === undefined ? [request] : [request, joined];
    for (const { header, body } of messages) for (const root of [...header, ...body]) reportSeveralTypes(root, report);
    return shape;
  }
  for (const each of disagreements) reportDisagreement(each, first.name, report);
  return { name: first.name, reason: "its samples contradict each other", place: disagreement.place };
}

/** Transforms the roots of replies that have types of their own. */
export function mapReply<Reply>(
  bound: OperationBindingShape,
  change: (reply: ElementShape) => Reply,
): SoapOperation | (Omit<HttpOperationShape, "reply"> & { readonly reply?: Reply }) {
  if (!overHttp(bound)) return bound;
  const { reply, ...rest } = bound;
  return reply === undefined ? rest : { ...rest, reply: change(reply) };
}

/** True if SOAP samples show only the status 202. Over GET and POST, ASMX shows 200 for a one-way operation too. */
function isShownOneWay(samples: readonly Sample[]): boolean {
  const responses = samples.filter(({ message }) => message === "response");
  const overEnvelopes = responses.filter(overSoap);
  const deciding = overEnvelopes.length > 0 ? overEnvelopes : responses;
  return deciding.length > 0 && deciding.every(({ status }) => status === 202);
}

function requestShape(
  name: string,
  namespace: string,
  samples: readonly Sample[],
  findings: Findings,
): MessageShape | undefined {
  const requests = samples.filter(({ message }) => message === "request");
  const soap = joinAll(name, requests.filter(overSoap), findings);
  const [http] = requests.filter(overHttp);
  return soap ?? (http && httpRequest(name, namespace, http));
}

function responseShape(name: string, samples: readonly Sample[], findings: Findings): MessageShape | undefined {
  const responses = samples.filter(({ message, status }) => message === "response" && status !== 202);
  const soap = joinAll(name, responses.filter(overSoap), findings);
  const [http] = responses.filter(overHttp);
  return soap ?? (http && httpResponse(http, findings));
}

/** Unites the samples of each binding, then compares the bindings, which show the same. */
function joinAll(name: string, samples: readonly SoapSample[], findings: Findings): MessageShape | undefined {
  const join = (shapes: readonly MessageShape[], how: Findings): MessageShape | undefined => {
    const [first, ...others] = shapes;
    return first && others.reduce((joined, shape) => joinMessages(subject, joined, shape, how), first);
  };
  const subject = `${samples[0]?.message ?? "message"} of ${name}`;
  const united = [...groupBy(samples, ({ binding }) => binding).values()].map((alike) =>
    join(
      alike.map((sample) => messageShape(name, sample, findings)),
      { ...findings, unites: true },
    ),
  );
  return join(
    united.filter((shape) => shape !== undefined),
    findings,
  );
}

function bindingOf(
  name: string,
  namespace: string,
  binding: Binding,
  samples: readonly Sample[],
  request: MessageShape,
  response: MessageShape | undefined,
  findings: Findings,
): OperationBindingShape | undefined {
  return isSoap(binding)
    ? soapOperation(binding, name, namespace, samples.filter(overSoap), request, findings)
    : httpOperation(name, binding, samples.filter(overHttp), request, response, findings);
}

/**
 * SOAP 1.2 needs no action; SOAP 1.1 has that of SOAP 1.2, or the one that ASMX gives it. That of WS-Addressing is the
 * SOAPAction where no message shows one, since the two agree (WS-Addressing 1.0 - SOAP Binding, 4.2).
 */
function soapOperation(
  binding: SoapOperation["binding"],
  name: string,
  namespace: string,
  samples: readonly SoapSample[],
  request: MessageShape,
  findings: Findings,
): SoapOperation | undefined {
  const own = samples.filter((sample) => sample.binding === binding);
  const [first] = own;
  if (first === undefined) return undefined;
  const [named, ...others] = own.filter(({ action }) => action !== undefined);
  const other = others.find(({ action }) => action !== named?.action);
  if (named !== undefined && other !== undefined) disagreeOnAction(named, other, findings);
  const shown = named ?? (binding === "soap11" ? samples.find(({ action }) => action !== undefined) : undefined);
  const { place } = first;
  const addressed = own.find(({ addressingAction }) => addressingAction !== undefined);
  const inAddressing = addressed?.addressingAction;
  if (shown?.action !== undefined) {
    const { action } = shown;
    const evidence = { action: reason("shown", [shown.place]) };
    const isOther = inAddressing !== undefined && inAddressing !== action;
    return { binding, action, ...(isOther && { addressingAction: inAddressing }), evidence, place };
  }
  if (addressed !== undefined && inAddressing !== undefined)
    return { binding, action: inAddressing, evidence: { action: reason("shown", [addressed.place]) }, place };
  if (binding === "soap12") return { binding, place };
  const action = assumedAction(name, namespace, request);
  return { binding, action, evidence: { action: reason("assumed", [place]) }, place };
}

/** As ASMX makes it: the namespace, a slash unless it ends with one, and the name. */
function assumedAction(name: string, namespace: string, { wrapper, body }: MessageShape): string {
  const root = wrapper ?? body[0]?.name;
  const target = root?.local === name ? root.namespace : namespace;
  return `${target}${target.endsWith("/") ? "" : "/"}${name}`;
}

/** Traffic shows an operation as often as it is called. */
function isRecorded({ samples }: PageOperation): boolean {
  return samples.length > 0 && samples.every(({ recorded }) => recorded === true);
}

function reportMerged(other: PageOperation, first: PageOperation, report: Report): void {
  report({
    severity: "note",
    code: "operation-merged",
    message: `found ${first.name} again, merged with the one at ${formatPlace(first.place)}`,
    place: other.place,
    related: [first.place],
  });
}

/** A response with any content. The root of an HTTP reply cannot be assumed. */
function unknownResponse({ places }: MessageShape): MessageShape {
  return { style: "document", use: "literal", header: [], body: [], unknown: true, places };
}

function leaveOut(
  { name, place }: PageOperation,
  samples: readonly Sample[],
  missing: "request" | "response",
  report: Report,
): LeftOut {
  const other = missing === "request" ? "response" : "request";
  const found = samples.length === 0 ? "no sample that can be read" : `only a ${other}`;
  const at = samples[0]?.place ?? place;
  const hint = `add a message or a page that shows the ${missing} of ${name}, or the WSDL (?wsdl) of the service`;
  report({
    severity: "warning",
    code: "message-missing",
    message: `found ${found} of ${name}, expected a ${missing} in at least one binding; it is left out`,
    place: at,
    hint,
    setting: { ignore: [name] },
  });
  return { name, reason: `its samples show ${found}`, hint, place: at };
}

function disagreeOnAction(first: SoapSample, other: SoapSample, findings: Findings): void {
  const found = `found SOAPAction ${JSON.stringify(other.action)}`;
  findings.disagree({ found, expected: JSON.stringify(first.action), place: other.place, related: first.place });
}
