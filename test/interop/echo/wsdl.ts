/** The echo service that every server offers: each operation answers with the value that it is given. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The form of messages in the Body: the style and use of WSDL 1.1, 3.4 and 3.5. */
export type Form = "document-literal" | "rpc-literal" | "rpc-encoded";

/** The echoed types, by the operation. */
const simple = { EchoText: "xsd:string", EchoBytes: "xsd:base64Binary", EchoBig: "xsd:long" } as const;
const ofLiteral = { EchoPayment: "t:Payment", EchoPrice: "t:Price" } as const;
const ofEncoded = { EchoRows: "t:ArrayOfArrayOfDouble" } as const;
const complex = {
  EchoScalars: "t:Scalars",
  EchoNumbers: "t:ArrayOfInt",
  EchoPeople: "t:ArrayOfPerson",
  EchoOrder: "t:Order",
  EchoDrawing: "t:Drawing",
  EchoShape: "t:Shape",
  EchoNode: "t:Node",
  /** With a header block Session, which comes back too. */
  EchoSession: "xsd:string",
  /** Replies with a fault whose detail is the request's value. */
  Refuse: "t:Refusal",
} as const;

/** The one operation that has no answer. */
const oneWay = "Notify";

/** The one operation that is given several values. */
const manyOperation = "EchoMany";
const many = { First: "xsd:string", second: "xsd:int", Person: "t:Person" } as const;

/** The operations of the service, by their names. */
export function operationsOf(form: Form): readonly string[] {
  return operationsIn(form).map(({ name }) => name);
}

/** Variations of the WSDL for a server or a caller. */
export interface SchemaStyle {
  /** The namespace of the types; the WSDL's own is `urn:example:echo`. */
  readonly namespace: string;
  readonly elementFormDefault: "qualified" | "unqualified";
  /** The use of header blocks beside a Body in SOAP encoding; literal by default. */
  readonly headers?: Use;
}

type Use = "literal" | "encoded";

export const usual: SchemaStyle = { namespace: "urn:example:echo:things", elementFormDefault: "qualified" };

/** The service in WSDL 1.1, in SOAP 1.1 and in SOAP 1.2, at one address. */
export function wsdlOf(
  form: Form,
  bindings: readonly ("soap11" | "soap12")[],
  address: string,
  { namespace, elementFormDefault, headers = "literal" }: SchemaStyle = usual,
): string {
  const schema = readFileSync(join(import.meta.dirname, form === "rpc-encoded" ? "encoded.xsd" : "literal.xsd"), "utf8")
    .replaceAll(usual.namespace, namespace)
    .replace(/elementFormDefault="\w+"/, `elementFormDefault="${elementFormDefault}"`);
  const operations = operationsIn(form);
  const service = `<service name="Echo">${bindings
    .map(
      (binding) =>
        `<port name="${binding}" binding="tns:${binding}"><${prefixes[binding]}:address location="${address}"/></port>`,
    )
    .join("")}</service>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions name="Echo" targetNamespace="urn:example:echo" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:tns="urn:example:echo" xmlns:t="${namespace}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/">
<types>
${schema}
${form === "document-literal" ? wrappers(operations, namespace) : ""}
</types>
${operations.map((operation) => messagesOf(form, operation)).join("\n")}
<message name="SessionHeader"><part name="Session" ${headers === "literal" ? "element" : "type"}="t:Session"/></message>
<message name="RefusalFault"><part name="refusal" element="t:Refusal"/></message>
<portType name="EchoPort">
${operations.map(({ name }) => portTypeOperation(name)).join("\n")}
</portType>
${bindings.map((binding) => bindingOf(form, binding, operations, headerBlock(binding, headers, namespace))).join("\n")}
${service}
</definitions>
`;
}

interface EchoOperation {
  readonly name: string;
  /** The types of the values, by their names. */
  readonly values: Readonly<Record<string, string>>;
}

const prefixes = { soap11: "soap", soap12: "soap12" } as const;

const encodings = {
  soap11: "http://schemas.xmlsoap.org/soap/encoding/",
  soap12: "http://www.w3.org/2003/05/soap-encoding",
} as const;

function operationsIn(form: Form): readonly EchoOperation[] {
  const types = { ...simple, ...complex, ...(form === "rpc-encoded" ? ofEncoded : ofLiteral), [oneWay]: "xsd:string" };
  return [
    ...Object.entries(types).map(([name, type]) => ({ name, values: { value: type } })),
    { name: manyOperation, values: many },
  ];
}

/** The wrapper elements of document/literal. */
function wrappers(operations: readonly EchoOperation[], typesNamespace: string): string {
  const wrapper = (name: string, { values }: EchoOperation): string => `
  <element name="${name}"><complexType><sequence>${Object.entries(values)
    .map(([value, type]) => `<element name="${value}" type="${prefixed(type)}"/>`)
    .join("")}</sequence></complexType></element>`;
  return `<schema targetNamespace="urn:example:echo" elementFormDefault="qualified" xmlns="http://www.w3.org/2001/XMLSchema">
  ${typesNamespace === "urn:example:echo" ? "" : `<import namespace="${typesNamespace}"/>`}${operations
    .map((operation) => wrapper(operation.name, operation) + wrapper(`${operation.name}Response`, operation))
    .join("")}
</schema>`;
}

function prefixed(type: string): string {
  return type.replace(/^xsd:/, "");
}

function messagesOf(form: Form, { name, values }: EchoOperation): string {
  return ["", "Response"]
    .map((suffix) => {
      const parts =
        form === "document-literal"
          ? `<part name="parameters" element="tns:${name}${suffix}"/>`
          : Object.entries(values)
              .map(([value, type]) => `<part name="${value}" type="${type}"/>`)
              .join("");
      return `<message name="${name}${suffix}">${parts}</message>`;
    })
    .join("");
}

function portTypeOperation(name: string): string {
  const fault = name === "Refuse" ? `<fault name="Refusal" message="tns:RefusalFault"/>` : "";
  const output = name === oneWay ? "" : `<output message="tns:${name}Response"/>`;
  return `<operation name="${name}"><input message="tns:${name}"/>${output}${fault}</operation>`;
}

function headerBlock(binding: "soap11" | "soap12", use: Use, namespace: string): string {
  const inEncoding = use === "encoded" ? ` encodingStyle="${encodings[binding]}" namespace="${namespace}"` : "";
  return `<${prefixes[binding]}:header message="tns:SessionHeader" part="Session" use="${use}"${inEncoding}/>`;
}

function bindingOf(
  form: Form,
  binding: "soap11" | "soap12",
  operations: readonly EchoOperation[],
  header: string,
): string {
  const soap = prefixes[binding];
  const [style = "", use = ""] = form.split("-");
  const namespace = style === "rpc" ? ` namespace="urn:example:echo"` : "";
  const encoding = use === "encoded" ? ` encodingStyle="${encodings[binding]}"` : "";
  const message = (name: string): string =>
    `<${soap}:body use="${use}"${namespace}${encoding}/>${name === "EchoSession" ? header : ""}`;
  return `<binding name="${binding}" type="tns:EchoPort">
<${soap}:binding style="${style}" transport="http://schemas.xmlsoap.org/soap/http"/>
${operations
  .map(({ name }) => {
    const fault =
      name === "Refuse" ? `<fault name="Refusal"><${soap}:fault name="Refusal" use="literal"/></fault>` : "";
    const output = name === oneWay ? "" : `<output>${message(name)}</output>`;
    return `<operation name="${name}"><${soap}:operation soapAction="urn:example:echo#${name}"/><input>${message(name)}</input>${output}${fault}</operation>`;
  })
  .join("\n")}
</binding>`;
}
