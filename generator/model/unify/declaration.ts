import type { Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { Wsdl } from "../../read/wsdl/wsdl.js";
import { fromWsdl } from "../from-wsdl.js";
import { narrowWsdl, operationNames } from "../narrow-wsdl.js";
import type { LeftOut } from "../left-out.js";
import type { Service } from "../service.js";

/** What the WSDLs of a spec say: the services that can be called, and which operations they bind, also those that cannot. */
export interface Declaration {
  readonly services: readonly Service[];
  readonly leftOut: readonly LeftOut[];
  /** In that binding, or in any. */
  readonly isBound: (operation: string, binding?: Binding) => boolean;
}

/** The services with the operations that are kept. */
export function declarationOf(
  wsdl: Wsdl | undefined,
  isKept: (operation: string) => boolean,
  spec: string,
  report: Report,
): Declaration {
  if (wsdl === undefined) return { services: [], leftOut: [], isBound: () => false };
  const narrowed = narrowWsdl(wsdl, isKept);
  const hasAny = operationNames(narrowed).length > 0 || operationNames(wsdl).length === 0;
  const { services, leftOut } = hasAny ? fromWsdl(narrowed, spec, report) : { services: [], leftOut: [] };
  // Overloads are built whether they are kept or not.
  return { services, leftOut: leftOut.filter(({ name }) => isKept(name)), isBound: bindingsOf(wsdl) };
}

function bindingsOf({ bindings }: Wsdl): Declaration["isBound"] {
  const bound = new Set<string>();
  for (const { protocol, operations } of bindings.values()) {
    for (const { name, inputName = name, location = name } of operations) {
      // Pages call an operation by the name of its input, where it has one, and what only HTTP offers by its location.
      const last = location.slice(location.lastIndexOf("/") + 1);
      for (const each of [name, inputName, last]) bound.add(each).add(`${protocol.kind} ${each}`);
    }
  }
  return (operation, binding) => bound.has(binding === undefined ? operation : `${binding} ${operation}`);
}
