import { overSoap } from "../bindings.js";
import { envelopeNamespaces, soapRpcNamespace, xsdNamespace, xsiNamespace } from "../namespaces.js";
import type { HttpSample, Sample, SoapSample } from "../read/help-page/help-page.js";
import { escapeAttribute, printChildren, printElement, type Declaration } from "./print-element.js";
import { placeholder, plain, type Printed } from "./printed.js";

/** An HTTP message in the layout of ASMX, with a placeholder for the length of its content. */
export function printSample(sample: Sample): Printed {
  const content = overSoap(sample) ? printEnvelope(sample) : printHttpContent(sample);
  if (content === undefined) return plainLines(startLine(sample), hostLine(sample));
  return [
    ...plainLines(startLine(sample), hostLine(sample), [plain(`Content-Type: ${contentType(sample)}`)]),
    plain("\nContent-Length: "),
    { mark: "value", text: "length" },
    ...(overSoap(sample) && sample.binding === "soap11" && sample.message === "request"
      ? [plain(`\nSOAPAction: "${oneLine(sample.action ?? "")}"`)]
      : []),
    plain("\n\n"),
    ...content,
  ];
}

/** The lines that are present. */
function plainLines(...lines: readonly (Printed | undefined)[]): Printed {
  return lines.flatMap((line, index) => (line === undefined ? [] : index === 0 ? line : [plain("\n"), ...line]));
}

function startLine(sample: Sample): Printed {
  if (sample.message === "response") {
    return [plain(sample.status === 202 ? "HTTP/1.1 202 Accepted" : "HTTP/1.1 200 OK")];
  }
  if (sample.binding !== "httpGet") return [plain("POST "), ...printPath(sample), plain(" HTTP/1.1")];
  return [plain("GET "), ...printPath(sample), plain("?"), ...printParameters(sample), plain(" HTTP/1.1")];
}

function printPath({ path = "/", location = "" }: Sample): Printed {
  if (!path.endsWith(location)) return [{ mark: "path", text: oneLine(path) }];
  return [{ mark: "path", text: oneLine(path.slice(0, path.length - location.length)) }, plain(oneLine(location))];
}

function hostLine({ host }: Sample): Printed | undefined {
  return host === undefined ? undefined : [plain("Host: "), { mark: "host", text: host }];
}

/** Replaces line breaks, which would end a line of an HTTP head. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

function contentType(sample: Sample): string {
  const { binding, message } = sample;
  const type = overSoap(sample) ? undefined : sample.contentType;
  if (type === undefined && binding === "httpPost" && message === "request") return "application/x-www-form-urlencoded";
  return `${type ?? (binding === "soap12" ? "application/soap+xml" : "text/xml")}; charset=utf-8`;
}

function printParameters({ parameters = [] }: HttpSample): Printed {
  return parameters.flatMap(({ name, value }, index): Printed => [
    ...(index === 0 ? [] : [plain("&")]),
    { mark: "key", text: name },
    plain("="),
    { mark: "value", text: encodeURIComponent(value) },
  ]);
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';

function printHttpContent(sample: HttpSample): Printed | undefined {
  const { content } = sample;
  if (sample.message === "request" && content === undefined) {
    return sample.binding === "httpGet" ? undefined : printParameters(sample);
  }
  if (content?.kind === "text") return [plain('<?xml version="1.0"?>\n'), ...placeholder(content)];
  return content && [plain(declaration), ...printElement(content, [], 0)];
}

const xsi = { prefix: "xsi", namespace: xsiNamespace };
const xsd = { prefix: "xsd", namespace: xsdNamespace };
const envelopes = {
  soap11: { prefix: "soap", namespace: envelopeNamespaces.soap11 },
  soap12: { prefix: "soap12", namespace: envelopeNamespaces.soap12 },
} as const;

function printEnvelope(sample: SoapSample): Printed | undefined {
  const { body, header, encodingStyle } = sample;
  if (body === undefined) return undefined;
  const soap = envelopes[sample.binding];
  const declared = [xsi, xsd, ...encodingDeclarations(sample), soap];
  const declarations = declared.map(({ prefix, namespace }) => ` xmlns:${prefix}="${escapeAttribute(namespace)}"`);
  const part = (name: string, children: SoapSample["body"], attribute = ""): Printed => {
    const start = `\n  <${soap.prefix}:${name}${attribute}`;
    const content = printChildren(children ?? [], declared, 1);
    if (content.length === 0) return [plain(`${start} />`)];
    return [plain(`${start}>`), ...content, plain(`</${soap.prefix}:${name}>`)];
  };
  const style = encodingStyle === undefined ? "" : ` ${soap.prefix}:encodingStyle="${escapeAttribute(encodingStyle)}"`;
  return [
    plain(`${declaration}<${soap.prefix}:Envelope${declarations.join("")}>`),
    ...(header.length === 0 ? [] : part("Header", header)),
    ...part("Body", body, style),
    plain(`\n</${soap.prefix}:Envelope>`),
  ];
}

/** The declarations of encoded messages: the encoding, the namespace of the wrapper element, and that of types. */
function encodingDeclarations({ binding, body = [], encodingStyle }: SoapSample): readonly Declaration[] {
  if (encodingStyle === undefined) return [];
  const namespace = body.find((child) => child.kind === "element")?.namespace ?? "";
  const own = [
    { prefix: "tns", namespace },
    { prefix: "types", namespace: `${namespace}${namespace.endsWith("/") ? "" : "/"}encodedTypes` },
  ];
  return [
    { prefix: "soapenc", namespace: encodingStyle },
    ...(namespace === "" ? [] : own),
    ...(binding === "soap12" ? [{ prefix: "rpc", namespace: soapRpcNamespace }] : []),
  ];
}
