import { bindings, overHttp } from "../bindings.js";
import type { Report } from "../diagnostic.js";
import { groupBy } from "../group-by.js";
import type { HelpPage, PageAddress, PageOperation } from "../read/help-page/help-page.js";
import { assumeConventions } from "./conventions.js";
import type { LeftOut } from "./left-out.js";
import type { ElementShape, MessageShape, Root } from "./samples/shapes.js";
import { clark, type Element, type Message, type Operation, type Service } from "./service.js";
import { joinFaults } from "./samples/fault-shapes.js";
import { mapReply, operationShape, type OperationShape } from "./samples/operation-shape.js";
import { reason } from "./reason.js";
import { settleValues } from "./samples/settle-values.js";
import { portsOf } from "./samples/ports.js";
import { servicesIn, targetNamespace, type ShownService } from "./samples/services.js";
import { lacksWords, showsValues } from "./samples/values.js";
import { withoutStepBlocks } from "./samples/step-blocks.js";
import { typesOf } from "./samples/types.js";

export interface Shown {
  readonly services: readonly Service[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Infers services from help pages, with the operations that could be read. The order of the pages does not matter.
 * {@link assumeConventions} settles facts that samples cannot show. `spec` is the name of the spec.
 */
export function fromSamples(pages: readonly HelpPage[], spec: string, report: Report): Shown {
  const sorted = [...pages].sort(bySource);
  const operations = withValues(
    sorted.flatMap((page) => page.operations),
    spec,
    report,
  );
  const bare = withoutStepBlocks(operations, report);
  const addresses = sorted.flatMap((page) => page.addresses);
  const shown = servicesIn(bare, spec).map((service) => serviceOf(service, addresses, report));
  return {
    services: shown.flatMap(({ service }) => service ?? []),
    leftOut: shown.flatMap(({ leftOut }) => leftOut),
  };
}

/**
 * Takes the messages of pages that hold values for recorded ones: where one does, all of the spec without any name of a type. Reports
 * one of each page.
 */
function withValues(operations: readonly PageOperation[], spec: string, report: Report): readonly PageOperation[] {
  const samples = operations.flatMap((operation) => operation.samples);
  if (!samples.some((sample) => sample.recorded !== true && showsValues(sample))) return operations;
  const shown = samples.filter((sample) => sample.recorded !== true && (showsValues(sample) || lacksWords(sample)));
  const values = new Set(shown);
  for (const [{ place }] of groupBy(shown, ({ place }) => place.path).values()) {
    report({
      severity: "warning",
      code: "values-shown",
      message:
        "found a message with values, expected the names of types; what is true or false everywhere is a boolean, a date with a time a dateTime, and all else a string",
      place,
      hint: `run npx soapwright inspect ${spec}, which prints the overrides for values that look like numbers`,
    });
  }
  return operations.map((operation) => ({
    ...operation,
    samples: operation.samples.map((sample) =>
      values.has(sample) ? { ...sample, recorded: true, onPage: true } : sample,
    ),
  }));
}

function serviceOf(
  { name, operations }: ShownService,
  addresses: readonly PageAddress[],
  report: Report,
): { readonly service?: Service; readonly leftOut: readonly LeftOut[] } {
  const namespace = targetNamespace(operations);
  const read = [...groupBy(operations, (operation) => operation.name).values()].map((sightings) =>
    operationShape(sightings, namespace, report),
  );
  const shapes = settleValues(read.flatMap((each) => ("reason" in each ? [] : each)));
  const leftOut = read.flatMap((each) => ("reason" in each ? each : []));
  if (shapes.length === 0) return { leftOut };
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
    addresses,
    report,
  );
  const [service] = assumeConventions([{ name, namespace, ports, ...build(shapes, report) }]);
  return { ...(service && { service }), leftOut };
}

/** Sorts by the code units of the path, so that neither a folder's listing nor a locale changes the bindings. */
function bySource({ source: first }: HelpPage, { source: second }: HelpPage): number {
  return first.path < second.path ? -1 : first.path > second.path ? 1 : 0;
}

/** Builds the operations and the types that they reach. */
function build(shapes: readonly OperationShape[], report: Report): Pick<Service, "operations" | "types"> {
  const faults = new Map(
    joinFaults(
      shapes.flatMap((shape) => shape.faults),
      { report, disagree: () => undefined },
    ).map((fault) => [clark(fault.name), fault]),
  );
  const roots = [
    ...shapes.flatMap(({ name, bindings, request, response }) => [
      ...rootsOf(request, name),
      ...(response ? rootsOf(response, `${name}Response`) : []),
      ...bindings
        .filter(overHttp)
        .flatMap(({ reply }) => (reply ? [{ element: reply, message: `${name}Response` }] : [])),
    ]),
    ...[...faults.values()].map((element) => ({ element, message: "Fault" })),
  ];
  const { types, elements } = typesOf(roots, report);
  const built = (shown: readonly ElementShape[]) => shown.flatMap((shape) => elements.get(shape) ?? []);
  const message = ({ header, body, style, use, wrapper, unknown, places }: MessageShape): Message => {
    const blocks = header.flatMap((shape) =>
      built([shape]).map((block) => ({
        ...block,
        ...(shape.use && { use: shape.use }),
        ...(shape.mustUnderstand && { mustUnderstand: shape.mustUnderstand }),
      })),
    );
    const evidence = unknown && { evidence: { content: reason("assumed", places) } };
    return { style, use, ...(wrapper ? { wrapper } : {}), header: blocks, body: built(body), ...evidence };
  };
  const element = (shape: ElementShape): Element => {
    const found = elements.get(shape);
    if (found === undefined) throw new TypeError(`${clark(shape.name)} is not a root`);
    return found;
  };
  const operations = shapes.map(({ request, response, faults: own, ...operation }): Operation => {
    const messages = { request: message(request), ...(response ? { response: message(response) } : {}) };
    const details = own.flatMap(({ name }) => built([faults.get(clark(name))].filter((each) => each !== undefined)));
    const bound = operation.bindings.map((each) => mapReply(each, element));
    return {
      ...operation,
      bindings: bound,
      ...messages,
      faults: details.map((element) => ({ name: element.name.local, element })),
    };
  });
  return { operations, types };
}

function rootsOf({ header, body, wrapper }: MessageShape, message: string): readonly Root[] {
  const blocks = header.map((element) => ({ element, message }));
  return [...blocks, ...body.map((element) => (wrapper ? { element, wrapper, message } : { element, message }))];
}
