import type { Report } from "../diagnostic.js";
import type { HelpPage, PageOperation } from "../read/help-page/help-page.js";
import { assumeConventions } from "./conventions.js";
import type { Binding, Message, Operation, Service } from "./service.js";
import { elementsIn, type MessageShape } from "./samples/message.js";
import { operationShape, type OperationShape } from "./samples/operation.js";
import { portsOf } from "./samples/ports.js";
import type { ElementShape } from "./samples/shape.js";
import { typesOf, type Root } from "./samples/types.js";
import { partition } from "./samples/unify.js";

/**
 * Infers a service from the samples of its help pages; undefined if they hold no operation that can be read. The order
 * of the pages does not matter. What samples cannot say is settled by {@link assumeConventions}.
 */
export function fromSamples(pages: readonly HelpPage[], name: string, report: Report): Service | undefined {
  const operations = [...pages].sort(bySource).flatMap((page) => page.operations);
  const namespace = targetNamespace(operations);
  const shapes = [...partition(operations, (operation) => operation.name).values()].flatMap(
    (sightings) => operationShape(sightings, namespace, report) ?? [],
  );
  if (shapes.length === 0) return undefined;
  const offered = new Set(shapes.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)));
  const kept = new Set(shapes.map((shape) => shape.name));
  const requests = operations.flatMap(({ name: operation, samples }) =>
    kept.has(operation)
      ? samples.flatMap((sample) => (sample.message === "request" ? [{ operation, sample }] : []))
      : [],
  );
  const ports = portsOf(
    bindings.filter((binding) => offered.has(binding)),
    requests,
    report,
  );
  return assumeConventions({ name, namespace, ports, ...build(shapes, report) });
}

const bindings: readonly Binding[] = ["soap11", "soap12", "httpGet", "httpPost"];

/** By the code units of the path, so that neither a folder's listing nor a locale changes the order. */
function bySource({ source: first }: HelpPage, { source: second }: HelpPage): number {
  return first.path < second.path ? -1 : first.path > second.path ? 1 : 0;
}

/** The namespace of most bodies, the first of those that are as many; of HTTP replies where there are no bodies. */
function targetNamespace(operations: readonly PageOperation[]): string {
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

/** Builds the operations, and the types that they reach. */
function build(shapes: readonly OperationShape[], report: Report): Pick<Service, "operations" | "types"> {
  const messages = shapes.flatMap(({ request, response }) => (response ? [request, response] : [request]));
  const { types, elements } = typesOf(messages.flatMap(rootsOf), report);
  const built = (shown: readonly ElementShape[]) => shown.flatMap((shape) => elements.get(shape) ?? []);
  const message = ({ header, body, style, use, wrapper }: MessageShape): Message => {
    return { style, use, ...(wrapper ? { wrapper } : {}), header: built(header), body: built(body) };
  };
  const operations = shapes.map(({ request, response, ...operation }): Operation => {
    return { ...operation, request: message(request), ...(response ? { response: message(response) } : {}) };
  });
  return { operations, types };
}

function rootsOf({ header, body, wrapper }: MessageShape): readonly Root[] {
  const blocks = header.map((element) => ({ element }));
  return [...blocks, ...body.map((element) => (wrapper ? { element, wrapper } : { element }))];
}
