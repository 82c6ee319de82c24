import type { Report } from "../diagnostic.js";
import { clark, type Operation, type Service } from "./service.js";
import { addShown } from "./unify/added.js";
import { comparisonOf, type Comparison } from "./unify/comparison.js";
import type { Declaration } from "./unify/declaration.js";
import { compareOperation, unifyBindings, withMandatoryBlocks } from "./unify/operation-comparison.js";
import { unifyPorts } from "./unify/ports.js";

/**
 * Merges the declarations of a WSDL with the evidence of help pages. Declarations take precedence and contradictions
 * are reported; facts that only pages show are added. A service that is only on pages remains separate.
 */
export function unify(declaration: Declaration, shown: readonly Service[], report: Report): readonly Service[] {
  const { services: declared, isBound } = declaration;
  if (declared.length === 0 || shown.length === 0) return [...declared, ...shown];
  const partners = new Map(shown.map((service) => [service, partnerOf(service, declared)]));
  const unified = declared.map((service) =>
    shown
      .filter((each) => partners.get(each) === service)
      .reduce((one, other) => join(one, other, isBound, report), service),
  );
  const alone = shown.filter((service) => partners.get(service) === undefined);
  return [...unified, ...withOwnNames(alone, unified)];
}

/** The declared service with most of the operations; without any in common, one of the same namespace. */
function partnerOf(shown: Service, declared: readonly Service[]): Service | undefined {
  let best: { readonly service: Service; readonly count: number } | undefined;
  for (const service of declared) {
    const count = operationPairs(service, shown).size;
    if (count > (best?.count ?? 0)) best = { service, count };
  }
  return best?.service ?? declared.find(({ namespace }) => namespace === shown.namespace);
}

function withOwnNames(services: readonly Service[], others: readonly Service[]): readonly Service[] {
  const taken = new Set(others.map(({ name }) => name.toLowerCase()));
  return services.map((service) => {
    let { name } = service;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${service.name}_${count}`;
    taken.add(name.toLowerCase());
    return { ...service, name };
  });
}

/**
 * Pairs each shown operation with a declared one. A page calls an operation by its name or by the name of its input;
 * the root element of the request then decides between overloads. An operation that only HTTP offers is identified by
 * its location.
 */
function operationPairs(declared: Service, shown: Service): ReadonlyMap<Operation, Operation> {
  const byName = new Map(declared.operations.map((operation) => [operation.name, operation]));
  // Reversed, so that the first of several operations with one element is found.
  const byRoot = new Map(declared.operations.toReversed().map((operation) => [rootOf(operation), operation]));
  const byLocation = new Map(
    declared.operations.flatMap((operation) => locationsOf(operation).map((location) => [location, operation])),
  );
  const pairs = new Map<Operation, Operation>();
  for (const operation of shown.operations) {
    const [location = ""] = locationsOf(operation);
    const partner = byName.get(operation.name) ?? byRoot.get(rootOf(operation)) ?? byLocation.get(location);
    if (partner !== undefined) pairs.set(operation, partner);
  }
  return pairs;
}

/** A message without a body has no root name. */
function rootOf({ request: { wrapper, body }, name }: Operation): string {
  const root = wrapper ?? body[0]?.name;
  return root === undefined ? `operation ${name}` : clark(root);
}

function locationsOf({ bindings }: Operation): readonly string[] {
  return bindings.flatMap((binding) => ("location" in binding ? `${binding.binding} ${binding.location}` : []));
}

function join(declared: Service, shown: Service, isBound: Declaration["isBound"], report: Report): Service {
  const comparison = comparisonOf(declared, shown, isBound, report);
  const pairs = operationPairs(declared, shown);
  const ports = unifyPorts(comparison);
  const sightings = new Map([...pairs].toReversed().map(([operation, partner]) => [partner, operation]));
  const operations = declared.operations.map((operation) => {
    const sighting = sightings.get(operation);
    return sighting === undefined ? operation : joinOperation(operation, sighting, comparison);
  });
  // Operations that the WSDL binds but nobody can call were reported by its reader.
  const added = shown.operations.filter((operation) => !pairs.has(operation) && !isBound(operation.name));
  const documentation = declared.documentation ?? shown.documentation;
  return addShown(
    { ...declared, ...(documentation !== undefined && { documentation }), ports, operations },
    added,
    comparison,
  );
}

function joinOperation(declared: Operation, shown: Operation, comparison: Comparison): Operation {
  compareOperation(declared, shown, comparison);
  const documentation = declared.documentation ?? shown.documentation;
  return {
    ...declared,
    ...(documentation !== undefined && { documentation }),
    request: withMandatoryBlocks(declared.request, shown.request),
    bindings: unifyBindings(declared, shown, comparison),
  };
}
