import type { BoundMessage, SoapBody, SoapHeaderPart, Wsdl, WsdlMessage, WsdlPart } from "../../read/wsdl/wsdl.js";
import type { Place } from "../../source.js";
import { isAnyContent } from "../content-kind.js";
import { clark, type AttachmentPart, type Element, type Message, type QName, type Type } from "../service.js";
import { attachmentParts } from "./attachment-parts.js";
import type { OperationRemarks, Remarks } from "./remarks.js";
import { partAccessor, partElement } from "./part.js";
import type { Types } from "./types.js";

/** One direction of an operation, from its port type and its binding. */
export interface SoapMessageUse {
  readonly direction: "request" | "response";
  readonly style: Message["style"];
  /** The name of the operation. */
  readonly name: string;
  readonly message: WsdlMessage;
  /** Undefined if the binding does not describe it: then the message is a literal body of all parts. */
  readonly bound: BoundMessage | undefined;
  readonly parameterOrder: readonly string[];
  /** The namespace of the binding, for RPC wrappers without one of their own. */
  readonly targetNamespace: string;
  readonly place: Place;
}

export interface SoapMessageOptions extends BlockOptions {
  readonly remarks: OperationRemarks;
}

export interface BlockOptions {
  readonly wsdl: Wsdl;
  readonly types: Types;
  readonly remarks: Remarks;
}

/** The message in an envelope; reports a message that cannot be described, and returns undefined. */
export function soapMessage(use: SoapMessageUse, options: SoapMessageOptions): Message | undefined {
  const { remarks } = options;
  const soapBody = use.bound?.body ?? { use: "literal", place: use.bound?.place ?? use.place };
  const header = headerOf(use, options);
  const distributed = distribute(use, soapBody, remarks);
  if (distributed === undefined) return undefined;
  const { parts, attached } = distributed;
  const message = envelopeMessage(use, soapBody, parts, header, options);
  return message && attached.length > 0 ? { ...message, parts: attached } : message;
}

/** The message without its attachments. */
function envelopeMessage(
  use: SoapMessageUse,
  soapBody: SoapBody,
  parts: readonly WsdlPart[],
  header: readonly Element[],
  options: SoapMessageOptions,
): Message | undefined {
  if (use.style === "rpc") return rpcMessage(use, soapBody, parts, header, options);
  const body =
    soapBody.use === "encoded" ? encodedBody(parts, soapBody, options) : documentBody(use, parts, soapBody, options);
  return body && { style: "document", use: soapBody.use, header, body };
}

/** The parts of an encoded document. .NET writes a value of a complex type as an element with the name of the type. */
function encodedBody(
  parts: readonly WsdlPart[],
  { namespace = "" }: SoapBody,
  options: SoapMessageOptions,
): readonly Element[] | undefined {
  const accessors = accessorsOf(parts, { namespace, nillable: true }, options);
  return accessors?.map((accessor, index) => {
    const type = options.types.find(accessor.type);
    const name = parts[index]?.type;
    return type?.kind === "complex" && name !== undefined ? { ...accessor, name } : accessor;
  });
}

/** The parts in the body and those that are attachments; undefined for a message that cannot be described. */
function distribute(
  { direction, message, bound }: SoapMessageUse,
  { parts: names, place }: SoapBody,
  remarks: OperationRemarks,
): { readonly parts: readonly WsdlPart[]; readonly attached: readonly AttachmentPart[] } | undefined {
  const blocks = new Set(
    (bound?.header ?? []).flatMap(({ message: of, part }) => (clark(of) === clark(message.name) ? part : [])),
  );
  const missing = names?.find((name) => !message.parts.some((part) => part.name === name));
  if (missing !== undefined) {
    return remarks.leaveOut(`part ${missing} in soap:body`, `a part of message ${message.name.local}`, place);
  }
  const enveloped = new Set([...blocks, ...(names ?? [])]);
  const attached = attachmentParts({ direction, message, bound, enveloped }, remarks);
  if (attached === undefined) return undefined;
  // A message often contains the parts of the header too.
  const others = new Set([...blocks, ...attached.map(({ name }) => name)]);
  const isInBody = ({ name }: WsdlPart) => (names === undefined ? !others.has(name) : names.includes(name));
  return { parts: message.parts.filter(isInBody), attached };
}

function documentBody(
  { name, direction }: SoapMessageUse,
  parts: readonly WsdlPart[],
  soapBody: SoapBody,
  { types, remarks }: SoapMessageOptions,
): readonly Element[] | undefined {
  const [first, ...others] = parts;
  if (first?.element === undefined && first?.type !== undefined && others.length === 0) {
    return typeContent(first, first.type, soapBody, types, remarks);
  }
  const body: Element[] = [];
  for (const part of parts) {
    if (part.element === undefined && part.type !== undefined) {
      return remarks.leaveOut(
        `part ${part.name} with a type beside others in a document`,
        "parts with elements",
        part.place,
      );
    }
    const element = partElement(part, types, remarks);
    if (element === undefined) return undefined;
    body.push(element);
  }
  const [only] = body;
  if (only !== undefined && body.length === 1)
    types.markWrapper(only.type, only.name.local === (direction === "request" ? name : `${name}Response`));
  return body;
}

/**
 * The content of the type as the content of the body (WSDL 1.1, 3.5). Any XML, as WCF declares for its class Message, is a
 * body without declared elements. A body cannot be a text, so that a simple type has an element named after the part.
 */
function typeContent(
  part: WsdlPart,
  name: QName,
  { namespace = "" }: SoapBody,
  types: Types,
  remarks: Remarks,
): readonly Element[] | undefined {
  const use = { kind: "named", name, place: part.contentPlace } as const;
  const reference = types.building.reference(use, name, undefined);
  const type = types.find(reference);
  const isAny = type === undefined ? reference.name === "anyType" : isAnyContent(type) || isUnknown(type);
  if (isAny) return [];
  if (type?.kind !== "complex") {
    remarks.note(
      `part ${part.name} of the simple type ${name.local} in a document`,
      `an element; <${part.name}> with such a text is sent and read`,
      part.place,
    );
    const accessor = partAccessor(part, { name: { namespace, local: part.name }, nillable: false }, types, remarks);
    return accessor && [accessor];
  }
  if (type.content.kind === "sequence") {
    const elements = type.content.particles.filter((particle) => particle.kind === "element");
    if (elements.length === type.content.particles.length) return elements;
  }
  return remarks.leaveOut(
    `a choice or a wildcard as the body of a document, part ${part.name}`,
    "an element",
    part.place,
  );
}

function isUnknown(type: Type): boolean {
  return type.kind === "complex" && type.content.kind === "unknown";
}

function rpcMessage(
  { direction, name, message, parameterOrder, targetNamespace }: SoapMessageUse,
  body: SoapBody,
  parts: readonly WsdlPart[],
  header: readonly Element[],
  { types, remarks }: SoapMessageOptions,
): Message | undefined {
  const { namespace = targetNamespace, use } = body;
  const wrapper = { namespace, local: direction === "request" ? name : `${name}Response` };
  for (const part of parts) {
    if (part.type === undefined && part.element !== undefined) {
      remarks.note(
        `part ${part.name} with an element in the rpc message ${message.name.local}`,
        "a type; the element's type is used",
        part.place,
      );
    }
  }
  // Every encoded value may be nil.
  const form = { namespace: "", nillable: use === "encoded" };
  const accessors = accessorsOf(inOrder(parts, parameterOrder), form, { types, remarks });
  if (accessors === undefined) return undefined;
  if (body.namespace === undefined) {
    remarks.note("an rpc soap:body without a namespace", "one; the target namespace is used", body.place);
  }
  return { style: "rpc", use, wrapper, header, body: accessors };
}

/** The accessors of the parts; undefined if one of them has no type. */
function accessorsOf(
  parts: readonly WsdlPart[],
  { namespace, nillable }: { readonly namespace: string; readonly nillable: boolean },
  { types, remarks }: Pick<SoapMessageOptions, "types" | "remarks">,
): readonly Element[] | undefined {
  const accessors: Element[] = [];
  for (const part of parts) {
    const accessor = partAccessor(part, { name: { namespace, local: part.name }, nillable }, types, remarks);
    if (accessor === undefined) return undefined;
    accessors.push(accessor);
  }
  return accessors;
}

/** Orders the parts. Those that `parameterOrder` does not name come first: they are the result. */
function inOrder(parts: readonly WsdlPart[], order: readonly string[]): readonly WsdlPart[] {
  const indices = new Map(order.map((name, index) => [name, index]));
  const indexOf = ({ name }: WsdlPart) => indices.get(name) ?? -1;
  return parts.toSorted((first, second) => indexOf(first) - indexOf(second));
}

/** The header blocks. One that cannot be described is left out, because the operation can do without it. */
function headerOf({ bound, direction }: SoapMessageUse, options: SoapMessageOptions): readonly Element[] {
  const blocks = new Map<string, Element>();
  for (const header of bound?.header ?? []) {
    const block = blockOf(header, { ...options, remarks: options.remarks.onBlock(header.part) });
    if (block === undefined) continue;
    const key = clark(block.name);
    const minOccurs = direction === "request" && header.required ? 1 : 0;
    if (!blocks.has(key)) blocks.set(key, { ...block, minOccurs });
  }
  return [...blocks.values()];
}

/** The optional header blocks of faults that concern the headers of messages (WSDL 1.1, 3.7), by name. */
export function headerFaultsOf(
  messages: readonly (BoundMessage | undefined)[],
  optionsFor: (part: string) => BlockOptions,
): Map<string, Element> {
  const faults = new Map<string, Element>();
  for (const part of messages.flatMap((message) => message?.header ?? []).flatMap((header) => header.faults)) {
    const block = blockOf(part, optionsFor(part.part));
    if (block !== undefined) faults.set(clark(block.name), { ...block, minOccurs: 0 });
  }
  return faults;
}

function blockOf(header: SoapHeaderPart, { wsdl, types, remarks }: BlockOptions): Element | undefined {
  const { message: messageName, part: partName, namespace = "", place } = header;
  const message = wsdl.messages.get(clark(messageName));
  if (message === undefined) return remarks.unresolved("message", messageName, place);
  const part = message.parts.find(({ name }) => name === partName);
  if (part === undefined) {
    return remarks.leaveOut(`a header block of part ${partName}`, `a part of message ${messageName.local}`, place);
  }
  const block =
    part.element !== undefined
      ? partElement(part, types, remarks)
      : partAccessor(part, { name: { namespace, local: partName }, nillable: false }, types, remarks);
  return block && header.use === "encoded" ? { ...block, use: header.use } : block;
}
