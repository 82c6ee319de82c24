import type { Report } from "../diagnostic.js";
import type { Wsdl, WsdlBinding, WsdlService } from "../read/wsdl/wsdl.js";
import type { Place } from "../source.js";
import { isOperation, type LeftOut } from "./left-out.js";
import { replyElements } from "./traversal.js";
import { reach, withoutUnreached } from "./reach.js";
import { clark, type Operation, type Port, type Service, type Type } from "./service.js";
import { anyTypes } from "./wsdl/any-types.js";
import { carriedIn } from "./wsdl/carried.js";
import { boundSimpleTypes } from "./wsdl/bound-simple-types.js";
import { operationsOf, type CallableBinding, type OfferedBinding } from "./wsdl/bound-operations.js";
import { withDataSets } from "./wsdl/data-sets.js";
import { withNilInEncoding } from "./wsdl/nil-in-encoding.js";
import { mayRefer, withReferences, withSharedObjects } from "./wsdl/object-references.js";
import { callableBinding, portOf } from "./wsdl/ports.js";
import { typesOf } from "./wsdl/types.js";
import { unresolvedReport, type ReportUnresolved } from "./wsdl/unresolved.js";

export interface Declared {
  readonly services: readonly Service[];
  /** The operations that no binding offers in a callable form, and the header blocks that others lack. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * The services that a WSDL declares, with their callable operations; reports the others. Without a service, the
 * bindings form one. `spec` is the name of the spec, which an only service takes; `named` are the names of elements and
 * types to keep for wildcards.
 */
export function fromWsdl(wsdl: Wsdl, spec: string, report: Report, named: ReadonlySet<string> = new Set()): Declared {
  const reportUnresolved = unresolvedReport(wsdl.missing, report);
  const callable = new Map<string, CallableBinding>();
  for (const [key, binding] of wsdl.bindings) {
    const found = callableBinding(binding, wsdl, report, reportUnresolved);
    if (found !== undefined) callable.set(key, found);
  }
  reportUnbound(wsdl, report);
  const types = typesOf(wsdl.schemas, report, reportUnresolved);
  const reasons: LeftOut[] = [];
  const called = new Set<string>();
  const drafts = servicesIn(wsdl, callable, spec, { report, reportUnresolved }).map(
    ({ bindings, namespace, ...service }) => {
      const bound = operationsOf(bindings, { wsdl, types, namespace, ports: service.ports });
      const { operations } = bound;
      reasons.push(...bound.leftOut);
      for (const name of bound.declaredNames) called.add(name);
      const offered = new Set(operations.flatMap((operation) => operation.bindings.map(({ binding }) => binding)));
      const ports = service.ports.filter(({ binding }) => offered.has(binding));
      return { ...service, ports, namespace: mostCommonNamespace(operations) ?? namespace, operations };
    },
  );
  const services = drafts.filter(({ operations }) => operations.length > 0);
  if (services.length === 0) reportNothing(wsdl, spec, report);
  const operations = services.flatMap((service) => service.operations);
  const any = anyTypes(operations, types, wsdl.schemas);
  const carried = carriedIn(wsdl.schemas, types, named);
  const built = withDataSets(withSharedObjects(boundSimpleTypes(types.all(), report)), operations);
  const all = withReplies(withNilInEncoding(built, operations, any), services, any);
  const refer = mayRefer(wsdl.schemas) ? withReferences : (unchanged: readonly Operation[]) => unchanged;
  return {
    services: services.map((service) =>
      withoutUnreached({
        ...service,
        operations: refer(service.operations, all),
        types: all,
        anyTypes: any,
        ...(carried !== undefined && { carried }),
      }),
    ),
    leftOut: leftOutOf(wsdl, called, reasons),
  };
}

/** The operations of the port types that are not among those that can be called, each once; then the parts that those lack. */
function leftOutOf({ portTypes }: Wsdl, called: ReadonlySet<string>, reasons: readonly LeftOut[]): readonly LeftOut[] {
  const known = new Map(reasons.filter(isOperation).map((each) => [each.name, each]));
  const leftOut = new Map<string, LeftOut>();
  for (const { name, place } of [...portTypes.values()].flatMap((portType) => portType.operations)) {
    if (called.has(name) || leftOut.has(name)) continue;
    leftOut.set(name, known.get(name) ?? { name, reason: "no binding that can be called offers it", place });
  }
  return [...leftOut.values(), ...reasons.filter((each) => !isOperation(each))];
}

/** Marks the types that a response or a fault reaches in any of the services, which share their types. */
function withReplies(
  types: readonly Type[],
  services: readonly Pick<Service, "operations">[],
  anyTypes: readonly string[],
): readonly Type[] {
  const replied = reach(
    services.flatMap(({ operations }) => operations.flatMap(replyElements)),
    { types, anyTypes },
  );
  return types.map((type) =>
    (type.kind === "complex" || type.kind === "simple") && replied.has(clark(type.name))
      ? { ...type, reply: true }
      : type,
  );
}

type Draft = Pick<Service, "name" | "namespace" | "documentation" | "ports"> & {
  readonly bindings: readonly OfferedBinding[];
};

function servicesIn(
  wsdl: Wsdl,
  callable: ReadonlyMap<string, CallableBinding>,
  spec: string,
  { report, reportUnresolved }: { readonly report: Report; readonly reportUnresolved: ReportUnresolved },
): readonly Draft[] {
  const withPorts = wsdl.services.filter(({ ports }) => ports.length > 0);
  if (withPorts.length === 0) {
    const bindings = [...callable.values()].map((binding) => ({ ...binding, ports: [] }));
    return [{ name: spec, namespace: bindings[0]?.binding.name.namespace ?? "", ports: [], bindings }];
  }
  const used = new Set(withPorts.flatMap(({ ports }) => ports.map(({ binding }) => clark(binding))));
  for (const [key, { binding }] of callable) if (!used.has(key)) reportUnused(binding, report);
  const names = serviceNames(withPorts, spec);
  return withPorts.map((service, index) => {
    const bindings = new Map<CallableBinding, string[]>();
    const ports: Port[] = [];
    for (const port of service.ports) {
      const key = clark(port.binding);
      const binding = callable.get(key);
      if (!wsdl.bindings.has(key))
        reportUnresolved("binding", port.binding, port.place, `port ${port.name} is left out`);
      if (binding === undefined) continue;
      const portNames = bindings.get(binding) ?? [];
      portNames.push(port.name);
      bindings.set(binding, portNames);
      const found = portOf(port, service, binding, report);
      if (found !== undefined) ports.push(found);
    }
    const documentation = service.documentation === undefined ? {} : { documentation: service.documentation };
    const { namespace } = service.name;
    const offered = [...bindings].map(([binding, portNames]) => ({ ...binding, ports: portNames }));
    return { name: names[index] ?? spec, namespace, ...documentation, ports, bindings: offered };
  });
}

/** Names the services: an only service after its spec, others by their own names, made distinct regardless of case. */
function serviceNames(services: readonly WsdlService[], spec: string): readonly string[] {
  if (services.length === 1) return [spec];
  const used = new Set<string>();
  return services.map(({ name: { local } }) => {
    let name = local;
    for (let number = 2; used.has(name.toLowerCase()); number++) name = `${local}_${number}`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** The namespace of most requests; of equally common ones, the first. */
function mostCommonNamespace(operations: readonly Operation[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { request } of operations) {
    const root = request.wrapper ?? request.body[0]?.name;
    if (root !== undefined) counts.set(root.namespace, (counts.get(root.namespace) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** Reports port types without a binding, unless no port type has one. */
function reportUnbound({ portTypes, bindings }: Wsdl, report: Report): void {
  if (bindings.size === 0) return;
  const bound = new Set([...bindings.values()].map(({ portType }) => clark(portType)));
  for (const [key, { name, operations, place }] of portTypes) {
    if (bound.has(key) || operations.length === 0) continue;
    report({
      severity: "warning",
      code: "port-type-unbound",
      message: `found port type ${name.local} without a binding, expected one; its operations are left out`,
      place,
    });
  }
}

function reportUnused({ name, place }: WsdlBinding, report: Report): void {
  report({
    severity: "warning",
    code: "binding-unused",
    message: `found binding ${name.local} without a port, expected a service with a port of it; the binding is left out`,
    place,
  });
}

/** Reports that no operation can be called, with the last step that the WSDL declares on the way to one. */
function reportNothing({ services, bindings, portTypes, messages }: Wsdl, spec: string, report: Report): void {
  const [service] = services;
  const [binding] = bindings.values();
  const [portType] = portTypes.values();
  const [message] = messages.values();
  const nothing = (found: string, expected: string, place: Place) => {
    report({ severity: "error", code: "operations-missing", message: `found ${found}, expected ${expected}`, place });
  };
  const wanted = "an operation that can be called";
  if (portType !== undefined && binding === undefined) {
    for (const { name, place } of portTypes.values()) {
      nothing(`port type ${name.local} without a binding`, `a binding with ${wanted}`, place);
    }
  } else if (binding !== undefined && portType !== undefined) {
    const isEmpty = [...portTypes.values()].every(({ operations }) => operations.length === 0);
    if (isEmpty) nothing(`port type ${portType.name.local} without operations`, wanted, portType.place);
    else nothing(`binding ${binding.name.local} with nothing that can be called`, wanted, binding.place);
  } else {
    const place = binding?.place ?? service?.place ?? message?.place ?? { path: spec, line: 1, column: 1 };
    nothing("no port type", "a port type and a binding", place);
  }
}
