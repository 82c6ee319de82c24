import type { Binding } from "../../bindings.js";
import type { Report } from "../../diagnostic.js";
import type { Wsdl } from "../../read/wsdl/wsdl.js";
import { fromWsdl } from "../from-wsdl.js";
import { narrowWsdl, operationNames } from "../narrow-wsdl.js";
import type { LeftOut } from "../left-out.js";
import type { Service } from "../service.js";

/**
 * The declarations of a spec's WSDLs: the services that can be called, and the operations that they bind, including
 * those that cannot be called.
 */
export interface Declaration {
  readonly services: readonly Service[];
  readonly leftOut: readonly LeftOut[];
  /** True if the operation is bound, in the given binding or in any. */
  readonly isBound: (operation: string, binding?: Binding) => boolean;
}

/** The services with the kept operations, and with the elements and types that are named for wildcards. */
export function declarationOf(
  wsdl: Wsdl | undefined,
  isKept: (operation: string) => boolean,
  spec: string,
  report: Report,
  named: ReadonlySet<string>,
): Declaration {
  if (wsdl === undefined) return { services: [], leftOut: [], isBound: () => false };
  const narrowed = narrowWsdl(wsdl, isKept);
  const hasAny = operationNames(narrowed).length > 0 || operationNames(wsdl).length === 0;
  const { services, leftOut } = hasAny ? fromWsdl(narrowed, spec, report, named) : { services: [], leftOut: [] };
  // Overloads are built even if they are not kept.
  return { services, leftOut: leftOut.filter(({ name }) => isKept(name)), isBound: bindingsOf(wsdl) };
}

function bindingsOf({ bindings }: Wsdl): Declaration["isBound"] {
  const bound = new Set<string>();
  for (const { protocol, operations } of bindings.values()) {
    for (const { name, inputName = name, location = name } of operations) {
      // Pages call an operation by the name of its input, if it has one, and an operation of HTTP alone by its
      // location.
      const last = location.slice(location.lastIndexOf("/") + 1);
      for (const each of [name, inputName, last]) bound.add(each).add(`${protocol.kind} ${each}`);
    }
  }
  return (operation, binding) => bound.has(binding === undefined ? operation : `${binding} ${operation}`);
}
