import type { Findings } from "./findings.js";
import type { HttpSample, SampleElement, SampleParameter } from "../../read/help-page/help-page.js";
import type { Place } from "../../source.js";
import { isBuiltinName } from "../../builtins.js";
import { groupBy } from "../../group-by.js";
import { clark, type HttpOperation, type HttpParameter } from "../service.js";
import { joinShapes } from "./join.js";
import { asWrapper } from "./message-shape.js";
import { elementShape } from "./element-shape.js";
import type { ElementShape, MessageShape, TypeShape } from "./shapes.js";
import { membersOf } from "./group-sightings.js";

/** Splits the path of an HTTP request into the port's address and the location of the operation. */
export function splitPath(path: string, operation: string): { readonly base: string; readonly location: string } {
  const slash = path.endsWith(`/${operation}`) ? 1 : 0;
  const at = path.endsWith(operation) ? path.length - operation.length - slash : Math.max(path.lastIndexOf("/"), 0);
  return { base: path.slice(0, at), location: path.slice(at) };
}

/** The request of an operation without a SOAP sample: its parameters as members of a wrapper element. */
export function httpRequest(operation: string, namespace: string, sample: HttpSample): MessageShape {
  const places = [sample.place];
  const members = [...groupBy(sample.parameters ?? [], ({ name }) => name).values()].map(parameterElement);
  const wrapper: ElementShape = {
    kind: "element",
    name: { namespace, local: operation },
    repeated: false,
    type: { kind: "complex", wrapper: true, attributes: [], content: { kind: "members", members }, places },
    places,
  };
  return { style: "document", use: "literal", header: [], body: [wrapper], places };

  function parameterElement([first, ...again]: readonly [SampleParameter, ...SampleParameter[]]): ElementShape {
    const { name, value } = first;
    const places = [first, ...again].map(({ place }) => place);
    // ASMX prints "string" for parameters of any type, so it is not evidence. Another word comes from a more precise
    // WSDL.
    const type: TypeShape =
      isBuiltinName(value) && value !== "string"
        ? { kind: "builtin", name: value, evidence: "shown", places }
        : { kind: "builtin", name: "string", evidence: "assumed", places };
    return { kind: "element", name: { namespace, local: name }, repeated: again.length > 0, type, places };
  }
}

/** The response of an operation without a SOAP sample: the root element is its whole content. */
export function httpResponse({ content, place }: HttpSample, findings: Findings): MessageShape {
  const body = content?.kind === "element" ? [elementShape(content, 0, findings)] : [];
  return { style: "document", use: "literal", header: [], body, places: [place] };
}

/**
 * Adds the evidence of HTTP responses to the result in the SOAP response: the name of its type, which is the root's,
 * and one more level. Encoded messages have types of their own.
 */
export function joinResult(
  operation: string,
  response: MessageShape,
  samples: readonly HttpSample[],
  findings: Findings,
): MessageShape {
  return samples.reduce((joined, { content }) => {
    const result = resultOf(joined, content);
    if (content?.kind !== "element" || result === undefined || isOwnReply(content, result, joined)) return joined;
    const { element, replace } = result;
    if (joined.use === "encoded") return joined;
    const subject = `response of ${operation}/${element.name.local}`;
    const shown = rootType(content, element.type, findings);
    return replace({ ...element, type: joinShapes(subject, element.type, shown, findings) });
  }, response);
}

/** The HTTP binding of an operation; undefined without one, or if its samples do not fit the SOAP ones. */
export function httpOperation(
  operation: string,
  binding: HttpOperation["binding"],
  samples: readonly HttpSample[],
  request: MessageShape,
  response: MessageShape | undefined,
  findings: Findings,
): HttpOperationShape | undefined {
  const own = samples.filter((sample) => sample.binding === binding);
  const ownFirst = [...own, ...samples.filter((sample) => sample.binding !== binding)];
  const [first] = own;
  const shown = ownFirst.find(({ message }) => message === "request");
  if (first === undefined || shown === undefined) return undefined;
  const parameters = pairParameters(shown.parameters ?? [], request);
  if (parameters === undefined) return reportLeftOut(operation, "the parameters", "request", shown.place, findings);
  const isAnswered = ownFirst.some(({ message }) => message === "response");
  if (response !== undefined && !isAnswered) return reportUnanswered(operation, shown.place, findings);
  const reply = ownFirst.find(({ content }) => content !== undefined);
  const { content } = reply ?? {};
  const result = response && resultOf(response, content);
  const isOwn = content?.kind === "element" && response !== undefined && isOwnReply(content, result, response);
  if (reply !== undefined && !isOwn && !fits(reply, result, response)) {
    return reportLeftOut(operation, "the reply", "response", reply.place, findings);
  }
  return {
    binding,
    location: shown.path === undefined ? `/${operation}` : splitPath(shown.path, operation).location,
    parameters,
    ...(content?.kind === "element" ? { root: { namespace: content.namespace, local: content.name } } : {}),
    ...(content !== undefined && result?.isWrapped ? { result: result.element.name.local } : {}),
    ...(isOwn ? { reply: rootShape(content, findings) } : {}),
    place: first.place,
  };
}

/** An operation of HTTP whose reply may have a type of its own. */
export type HttpOperationShape = Omit<HttpOperation, "reply"> & { readonly reply?: ElementShape };

/** The only element of a response, which corresponds to the root of an HTTP reply. */
interface Result {
  readonly element: ElementShape;
  /** False if the element is the body itself. */
  readonly isWrapped: boolean;
  /** Returns the response with another element in its place. */
  readonly replace: (element: ElementShape) => MessageShape;
}

function resultOf(response: MessageShape, content: HttpSample["content"]): Result | undefined {
  const [root, ...others] = response.body;
  if (root === undefined || others.length > 0) return undefined;
  const inBody = (element: ElementShape): MessageShape => ({ ...response, body: [element] });
  if (response.style === "rpc") return { element: root, isWrapped: true, replace: inBody };
  const { type } = root;
  // Other frameworks reply with the wrapper element itself.
  const isBody =
    content?.kind === "element" && content.name === root.name.local && content.namespace === root.name.namespace;
  const bare = { element: root, isWrapped: false, replace: inBody };
  if (type.kind !== "complex" || isBody) return bare;
  const [element, ...rest] = membersOf(type);
  const isOnly = element?.kind === "element" && rest.length === 0;
  // A service can give the wrapper any name, so that only the reply over HTTP shows that there is one.
  if (!type.wrapper && !(isOnly && isLike(element, content) && !isLike(root, content))) return bare;
  if (!isOnly) return undefined;
  const replace = (member: ElementShape) =>
    inBody({ ...root, type: { ...type, content: { kind: "members", members: [member] } } });
  return { element, isWrapped: true, replace };
}

/** True if the root of an HTTP reply can be of the type of an element. */
function isLike({ type }: ElementShape, content: HttpSample["content"]): boolean {
  if (content?.kind !== "element") return false;
  let isOther = false;
  const findings = trial(() => {
    isOther = true;
  });
  joinShapes("", type, elementShape(content, 0, findings).type, findings);
  return !isOther;
}

function trial(disagree: () => void): Findings {
  return { report: () => undefined, disagree };
}

/** The type of the root of an HTTP reply, which is its name unless it is a builtin type. */
function rootType(root: SampleElement, result: TypeShape, findings: Findings): TypeShape {
  if (result.kind === "complex" && result.wrapper) return asWrapper(elementShape(root, 0, findings)).type;
  return rootShape(root, findings).type;
}

function rootShape(root: SampleElement, findings: Findings): ElementShape {
  const element = elementShape(root, 0, findings);
  const { type, name, places } = element;
  if (type.kind === "builtin" || isBuiltinName(name.local)) return element;
  return { ...element, type: { ...type, name: { name, places } } };
}

/**
 * Pairs parameters with the request's elements by position, because parameters are named after the members of a class.
 */
function pairParameters(
  parameters: readonly SampleParameter[],
  { style, body }: MessageShape,
): readonly HttpParameter[] | undefined {
  const names = [...new Set(parameters.map(({ name }) => name))];
  const root = style === "document" ? body[0]?.type : undefined;
  const members = root?.kind === "complex" ? membersOf(root) : [];
  // A parameter is a scalar or a list of them, so that other elements contain the parameters, whatever their name is.
  const [only, ...others] = members;
  const isList = only?.kind === "element" && only.repeated && others.length === 0 && parameters.length > names.length;
  const isWrapped = root?.kind === "complex" && (root.wrapper || (members.length > 0 && !isList));
  const elements = isWrapped ? members : body;
  if (names.length !== elements.length) return undefined;
  return names.flatMap((name, index) => {
    const element = elements[index];
    return element?.kind === "element" ? [{ name, element: element.name.local }] : [];
  });
}

/**
 * True if the root of a reply has a type of its own: a list, where the result is repeated or has items of another name; or a
 * literal type, which has only simple types in common with an encoded response.
 */
function isOwnReply(content: SampleElement, result: Result | undefined, { use, body }: MessageShape): boolean {
  if (result === undefined) return body.length > 0;
  const { element } = result;
  if (use === "encoded") return element.type.kind === "complex" || !isLike(element, content);
  const [item, shown] = [
    element,
    elementShape(
      content,
      0,
      trial(() => undefined),
    ),
  ].map(({ type }) => itemOf(type));
  return element.repeated || (item !== undefined && shown !== undefined && clark(item.name) !== clark(shown.name));
}

/** The only member of a type, if it repeats. */
function itemOf(type: TypeShape): ElementShape | undefined {
  const [item, ...others] = type.kind === "complex" && !type.wrapper ? membersOf(type) : [];
  return item?.kind === "element" && item.repeated && others.length === 0 ? item : undefined;
}

/** True if a reply of the same type fits the response. */
function fits({ content }: HttpSample, result: Result | undefined, response: MessageShape | undefined): boolean {
  if (result === undefined) return content?.kind === "text" && response?.body.length === 0;
  return !result.element.repeated && (response?.use !== "encoded" || isLike(result.element, content));
}

/** A reply over HTTP has a root element of its own, which only a sample of it states. */
function reportUnanswered(operation: string, place: Place, findings: Findings): undefined {
  findings.report({
    severity: "warning",
    code: "http-left-out",
    message: `found a request of ${operation} over HTTP without a response that can be read, expected one; the binding is left out`,
    place,
  });
}

function reportLeftOut(operation: string, what: string, like: string, place: Place, findings: Findings): undefined {
  findings.report({
    severity: "warning",
    code: "http-left-out",
    message: `found ${what} of ${operation} over HTTP unlike the SOAP ${like}, expected the same; the binding is left out`,
    place,
  });
}
