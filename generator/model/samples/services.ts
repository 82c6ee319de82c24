import { isSoap, overSoap } from "../../bindings.js";
import type { PageOperation } from "../../read/help-page/help-page.js";
import { splitPath } from "./http-messages.js";
import { elementsIn } from "./message-shape.js";
import { partition } from "./unify.js";

/** The operations of one service, in their order. */
export interface ShownService {
  readonly name: string;
  readonly operations: readonly PageOperation[];
}

/**
 * Tells the services of a spec apart by the paths of their requests. An operation whose requests name no path is of the
 * service that has one of its name, else of the service of its namespace. A service alone is called as its spec.
 */
export function servicesIn(operations: readonly PageOperation[], spec: string): readonly ShownService[] {
  const byPath = partition(operations, (operation) => pathOf(operation)?.toLowerCase() ?? "");
  const paths = [...byPath.keys()].filter((path) => path !== "");
  if (paths.length <= 1) return [{ name: spec, operations }];

  const serviceOf = new Map<PageOperation, string>();
  for (const [path, those] of byPath) for (const operation of those) serviceOf.set(operation, path);
  const namespaces = partition(paths, (path) => targetNamespace(byPath.get(path) ?? []));
  const named = partition(
    paths.flatMap((path) => [...new Set(byPath.get(path)?.map(({ name }) => name))].map((name) => ({ name, path }))),
    ({ name }) => name,
  );
  for (const operation of byPath.get("") ?? []) {
    const candidates =
      named.get(operation.name)?.map(({ path }) => path) ?? namespaces.get(targetNamespace([operation]));
    const [path = "", ...others] = candidates ?? [];
    serviceOf.set(operation, others.length === 0 ? path : "");
  }
  const groups = partition(operations, (operation) => serviceOf.get(operation) ?? "");
  const names = serviceNames(
    [...groups.values()].map((those) => those.map(pathOf).find((path) => path !== undefined) ?? ""),
    spec,
  );
  return [...groups.values()].map((those, index) => ({ name: names[index] ?? spec, operations: those }));
}

/** The namespace of most bodies, the first of those that are as many; of HTTP replies where there are no bodies. */
export function targetNamespace(operations: readonly PageOperation[]): string {
  const samples = operations.flatMap((operation) => operation.samples);
  const bodies = samples.flatMap((sample) => ("header" in sample ? elementsIn(sample.body).slice(0, 1) : []));
  const replies = samples.flatMap((sample) =>
    "content" in sample && sample.content.kind === "element" ? sample.content : [],
  );
  const roots = partition(bodies.length > 0 ? bodies : replies, (root) => root.namespace);
  let most = { namespace: "", length: 0 };
  for (const [namespace, { length }] of roots) if (length > most.length) most = { namespace, length };
  return most.namespace;
}

/** Of the operation's service, as the first request that names one shows it; what HTTP GET and POST append is not in it. */
function pathOf({ name, samples }: PageOperation): string | undefined {
  const requests = samples.filter(({ message, path }) => message === "request" && path !== undefined);
  const request = requests.find(overSoap) ?? requests[0];
  if (request?.path === undefined) return undefined;
  return isSoap(request.binding) ? request.path : splitPath(request.path, name).base;
}

/** `Foo` of `/a/Foo.asmx`; all of the path, `a_Foo`, where several end alike. */
function serviceNames(paths: readonly string[], spec: string): readonly string[] {
  const whole = paths.map((path) =>
    path
      .replace(/\.\w+$/, "")
      .split("/")
      .filter(Boolean),
  );
  const short = whole.map((parts) => parts.at(-1) ?? spec);
  const alike = partition(short, (name) => name.toLowerCase());
  const names = whole.map((parts, index) => {
    const name = short[index] ?? spec;
    return alike.get(name.toLowerCase())?.length === 1 ? name : parts.join("_") || spec;
  });
  const used = new Map<string, number>();
  return names.map((name) => {
    const count = (used.get(name.toLowerCase()) ?? 0) + 1;
    used.set(name.toLowerCase(), count);
    return count === 1 ? name : `${name}_${count}`;
  });
}
