import { misfit } from "../error.js";
import { operationOf } from "../binding/port.js";
import type { Call, Contract, Server, ServedOperation, ServeOptions, Service } from "./contract.js";
import { respondWithDocument } from "./documents.js";
import { respondToForm } from "./http.js";
import { respondWithPage } from "./page.js";
import { emptyResponse, textResponse } from "./response.js";
import { httpMethodsAt, httpRoute, locationOf } from "./routes.js";
import { respondToSoap } from "./soap.js";
import { readBody } from "../binding/transport.js";

/**
 * The service of these handlers, in all bindings of the contract. Throws a TypeError if a handler is missing, or if
 * `options.address` is no URL. The service answers every request; it rejects only with what `onError` throws.
 */
export function serve(contract: () => Contract, handlers: object, options: ServeOptions = {}): Service {
  const made = contract();
  const functions = handlersOf(made, handlers);
  if (options.address !== undefined && !URL.canParse(options.address)) {
    throw new TypeError(`options.address: ${misfit("a URL", options.address)}`);
  }
  let server: Server | undefined;
  return async (request) => {
    server ??= { contract: made, options, operations: functions.map(served) };
    const response = await respond(server, request);
    return request.method === "HEAD" ? new Response(null, response) : response;
  };

  function served([name, answer]: Handler): ServedOperation {
    const { operation, bindings, documentation } = made.operations[name]!; // one of its keys
    return { operation: operationOf(operation), bindings, documentation, answer };
  }
}

type Handler = readonly [name: string, answer: ServedOperation["answer"]];

/** Of each operation. They may be methods of an object that has a class. */
function handlersOf({ operations }: Contract, handlers: object): Handler[] {
  return Object.keys(operations).map((name) => {
    const found: unknown = Reflect.get(handlers, name);
    const handler = found === Reflect.get(Object.prototype, name) ? undefined : found;
    if (typeof handler !== "function") throw new TypeError(`handlers.${name}: ${misfit("a function", handler)}`);
    return [name, (request: unknown, call: Call<object>): unknown => Reflect.apply(handler, handlers, [request, call])];
  });
}

async function respond(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const location = locationOf(server, url.pathname);
  if (location === undefined) return notFound();
  switch (request.method) {
    case "GET":
    case "HEAD":
      return respondToGet(server, request, url, location);
    case "POST":
      return respondToPost(server, request, url, location);
    default:
      return notAllowed(methodsAt(server, url, location));
  }
}

async function respondToGet(server: Server, request: Request, url: URL, location: string): Promise<Response> {
  const atService = location === "" || location === "/";
  const document = atService ? await respondWithDocument(server, url) : undefined;
  if (document !== undefined) return document;
  const route = httpRoute(server, "httpGet", location, url.search);
  if (route !== undefined) return respondToForm(server, route, "httpGet", request, url.search.slice(1));
  if (atService) return respondWithPage(server, url);
  const methods = methodsAt(server, url, location);
  return methods.length > 0 ? notAllowed(methods) : notFound();
}

async function respondToPost(server: Server, request: Request, url: URL, location: string): Promise<Response> {
  const route = httpRoute(server, "httpPost", location, url.search);
  const methods = methodsAt(server, url, location);
  if (!methods.includes("POST")) return methods.length > 0 ? notAllowed(methods) : notFound();
  const type = mediaType(request);
  const isForm = route !== undefined && (type === "application/x-www-form-urlencoded" || type === "");
  const isSoap = takesSoap(server, location) && (type === "text/xml" || type === "application/soap+xml");
  if (!isForm && !isSoap) return textResponse(415, `expected ${expectedTypes(server, location)}`);
  if (!/^(identity)?$/i.test(request.headers.get("content-encoding") ?? "")) {
    return textResponse(415, "expected a body without a content encoding");
  }
  const { maxRequestBytes = 4 * 1024 * 1024 } = server.options;
  const tooLong = () => textResponse(413, `expected at most ${maxRequestBytes} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > maxRequestBytes) return tooLong();
  let body: Uint8Array;
  try {
    const received = await readBody(request.body, maxRequestBytes);
    if (received.truncated) return tooLong();
    ({ body } = received);
  } catch {
    return textResponse(400, "the request was cut");
  }
  if (isForm) return respondToForm(server, route, "httpPost", request, new TextDecoder().decode(body));
  return respondToSoap(server, request, body, type === "text/xml" ? "soap11" : "soap12");
}

function takesSoap({ contract: { bindings } }: Server, location: string): boolean {
  return (location === "" || location === "/") && (bindings.includes("soap11") || bindings.includes("soap12"));
}

/** In lower case, without parameters. */
function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1).join("").trim().toLowerCase();
}

function expectedTypes(server: Server, location: string): string {
  return takesSoap(server, location) ? "text/xml or application/soap+xml" : "application/x-www-form-urlencoded";
}

/** Those that are answered there. */
function methodsAt(server: Server, url: URL, location: string): readonly string[] {
  if (location !== "" && location !== "/") return httpMethodsAt(server, location, url.search);
  const posts = takesSoap(server, location) || httpRoute(server, "httpPost", location, url.search) !== undefined;
  return posts ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"];
}

function notFound(): Response {
  return textResponse(404, "expected the path of the service or of an operation");
}

function notAllowed(methods: readonly string[]): Response {
  return methods.length === 0 ? notFound() : emptyResponse(405, { Allow: methods.join(", ") });
}
