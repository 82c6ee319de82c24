import { findMember, planOf } from "../complex/plan.js";
import type { AnyOperation, Binding } from "../binding/binding.js";
import type { HttpBinding, HttpRoute, Server, ServedOperation } from "./contract.js";
import { formIn } from "./form.js";

/** The part of a path after the service's own, wherever that is mounted; undefined for a path outside the service. */
export function locationOf({ path }: Server, pathname: string): string | undefined {
  if (path === "") return pathname;
  for (let at = pathname.indexOf(path); at >= 0; at = pathname.indexOf(path, at + 1)) {
    const end = at + path.length;
    if (end === pathname.length || pathname[end] === "/") return pathname.slice(end);
  }
  return undefined;
}

/** As it appears in a URL. */
export function encodedPath(path: string): string {
  const url = new URL("http://localhost");
  url.pathname = path;
  return path.startsWith("/") ? url.pathname : url.pathname.slice(1);
}

/** Where the operations of a binding are, in their order. */
export function httpRoutes(operations: readonly ServedOperation[], binding: HttpBinding): readonly HttpRoute[] {
  return operations.flatMap((served) => {
    const http = served.operation[binding];
    if (http === undefined || !served.bindings.includes(binding)) return [];
    const [path = "", query = ""] = http.location.split(/\?([^]*)/, 2);
    return [{ served, http, path: encodedPath(path), query }];
  });
}

/**
 * The operation at a location that takes parameters; one whose location holds them comes after those that are named.
 */
export function formRoute(
  { routes }: Server,
  binding: HttpBinding,
  location: string,
  search: string,
): HttpRoute | undefined {
  const own = routes[binding].filter(({ http }) => http.content === undefined);
  return (
    own.find((route) => route.http.urlReplacement === undefined && isAt(route, location, search)) ??
    own.find(({ http }) => http.urlReplacement !== undefined && formIn(http, location + search) !== undefined)
  );
}

/** The operations at a location whose requests are XML documents. */
export function xmlRoutes({ routes }: Server, location: string, search: string): readonly HttpRoute[] {
  return routes.httpPost.filter((route) => route.http.content !== undefined && isAt(route, location, search));
}

/** The methods of HTTP that are answered at a location. HEAD is for pages only, since an operation would run for nothing. */
export function methodsAt(server: Server, location: string, search: string): readonly string[] {
  const isPage = isAtService(location);
  const gets = formRoute(server, "httpGet", location, search) !== undefined;
  const posts =
    formRoute(server, "httpPost", location, search) !== undefined || xmlRoutes(server, location, search).length > 0;
  return [
    ...(gets || isPage ? ["GET"] : []),
    ...(isPage && !gets ? ["HEAD"] : []),
    ...(posts || takesSoap(server, location) ? ["POST"] : []),
  ];
}

export function takesSoap({ contract: { bindings } }: Server, location: string): boolean {
  return isAtService(location) && (bindings.includes("soap11") || bindings.includes("soap12"));
}

/** True for the location of the service itself, which has its pages and documents. */
export function isAtService(location: string): boolean {
  return location === "" || location === "/";
}

function isAt({ path, query }: HttpRoute, location: string, search: string): boolean {
  return path === location && (query === "" || search === `?${query}` || search.startsWith(`?${query}&`));
}

/** An element's name. */
export interface ElementName {
  readonly namespace: string;
  readonly local: string;
}

/** True if the element belongs to the request of an operation. SOAP encoding recognises elements by their local names. */
export function isRequest({ requestNames }: Server, { namespace, local }: ElementName): boolean {
  return requestNames.has(local) || requestNames.has(`${namespace} ${local}`);
}

/** The names that `isRequest` looks up, once for every element of a body. */
export function requestNamesOf(operations: readonly ServedOperation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ operation: { request } }) =>
      planOf(request.body).members.map(({ name: { namespace, local } }) =>
        request.encoded === undefined ? `${namespace.uri} ${local}` : local,
      ),
    ),
  );
}

/** A SOAP request, as far as it decides on the operation. */
export interface SoapAddress {
  readonly binding: Binding;
  /** The SOAPAction; empty if there is none. */
  readonly action: string;
  /** The Action of WS-Addressing; empty if there is none. */
  readonly addressingAction: string;
  /** The element of the body; undefined for an empty one. */
  readonly element: ElementName | undefined;
}

/**
 * The operations that a SOAP request can be for. The element of its body decides, and the action among operations that share
 * one. An element of another operation than the action's is refused: a gateway may have checked one of the two.
 */
export function soapRoutes(server: Server, address: SoapAddress): readonly ServedOperation[] {
  const { element } = address;
  const possible = candidatesOf(server, address).filter((served) => takes(served, element));
  const named = possible.filter((served) => element !== undefined && isNamed(served, element));
  return named.length > 0 ? named : possible;
}

/** Those of both actions. An operation without an action goes with any that is not another's. */
function candidatesOf(server: Server, { binding, action, addressingAction }: SoapAddress): readonly ServedOperation[] {
  const bySoapAction = withAction(operationsOf(server, binding), action, ({ action = "" }) => [action]);
  return withAction(bySoapAction, addressingAction, addressingActionsOf);
}

function withAction(
  operations: readonly ServedOperation[],
  action: string,
  actionsOf: (operation: AnyOperation) => readonly string[],
): readonly ServedOperation[] {
  if (action === "") return operations;
  const own = operations.filter(({ operation }) => actionsOf(operation).includes(action));
  return own.length > 0 ? own : operations.filter(({ operation }) => actionsOf(operation).join("") === "");
}

/** The Actions that select an operation: the one that its spec states, and its SOAPAction, which many callers repeat. */
function addressingActionsOf({ action = "", addressingAction = action }: AnyOperation): readonly string[] {
  return [addressingAction, action];
}

function operationsOf({ operations }: Server, binding: Binding): readonly ServedOperation[] {
  return operations.filter(({ bindings }) => bindings.includes(binding));
}

/** The operations of a binding with this SOAPAction, or this Action of WS-Addressing. */
export function operationsOfAction(server: Server, binding: Binding, action: string): readonly ServedOperation[] {
  return operationsOf(server, binding).filter(({ operation }) => addressingActionsOf(operation).includes(action));
}

/** True if the request of an operation has this element. */
export function isNamed({ operation }: ServedOperation, { namespace, local }: ElementName): boolean {
  return findMember(planOf(operation.request.body), namespace, local) !== undefined;
}

/** True if a body with this element can be read as a request; in SOAP encoding, elements are known by their local names. */
function takes(served: ServedOperation, element: ElementName | undefined): boolean {
  const { body, encoded } = served.operation.request;
  const { members } = planOf(body);
  if (element === undefined) return members.every(({ minOccurs }) => minOccurs === 0);
  return (
    isNamed(served, element) || (encoded !== undefined && members.some(({ name }) => name.local === element.local))
  );
}
