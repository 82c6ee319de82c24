/** Services as functions of the web's Request and Response. */
import { readBody } from "../binding/transport.js";
import type { Service } from "./contract.js";
import type { PlainRequest, PlainResponse, PlainService } from "./plain.js";

export function webService(plain: PlainService): Service {
  const service: Service = async (request) => webResponse(await plain(plainRequest(request)));
  plainServices.set(service, plain);
  return service;
}

/**
 * The parts of a service; undefined for a function that {@link webService} did not create, such as one that wraps a
 * service.
 */
export function plainService(service: Service): PlainService | undefined {
  return plainServices.get(service);
}

/** A WeakMap instead of a property, so that services are plain functions to every host. */
const plainServices = /* @__PURE__ */ new WeakMap<Service, PlainService>();

export function webResponse({ status, headers, body }: PlainResponse): Response {
  return new Response(body ?? null, { status, headers });
}

function plainRequest(request: Request): PlainRequest {
  const { method, url, headers } = request;
  return {
    method,
    url: new URL(url),
    headers,
    signal: () => request.signal,
    readBody: (maxBytes) => readBody(request.body, maxBytes),
    openBody: () => request.body,
    web: () => request,
  };
}
