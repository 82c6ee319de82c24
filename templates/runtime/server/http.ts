import type { Reading } from "../context.js";
import { versionOf } from "../binding/envelope.js";
import { charsetOf } from "../binding/transport.js";
import { readRoot } from "../binding/root.js";
import { onlyMember, planOf } from "../complex/plan.js";
import { Malformed, placed, unlike } from "../error.js";
import { Cursor } from "../xml/cursor.js";
import { shown } from "../xml/element.js";
import { readForm, readLocation } from "./form.js";
import { writeRoot } from "./root.js";
import { answered } from "./answer.js";
import { callOf } from "./call.js";
import type { HttpBinding, HttpRoute, Server, ServedOperation } from "./contract.js";
import type { PlainRequest, PlainResponse } from "./plain.js";
import { bytesResponse, emptyResponse, textResponse } from "./response.js";
import { isNamed, locationOf, type ElementName } from "./routes.js";
import { readingOf } from "./soap.js";

/** Responds to a request of HTTP GET or POST, with parameters from `form` or from its location. */
export async function respondToForm(
  server: Server,
  route: HttpRoute,
  binding: HttpBinding,
  request: PlainRequest,
  form: string,
): Promise<PlainResponse> {
  const { http, served } = route;
  const message = served.operation.request;
  const context: Reading = { validate: server.options.validate };
  let value: unknown;
  try {
    value =
      http.urlReplacement === undefined
        ? readForm(http, message, form, context)
        : readLocation(http, message, locationIn(server, request), context);
  } catch (error) {
    return refused(error);
  }
  return respond(server, { route, value }, binding, request);
}

/**
 * Responds to a request of HTTP POST that is an XML document. Its root decides among the operations of `routes`, which
 * are at its location. Returns undefined for an envelope of SOAP, if `isSoap` expects that here.
 */
export async function respondToXml(
  server: Server,
  routes: readonly HttpRoute[],
  request: PlainRequest,
  document: Uint8Array,
  isSoap: boolean,
): Promise<PlainResponse | undefined> {
  const reading = readingOf(server, request, charsetOf(request.headers));
  let asked: Asked;
  try {
    const cursor = new Cursor(document, reading);
    cursor.start();
    if (isSoap && cursor.local === "Envelope" && versionOf(cursor) !== undefined) return undefined;
    const route = routeOf(routes, cursor);
    asked = { route, value: readRequest(route, document, reading) };
  } catch (error) {
    return refused(error);
  }
  return respond(server, asked, "httpPost", request);
}

/** The operation whose request has this root, or the only one. */
function routeOf(routes: readonly HttpRoute[], cursor: Cursor): HttpRoute {
  const [only, ...others] = routes;
  const named = routes.find(({ served }) => isNamed(served, cursor));
  const route = named ?? (others.length === 0 ? only : undefined);
  if (route !== undefined) return route;
  const roots = routes.flatMap(({ served }) => rootOfRequest(served) ?? []);
  const expected = roots.map(({ local, namespace }) => shown(local, namespace)).join(" or ");
  return cursor.fail(unlike(expected, shown(cursor.local, cursor.namespace)), cursor.at);
}

function rootOfRequest({ operation }: ServedOperation): ElementName | undefined {
  const only = onlyMember(planOf(operation.request.body));
  return only && { local: only.name.local, namespace: only.name.namespace.uri };
}

/** Reads a request as a reply is read, whose root is the message. */
function readRequest({ served, http: { location } }: HttpRoute, document: Uint8Array, reading: Reading): unknown {
  const root = rootOfRequest(served);
  const http = { location, ...(root && { root: root.local, namespace: root.namespace }) };
  return readRoot(http, served.operation.request, document, reading);
}

interface Asked {
  readonly route: HttpRoute;
  readonly value: unknown;
}

function refused(error: unknown): PlainResponse {
  if (!(error instanceof Malformed)) throw error;
  return textResponse(500, `Sender: ${placed(error)}`);
}

async function respond(
  server: Server,
  { route: { served, http }, value }: Asked,
  binding: HttpBinding,
  request: PlainRequest,
): Promise<PlainResponse> {
  const { operation } = served;
  const call = callOf(operation, binding, request);
  const contentType = `text/${http.text === undefined ? "xml" : "plain"}; charset=utf-8`;
  const answer = await answered(server, served, value, call, contentType, (value, _header, writing) =>
    writeRoot(http, operation.response ?? { body: {} }, value, writing),
  );
  switch (answer.kind) {
    case "accepted":
      return emptyResponse(202);
    case "message":
      if ("length" in answer.body && answer.body.length === 0 && http.text === undefined) return emptyResponse(200);
      return bytesResponse(200, contentType, answer.body);
    case "fault":
      return textResponse(500, `${answer.fault.code}: ${answer.fault.reason}`);
  }
}

function locationIn(server: Server, { url: { pathname, search } }: PlainRequest): string {
  return `${locationOf(server, pathname) ?? ""}${search}`;
}
