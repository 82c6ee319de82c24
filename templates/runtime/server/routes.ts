import { findMember, planOf } from "../complex/plan.js";
import type { Binding } from "../binding/binding.js";
import type { Server, ServedOperation } from "./contract.js";
import type { HttpOperation } from "../complex/table.js";
import { readLocation } from "../binding/url-replacement.js";

/** What follows the service's path, wherever that is mounted; undefined for a path that is not the service's. */
export function locationOf({ contract, options }: Server, pathname: string): string | undefined {
  const path = encodedPath(options.path ?? contract.path).replace(/\/$/, "");
  if (path === "") return pathname;
  for (let at = pathname.indexOf(path); at >= 0; at = pathname.indexOf(path, at + 1)) {
    const end = at + path.length;
    if (end === pathname.length || pathname[end] === "/") return pathname.slice(end);
  }
  return undefined;
}

/** As it stands in a URL. */
function encodedPath(path: string): string {
  const url = new URL("http://localhost");
  url.pathname = path;
  return path.startsWith("/") ? url.pathname : url.pathname.slice(1);
}

type HttpBinding = Extract<Binding, "httpGet" | "httpPost">;

/** An operation of HTTP GET or POST, and how it is bound. */
export interface HttpRoute {
  readonly served: ServedOperation;
  readonly http: HttpOperation;
}

/** The operation at a location; one whose location holds parameters comes after those that are named. */
export function httpRoute(
  { operations }: Server,
  binding: HttpBinding,
  location: string,
  search: string,
): HttpRoute | undefined {
  const routes = operations.flatMap((served) => {
    const http = served.operation[binding];
    return http !== undefined && served.bindings.includes(binding) ? [{ served, http }] : [];
  });
  return (
    routes.find(({ http }) => http.urlReplacement !== true && isAt(http, location, search)) ??
    routes.find(({ http }) => http.urlReplacement === true && fits(http, location + search))
  );
}

/** The methods of HTTP that operations at a location answer. */
export function httpMethodsAt(server: Server, location: string, search: string): readonly string[] {
  return [
    ...(httpRoute(server, "httpGet", location, search) === undefined ? [] : ["GET", "HEAD"]),
    ...(httpRoute(server, "httpPost", location, search) === undefined ? [] : ["POST"]),
  ];
}

/** A location can have a query of its own, which that of a request begins with. */
function isAt(http: HttpOperation, location: string, search: string): boolean {
  const [path = "", query = ""] = http.location.split(/\?(.*)/s, 2);
  return encodedPath(path) === location && (query === "" || search === `?${query}` || search.startsWith(`?${query}&`));
}

/** Whether a location is of this form, whatever its parameters are. */
function fits(http: HttpOperation, location: string): boolean {
  return readLocation(http, { body: {} }, location) !== undefined;
}

/** An element's name. */
export interface ElementName {
  readonly namespace: string;
  readonly local: string;
}

/** Whether a request of some operation begins with this element. */
export function isRequest({ operations }: Server, element: ElementName): boolean {
  return operations.some((served) => begins(served, element));
}

/**
 * The operations that a SOAP request can be for: those of its action. Where that does not tell, the first element of the body
 * does; an operation that has no action is told by that alone.
 */
export function soapRoutes(
  { operations }: Server,
  binding: Binding,
  action: string,
  element: ElementName | undefined,
): readonly ServedOperation[] {
  const bound = operations.filter(({ bindings }) => bindings.includes(binding));
  const named = action === "" ? [] : bound.filter(({ operation }) => operation.action === action);
  if (named.length === 1) return named;
  const possible =
    named.length > 0 ? named : action === "" ? bound : bound.filter(({ operation }) => (operation.action ?? "") === "");
  return possible.filter((served) => begins(served, element));
}

function begins({ operation }: ServedOperation, element: ElementName | undefined): boolean {
  const plan = planOf(operation.request.body);
  if (element === undefined) return plan.members.every(({ minOccurs }) => minOccurs === 0);
  return findMember(plan, element.namespace, element.local) !== undefined;
}
