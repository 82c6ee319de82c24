import { soap11Namespace, soap12Namespace } from "../binding/envelope.js";
import type { SoapBinding, Binding } from "../binding/binding.js";
import { itemOf, parameterOf } from "../binding/form.js";
import { wrapperOf } from "../complex/message.js";
import { planOf } from "../complex/plan.js";
import type { AnyOperation } from "../binding/codec.js";
import { rootOf } from "../binding/root.js";
import { anyElement, literalSample, rootSample, type SamplePart } from "./sample.js";
import { encodedSample, encodingNamespaces, headerSample, soapRpc } from "./sample-encoded.js";
import { escapedValue, html, marked, shownElement, shownParts, type Scope } from "./sample-xml.js";
import type { HttpOperation, Message } from "../complex/table.js";
import { xsi } from "../xml/tag-reader.js";

/** The sample HTTP messages of an operation in one binding, as HTML that shows them; none where it is not bound. */
export function sampleMessages(operation: AnyOperation, binding: Binding, address: URL): readonly string[] {
  if (binding === "soap11" || binding === "soap12") return soapMessages(operation, binding, address);
  const http = operation[binding];
  return http === undefined ? [] : httpMessages(operation, http, binding, address);
}

function soapMessages(
  { action = "", request, response }: AnyOperation,
  binding: SoapBinding,
  address: URL,
): readonly string[] {
  const type = `${binding === "soap11" ? "text/xml" : "application/soap+xml"}; charset=utf-8`;
  const soapAction = binding === "soap11" ? [`SOAPAction: "${html(oneLine(action))}"`] : [];
  return [
    message(requestLines("POST", address.pathname, address, type), soapAction, envelope(binding, request, false)),
    response === undefined
      ? "HTTP/1.1 202 Accepted"
      : message(["HTTP/1.1 200 OK", `Content-Type: ${type}`], [], envelope(binding, response, true)),
  ];
}

function httpMessages(
  { request, response }: AnyOperation,
  http: HttpOperation,
  binding: "httpGet" | "httpPost",
  address: URL,
): readonly string[] {
  const parameters = http.urlReplacement === true ? [] : parametersOf(http, request);
  const location = http.location.replace(/\(([^()]*)\)/g, (name) => (http.urlReplacement === true ? "string" : name));
  const path = `${address.pathname.replace(/\/$/, "")}${location}`;
  const form = parameters.map((name) => `${marked("key", html(name))}=${marked("value", "string")}`).join("&amp;");
  const query = `${path}${path.includes("?") ? "&" : "?"}`;
  const content = response === undefined ? "" : httpContent(http, response);
  return [
    binding === "httpGet"
      ? requestLines("GET", query, address, undefined, form).join("\n")
      : message(requestLines("POST", path, address, "application/x-www-form-urlencoded"), [], form),
    response === undefined
      ? "HTTP/1.1 202 Accepted"
      : content === ""
        ? "HTTP/1.1 200 OK"
        : message(["HTTP/1.1 200 OK", "Content-Type: text/xml; charset=utf-8"], [], content),
  ];
}

/** `query` is HTML. */
function requestLines(method: string, path: string, { hostname }: URL, type?: string, query = ""): readonly string[] {
  return [
    `${method} ${html(oneLine(path))}${query} HTTP/1.1`,
    `Host: ${html(hostname)}`,
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
  ];
}

function message(head: readonly string[], more: readonly string[], content: string): string {
  return [...head, `Content-Length: ${marked("value", "length")}`, ...more, "", content].join("\n");
}

/** Of a list there are two. */
function parametersOf(http: HttpOperation, request: Message): readonly string[] {
  const { plan } = wrapperOf(planOf(request.body));
  return plan.members.flatMap((member) => {
    const name = encodeURIComponent(parameterOf(http, member));
    return itemOf(plan, member) === undefined ? [name] : [name, name];
  });
}

/** What is not XML is not shown. */
function httpContent(http: HttpOperation, response: Message): string {
  if (http.text === true) return "";
  const { plan, member, namespace } = rootOf(http, response);
  if (member === undefined) return "";
  if (http.root === undefined && member.whole !== null)
    return `${html('<?xml version="1.0"?>')}\n${shownParts([anyElement], [], 0)}`;
  const root = rootSample(plan, member, { namespace, local: http.root ?? member.name.local });
  return `${declaration}\n${shownElement(root, [], 0)}`;
}

const declaration = /* @__PURE__ */ html('<?xml version="1.0" encoding="utf-8"?>');

function envelope(binding: SoapBinding, message: Message, isResponse: boolean): string {
  const soap =
    binding === "soap11"
      ? { prefix: "soap", namespace: soap11Namespace }
      : { prefix: "soap12", namespace: soap12Namespace };
  const plan = planOf(message.body);
  const isEncoded = message.encoded !== undefined;
  const body = isEncoded ? encodedSample(plan, binding, isResponse) : literalSample(plan);
  const scope: Scope = [
    { prefix: "xsi", namespace: xsi },
    { prefix: "xsd", namespace: "http://www.w3.org/2001/XMLSchema" },
    ...(isEncoded ? encodingScope(binding, body) : []),
    soap,
  ];
  const declarations = scope.map(({ prefix, namespace }) => ` xmlns:${prefix}="${escapedValue(namespace)}"`);
  const part = (name: string, content: readonly SamplePart[], attribute = ""): string => {
    const start = `\n  &lt;${soap.prefix}:${name}${attribute}`;
    if (content.length === 0) return `${start} /&gt;`;
    return `${start}&gt;${shownParts(content, scope, 1)}&lt;/${soap.prefix}:${name}&gt;`;
  };
  const header = headerSample(planOf(message.header ?? {}), binding);
  const style = isEncoded ? ` ${soap.prefix}:encodingStyle="${encodingNamespaces[binding]}"` : "";
  return [
    `${declaration}\n&lt;${soap.prefix}:Envelope${declarations.join("")}&gt;`,
    header.length === 0 ? "" : part("Header", header),
    part("Body", body, style),
    `\n&lt;/${soap.prefix}:Envelope&gt;`,
  ].join("");
}

/** The encoding, the namespace of the wrapper element, and the one of types. */
function encodingScope(binding: SoapBinding, [wrapper]: readonly SamplePart[]): Scope {
  const namespace = wrapper?.kind === "element" ? wrapper.name.namespace : "";
  const own = [
    { prefix: "tns", namespace },
    { prefix: "types", namespace: `${namespace}${namespace.endsWith("/") ? "" : "/"}encodedTypes` },
  ];
  return [
    { prefix: "soapenc", namespace: encodingNamespaces[binding] },
    ...(namespace === "" ? [] : own),
    ...(binding === "soap12" ? [{ prefix: "rpc", namespace: soapRpc }] : []),
  ];
}

/** A line of an HTTP head is one line. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
