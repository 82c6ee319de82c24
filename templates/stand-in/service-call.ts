/** Calls an operation with values from JSON, for `soapwright call`. */
import { isMediaType } from "../runtime/attachments/content-type.js";
import type { AnyOperation, Binding } from "../runtime/binding/binding.js";
import { operationOf, type Port, type SoapPortOptions } from "../runtime/binding/port.js";
import { redactMultipart } from "../runtime/binding/multipart-view.js";
import type { Reply } from "../runtime/binding/reply.js";
import { trace, type TraceEvent } from "../runtime/binding/trace.js";
import type { HttpHeaders, Transport, TransportResponse } from "../runtime/binding/transport.js";
import type { Operation } from "../runtime/complex/operation.js";
import { RequestError, TransportError } from "../runtime/error.js";
import {
  facets,
  httpGet,
  httpPost,
  lenient,
  multipart,
  openContent,
  soap11,
  soap12,
  type Lenient,
} from "../runtime/index.js";
import type { Attachment, Attachments, NewAttachment } from "../runtime/packaging.js";
import { redactXml } from "../runtime/redaction.js";
import type { ContractOperation } from "../runtime/server/contract.js";
import { indented } from "./indentation.js";
import { fromJson, fromWords, tableFromJson, toJson, type Conversion, type Json } from "./json.js";
import { placeIn, problemAt, problemWithin, shownProblem, type Problem } from "./problem.js";

export interface ServiceCall {
  readonly operation: ContractOperation;
  readonly binding: Binding;
  readonly address: string;
  /** Undefined for a request without content. */
  readonly request: unknown;
  /** True for a request of words, in which a single item may stand for a list of one. */
  readonly isOfWords: boolean;
  /** The header blocks by name. */
  readonly header: unknown;
  /** Attachments: those that the spec binds have its names. */
  readonly parts: readonly SentPart[];
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Sees the request and the reply, with secrets redacted and XML indented. */
  readonly onMessage?: ((event: TraceEvent) => void) | undefined;
  /** True to return the request in place of sending it. */
  readonly isDry: boolean;
}

/** An attachment to send. */
export interface SentPart extends NewAttachment {
  readonly name: string;
}

/** An attachment of a reply, with the name that the spec binds. */
export interface ReceivedPart extends Attachment {
  readonly name: string | undefined;
  /** True if its media type can be sent, as reply files demand. */
  readonly isSendable: boolean;
}

/** A request that was not sent. */
export interface DryRequest {
  readonly method: string;
  readonly url: string;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type CallOutcome =
  /** The problems of the values, each with its path: `request.Lines[2]: expected int, found "seven"`. */
  | { readonly kind: "problems"; readonly problems: readonly string[] }
  | { readonly kind: "dry"; readonly request: DryRequest }
  | { readonly kind: "ok"; readonly value: Json; readonly header: Json; readonly parts: readonly ReceivedPart[] }
  | { readonly kind: "fault"; readonly fault: Json; readonly parts: readonly ReceivedPart[] }
  /** A reply that does not fit the spec; `body` is its beginning, without secrets. `lenient` ports read some of them. */
  | {
      readonly kind: "malformed";
      readonly reason: string;
      readonly override: string;
      readonly isLenient: boolean;
      readonly body: string;
    }
  /** A reply that is not a message of the service; `body` as above. */
  | { readonly kind: "http"; readonly status: number; readonly httpHeaders: HttpHeaders; readonly body: string };

const ports = { soap11, soap12, httpGet, httpPost };

/** Calls the operation, and converts its reply. Rejects with a TransportError if there is none. */
export async function callService(call: ServiceCall): Promise<CallOutcome> {
  const { operation, binding, address, parts, httpHeaders, transport, signal, onMessage, isDry } = call;
  const { request, header } = converted(call);
  const problems = [...request.problems, ...header.problems];
  if (problems.length > 0) return { kind: "problems", problems: problems.map(shownProblem) };
  const taken: DryRequest[] = [];
  const recording = recorded(withOwnErrors(transport));
  const options: SoapPortOptions = {
    validate: facets,
    openContent,
    attachments: multipart(),
    httpHeaders,
    ...(onMessage && { trace: trace((event) => onMessage({ ...event, body: indentedText(event.body) })) }),
    transport: isDry ? takenBy((request) => void taken.push(request)) : recording.transport,
  };
  const portTo: (address: string, options: SoapPortOptions) => Port = ports[binding];
  const lenientPortTo: (address: string, options: SoapPortOptions<object, Lenient>) => Port<Binding, object, Lenient> =
    ports[binding];
  const again: SoapPortOptions<object, Lenient> = {
    ...options,
    reading: lenient,
    trace: undefined,
    transport: recording.repeat,
  };
  const make = operation.operation as () => Operation<unknown, unknown>; // its tables decide which values fit
  try {
    const given = header.value === undefined ? {} : { header: header.value as object }; // of a table
    const attached = attachmentsOf(operationOf(operation.operation), parts);
    const reply = await portTo(address, options).call(make, request.value, { signal, ...given, ...attached });
    const [dry] = taken;
    if (dry !== undefined) return { kind: "dry", request: dry };
    const outcome = outcomeOf(reply);
    if (outcome.kind !== "malformed") return outcome;
    const { kind } = await lenientPortTo(address, again).call(make, request.value, { ...given, ...attached });
    return { ...outcome, isLenient: kind === "ok" || kind === "fault" };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { kind: "problems", problems: [shownProblem(problemAt(placeIn(null, "request"), error.message))] };
  }
}

/** The options of a call with these parts: those that the spec binds, and others. */
function attachmentsOf({ request }: AnyOperation, parts: readonly SentPart[]): Attachments {
  const bound = new Set(Object.keys(request.parts ?? {}));
  return {
    ...(bound.size > 0 && {
      parts: Object.fromEntries(parts.flatMap(({ name, ...part }) => (bound.has(name) ? [[name, part]] : []))),
    }),
    attachments: parts.flatMap(({ name, ...part }) => (bound.has(name) ? [] : [{ ...part, contentId: name }])),
  };
}

interface Converted {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** The values of a call, with the problems of its JSON below `request` and `header`. */
function converted({ operation, binding, request, isOfWords, header }: ServiceCall): {
  readonly request: Converted;
  readonly header: Converted;
} {
  const message = operationOf(operation.operation).request;
  const blocks = (): Converted => {
    if (header === undefined) return { value: undefined, problems: [] };
    if (binding === "soap11" || binding === "soap12")
      return settled("header", tableFromJson(message.header ?? {}, header));
    const expected = `expected none, because ${binding} carries no header blocks`;
    return { value: undefined, problems: [problemAt(placeIn(null, "header"), expected)] };
  };
  return { request: settled("request", (isOfWords ? fromWords : fromJson)(message, request)), header: blocks() };
}

function settled(name: string, conversion: Conversion): Converted {
  if (conversion.kind === "value") return { value: conversion.value, problems: [] };
  const place = placeIn(null, name);
  return { value: undefined, problems: conversion.problems.map((problem) => problemWithin(place, problem)) };
}

/** The transport of another copy of the runtime, with the errors of this one, whose messages are shown. */
function withOwnErrors(transport: Transport): Transport {
  return async (url, request) => {
    try {
      return await transport(url, request);
    } catch (error) {
      if (!isTransportError(error)) throw error;
      throw new TransportError(error.message, error);
    }
  };
}

function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && error.name === "TransportError";
}

/** A transport that keeps its response, and one that gives the same response again. */
function recorded(transport: Transport): { readonly transport: Transport; readonly repeat: Transport } {
  let last: Omit<TransportResponse, "body"> | undefined;
  let chunks: Uint8Array[] = [];
  return {
    transport: async (url, request) => {
      const { status, headers, body } = await transport(url, request);
      last = { status, headers };
      chunks = [];
      return { status, headers, body: body === null ? null : keptChunks(body, chunks) };
    },
    repeat: () => {
      if (last === undefined) throw new TypeError("no response is kept");
      return Promise.resolve({ ...last, body: iterated(chunks) });
    },
  };
}

async function* keptChunks(
  body: NonNullable<TransportResponse["body"]>,
  chunks: Uint8Array[],
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of body instanceof Uint8Array ? iterated([body]) : (body as AsyncIterable<Uint8Array>)) {
    chunks.push(chunk);
    yield chunk;
  }
}

async function* iterated(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

/** Passes each request to `take`, and answers it without content. */
function takenBy(take: (request: DryRequest) => void): Transport {
  return async (url, { method, headers: httpHeaders, body }) => {
    take({ method, url, httpHeaders, body: body === undefined ? undefined : await textOf(body, httpHeaders) });
    return { status: 202, headers: new Headers(), body: new Uint8Array() };
  };
}

/** The text of a request, in which attachments are left out. */
async function textOf(
  body: NonNullable<Parameters<Transport>[1]["body"]>,
  { "Content-Type": type = "" }: Readonly<Record<string, string>>,
): Promise<string> {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  const text = (content: Uint8Array): string => new TextDecoder().decode(content);
  return /^multipart\//i.test(type) ? redactMultipart(bytes, type, text) : text(bytes);
}

function indentedText(body: string): string {
  return body.trimStart().startsWith("<") ? indented(body) : body;
}

/** The beginning of a reply, without secrets. */
function shown(body: string): string {
  const text = indentedText(redactXml(body));
  if (text.length <= longestBody) return text;
  return `${text.slice(0, longestBody)}\n… and ${text.length - longestBody} characters more`;
}

const longestBody = 65_536;

function outcomeOf(reply: Reply<unknown, unknown, unknown>): CallOutcome {
  switch (reply.kind) {
    case "ok":
      return { kind: "ok", value: toJson(reply.value), header: toJson(reply.header), parts: receivedParts(reply) };
    case "fault":
      return { kind: "fault", fault: toJson(reply.fault), parts: receivedParts(reply) };
    case "http":
      return { kind: "http", status: reply.status, httpHeaders: reply.httpHeaders, body: shown(reply.body) };
    case "malformed":
      return {
        kind: "malformed",
        reason: reply.reason,
        override: reply.misfit.override,
        isLenient: false,
        body: shown(reply.body),
      };
  }
}

/** All attachments of a reply. */
function receivedParts(reply: {
  readonly attachments?: readonly Attachment[];
  readonly parts?: unknown;
}): readonly ReceivedPart[] {
  const bound = Object.entries((reply.parts ?? {}) as Readonly<Record<string, Attachment>>); // those of an `ok` reply
  const received = (part: Attachment, name: string | undefined): ReceivedPart => ({
    ...part,
    name,
    isSendable: isMediaType(part.contentType),
  });
  return [
    ...bound.map(([name, part]) => received(part, name)),
    ...(reply.attachments ?? []).map((part) => received(part, undefined)),
  ];
}
