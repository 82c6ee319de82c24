import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import { quoteName } from "../../quote.js";
import { clark, type QName } from "../xsd/qname.js";
import type { BoundMessage, MissingDocument, SoapHeader, Wsdl, WsdlMessageUse } from "./wsdl.js";
import { wsdlDiagnostic } from "./wsdl-diagnostic.js";

/**
 * Corrects the namespaces of references to messages, port types and bindings that are unambiguous by local name. Such
 * names never appear in messages, so a wrong namespace or an unbound prefix does no harm.
 */
export function settleReferences(wsdl: Wsdl, report: Report): Wsdl {
  const message = settler("message", wsdl.messages, wsdl.missing, report);
  const portType = settler("portType", wsdl.portTypes, wsdl.missing, report);
  const binding = settler("binding", wsdl.bindings, wsdl.missing, report);

  const use = <T extends WsdlMessageUse>(each: T): T => ({ ...each, message: message(each.message, each.place) });
  const block = (each: SoapHeader): SoapHeader => ({ ...use(each), faults: each.faults.map(use) });
  const bound = (each: BoundMessage): BoundMessage => ({ ...each, header: each.header.map(block) });
  return {
    ...wsdl,
    portTypes: mapValues(wsdl.portTypes, (each) => ({
      ...each,
      operations: each.operations.map(({ input, output, ...operation }) => ({
        ...operation,
        ...(input === undefined ? {} : { input: use(input) }),
        ...(output === undefined ? {} : { output: use(output) }),
        faults: operation.faults.map(use),
      })),
    })),
    bindings: mapValues(wsdl.bindings, (each) => ({
      ...each,
      portType: portType(each.portType, each.place),
      operations: each.operations.map(({ input, output, ...operation }) => ({
        ...operation,
        ...(input === undefined ? {} : { input: bound(input) }),
        ...(output === undefined ? {} : { output: bound(output) }),
      })),
    })),
    services: wsdl.services.map((service) => ({
      ...service,
      ports: service.ports.map((port) => ({ ...port, binding: binding(port.binding, port.place) })),
    })),
  };
}

function settler(
  kind: string,
  components: ReadonlyMap<string, { readonly name: QName }>,
  missing: readonly MissingDocument[],
  report: Report,
): (name: QName, place: Place) => QName {
  const byLocalName = new Map<string, QName | undefined>();
  for (const { name } of components.values()) {
    byLocalName.set(name.local, byLocalName.has(name.local) ? undefined : name);
  }
  const told = new Set<string>();
  const elsewhere = new Set(missing.map(({ namespace }) => namespace));
  return (name, place) => {
    const isRight = components.has(clark(name)) || elsewhere.has(name.namespace) || elsewhere.has(undefined);
    const meant = isRight ? undefined : byLocalName.get(name.local);
    if (meant === undefined) return name;
    if (!told.has(clark(name))) {
      const message = `found no ${kind} ${quoteName(name)}, expected a name that the spec declares; read as ${quoteName(meant)}`;
      report(wsdlDiagnostic("component-inexact", "warning", place, message));
    }
    told.add(clark(name));
    return meant;
  };
}

function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): ReadonlyMap<string, T> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
