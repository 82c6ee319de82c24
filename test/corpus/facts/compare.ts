import type { Element as Declaration } from "@xmldom/xmldom";
import {
  clark,
  type Attribute,
  type ComplexType,
  type Element,
  type Message,
  type Operation,
} from "../../../generator/model/service.js";
import type { HttpOperation, Particle, Port, Service, Type, TypeReference } from "../../../generator/model/service.js";
import { splitName, type BoundMessage, type BoundOperation, type Schemas } from "../../support/wsdl.js";
import type { Row } from "./exemptions.js";
import type { PairOperation } from "./pairs.js";
import {
  shownGlobal,
  shownOfType,
  unqualified,
  type Rendered,
  type ShownAttribute,
  type ShownComplex,
} from "./shown.js";
import type { ShownElement, ShownMember, ShownType } from "./shown.js";
import type { Tally } from "./tally.js";

/** Complex elements at this depth are cut. */
const depthLimit = 4;
/** In encoded messages none is cut above this one. */
const encodedLimit = 3;

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
    const memory = { seen: new Set<string>(), cuts: [], identities: new Map() };
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

/** The forms of one page give one model, save that some enumerations are only told by the marks of HTML. */
export function compareForms(models: ReadonlyMap<string, readonly Service[]>, where: string, tally: Tally): void {
  const [[, first = []] = [], ...others] = models;
  const types = first.flatMap((service) => service.types);
  const needsMarks = types.some((type) => type.kind === "simple" && isAmbiguous(type.enumeration));
  for (const [form, other] of others) {
    if (contentOf(first) === contentOf(other)) tally.agrees("one model");
    else if (needsMarks) tally.cannot("one model", "ambiguous value");
    else tally.wrong("one model", `${where}: the pages as ${form} give another model`);
  }
}

/** What a part of a model holds, without the places that show it. */
function contentOf(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === "evidence" || key === "place" ? undefined : each));
}

/** True of values that can be told only where each is marked. */
function isAmbiguous(values: readonly string[]): boolean {
  return values.length === 1 || values.some((value) => / or |^$/.test(value));
}

interface Comparison {
  readonly types: ReadonlyMap<string, Type>;
  readonly schemas: Rendered;
  readonly marked: boolean;
  readonly tally: Tally;
  /** The elements that are roots of replies over HTTP. */
  readonly roots: ReadonlySet<string | undefined>;
  readonly seen: Set<string>;
  readonly cuts: {
    readonly type: string;
    readonly shown: ShownComplex;
    readonly certainty: string;
    readonly where: string;
  }[];
  /** For each complex type of the model: the declarations that it was seen to be, with the elements that showed it. */
  readonly identities: Map<string, Map<Declaration, { readonly shown: ShownComplex; readonly elements: Set<string> }>>;
}

/** Where a comparison stands. */
interface At {
  readonly where: string;
  readonly depth: number;
  readonly limit: number;
  /** True of a response that HTTP shows too, whose result is one level up there. */
  readonly showsMore: boolean;
}

function compareOperation(
  comparison: Comparison,
  operation: Operation,
  bound: readonly BoundOperation[],
  ports: readonly Port[],
  where: string,
): void {
  const { tally } = comparison;
  const [soap] = bound.filter(({ binding }) => binding === "soap11" || binding === "soap12");
  for (const each of bound) {
    const found = operation.bindings.find(({ binding }) => binding === each.binding);
    if (found === undefined) {
      const row = leftOut(comparison, each, soap);
      if (row === undefined) tally.wrong("binding", `${where}: ${each.binding} is missing`);
      else tally.cannot("binding", row);
      continue;
    }
    tally.agrees("binding");
    const port = ports.find(({ binding }) => binding === each.binding)?.address ?? "";
    if ("location" in found) compareHttp(comparison, found, each, port, where);
    else {
      if (found.binding === "soap11") tally.check("SOAPAction", found.action ?? "", each.action ?? "", where);
      compareAddress(comparison, port, each.address, where);
    }
  }
  const extra = operation.bindings.filter(({ binding }) => !bound.some((each) => each.binding === binding));
  for (const { binding } of extra) tally.wrong("binding", `${where}: ${binding} is not bound`);
  if (soap === undefined) return;
  tally.check("one-way", operation.response === undefined, soap.output === undefined, where);
  compareMessage(comparison, operation.request, soap, soap.input, soap.name, `${where} request`, false);
  if (operation.response !== undefined && soap.output !== undefined) {
    const [body] = soap.output.parts;
    const showsMore = bound.some(
      ({ binding, output }) =>
        binding.startsWith("http") && output?.parts.some(({ element }) => element !== body?.element),
    );
    compareMessage(
      comparison,
      operation.response,
      soap,
      soap.output,
      `${soap.name}Response`,
      `${where} response`,
      showsMore,
    );
  }
}

function compareHttp(
  comparison: Comparison,
  found: HttpOperation,
  bound: BoundOperation,
  port: string,
  where: string,
): void {
  const { tally } = comparison;
  compareAddress(comparison, port + found.location, bound.address + (bound.action ?? ""), where);
  const names = found.parameters.map(({ name }) => name);
  tally.check(
    "parameter",
    names,
    bound.input.parts.map(({ name }) => name),
    where,
  );
  const [root] = bound.output?.parts ?? [];
  if (root?.element !== undefined) tally.check("HTTP root", found.root && clark(found.root), root.element, where);
}

function compareAddress({ tally }: Comparison, found: string, expected: string, where: string): void {
  tally.check("address", shownAddress(found), shownAddress(expected), where);
}

/** A page shows the host without its port, and the path; an address of a folder may end in a slash or not. */
function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined ? address : (url.hostname + url.pathname).replace(/\/+$/, "");
}

/** Why an operation's binding to HTTP may be left out: its parameters are not the members of its SOAP request. */
function leftOut(
  { schemas }: Comparison,
  { binding, input }: BoundOperation,
  soap: BoundOperation | undefined,
): Row | undefined {
  if (!binding.startsWith("http") || soap === undefined) return undefined;
  if (input.parts.some(({ element }) => element !== undefined)) return "HTTP part of an element";
  const [root] = soap.input.parts.flatMap(({ element }) =>
    element === undefined ? [] : (shownGlobal(schemas, element) ?? []),
  );
  const type = root?.type();
  const count = soap.style === "rpc" ? soap.input.parts.length : type?.kind === "complex" ? type.members.length : 0;
  return count === input.parts.length ? undefined : "HTTP parameters";
}

function compareMessage(
  comparison: Comparison,
  found: Message,
  { style }: BoundOperation,
  expected: BoundMessage,
  wrapper: string,
  where: string,
  showsMore: boolean,
): void {
  const { schemas, tally } = comparison;
  const at = { where, depth: 0, limit: depthLimit, showsMore };
  const header = expected.header.flatMap(({ element }) =>
    element === undefined ? [] : (shownGlobal(schemas, element) ?? []),
  );
  compareMembers(comparison, found.header, header, { ...at, where: `${where} header` }, "header block");
  tally.check("body", found.use, expected.use, where);
  if (expected.use === "encoded") {
    compareEncoded(comparison, found, style, expected, wrapper, where);
    return;
  }
  const blocks = new Set(expected.header.map(({ element }) => element));
  const rest = expected.parts.filter(({ element }) => element === undefined || !blocks.has(element));
  const parts = rest.length > 0 ? rest : expected.parts;
  for (const { element } of parts) {
    if (style === "document" && element === undefined) tally.cannot("body", "part without element");
    else if (element !== undefined && schemas.find("element", element) === undefined)
      tally.cannot("body", "body not declared");
  }
  const body =
    style === "rpc"
      ? [rpcWrapper(schemas, expected, wrapper)]
      : parts.flatMap(({ element }) => (element === undefined ? [] : (shownGlobal(schemas, element) ?? [])));
  compareMembers(comparison, found.body, body, at, "body");
}

/** The parts of RPC, or the one element of a document, with whatever they refer to in its place. */
function compareEncoded(
  comparison: Comparison,
  found: Message,
  style: "document" | "rpc",
  expected: BoundMessage,
  wrapper: string,
  where: string,
): void {
  const schemas = { ...comparison.schemas, encoded: true };
  const at = { where, depth: 0, limit: Infinity, showsMore: false };
  if (style === "rpc") {
    comparison.tally.check("body", found.wrapper && clark(found.wrapper), `{${expected.namespace}}${wrapper}`, where);
    const parts = expected.parts.map(({ name, type = "" }) =>
      unqualified(name, false, () => shownOfType(schemas, type)),
    );
    compareMembers(comparison, found.body, parts, { ...at, depth: 1 }, "body");
    return;
  }
  const roots = expected.parts.map(({ type = "" }): ShownElement => {
    return { kind: "element", ...splitName(type), repeated: false, type: () => shownOfType(schemas, type) };
  });
  compareMembers(comparison, found.body, roots, at, "body");
}

function rpcWrapper(schemas: Rendered, message: BoundMessage, local: string): ShownElement {
  const members = message.parts.map(({ name, type }): ShownElement => {
    return unqualified(name, false, () => shownOfType(schemas, type ?? ""));
  });
  const type = (): ShownType => {
    if (members.length === 0) return { kind: "empty", row: "empty type" };
    return { kind: "complex", declaration: undefined, name: undefined, attributes: [], members, lost: [] };
  };
  return { kind: "element", namespace: message.namespace, local, repeated: false, type };
}

/** Names, order, and then each element by itself. */
function compareMembers(
  comparison: Comparison,
  found: readonly Particle[],
  declared: readonly ShownMember[],
  at: At,
  fact: "header block" | "body" | "element name",
): void {
  const { tally } = comparison;
  const expected = printed(declared, tally);
  const names = (members: readonly (Particle | ShownMember)[]) =>
    members.map((member) => (member.kind === "any" ? "*" : "local" in member ? member.local : member.name.local));
  const foundNames = names(found);
  const expectedNames = names(expected);
  const isSame = JSON.stringify(foundNames.toSorted()) === JSON.stringify(expectedNames.toSorted());
  if (!isSame) {
    tally.wrong(fact, `${at.where}: found ${foundNames.join()}, expected ${expectedNames.join()}`);
    return;
  }
  for (const _ of expected) tally.agrees(fact);
  if (!tally.check("order", foundNames, expectedNames, at.where)) return;
  const isResult = at.depth === 1 && at.showsMore && expected.length === 1;
  const inside = isResult ? { ...at, limit: at.limit + 1 } : at;
  expected.forEach((member, index) => {
    const particle = found[index];
    if (member.kind === "any" || particle?.kind !== "element") return;
    compareElement(comparison, particle, member, { ...inside, where: `${at.where}/${member.local}` });
  });
}

/** Siblings as a page prints them: one name in several particles is one element that repeats, or the first of them. */
function printed(members: readonly ShownMember[], tally: Tally): readonly ShownMember[] {
  const merged: ShownMember[] = [];
  for (const member of members) {
    const last = merged.at(-1);
    if (member.kind === "any") {
      if (last?.kind !== "any") merged.push(member);
      continue;
    }
    const isSame = (other: ShownMember) =>
      other.kind === "element" && other.local === member.local && other.namespace === member.namespace;
    if (last !== undefined && isSame(last)) {
      tally.cannot("list", "same name apart");
      merged[merged.length - 1] = { ...member, repeated: true };
    } else if (merged.some(isSame)) tally.cannot("element name", "same name apart");
    else merged.push(member);
  }
  return merged;
}

function compareElement(comparison: Comparison, found: Element, expected: ShownElement, at: At): void {
  const { tally } = comparison;
  tally.check("namespace", found.name.namespace, expected.namespace, at.where);
  tally.check("list", found.maxOccurs !== 1, expected.repeated, at.where);
  compareType(comparison, found, expected, at);
}

function compareType(comparison: Comparison, { type, evidence }: Element, element: ShownElement, at: At): void {
  const { tally } = comparison;
  const expected = element.type();
  switch (expected.kind) {
    case "builtin":
    case "enumeration":
    case "text":
      compareSimple(comparison, type, expected, evidence.type.kind, at);
      return;
    case "empty": {
      const complex = complexOf(comparison, type);
      const isEmpty = complex !== undefined && complex.attributes.length === 0 && isUnknown(complex);
      const isItem = element.local === "anyType" && type.kind === "builtin" && type.name === "anyType";
      if (at.depth >= at.limit) tally.cannot("content", "depth limit");
      else if (isEmpty || isItem) tally.cannot("content", expected.row);
      else
        tally.wrong(
          "content",
          `${at.where}: found ${JSON.stringify(type)}, expected what is unknown (${expected.row})`,
        );
      return;
    }
    case "complex":
      compareComplex(comparison, type, expected, element, evidence.type.kind, at);
  }
}

function isUnknown({ content }: ComplexType): boolean {
  return content.kind === "unknown" || (content.kind === "sequence" && content.particles.length === 0);
}

function compareSimple(
  { types, tally, marked }: Comparison,
  found: TypeReference,
  expected: Extract<ShownType, { kind: "builtin" | "enumeration" | "text" }>,
  certainty: string,
  { where }: At,
): void {
  const said = found.kind === "builtin" ? found.name : JSON.stringify(enumerationOf(types.get(found.name)));
  if (expected.kind === "builtin") {
    tally.check("builtin type", said, expected.name, where);
    return;
  }
  const isAssumed = found.kind === "builtin" && found.name === "string" && certainty === "assumed";
  if (expected.kind === "text") {
    if (isAssumed) tally.cannot("builtin type", expected.row);
    else tally.wrong("builtin type", `${where}: found ${said}, expected a text of unknown type (${expected.row})`);
    return;
  }
  const isSingle = expected.values.length === 1;
  if (isAssumed && isSingle && !marked) tally.cannot("enumeration", "one value");
  else if (!isSingle && isAmbiguous(expected.values) && !marked) tally.cannot("enumeration", "ambiguous value");
  else tally.check("enumeration", said, JSON.stringify(expected.values), where);
}

function enumerationOf(type: Type | undefined): readonly string[] | undefined {
  return type?.kind === "simple" ? type.enumeration : undefined;
}

function compareComplex(
  comparison: Comparison,
  type: TypeReference,
  expected: ShownComplex,
  element: ShownElement,
  certainty: string,
  at: At,
): void {
  const { tally, seen, cuts } = comparison;
  const found = complexOf(comparison, type);
  if (found === undefined || type.kind !== "type") {
    tally.wrong("content", `${at.where}: found ${JSON.stringify(type)}, expected elements or attributes`);
    return;
  }
  // Encoded messages refer to what is nested, and cut it by the depth of what refers to it.
  if (at.limit === Infinity && at.depth >= encodedLimit && isUnknown(found)) {
    tally.cannot("content", "depth limit");
    return;
  }
  if (at.depth >= at.limit) {
    tally.cannot("content", "depth limit");
    if (!isUnknown(found)) cuts.push({ type: type.name, shown: expected, certainty, where: at.where });
    return;
  }
  identify(comparison, type.name, expected, element);
  const key = `${type.name} ${at.limit - at.depth} ${numberOf(expected.declaration)}`;
  if (seen.has(key)) return;
  seen.add(key);
  for (const row of expected.lost) tally.cannot("content", row);
  compareAttributes(comparison, found.attributes, expected.attributes, at);
  const particles = found.content.kind === "sequence" ? found.content.particles : [];
  compareMembers(comparison, particles, expected.members, { ...at, depth: at.depth + 1 }, "element name");
}

const numbers = new WeakMap<Declaration, number>();
let count = 0;

function numberOf(declaration: Declaration | undefined): number {
  if (declaration === undefined) return ++count;
  const number = numbers.get(declaration) ?? ++count;
  numbers.set(declaration, number);
  return number;
}

function compareAttributes(
  comparison: Comparison,
  found: readonly Attribute[],
  expected: readonly ShownAttribute[],
  at: At,
): void {
  const { tally } = comparison;
  for (const { namespace, local, type } of expected) {
    const where = `${at.where}/@${local}`;
    const attribute = found.find(({ name }) => name.local === local && name.namespace === namespace);
    if (attribute === undefined) {
      tally.wrong("attribute", `${where} is missing`);
      continue;
    }
    tally.agrees("attribute");
    if (type.kind === "complex" || type.kind === "empty") continue;
    compareSimple(comparison, attribute.type, type, attribute.evidence.type.kind, { ...at, where });
  }
  if (found.length > expected.length) tally.wrong("attribute", `${at.where}: found more than ${expected.length}`);
}

function complexOf({ types }: Comparison, reference: TypeReference): ComplexType | undefined {
  const type = reference.kind === "type" ? types.get(reference.name) : undefined;
  return type?.kind === "complex" ? type : undefined;
}

function identify({ identities }: Comparison, type: string, shown: ShownComplex, element: ShownElement): void {
  if (shown.declaration === undefined) return;
  const declarations = identities.get(type) ?? new Map<Declaration, { shown: ShownComplex; elements: Set<string> }>();
  identities.set(type, declarations);
  const known = declarations.get(shown.declaration) ?? { shown, elements: new Set<string>() };
  declarations.set(shown.declaration, known);
  known.elements.add(`{${element.namespace}}${element.local}`);
}

/** One type of the model is one declaration, and the other way round, as far as names and contents show it. */
function compareIdentities(comparison: Comparison, where: string): void {
  const { tally, identities, types, cuts, roots } = comparison;
  const modelTypes = new Map<Declaration, Map<string, Set<string>>>();
  for (const [type, declarations] of identities) {
    const [first, ...others] = declarations.values();
    if (first !== undefined) tally.agrees("type identity");
    for (const _ of others) tally.cannot("type identity", "type name");
    for (const [declaration, { elements }] of declarations) {
      const known = modelTypes.get(declaration) ?? new Map<string, Set<string>>();
      modelTypes.set(declaration, known.set(type, elements));
    }
    const named = types.get(type);
    if (named === undefined || named.anonymous) {
      tally.cannot("type name", "type name");
      continue;
    }
    for (const { shown, elements } of declarations.values()) {
      if (shown.name === type || elements.has(type)) tally.agrees("type name");
      else if (roots.has(type)) tally.cannot("type name", "HTTP root");
      else tally.wrong("type name", `${where}: found ${type}, expected ${shown.name}`);
    }
  }
  for (const known of modelTypes.values()) {
    for (const [one, elements] of known) {
      for (const [other, otherElements] of known) {
        if (one >= other) continue;
        const shared = [...elements].filter((element) => otherElements.has(element));
        if (shared.length === 0) tally.cannot("type identity", "type name");
        else if (contentKey(types.get(one)) === contentKey(types.get(other)))
          tally.wrong("type identity", `${where}: found ${one} and ${other}, expected one type of ${shared.join()}`);
        else tally.cannot("type identity", "depth limit");
      }
    }
  }
  for (const { type, shown, certainty, where: path } of cuts) {
    const declarations = identities.get(type);
    if (shown.declaration !== undefined && declarations?.has(shown.declaration)) {
      tally.agrees("type identity");
    } else
      tally.wrong(
        "type identity",
        `${path}: ${type} is ${certainty} below the depth limit, expected ${shown.name} (known as ${[...(declarations?.values() ?? [])].map(({ shown }) => shown.name).join()})`,
      );
  }
}

function contentKey(type: Type | undefined): string {
  return type?.kind === "complex" ? contentOf([type.attributes, type.content]) : "";
}
