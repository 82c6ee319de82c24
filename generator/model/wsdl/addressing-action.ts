import type { Demand } from "../../policies/demands.js";
import type { PortType, WsdlOperation } from "../../read/wsdl/wsdl.js";

export interface ActionUse {
  readonly declaration: WsdlOperation;
  readonly portType: PortType;
  /** The SOAPAction. */
  readonly soapAction: string | undefined;
  /** The demands on callers of the operation. */
  readonly demands: readonly Demand[];
}

/**
 * The Action of requests in WS-Addressing, where it differs from the SOAPAction. Without an attribute that states it, it
 * is the SOAPAction, and only where there is none, and a policy demands addressing, the default (WS-Addressing Metadata,
 * 4.4).
 */
export function addressingAction({ declaration, portType, soapAction = "", demands }: ActionUse): string | undefined {
  const stated = declaration.input?.action;
  if (stated !== undefined) return stated === soapAction ? undefined : stated;
  if (soapAction !== "" || !demands.some(isAddressing)) return undefined;
  return defaultAction(declaration, portType);
}

/** `[target namespace][delimiter][port type name][delimiter][input name]` */
function defaultAction({ name, input, pattern }: WsdlOperation, { name: portType }: PortType): string {
  const { namespace, local } = portType;
  const delimiter = /^urn:/i.test(namespace) ? ":" : "/";
  const start = namespace.endsWith(delimiter) ? namespace.slice(0, -1) : namespace;
  // The default of an input's name is that of WSDL 1.1, 2.4.5.
  return [start, local, input?.name ?? (pattern === "one-way" ? name : `${name}Request`)].join(delimiter);
}

function isAddressing({ name }: Demand): boolean {
  return name === "Addressing" || name === "UsingAddressing";
}
