import type { BoundMessage, WsdlMessage, WsdlPart } from "../../read/wsdl/wsdl.js";
import type { Place } from "../../source.js";
import { isValueType } from "../../builtins.js";
import { listItem } from "../content-kind.js";
import { clark, type ComplexType, type Element, type HttpOperation, type HttpParameter } from "../service.js";
import type { Message, QName, TypeReference } from "../service.js";
import { declared } from "./declared.js";
import { once } from "./elements.js";
import { contentPart, formType, isXmlType, mediaTypeOf } from "./http-content.js";
import { partAccessor, partElement } from "./part.js";
import type { Remarks } from "./remarks.js";
import type { Types } from "./types.js";

/** An operation of HTTP GET or POST, from its port type and its binding. */
export interface HttpUse {
  readonly binding: HttpOperation["binding"];
  readonly name: string;
  /** The part of the URL after the port's address. */
  readonly location: string;
  readonly input: WsdlMessage | undefined;
  readonly boundInput: BoundMessage | undefined;
  readonly output: WsdlMessage | undefined;
  readonly boundOutput: BoundMessage | undefined;
  readonly place: Place;
}

interface HttpOptions {
  readonly types: Types;
  readonly remarks: Remarks;
}

/** The HTTP binding of an operation with known messages; undefined if its parts do not fit them. */
export function httpOperation(
  use: HttpUse,
  request: Message,
  response: Message | undefined,
  options: HttpOptions,
): HttpOperation | undefined {
  const { binding, place } = use;
  const content = xmlContentOf(use);
  const sent =
    content === undefined ? sentAsParameters(use, request, options) : sentAsXml(use, content, request, options);
  const reply = sent && replyOf(use, response, options);
  return reply && { binding, ...sent, ...reply, place };
}

/**
 * The request of an operation that only HTTP binds: its XML document, or its parameters as members of a wrapper element.
 */
export function httpRequest(use: HttpUse, namespace: string, { types, remarks }: HttpOptions): Message | undefined {
  const message = { style: "document", use: "literal", header: [] } as const;
  if (xmlContentOf(use) !== undefined) {
    const part = rootPart(use, remarks);
    const root = part && partElement(part, types, remarks);
    return root && { ...message, body: [root] };
  }
  const members: Element[] = [];
  for (const part of use.input?.parts ?? []) {
    const member = partAccessor(part, { name: { namespace, local: part.name }, nillable: false }, types, remarks);
    if (member === undefined) return undefined;
    members.push(withAssumedOccurs(member));
  }
  const why = declared(use.input?.place ?? use.place);
  const type = types.add({ namespace, local: use.name }, (name): ComplexType => {
    const evidence = { name: why, content: why };
    const content = { kind: "sequence", particles: members } as const;
    return { kind: "complex", name, anonymous: true, wrapper: true, attributes: [], content, reply: false, evidence };
  });
  return { ...message, body: [messageElement({ namespace, local: use.name }, type, why)] };
}

/** The response of such an operation: the root element of the reply or its text, or empty if none is declared. */
export function httpResponse(use: HttpUse, namespace: string, { types, remarks }: HttpOptions): Message | undefined {
  const message = { style: "document", use: "literal", header: [] } as const;
  const content = replyContent(use);
  if (content === "none") return { ...message, body: [] };
  if (content === "text") {
    const name = { namespace, local: `${use.name}Response` };
    const why = declared(use.boundOutput?.place ?? use.place);
    return { ...message, body: [messageElement(name, { kind: "builtin", name: "string" }, why)] };
  }
  const part = contentPart(use.output, use.boundOutput);
  if (part?.element === undefined) {
    const place = part?.place ?? use.output?.place ?? use.place;
    return remarks.leaveOut("a reply whose root element is not known", "one part with an element", place);
  }
  const root = partElement(part, types, remarks);
  return root && { ...message, body: [root] };
}

function messageElement(name: QName, type: TypeReference, why: ReturnType<typeof declared>): Element {
  const evidence = { name: why, type: why, minOccurs: why, maxOccurs: why, nillable: why };
  return { kind: "element", name, type, ...once, nillable: false, evidence };
}

/**
 * Makes occurrence assumed, because WSDL does not declare whether parameters are optional, and the conventions decide.
 */
function withAssumedOccurs(element: Element): Element {
  const minOccurs = element.type.kind === "builtin" && isValueType(element.type.name) ? 1 : 0;
  const [place] = element.evidence.name.places;
  const assumed = { kind: "assumed", places: place === undefined ? [] : [place] } as const;
  return { ...element, minOccurs, evidence: { ...element.evidence, minOccurs: assumed, nillable: assumed } };
}

type Sent = Pick<HttpOperation, "location" | "urlReplacement" | "content" | "parameters">;

/** The media type of a POST with an XML document. A message without parts has nothing to be one. */
function xmlContentOf({ binding, boundInput, input }: HttpUse): string | undefined {
  const type = binding === "httpPost" && (input?.parts.length ?? 0) > 0 ? mediaTypeOf(boundInput) : undefined;
  return type !== undefined && isXmlType(type) ? type : undefined;
}

/** The part whose element is the root of an XML request. */
function rootPart({ input, boundInput, place }: HttpUse, remarks: Remarks): WsdlPart | undefined {
  const part = contentPart(input, boundInput);
  if (part?.element !== undefined) return part;
  const at = part?.place ?? boundInput?.place ?? place;
  return remarks.leaveOut("an XML request whose root element is not known", "one part with an element", at);
}

/** The request as an XML document, without the envelope around it. */
function sentAsXml(use: HttpUse, content: string, request: Message, { remarks }: HttpOptions): Sent | undefined {
  const { location, boundInput, place } = use;
  const part = rootPart(use, remarks);
  if (part === undefined) return undefined;
  const [body, ...others] = request.style === "document" && request.use === "literal" ? request.body : [];
  const isBody = others.length === 0 && body !== undefined && part.element && clark(part.element) === clark(body.name);
  if (isBody) return { location, content, parameters: [] };
  return remarks.leaveOut("an XML request unlike the SOAP request", "its one element", boundInput?.place ?? place);
}

/** The request as parameters, in the URL or in a form. */
function sentAsParameters(use: HttpUse, request: Message, options: HttpOptions): Sent | undefined {
  const { binding, location, boundInput, input, place } = use;
  const content = boundInput?.content ?? { kind: "none" };
  const type = mediaTypeOf(boundInput);
  const isInUrl = content.kind === "urlReplacement";
  if (!isInUrl && content.kind !== "urlEncoded" && type !== formType && (input?.parts.length ?? 0) > 0) {
    const found = type ?? (content.kind === "none" ? "nothing" : content.kind);
    const expected = binding === "httpGet" ? "http:urlEncoded or http:urlReplacement" : `${formType} or text/xml`;
    return options.remarks.leaveOut(`${found} as the content of the request`, expected, boundInput?.place ?? place);
  }
  const parameters = parametersOf(use, request, options);
  return parameters && { location, ...(isInUrl ? { urlReplacement: true } : {}), parameters };
}

/**
 * Pairs parameters with the request's elements by position, because parameters are named after the members of a class.
 */
function parametersOf(
  { input, place }: HttpUse,
  request: Message,
  { types, remarks }: HttpOptions,
): readonly HttpParameter[] | undefined {
  const elements = memberElements(request, types);
  const parts = input?.parts ?? [];
  if (elements === undefined || elements.length !== parts.length) {
    const count = `${parts.length} ${parts.length === 1 ? "parameter" : "parameters"}`;
    return remarks.leaveOut(count, "one for each element of the SOAP request", input?.place ?? place);
  }
  const unfit = elements.findIndex(({ type }) => !isFormType(type, types));
  if (unfit >= 0) {
    return remarks.leaveOut(
      `parameter ${parts[unfit]?.name} of a complex type`,
      "a simple one",
      parts[unfit]?.place ?? place,
    );
  }
  return parts.flatMap(({ name }, index) => {
    const element = elements[index]?.name.local;
    return element === undefined ? [] : [{ name, element }];
  });
}

/** The elements for the parameters; undefined if the content is more than a sequence of elements. */
function memberElements({ style, body }: Message, types: Types): readonly Element[] | undefined {
  const [root, ...others] = body;
  if (style === "rpc") return body;
  if (root === undefined) return [];
  if (others.length === 0 && isBare(root, types)) return body;
  const type = types.find(root.type);
  if (others.length > 0 || type?.kind !== "complex" || type.content.kind !== "sequence") return undefined;
  const elements = type.content.particles.filter((particle) => particle.kind === "element");
  return elements.length === type.content.particles.length ? elements : undefined;
}

/** True for the element of a body that is a value itself, not an object of values: a simple type or a list. */
function isBare({ type }: Element, types: Types): boolean {
  const found = types.find(type);
  return found?.kind !== "complex" || (listItem(found) !== undefined && !types.isWrapper(type));
}

/** True for a simple type, or a list of one, which a form repeats. */
function isFormType(reference: TypeReference, types: Types): boolean {
  const type = types.find(reference);
  if (type === undefined) return reference.name !== "anyType";
  if (type.kind !== "complex") return true;
  const item = listItem(type);
  return item !== undefined && types.find(item.type)?.kind !== "complex";
}

type Reply = Pick<HttpOperation, "text" | "root" | "result" | "reply">;

/** The counterpart of the reply's root or text in the response; undefined if there is none. */
function replyOf(use: HttpUse, response: Message | undefined, { types, remarks }: HttpOptions): Reply | undefined {
  const content = replyContent(use);
  const place = use.boundOutput?.place ?? use.place;
  const result = response && resultOf(response, types);
  if (content === "none") {
    const isVoid = result === undefined && (response === undefined || isEmpty(response, types));
    return isVoid ? {} : remarks.leaveOut("a reply without content", "one like the SOAP response", place);
  }
  const part = contentPart(use.output, use.boundOutput);
  const [body] = response?.body ?? [];
  const isBody = part?.element !== undefined && body !== undefined && clark(part.element) === clark(body.name);
  if (isBody && content === "xml") return { root: body.name };
  const named = result?.isWrapped ? { result: result.element.name.local } : {};
  if (content === "xml" && response !== undefined && part !== undefined) {
    const reply = ownReply(part, result?.element, response, types, remarks);
    if (reply !== undefined) return { root: reply.name, ...named, reply };
  }
  const { element } = result ?? {};
  if (element === undefined || element.maxOccurs !== 1 || (response?.use === "encoded" && !isBuiltin(element))) {
    return remarks.leaveOut("a reply unlike the SOAP response", "its one element", place);
  }
  if (content === "text") {
    if (types.find(element.type)?.kind === "complex") {
      return remarks.leaveOut("a reply that is text", "the complex type of the SOAP response", place);
    }
    return { text: true, ...named };
  }
  return part?.element === undefined ? named : { root: part.element, ...named };
}

/** True for a builtin type, the only kind that an encoded response and a literal reply share. */
function isBuiltin({ type }: Element): boolean {
  return type.kind === "builtin" && type.name !== "anyType";
}

/**
 * The root of a reply if its type differs from that of the element in the SOAP response. ASMX replies with a list of its
 * own (`ArrayOfString1` for `ArrayOfString2`) if only that element is repeated or has items of another name, and with
 * literal types if it is encoded.
 */
function ownReply(
  part: WsdlPart,
  result: Element | undefined,
  { use }: Message,
  types: Types,
  remarks: Remarks,
): Element | undefined {
  const { building } = types;
  const declaration = part.element && building.schemas.elements.get(clark(part.element));
  if (declaration === undefined) return undefined;
  if (result?.maxOccurs === 1 && (use === "literal" || isBuiltin(result))) {
    // A type without a name, as of a DataSet, is declared once more for the root.
    if (declaration.type?.kind !== "named") return undefined;
    const known = types.find(result.type);
    if (known?.kind === "complex" && known.anonymous) return undefined;
  }
  const root = partElement(part, types, remarks);
  const isSame = root?.type.kind === result?.type.kind && root?.type.name === result?.type.name;
  return isSame && result?.maxOccurs === 1 && (use === "literal" || isBuiltin(result)) ? undefined : root;
}

function replyContent({ output, boundOutput }: HttpUse): "none" | "text" | "xml" {
  if (boundOutput === undefined || boundOutput.content.kind === "none" || output === undefined) return "none";
  return isXmlType(mediaTypeOf(boundOutput) ?? "text/xml") ? "xml" : "text";
}

/** The only element of a response, which the root of an HTTP reply stands for. */
function resultOf(
  response: Message,
  types: Types,
): { readonly element: Element; readonly isWrapped: boolean } | undefined {
  const [root, ...others] = response.body;
  if (root === undefined || others.length > 0) return undefined;
  if (response.style === "rpc") return { element: root, isWrapped: true };
  if (isBare(root, types)) return { element: root, isWrapped: false };
  const [element, ...rest] = memberElements(response, types) ?? [];
  return element === undefined || rest.length > 0 ? undefined : { element, isWrapped: true };
}

function isEmpty(response: Message, types: Types): boolean {
  return response.body.length === 0 || memberElements(response, types)?.length === 0;
}
