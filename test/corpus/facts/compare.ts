import type { Binding } from "../../../generator/bindings.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { clark, type QName, type Service } from "../../../generator/model/service.js";
import type { Wsdl } from "../../../generator/read/wsdl/wsdl.js";
import { formatPlace } from "../../../generator/source.js";
import { isAmbiguous, typesOf, type Comparison } from "./comparison.js";
import { compareIdentities } from "./identities.js";
import { addressOf, compareOperation, printedAddress, type Bound, type UnboundParts } from "./operations.js";
import type { Row } from "./exemptions.js";
import { forms, type Form, type PairOperation } from "./pairs.js";
import { printerOf } from "./printed.js";
import type { Tally } from "./tally.js";

/** The declarations of a WSDL. */
export interface Declared {
  readonly wsdl: Wsdl;
  readonly services: readonly Service[];
  /** The diagnostics of its parts that cannot be called. */
  readonly diagnostics: readonly Diagnostic[];
  /** Those that have a page. */
  readonly operations: readonly PairOperation[];
}

/** Compares the model of help pages with that of the WSDL that they were rendered from. `marked`: the pages mark placeholders. */
export function compareServices(shown: readonly Service[], declared: Declared, marked: boolean, tally: Tally): void {
  const { wsdl, services } = declared;
  const printer = printerOf(wsdl.schemas);
  const pages = new Map(declared.operations.map((page) => [page.name, page]));
  const known = new Set<string>();
  for (const service of shown) {
    const memory = { seen: new Set<string>(), cuts: [], identities: new Map() };
    const types = { shown: typesOf([service]), declared: typesOf(services) };
    const comparison: Comparison = { ...types, printer, marked, tally, ...memory };
    for (const operation of service.operations) {
      const page = pages.get(operation.name) ?? pages.get(operationAt(operation.name, wsdl));
      if (page === undefined) {
        tally.wrong("operation", `${service.name}: ${operation.name} is not declared`);
        continue;
      }
      const bound = boundOf(page, services);
      if (known.has(page.name) || (bound.length > 0 && shown.length > 1 && !isAt(service, bound))) continue;
      known.add(page.name);
      const isLeftOut = (binding?: Binding) => page.declared.some(({ name }) => isReported(name, declared, binding));
      if (page.name !== operation.name) tally.cannot("operation", locationRow(operation.name, page.name, wsdl));
      else if (bound.length === 0 && isLeftOut()) tally.cannot("operation", "not callable");
      else compareOperation(comparison, operation, service, bound, isLeftOut, unboundParts(page, wsdl));
    }
    compareIdentities(comparison, rootsOf(services), service.name);
  }
  for (const page of pages.values()) {
    if (known.has(page.name)) continue;
    const isPhp = boundOf(page, services).some(({ address }) => /\.php$/i.test(address));
    if (isPhp) tally.cannot("operation", "look-alike");
    else tally.wrong("operation", `${page.name} is missing`);
  }
}

function unboundParts({ declared }: PairOperation, wsdl: Wsdl): UnboundParts {
  const bindings = [...wsdl.bindings.values()].flatMap(({ operations }) => operations);
  const partsOf = (direction: "input" | "output"): readonly QName[] =>
    declared.flatMap((operation) => {
      const message = operation[direction]?.message;
      const bound = bindings.find(({ name }) => name === operation.name)?.[direction];
      const listed = bound?.body?.parts;
      if (message === undefined || bound === undefined || listed === undefined) return [];
      const used = new Set([...listed, ...bound.header.map(({ part }) => part)]);
      const parts = wsdl.messages.get(clark(message))?.parts ?? [];
      return parts.flatMap(({ name, element }) => (used.has(name) || element === undefined ? [] : element));
    });
  return { request: partsOf("input"), response: partsOf("output") };
}

/** The operation that HTTP offers at a location of this name, or at one that joins the address without a slash. */
function operationAt(name: string, wsdl: Wsdl): string {
  const operations = locatedOperations(wsdl);
  const found = operations.find(({ location }) => location.endsWith(`/${name}`));
  return (found ?? operations.find(({ location }) => isJoined(location, name)))?.name ?? name;
}

function locationRow(name: string, operation: string, wsdl: Wsdl): Row {
  const own = locatedOperations(wsdl).filter((each) => each.name === operation);
  return own.some(({ location }) => isJoined(location, name)) ? "HTTP location without a slash" : "HTTP location";
}

function locatedOperations({ bindings }: Wsdl): readonly { readonly name: string; readonly location: string }[] {
  const operations = [...bindings.values()].flatMap((binding) => binding.operations);
  return operations.flatMap(({ name, location }) => (location === undefined ? [] : { name, location }));
}

/** True for the last segment of an address with a location behind it: `stockquoteGetPrice`. */
function isJoined(location: string, name: string): boolean {
  return location !== "" && !location.startsWith("/") && name.endsWith(location);
}

/** True if the reader reports that the operation cannot be called over this binding, or over any. */
function isReported(operation: string, { diagnostics, wsdl }: Declared, binding: Binding | undefined): boolean {
  const about = diagnostics.filter(
    ({ code, message }) => code === "operation-left-out" && message.includes(`; ${operation} is left out of binding `),
  );
  if (binding === undefined) return about.length > 0;
  const names = [...wsdl.bindings.values()].flatMap(({ protocol, name }) =>
    protocol.kind === binding ? name.local : [],
  );
  return about.some(({ message }) => names.some((name) => message.endsWith(`left out of binding ${name}`)));
}

/**
 * The operations on a page: of several with one name, or with different bindings, it shows the first of each binding.
 */
function boundOf({ declared }: PairOperation, services: readonly Service[]): readonly Bound[] {
  const places = new Set(declared.map(({ place }) => formatPlace(place)));
  const bound = new Map<string, Bound>();
  for (const { operations, ports } of services) {
    for (const operation of operations.filter(({ place }) => places.has(formatPlace(place)))) {
      for (const binding of operation.bindings) {
        const address = addressOf(ports, binding.binding);
        if (!bound.has(binding.binding)) bound.set(binding.binding, { operation, binding, address });
      }
    }
  }
  return [...bound.values()];
}

/** All forms of one page give the same model, except for enumerations that only the marks of HTML reveal. */
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

/** The content of a part of a model, without places. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === "evidence" || key === "place" ? undefined : each));
}

/** Services of one spec are distinguished by their addresses. */
function isAt({ ports }: Service, bound: readonly Bound[]): boolean {
  return bound.some(({ binding, address }) =>
    ports.some(
      (port) => port.binding === binding.binding && printedAddress(address).startsWith(printedAddress(port.address)),
    ),
  );
}

/** The elements that are roots of replies over HTTP. */
function rootsOf(services: readonly Service[]): ReadonlySet<string> {
  const bindings = services.flatMap(({ operations }) => operations.flatMap((operation) => operation.bindings));
  return new Set(bindings.flatMap((binding) => ("root" in binding ? clark(binding.root) : [])));
}
