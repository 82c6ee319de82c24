import { isSoap, overSoap, type SoapBinding } from "../bindings.js";
import { demandKey, demandsAt, distinctDemands, type Demand } from "../policies/demands.js";
import { groupBy } from "../group-by.js";
import type { Operation, Port } from "../model/service.js";
import { remedyFor, type Remedy } from "../policies/remedy.js";

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
  /** The port, if the demands differ between the ports of the binding. */
  readonly port?: DescribedPort;
}

/** True if a policy demands something of callers over SOAP. */
export function hasDemands(ports: readonly Port[], operations: readonly Operation[]): boolean {
  return (
    ports.some(({ demands }) => demands !== undefined) ||
    operations.some(({ bindings }) => bindings.filter(overSoap).some(({ demands }) => demands !== undefined))
  );
}

/**
 * `addresses` are the names of the constants by URL. Demands that all operations have at a port belong to it; those of an
 * operation are in addition, and its remedy is for both.
 */
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
    const ofBinding = ports.filter((port) => port.binding === binding);
    const there: DescribedOperation[] = [];
    for (const { name: port, address, demands = [] } of ofBinding) {
      const boundThere = bound.map((each) => ({ ...each, demands: demandsAt(port, each.demands) }));
      const shared = commonDemands(boundThere.map((each) => each.demands));
      const keys = new Set(shared.map(demandKey));
      const all = distinctDemands([...demands, ...shared]);
      const constant = addresses.get(address) ?? JSON.stringify(address);
      const describedPort = { name: port, binding, address: constant, demands: all, ...remedied(all) };
      described.push(describedPort);
      for (const { operation, demands: ofOperation } of boundThere) {
        const others = ofOperation.filter((demand) => !keys.has(demandKey(demand)));
        if (others.length === 0) continue;
        there.push({ operation, binding, port: describedPort, demands: others, ...remedied([...all, ...others]) });
      }
    }
    for (const each of groupBy(there, ({ operation }) => operation).values())
      own.push(...withoutEqualPorts(each, ofBinding.length));
  }
  const refusing = new Set(described.filter(isRefusing).map(({ binding }) => binding));
  const checked = operations.filter(({ bindings }) =>
    bindings.filter(overSoap).some(({ binding }) => refusing.has(binding)),
  );
  const alone = own.filter(isRefusing).map(({ operation }) => operation);
  return { name, ports: described, operations: own, checked: new Set([...checked, ...alone]) };
}

/** The demands of ports, and those that all operations have there. */
export function demandsOfPorts(ports: readonly Port[], operations: readonly Operation[]): readonly Demand[] {
  return distinctDemands(
    ports.flatMap(({ name, binding, demands = [] }) => {
      if (!isSoap(binding)) return demands;
      const bound = boundBy(binding, operations);
      return [...demands, ...commonDemands(bound.map((each) => demandsAt(name, each.demands)))];
    }),
  );
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

/** Describes an operation once if its demands are the same at all ports of the binding. */
function withoutEqualPorts(at: readonly DescribedOperation[], ports: number): readonly DescribedOperation[] {
  const texts = new Set(at.map(({ demands, remedy, refused }) => JSON.stringify([demands, remedy.options, refused])));
  if (at.length < ports || texts.size > 1) return at;
  return at.slice(0, 1).map(({ port, ...each }) => each);
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
