import { overSoap, type SoapBinding } from "../../bindings.js";
import { demandKey, distinctDemands, type Demand } from "../../policies/demands.js";
import type { BoundOperation, Wsdl, WsdlMessageUse, WsdlOperation } from "../../read/wsdl/wsdl.js";
import { clark, type OperationBinding } from "../service.js";

/** The demands of an operation in one binding of the WSDL, of several that can have the same protocol. */
export interface Demanding {
  readonly kind: SoapBinding;
  readonly ports: readonly string[];
  readonly demands: readonly Demand[];
}

/** The demands of an operation: of its declarations in port type and binding, and of its messages. */
export function operationDemands(
  declaration: WsdlOperation,
  bound: BoundOperation,
  { messages }: Wsdl,
): readonly Demand[] {
  const ofMessage = (use: WsdlMessageUse | undefined, message: "request" | "response"): readonly Demand[] =>
    use === undefined
      ? []
      : (messages.get(clark(use.message))?.demands ?? []).map((demand) => ({ ...demand, message }));
  return distinctDemands([
    ...declaration.demands,
    ...bound.demands,
    ...ofMessage(declaration.input, "request"),
    ...ofMessage(declaration.output, "response"),
  ]);
}

/** A demand that not all bindings of one protocol have is that of the ports of those that have it. */
export function withDemands(bound: OperationBinding, demanding: readonly Demanding[]): OperationBinding {
  if (!overSoap(bound)) return bound;
  const { place, ...rest } = bound;
  const same = demanding.filter(({ kind }) => kind === bound.binding);
  const makers = new Map<string, { readonly demand: Demand; readonly by: Set<Demanding> }>();
  for (const each of same) {
    for (const demand of each.demands) {
      const key = demandKey(demand);
      const { by } = makers.get(key) ?? { by: new Set() };
      makers.set(key, { demand, by: by.add(each) });
    }
  }
  const demands = [...makers.values()].map(({ demand, by }): Demand => {
    if (by.size === same.length) return demand;
    const ports = [...new Set([...by].flatMap((each) => each.ports))];
    return ports.length === 0 ? demand : { ...demand, ports };
  });
  return demands.length === 0 ? bound : { ...rest, demands, place };
}
