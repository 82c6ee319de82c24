import type { Element } from "@xmldom/xmldom";
import { attributeOf, childrenOf, wordsOf } from "../xsd/markup.js";
import { httpBindingNamespace, mimeBindingNamespace, soapBindingNamespaces, wsdlNamespace } from "../../namespaces.js";
import { quote } from "../../quote.js";
import { placeOf, readName, readQName, requireAttribute, warn, type Reading } from "../xsd/reading.js";
import { headOf, named } from "./component-head.js";
import { isRequired, operationDemands, type Demands } from "./read-policy.js";
import type {
  BoundMessage,
  BoundOperation,
  MimeContent,
  MimePart,
  Protocol,
  SoapBody,
  SoapHeader,
  SoapHeaderPart,
  WsdlBinding,
} from "./wsdl.js";

export function readBinding(element: Element, reading: Reading, demands: Demands): readonly WsdlBinding[] {
  const head = headOf(element, reading);
  const type = requireAttribute(element, "type", reading);
  if (head === undefined || type === undefined) return [];
  return [
    {
      ...head,
      portType: readQName(type, reading),
      protocol: readProtocol(element, reading),
      demands: demands(element),
      operations: named(element, "operation").flatMap((each) => readOperation(each, reading, demands)),
    },
  ];
}

function readProtocol(binding: Element, reading: Reading): Protocol {
  const extensions = childrenOf(binding).filter(({ namespaceURI }) => namespaceURI !== wsdlNamespace);
  const extension = extensions.find(({ localName }) => localName === "binding");
  const namespace = extension?.namespaceURI;
  if (extension !== undefined && namespace === httpBindingNamespace) {
    const verb = attributeOf(extension, "verb")?.value.toUpperCase();
    if (verb === "GET" || verb === "POST") return { kind: verb === "GET" ? "httpGet" : "httpPost" };
    return { kind: "other", what: `HTTP ${verb ?? "without a verb"}` };
  }
  if (extension === undefined || !isSoap(extension)) {
    const [other] = extensions.filter(({ localName }) => !silent.has(localName ?? ""));
    const what = extension ?? other;
    return {
      kind: "other",
      what: what === undefined ? "" : `${what.namespaceURI ?? ""} ${what.localName ?? ""}`.trim(),
    };
  }
  const transport = attributeOf(extension, "transport");
  return {
    kind: namespace === soapBindingNamespaces.soap12 ? "soap12" : "soap11",
    style: readStyle(extension, reading) ?? "document",
    ...(transport === undefined || isHttpTransport(transport.value)
      ? {}
      : { transport: { uri: transport.value, place: placeOf(reading, transport) } }),
  };
}

/** Extension elements that do not affect the messages. */
const silent: ReadonlySet<string> = new Set(["Policy", "PolicyReference", "UsingAddressing", "documentation"]);

/** True for SOAP's URIs for HTTP, tolerating spaces and a missing or extra slash. */
function isHttpTransport(transport: string): boolean {
  const uri = transport.replaceAll(/\s/g, "").replace(/\/$/, "");
  return uri === "" || httpTransports.has(uri);
}

const httpTransports: ReadonlySet<string> = new Set([
  "http://schemas.xmlsoap.org/soap/http",
  "http://schemas.xmlsoap.org/soap/https",
  "http://www.w3.org/2003/05/soap/bindings/HTTP",
]);

function isSoap({ namespaceURI }: Element): boolean {
  return namespaceURI === soapBindingNamespaces.soap11 || namespaceURI === soapBindingNamespaces.soap12;
}

function readStyle(element: Element, reading: Reading): "document" | "rpc" | undefined {
  const style = attributeOf(element, "style");
  if (style === undefined || style.value === "") return undefined;
  const { value, node } = style;
  if (value === "document" || value === "rpc") return value;
  warn(reading, "attribute-invalid", node, `found style ${quote(value)}, expected document or rpc; read as document`);
  return "document";
}

function readUse(element: Element, reading: Reading): "literal" | "encoded" {
  const use = attributeOf(element, "use");
  if (use === undefined || use.value === "literal" || use.value === "") return "literal";
  if (use.value === "encoded") return "encoded";
  const message = `found use ${quote(use.value)}, expected literal or encoded; read as literal`;
  warn(reading, "attribute-invalid", use.node, message);
  return "literal";
}

function readOperation(element: Element, reading: Reading, demands: Demands): readonly BoundOperation[] {
  const name = readName(element, reading);
  if (name === undefined) return [];
  const extension = childrenOf(element).find(
    (child) => child.localName === "operation" && child.namespaceURI !== wsdlNamespace,
  );
  const isSoapOperation = extension !== undefined && isSoap(extension);
  const style = isSoapOperation ? readStyle(extension, reading) : undefined;
  const action = isSoapOperation ? extension.getAttribute("soapAction") : null;
  const location =
    extension?.namespaceURI === httpBindingNamespace ? attributeOf(extension, "location")?.value : undefined;
  const [input] = named(element, "input");
  const [output] = named(element, "output");
  const inputName = input && attributeOf(input, "name")?.value;
  const outputName = output && attributeOf(output, "name")?.value;
  return [
    {
      name,
      ...(inputName === undefined || inputName === "" ? {} : { inputName }),
      ...(outputName === undefined || outputName === "" ? {} : { outputName }),
      ...(style === undefined ? {} : { style }),
      ...(action === null ? {} : { action }),
      ...(location === undefined ? {} : { location }),
      ...(input === undefined ? {} : { input: readMessage(input, reading) }),
      ...(output === undefined ? {} : { output: readMessage(output, reading) }),
      demands: operationDemands(element, demands),
      place: reading.markup.placeOf(element),
    },
  ];
}

function readMessage(element: Element, reading: Reading): BoundMessage {
  const extensions = childrenOf(element).filter(({ namespaceURI }) => namespaceURI !== wsdlNamespace);
  const multipart = extensions.find(
    ({ localName, namespaceURI }) => localName === "multipartRelated" && namespaceURI === mimeBindingNamespace,
  );
  const parts = multipart === undefined ? [] : childrenOf(multipart).flatMap(childrenOf);
  const soap = [...extensions, ...parts].filter(isSoap);
  const body = soap.find(({ localName }) => localName === "body");
  return {
    ...(body === undefined ? {} : { body: readBody(body, reading) }),
    header: soap.filter(({ localName }) => localName === "header").flatMap((each) => readHeader(each, reading)),
    content:
      multipart === undefined
        ? contentOf(extensions, soap.length > 0)
        : { kind: "multipart", attachments: childrenOf(multipart).flatMap((part) => readMimePart(part, reading)) },
    place: reading.markup.placeOf(element),
  };
}

/** A part of a multipart beside the envelope. */
function readMimePart(element: Element, reading: Reading): readonly MimePart[] {
  const contents = childrenOf(element).flatMap((each): readonly MimeContent[] => {
    if (each.namespaceURI !== mimeBindingNamespace) return [];
    const { localName } = each;
    if (localName === "multipartRelated") {
      const message = "found a multipart in a part of a multipart, expected mime:content or mime:mimeXml";
      warn(reading, "element-unexpected", each, message);
    }
    if (localName !== "content" && localName !== "mimeXml") return [];
    const part = attributeOf(each, "part")?.value;
    const type = localName === "mimeXml" ? "text/xml" : readMediaType(each, reading);
    return [{ ...(part === undefined ? {} : { part }), type, place: reading.markup.placeOf(each) }];
  });
  return contents.length === 0 ? [] : [{ contents, place: reading.markup.placeOf(element) }];
}

/** The media type of `mime:content`; any by default. */
function readMediaType(element: Element, reading: Reading): string {
  const type = attributeOf(element, "type");
  const value = type?.value.trim() ?? "";
  if (type === undefined || value === "" || value === "*") return "*/*";
  if (/^[\w.+!#$&^*-]+\/[\w.+!#$&^*-]+(?:\s*;[\x20-\x7e]*)?$/.test(value)) return value;
  warn(
    reading,
    "attribute-invalid",
    type.node,
    `found type ${quote(value)}, expected a media type such as image/png; read as any`,
  );
  return "*/*";
}

function contentOf(extensions: readonly Element[], isSoapMessage: boolean): BoundMessage["content"] {
  if (isSoapMessage) return { kind: "soap" };
  for (const extension of extensions) {
    const { localName, namespaceURI } = extension;
    if (namespaceURI === httpBindingNamespace && (localName === "urlEncoded" || localName === "urlReplacement")) {
      return { kind: localName };
    }
    if (namespaceURI !== mimeBindingNamespace) continue;
    const part = attributeOf(extension, "part")?.value;
    const named = part === undefined ? {} : { part };
    if (localName === "mimeXml") return { kind: "mimeXml", ...named };
    if (localName === "content") {
      return { kind: "mimeContent", type: attributeOf(extension, "type")?.value ?? "*/*", ...named };
    }
  }
  return { kind: "none" };
}

function readBody(element: Element, reading: Reading): SoapBody {
  const namespace = attributeOf(element, "namespace")?.value;
  const parts = attributeOf(element, "parts");
  return {
    use: readUse(element, reading),
    ...(namespace === undefined ? {} : { namespace }),
    ...(parts === undefined ? {} : { parts: wordsOf(parts.value) }),
    place: reading.markup.placeOf(element),
  };
}

function readHeader(element: Element, reading: Reading): readonly SoapHeader[] {
  const faults = childrenOf(element).filter(
    (child) => isSoap(child) && child.localName === "headerfault" && child.hasAttribute("message"),
  );
  return readHeaderPart(element, reading).map((part) => ({
    ...part,
    required: isRequired(element),
    faults: faults.flatMap((each) => readHeaderPart(each, reading)),
  }));
}

function readHeaderPart(element: Element, reading: Reading): readonly SoapHeaderPart[] {
  const message = requireAttribute(element, "message", reading);
  const part = requireAttribute(element, "part", reading);
  if (message === undefined || part === undefined) return [];
  const namespace = attributeOf(element, "namespace")?.value;
  return [
    {
      message: readQName(message, reading),
      part: part.value,
      use: readUse(element, reading),
      ...(namespace === undefined ? {} : { namespace }),
      place: placeOf(reading, message),
    },
  ];
}
