import { isSoap, overSoap, type SoapBinding } from "../bindings.js";
import { demandKey, distinctDemands, type Demand } from "../demands.js";
import type { Operation, Port } from "../model/service.js";
import { remedyFor, type Remedy } from "../remedy.js";

/** The description of what policies demand, for programs and for the check of calls. */
export interface ModulePolicies {
  /** The name of the constant. */
  readonly name: string;
  readonly ports: readonly DescribedPort[];
  readonly operations: readonly DescribedOperation[];
  /** The operations whose calls are checked. */
  readonly checked: ReadonlySet<Operation>;
}

export interface DescribedDemands {
  readonly binding: SoapBinding;
  readonly demands: readonly Demand[];
  readonly remedy: Remedy;
  /** The names of the demands without which calls are refused: none if something is missing anyway. */
  readonly refused: readonly string[];
}

export interface DescribedPort extends DescribedDemands {
  readonly name: string | undefined;
  /** The name of the constant with its address. */
  readonly address: string;
}

export interface DescribedOperation extends DescribedDemands {
  readonly operation: Operation;
}

/** True if a policy demands something of callers over SOAP. */
export function hasDemands(ports: readonly Port[], operations: readonly Operation[]): boolean {
  return (
    ports.some(({ demands }) => demands !== undefined) ||
    operations.some(({ bindings }) => bindings.filter(overSoap).some(({ demands }) => demands !== undefined))
  );
}

/** `addresses` are the names of the constants by URL. Demands that all operations of a binding have belong to its ports. */
export function modulePolicies(
  name: string,
  ports: readonly Port[],
  operations: readonly Operation[],
  addresses: ReadonlyMap<string, string>,
): ModulePolicies {
  const described: DescribedPort[] = [];
  const own: DescribedOperation[] = [];
  for (const binding of new Set(ports.map((port) => port.binding).filter(isSoap))) {
    const bound = boundBy(binding, operations);
    const shared = commonDemands(bound.map(({ demands }) => demands));
    const keys = new Set(shared.map(demandKey));
    const ofBinding = ports.filter((port) => port.binding === binding);
    for (const { name: port, address, demands = [] } of ofBinding) {
      const all = distinctDemands([...demands, ...shared]);
      const constant = addresses.get(address) ?? JSON.stringify(address);
      described.push({ name: port, binding, address: constant, demands: all, ...remedied(all) });
    }
    const ofPort = ofBinding[0]?.demands ?? [];
    for (const { operation, demands } of bound) {
      const others = demands.filter((demand) => !keys.has(demandKey(demand)));
      if (others.length === 0) continue;
      own.push({ operation, binding, demands: others, ...remedied([...ofPort, ...shared, ...others]) });
    }
  }
  const refusing = new Set(described.filter(isRefusing).map(({ binding }) => binding));
  const checked = operations.filter(({ bindings }) =>
    bindings.filter(overSoap).some(({ binding }) => refusing.has(binding)),
  );
  const alone = own.filter(isRefusing).map(({ operation }) => operation);
  return { name, ports: described, operations: own, checked: new Set([...checked, ...alone]) };
}

/** The demands of ports, and those that all operations of their bindings have. */
export function demandsOfPorts(ports: readonly Port[], operations: readonly Operation[]): readonly Demand[] {
  const bindings = [...new Set(ports.map(({ binding }) => binding).filter(isSoap))];
  return distinctDemands([
    ...ports.flatMap(({ demands = [] }) => demands),
    ...bindings.flatMap((binding) => commonDemands(boundBy(binding, operations).map(({ demands }) => demands))),
  ]);
}

function boundBy(
  binding: SoapBinding,
  operations: readonly Operation[],
): readonly { readonly operation: Operation; readonly demands: readonly Demand[] }[] {
  return operations.flatMap((operation) =>
    operation.bindings
      .filter(overSoap)
      .filter((each) => each.binding === binding)
      .map(({ demands = [] }) => ({ operation, demands })),
  );
}

function remedied(demands: readonly Demand[]): Pick<DescribedDemands, "remedy" | "refused"> {
  const remedy = remedyFor(distinctDemands(demands));
  return { remedy, refused: remedy.missing.length === 0 ? remedy.satisfied : [] };
}

function isRefusing({ refused }: DescribedDemands): boolean {
  return refused.length > 0;
}

function commonDemands([first = [], ...others]: readonly (readonly Demand[])[]): readonly Demand[] {
  const keys = others.map((demands) => new Set(demands.map(demandKey)));
  return first.filter((demand) => keys.every((known) => known.has(demandKey(demand))));
}
