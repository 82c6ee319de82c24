import type { Findings } from "./findings.js";
import { envelopeNamespaces, isEncodingNamespace, isXsdNamespace, soapRpcNamespace } from "../../namespaces.js";
import type { SampleAttribute, SampleElement, SampleText, SoapSample } from "../../read/help-page/help-page.js";
import { clark } from "../service.js";
import { inlineReferences } from "./encoding.js";
import { elementShape, memberShapes } from "./element-shape.js";
import { qnameIn, xsiTypeOf } from "./message-attributes.js";
import { observedElement, observedMembers } from "./observed-shape.js";
import type { ElementShape, MemberShape, MessageShape } from "./shapes.js";
import { showsValues } from "./values.js";

/**
 * Reads a SOAP message. Only encoded samples are RPC, because RPC/literal has the same bytes as a document with
 * unqualified members.
 */
export function messageShape(operation: string, sample: SoapSample, findings: Findings): MessageShape {
  const places = [sample.place];
  const isObserved = showsValues(sample);
  const wrapperName = sample.message === "request" ? operation : `${operation}Response`;
  const use = (isObserved ? isMarkedEncoded(sample) : isEncoded(sample, wrapperName)) ? "encoded" : "literal";
  const readerOf = (each: MessageShape["use"]) => (isObserved ? observedReaders(each) : pageReaders(findings, each));
  const read = readerOf(use);
  const header = blocksOf(sample, use, readerOf);
  const message = { style: "document", use, header, ...(isObserved && observed), places } as const;
  const content = elementsIn(sample.body);
  const roots = use === "encoded" ? inlineReferences(content) : withoutBlocks(content, sample.header);
  for (const part of sample.body ?? []) if (part.kind === "text") reportPart(part, findings);
  const [root, ...others] = roots;
  if (root === undefined || others.length > 0) return { ...message, body: elements(read.members(roots, 0)) };
  if (use === "encoded" && !namesType(root)) {
    const wrapper = { namespace: root.namespace, local: root.name };
    const parts = root.children.filter((child) => child.kind === "text" || child.namespace !== soapRpcNamespace);
    return { ...message, style: "rpc", wrapper, body: elements(read.members(parts, 1)) };
  }
  const shape = read.element(root, 0);
  return { ...message, body: [root.name === wrapperName ? asWrapper(shape) : shape] };
}

/** How the elements of a message are read, at a depth in it. */
interface Readers {
  readonly element: (element: SampleElement, depth: number) => ElementShape;
  readonly members: (children: readonly (SampleElement | SampleText)[], depth: number) => readonly MemberShape[];
}

function pageReaders(findings: Findings, use: MessageShape["use"]): Readers {
  return {
    element: (element, depth) => elementShape(element, depth, findings, use),
    members: (children, depth) => memberShapes(children, depth, findings, use),
  };
}

const observed = { observed: true } as const;

function observedReaders(use: MessageShape["use"]): Readers {
  return {
    element: (element) => observedElement(element, use),
    members: (children) => observedMembers(children, use),
  };
}

/** The wrapper of an operation as an object: an empty one has no members. */
export function asWrapper(element: ElementShape): ElementShape {
  const { type } = element;
  if (type.kind === "builtin" && type.looks?.empty !== undefined) {
    const { places } = type;
    const content = { kind: "members", members: [] } as const;
    return { ...element, type: { kind: "complex", wrapper: true, attributes: [], content, observed: true, places } };
  }
  if (type.kind !== "complex") return element;
  const isEmpty = type.content.kind === "unknown" && type.attributes.length === 0;
  const content = isEmpty ? ({ kind: "members", members: [] } as const) : type.content;
  return { ...element, type: { ...type, wrapper: true, content } };
}

/** The child elements of a body or of an element. */
export function elementsIn(parts: SoapSample["body"]): readonly SampleElement[] {
  return (parts ?? []).filter((part) => part.kind === "element");
}

/**
 * Reads header blocks. Those of an encoded message are encoded if they have types; in a literal one, those that only
 * SOAP encoding writes so.
 */
function blocksOf(
  { header }: SoapSample,
  use: MessageShape["use"],
  readerOf: (use: MessageShape["use"]) => Readers,
): readonly ElementShape[] {
  const ids = idsOf(header);
  const isEncodedBlock = (block: SampleElement) =>
    hasTypes(block) && (use === "encoded" || isEncodedAlone(block, ids) || attributeOf(block, "id") !== undefined);
  const isEncodedHeader = header.some(isEncodedBlock);
  const blocks = isEncodedHeader ? inlineReferences(header) : header;
  const encoded = new Set(isEncodedHeader ? blocks.filter(isEncodedBlock).map(key) : []);
  const mandatory = new Set(blocks.filter(isMandatory).map(key));
  const read = readerOf(isEncodedHeader ? "encoded" : "literal");
  return elements(read.members(blocks, 0)).map((block) => ({
    ...block,
    ...(encoded.has(clark(block.name)) && { use: "encoded" }),
    ...(mandatory.has(clark(block.name)) && { mustUnderstand: true }),
  }));
}

/** True for a block with mustUnderstand, in either version of SOAP. */
function isMandatory({ attributes }: SampleElement): boolean {
  return attributes.some(
    ({ name, namespace, value }) =>
      name === "mustUnderstand" && envelopes.has(namespace) && (value === "1" || value === "true"),
  );
}

const envelopes: ReadonlySet<string> = new Set(Object.values(envelopeNamespaces));

/** Removes header parts from the body, where pages print them again if one WSDL message contains both. */
function withoutBlocks(body: readonly SampleElement[], header: readonly SampleElement[]): readonly SampleElement[] {
  const blocks = new Set(header.map(key));
  const rest = body.filter((element) => !blocks.has(key(element)));
  return rest.length > 0 ? rest : body;
}

function key({ namespace, name }: SampleElement): string {
  return clark({ namespace, local: name });
}

/**
 * True for an encoded message. Some WSDLs give literal messages an encodingStyle, so it counts only with types, or for a
 * wrapper without parts, which would be typed. Without one, types alone prove nothing, because literal messages name
 * derived types by them.
 */
function isEncoded({ encodingStyle, body }: SoapSample, wrapper: string): boolean {
  if (encodingStyle === "") return false;
  const roots = elementsIn(body);
  if (encodingStyle === undefined) {
    const ids = idsOf(roots);
    return roots.some((root) => isEncodedAlone(root, ids));
  }
  return roots.some(hasTypes) || roots.every(({ name, children }) => name === wrapper && children.length === 0);
}

/**
 * True for an element that only SOAP encoding writes so: with an encodingStyle, an array or a reference in it, or a
 * wrapper whose parts have no namespace and whose texts all have types, some of them builtin.
 */
function isEncodedAlone(root: SampleElement, ids: ReadonlySet<string | undefined>): boolean {
  const leaves: SampleElement[] = [];
  const pending = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const href = attributeOf(next, "href");
    const isReference = href?.startsWith("#") === true && ids.has(href.slice(1));
    if (isReference || next.attributes.some(isOfEncoding)) return true;
    const inner = elementsIn(next.children);
    if (inner.length === 0) leaves.push(next);
    else for (const child of inner) pending.push(child);
  }
  const isWrapper = !namesType(root) && elementsIn(root.children).every(({ namespace }) => namespace === "");
  return isWrapper && leaves.every(namesType) && leaves.some(namesBuiltin);
}

function idsOf(elements: readonly SampleElement[]): ReadonlySet<string | undefined> {
  return new Set(elements.map((element) => attributeOf(element, "id")));
}

function attributeOf({ attributes }: SampleElement, local: string): string | undefined {
  return attributes.find(({ name, namespace }) => name === local && namespace === "")?.value;
}

/** True for an attribute of SOAP encoding, or an encodingStyle that names it. */
function isOfEncoding({ name, namespace, value }: SampleAttribute): boolean {
  if (isEncodingNamespace(namespace)) return true;
  return name === "encodingStyle" && envelopes.has(namespace) && value.split(/\s+/).some(isEncodingNamespace);
}

function namesBuiltin(element: SampleElement): boolean {
  const type = xsiTypeOf(element);
  const namespace = type && qnameIn(type)?.namespace;
  return namespace !== undefined && (isXsdNamespace(namespace) || isEncodingNamespace(namespace));
}

/** True if an observed message declares its encoding; in literal ones elements can have an `xsi:type` too. */
function isMarkedEncoded({ encodingStyle, body }: SoapSample): boolean {
  const isEncodingStyle = encodingStyle !== undefined && encodingStyle.split(/\s+/).some(isEncodingNamespace);
  return isEncodingStyle && elementsIn(body).some(hasTypes);
}

function hasTypes(root: SampleElement): boolean {
  return isTyped(root) || elementsIn(root.children).some(isTyped);
}

/** True for an element with a type, or an array, as every part and block of an encoded message is. */
function isTyped(element: SampleElement): boolean {
  return namesType(element) || element.attributes.some(({ namespace }) => isEncodingNamespace(namespace));
}

/** True for an `xsi:type` with a QName; in literal samples it is the placeholder `type`. */
function namesType(element: SampleElement): boolean {
  const type = xsiTypeOf(element);
  return type !== undefined && type.value !== "type";
}

function elements(members: readonly MemberShape[]): readonly ElementShape[] {
  return members.filter((member) => member.kind === "element");
}

function reportPart({ text, place }: SampleText, findings: Findings): void {
  findings.report({
    severity: "warning",
    code: "part-without-element",
    message: `found the text ${JSON.stringify(text)} in the body, expected an element; this part of the message has no type`,
    place,
  });
}
