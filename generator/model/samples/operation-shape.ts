import { bindings, isSoap, overHttp, overSoap, type Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { PageOperation, Sample, SoapSample } from "../../read/help-page/help-page.js";
import { formatPlace, type Place } from "../../source.js";
import type { OperationBinding, SoapOperation } from "../service.js";
import { httpOperation, httpRequest, httpResponse, joinResult } from "./http-messages.js";
import { joinMessages } from "./join.js";
import { messageShape } from "./message-shape.js";
import type { MessageShape } from "./shapes.js";

/** What all samples of an operation show together. */
export interface OperationShape {
  readonly name: string;
  readonly documentation?: string;
  readonly bindings: readonly OperationBinding[];
  readonly request: MessageShape;
  /** Absent for a one-way operation. */
  readonly response?: MessageShape;
  readonly place: Place;
}

/**
 * Joins the samples of one operation: all bindings and all pages. `namespace` is the service's. Undefined, and reported,
 * where no binding shows the request or the response.
 */
export function operationShape(
  sightings: readonly [PageOperation, ...PageOperation[]],
  namespace: string,
  report: Report,
): OperationShape | undefined {
  const [first, ...others] = sightings;
  for (const other of others) reportMerged(other, first, report);
  const samples = sightings.flatMap((sighting) => sighting.samples);
  const request = requestShape(first.name, namespace, samples, report);
  const response = responseShape(first.name, samples, report);
  const oneWay = response === undefined && samples.some(({ status }) => status === 202);
  if (request === undefined || (response === undefined && !oneWay)) {
    const missing = request === undefined ? "request" : "response";
    reportMissing(first, samples, missing, report);
    return undefined;
  }
  const joined = response && joinResult(first.name, response, samples.filter(overHttp), report);
  const documentation = sightings.find((sighting) => sighting.documentation)?.documentation;
  return {
    name: first.name,
    ...(documentation === undefined ? {} : { documentation }),
    bindings: bindings.flatMap((binding) => bindingOf(first.name, binding, samples, request, joined, report) ?? []),
    request,
    ...(joined === undefined ? {} : { response: joined }),
    place: first.place,
  };
}

function requestShape(
  name: string,
  namespace: string,
  samples: readonly Sample[],
  report: Report,
): MessageShape | undefined {
  const requests = samples.filter(({ message }) => message === "request");
  const soap = joinAll(name, requests.filter(overSoap), report);
  const [http] = requests.filter(overHttp);
  return soap ?? (http && httpRequest(name, namespace, http));
}

function responseShape(name: string, samples: readonly Sample[], report: Report): MessageShape | undefined {
  const responses = samples.filter(({ message, status }) => message === "response" && status !== 202);
  const soap = joinAll(name, responses.filter(overSoap), report);
  const [http] = responses.filter(overHttp);
  return soap ?? (http && httpResponse(http, report));
}

function joinAll(name: string, samples: readonly SoapSample[], report: Report): MessageShape | undefined {
  const [first, ...others] = samples;
  if (first === undefined) return undefined;
  const subject = `${first.message} of ${name}`;
  return others.reduce<MessageShape>(
    (joined, sample) => joinMessages(subject, joined, messageShape(name, sample, report), report),
    messageShape(name, first, report),
  );
}

function bindingOf(
  name: string,
  binding: Binding,
  samples: readonly Sample[],
  request: MessageShape,
  response: MessageShape | undefined,
  report: Report,
): OperationBinding | undefined {
  if (isSoap(binding)) {
    return soapOperation(
      binding,
      samples.filter(overSoap).filter((sample) => sample.binding === binding),
      report,
    );
  }
  return httpOperation(name, binding, samples.filter(overHttp), request, response, report);
}

function soapOperation(
  binding: SoapOperation["binding"],
  samples: readonly SoapSample[],
  report: Report,
): SoapOperation | undefined {
  const [first] = samples;
  if (first === undefined) return undefined;
  const [named, ...others] = samples.filter(({ action }) => action !== undefined);
  const other = others.find(({ action }) => action !== named?.action);
  if (named !== undefined && other !== undefined) reportActions(named, other, report);
  return { binding, ...(named?.action === undefined ? {} : { action: named.action }), place: first.place };
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

function reportMissing(
  { name, place }: PageOperation,
  samples: readonly Sample[],
  missing: "request" | "response",
  report: Report,
): void {
  const other = missing === "request" ? "response" : "request";
  const found = samples.length === 0 ? "no samples" : `only a ${other}`;
  report({
    severity: "error",
    code: "message-missing",
    message: `found ${found} of ${name}, expected a ${missing} in at least one binding`,
    place: samples[0]?.place ?? place,
    hint: `add a page that shows it, or leave ${name} out with "ignore"`,
  });
}

function reportActions(first: SoapSample, other: SoapSample, report: Report): void {
  report({
    severity: "error",
    code: "samples-disagree",
    message: `found SOAPAction ${JSON.stringify(other.action)}, expected ${JSON.stringify(first.action)} as at ${formatPlace(first.place)}`,
    place: other.place,
    related: [first.place],
  });
}
