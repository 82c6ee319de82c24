import type { Element as Declaration } from "@xmldom/xmldom";
import { clark, type Service } from "../../../generator/model/service.js";
import type { BoundOperation, Schemas } from "../../support/wsdl.js";
import { isAmbiguous, type Comparison } from "./comparison.js";
import { compareIdentities } from "./identities.js";
import { compareOperation, shownAddress } from "./operations.js";
import { forms, type Form, type PairOperation } from "./pairs.js";
import type { Tally } from "./tally.js";

/**
 * Compares what the model of a spec says with what its WSDL declares and its help pages show. `marked`: the pages mark
 * placeholders.
 */
export function compareServices(
  services: readonly Service[],
  operations: readonly PairOperation[],
  { schemas: declared, marked }: { readonly schemas: Schemas; readonly marked: boolean },
  tally: Tally,
): void {
  const schemas = { ...declared, encoded: false };
  const roots = httpRoots(operations);
  const shown = new Set<string>();
  for (const service of services) {
    const types = new Map(service.types.map((type) => [clark(type.name), type]));
    const memory = { seen: new Map<Declaration, Set<string>>(), cuts: [], identities: new Map() };
    const comparison: Comparison = { types, roots, schemas, marked, tally, ...memory };
    for (const { name, bound } of operations) {
      const operation = service.operations.find((each) => each.name === name);
      if (operation === undefined || shown.has(name) || (services.length > 1 && !isAt(service, bound))) continue;
      shown.add(name);
      tally.agrees("operation");
      compareOperation(comparison, operation, bound, service.ports, `${service.name} ${name}`);
    }
    compareIdentities(comparison, service.name);
    for (const { name } of service.operations) {
      const isDeclared = operations.some((each) => each.name === name || isLocated(each.bound, name));
      if (!isDeclared) tally.wrong("operation", `${service.name}: ${name} is not declared`);
    }
  }
  for (const { name, bound } of operations) {
    if (shown.has(name)) continue;
    if (isMislabelled(bound)) tally.cannot("operation", "HTTP location");
    else if (bound.some(({ address }) => /\.php$/i.test(address))) tally.cannot("operation", "look-alike");
    else tally.wrong("operation", `${name} is missing`);
  }
}

/** The forms of one page give one model, save that some enumerations are only told by the marks of HTML. */
export function compareForms(models: ReadonlyMap<Form, readonly Service[]>, where: string, tally: Tally): void {
  const [html = [], text = [], flat = []] = forms.map((form) => models.get(form));
  const needsMarks = html
    .flatMap(({ types }) => types)
    .some((type) => type.kind === "simple" && isAmbiguous(type.enumeration));
  if (contentOf(html) === contentOf(text)) tally.agrees("one model");
  else if (needsMarks) tally.cannot("one model", "ambiguous value");
  else tally.wrong("one model", `${where}: HTML and text give two models`);
  if (contentOf(text) === contentOf(flat)) tally.agrees("one model");
  else tally.wrong("one model", `${where}: text gives another model once it is flattened`);
}

/** What a part of a model holds, without the places that show it. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === "evidence" || key === "place" ? undefined : each));
}

/** Services of one spec are told apart by their addresses. */
function isAt({ ports }: Service, bound: readonly BoundOperation[]): boolean {
  return bound.some(({ binding, address }) =>
    ports.some((port) => port.binding === binding && shownAddress(address).startsWith(shownAddress(port.address))),
  );
}

/** The elements that are roots of replies over HTTP. */
function httpRoots(operations: readonly PairOperation[]): ReadonlySet<string | undefined> {
  const bound = operations.flatMap((operation) => operation.bound).filter(({ binding }) => binding.startsWith("http"));
  return new Set(bound.flatMap(({ output }) => (output?.parts ?? []).map(({ element }) => element)));
}

/** Of an operation that only HTTP offers, at a location that does not end in its name. */
function isMislabelled(bound: readonly BoundOperation[]): boolean {
  return bound.every(({ binding, action, name }) => binding.startsWith("http") && action?.endsWith(name) === false);
}

function isLocated(bound: readonly BoundOperation[], name: string): boolean {
  return isMislabelled(bound) && bound.some(({ action }) => action?.endsWith(name) === true);
}
