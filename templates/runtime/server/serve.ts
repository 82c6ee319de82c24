import { checkValidation } from "../context.js";
import { explain, misfit } from "../error.js";
import { operationOf } from "../binding/port.js";
import { listed } from "../simple/simple.js";
import type { Binding } from "../binding/binding.js";
import type { Contract, Server, ServedOperation, ServeOptions, Service } from "./contract.js";
import { checkOrigins, crossSiteRefusal } from "./cross-site.js";
import { respondWithDocument } from "./documents.js";
import { handlerOf, streamingOf } from "./handler.js";
import { respondToForm, respondToXml } from "./http.js";
import { contentTypeOf, respondToArriving, respondToMultipart } from "./multipart.js";
import { respondWithPage } from "./page.js";
import type { PlainRequest, PlainResponse, PlainService } from "./plain.js";
import { cutResponse, emptyResponse, textResponse, tooLongResponse } from "./response.js";
import {
  encodedPath,
  formRoute,
  httpRoutes,
  isAtService,
  locationOf,
  methodsAt,
  requestNamesOf,
  takesSoap,
  xmlRoutes,
} from "./routes.js";
import { maxRequestBytesOf, respondToSoap } from "./soap.js";
import { webService } from "./web.js";
import { redactUrl } from "../redaction.js";
import { parsedUrl } from "../url.js";

/**
 * Creates the service from its handlers, in the bindings that the options select. Throws a TypeError if a handler is
 * missing or an option is invalid. The service responds to every request, and rejects only if `onError` throws.
 */
export function serve(contract: () => Contract, handlers: object, options: ServeOptions = {}): Service {
  return webService(servePlain(contract, handlers, options));
}

/** The same service without the web's Request and Response. */
export function servePlain(contract: () => Contract, handlers: object, options: ServeOptions): PlainService {
  checkValidation(options.validate);
  const made = contract();
  const answers = Object.keys(made.operations).map((name) => [name, handlerOf(handlers, name)] as const);
  if (options.address !== undefined && parsedUrl(options.address) === undefined) {
    throw new TypeError(`options.address: ${explain(misfit("a URL", redactUrl(options.address)))}`);
  }
  checkOrigins(options);
  const bindings = servedBindings(made, options);
  const path = encodedPath(options.path ?? made.path).replace(/\/$/, "");
  const { onError = (error) => console.error(error) } = options;
  let server: Server | undefined;
  return async (request) => {
    server ??= makeServer();
    const { body, ...head } = await respond(server, request);
    return request.method === "HEAD" || body === undefined ? head : { ...head, body };
  };

  /** Called for the first request, because it creates the tables of all operations. */
  function makeServer(): Server {
    const operations = answers.map(served);
    const routes = { httpGet: httpRoutes(operations, "httpGet"), httpPost: httpRoutes(operations, "httpPost") };
    const requestNames = requestNamesOf(operations);
    const encoding = operations.find(({ operation }) => operation.request.encoded)?.operation.request.encoded;
    const bound = operations.find(({ operation }) => operation.attachments !== undefined)?.operation.attachments;
    const streaming = operations.find(({ streaming }) => streaming !== undefined)?.streaming;
    return {
      contract: { ...made, bindings },
      path,
      options,
      onError,
      operations,
      requestNames,
      encoding,
      routes,
      streaming,
      packaging: options.attachments ?? bound,
    };
  }

  function served([name, answer]: readonly [string, ServedOperation["answer"]]): ServedOperation {
    const { operation, bindings: own } = made.operations[name]!; // one of its keys
    return {
      operation: operationOf(operation),
      bindings: own.filter((binding) => bindings.includes(binding)),
      answer,
      streaming: streamingOf(handlers, name),
    };
  }
}

function servedBindings({ bindings }: Contract, { bindings: given, security }: ServeOptions): readonly Binding[] {
  const isOpen = (binding: Binding): boolean => binding === "httpGet" || binding === "httpPost";
  const chosen = given ?? (security === undefined ? bindings : bindings.filter((binding) => !isOpen(binding)));
  const open = security && chosen.find(isOpen);
  if (open !== undefined)
    throw new TypeError(`options.bindings: expected those of SOAP alone with the option "security", found ${open}`);
  const other = chosen.find((binding) => !bindings.includes(binding));
  if (other !== undefined) throw new TypeError(`options.bindings: ${explain(misfit(listed(bindings), other))}`);
  return bindings.filter((binding) => chosen.includes(binding));
}

async function respond(server: Server, request: PlainRequest): Promise<PlainResponse> {
  const { url } = request;
  const location = locationOf(server, url.pathname);
  if (location === undefined) return notFound();
  switch (request.method) {
    case "GET":
    case "HEAD":
      return respondToGet(server, request, location);
    case "POST":
      return respondToPost(server, request, location);
    default:
      return notAllowed(methodsAt(server, location, url.search));
  }
}

async function respondToGet(server: Server, request: PlainRequest, location: string): Promise<PlainResponse> {
  const { url } = request;
  const document = isAtService(location) ? await respondWithDocument(server, url) : undefined;
  if (document !== undefined) return document;
  const methods = methodsAt(server, location, url.search);
  if (!methods.includes(request.method)) return notAllowed(methods);
  const route = formRoute(server, "httpGet", location, url.search);
  if (route === undefined) return respondWithPage(server, url);
  const refusal = crossSiteRefusal(request, server.options);
  if (refusal !== undefined) return textResponse(403, refusal);
  return respondToForm(server, route, "httpGet", request, url.search.slice(1));
}

async function respondToPost(server: Server, request: PlainRequest, location: string): Promise<PlainResponse> {
  const { url } = request;
  const methods = methodsAt(server, location, url.search);
  if (!methods.includes("POST")) return notAllowed(methods);
  const route = formRoute(server, "httpPost", location, url.search);
  const type = mediaType(request);
  const isForm = route !== undefined && type === "application/x-www-form-urlencoded";
  const { packaging } = server;
  const isMultipart = packaging !== undefined && type === "multipart/related";
  const isXml = type === "text/xml" || type === "application/soap+xml";
  const isSoap = takesSoap(server, location) && (isXml || isMultipart);
  const documents = isXmlType(type) ? xmlRoutes(server, location, url.search) : [];
  // Only SOAP has an action. Without one, the root of the document decides.
  const isDocument =
    documents.length > 0 && !(isSoap && (type !== "text/xml" || request.headers.get("soapaction") !== null));
  if (!isForm && !isSoap && !isDocument) {
    return textResponse(415, `expected ${expectedTypes(server, location, url.search)}`);
  }
  const refusal = isForm ? crossSiteRefusal(request, server.options) : undefined;
  if (refusal !== undefined) return textResponse(403, refusal);
  if (!/^(identity)?$/i.test(request.headers.get("content-encoding") ?? "")) {
    return textResponse(415, "expected a body without a content encoding");
  }
  const isVersion12 = isMultipart ? /soap\+xml/i.test(contentTypeOf(request)) : type !== "text/xml";
  const expected = isVersion12 ? "soap12" : "soap11";
  if (isMultipart && server.streaming !== undefined)
    return respondToArriving(server, server.streaming, packaging, request, expected);
  if (isSoap && !isDocument && server.streaming !== undefined)
    return server.streaming.respond(server, request, expected);
  const maxRequestBytes = maxRequestBytesOf(server);
  const tooLong = () => tooLongResponse(maxRequestBytes);
  if (Number(request.headers.get("content-length") ?? 0) > maxRequestBytes) return tooLong();
  let body: Uint8Array;
  try {
    const received = await request.readBody(maxRequestBytes);
    if (received.truncated) return tooLong();
    ({ body } = received);
  } catch {
    return cutResponse();
  }
  if (isForm) return respondToForm(server, route, "httpPost", request, new TextDecoder().decode(body));
  if (isMultipart) return respondToMultipart(server, packaging, request, body, expected);
  const response = isDocument ? await respondToXml(server, documents, request, body, isSoap) : undefined;
  return response ?? respondToSoap(server, request, body, expected);
}

/** The media type in lower case, without parameters. */
function mediaType(request: PlainRequest): string {
  return contentTypeOf(request).split(";", 1).join("").trim().toLowerCase();
}

function isXmlType(type: string): boolean {
  return /^(?:text|application)\/xml$|\+xml$/.test(type);
}

function expectedTypes(server: Server, location: string, search: string): string {
  const types = [
    ...(formRoute(server, "httpPost", location, search) === undefined ? [] : ["application/x-www-form-urlencoded"]),
    ...(takesSoap(server, location) ? ["text/xml", "application/soap+xml"] : []),
    ...xmlRoutes(server, location, search).flatMap(({ http }) => http.content?.type ?? []),
  ];
  return [...new Set(types)].join(" or ");
}

function notFound(): PlainResponse {
  return textResponse(404, "expected the path of the service or of an operation");
}

function notAllowed(methods: readonly string[]): PlainResponse {
  return methods.length === 0 ? notFound() : emptyResponse(405, { Allow: methods.join(", ") });
}
