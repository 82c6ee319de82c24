import { isSoap, overSoap } from "../../bindings.js";
import { groupBy } from "../../group-by.js";
import type { PageOperation } from "../../read/help-page/help-page.js";
import { splitPath } from "./http-messages.js";
import { elementsIn } from "./message-shape.js";

/** The operations of one service, in order. */
export interface ShownService {
  readonly name: string;
  readonly operations: readonly PageOperation[];
}

/**
 * Separates the services of a spec by the paths of their requests. An operation without a path belongs to the service
 * with an operation of the same name, else to the service of its namespace. An only service is named after its spec.
 */
export function servicesIn(operations: readonly PageOperation[], spec: string): readonly ShownService[] {
  const byPath = groupBy(operations, (operation) => pathOf(operation)?.toLowerCase() ?? "");
  const paths = [...byPath.keys()].filter((path) => path !== "");
  if (paths.length <= 1) return [{ name: spec, operations }];

  const serviceOf = new Map<PageOperation, string>();
  for (const [path, those] of byPath) for (const operation of those) serviceOf.set(operation, path);
  const namespaces = groupBy(paths, (path) => targetNamespace(byPath.get(path) ?? []));
  const named = groupBy(
    paths.flatMap((path) => [...new Set(byPath.get(path)?.map(({ name }) => name))].map((name) => ({ name, path }))),
    ({ name }) => name,
  );
  for (const operation of byPath.get("") ?? []) {
    const candidates =
      named.get(operation.name)?.map(({ path }) => path) ?? namespaces.get(targetNamespace([operation]));
    const [path = "", ...others] = candidates ?? [];
    serviceOf.set(operation, others.length === 0 ? path : "");
  }
  const groups = groupBy(operations, (operation) => serviceOf.get(operation) ?? "");
  const names = serviceNames(
    [...groups.values()].map((those) => those.map(pathOf).find((path) => path !== undefined) ?? ""),
    spec,
  );
  return [...groups.values()].map((those, index) => ({ name: names[index] ?? spec, operations: those }));
}

/** The namespace of most bodies, or of HTTP replies if there are no bodies; of equally common ones, the first. */
export function targetNamespace(operations: readonly PageOperation[]): string {
  const samples = operations.flatMap((operation) => operation.samples);
  const bodies = samples.flatMap((sample) => ("header" in sample ? elementsIn(sample.body).slice(0, 1) : []));
  const replies = samples.flatMap((sample) =>
    "content" in sample && sample.content.kind === "element" ? sample.content : [],
  );
  const roots = groupBy(bodies.length > 0 ? bodies : replies, (root) => root.namespace);
  let most = { namespace: "", length: 0 };
  for (const [namespace, { length }] of roots) if (length > most.length) most = { namespace, length };
  return most.namespace;
}

/** The path of the operation's service in the first request with one, without the location of HTTP GET and POST. */
function pathOf({ name, samples }: PageOperation): string | undefined {
  const requests = samples.filter(({ message, path }) => message === "request" && path !== undefined);
  const request = requests.find(overSoap) ?? requests[0];
  if (request?.path === undefined) return undefined;
  return isSoap(request.binding) ? request.path : splitPath(request.path, name).base;
}

/** `Foo` for `/a/Foo.asmx`; the whole path, `a_Foo`, if several paths have the same last part. */
function serviceNames(paths: readonly string[], spec: string): readonly string[] {
  const whole = paths.map((path) =>
    path
      .replace(/\.\w+$/, "")
      .split("/")
      .filter(Boolean),
  );
  const short = whole.map((parts) => parts.at(-1) ?? spec);
  const alike = groupBy(short, (name) => name.toLowerCase());
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
