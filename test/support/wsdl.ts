import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser, type Element } from "@xmldom/xmldom";

/** A WSDL and the schemas beside it, as far as help pages are rendered from them: nothing is resolved but names. */
export interface Wsdl {
  readonly schemas: Schemas;
  /** Of the ports of all services, each operation of each binding, in order. */
  readonly operations: readonly BoundOperation[];
}

export interface BoundOperation {
  readonly binding: "soap11" | "soap12" | "httpGet" | "httpPost";
  /** The operation's own name, and the one that help pages know it by: its input's, where that has one. */
  readonly name: string;
  readonly messageName: string;
  readonly portType: string;
  readonly style: "document" | "rpc";
  /** The address of the port. */
  readonly address: string;
  /** The SOAPAction, or the location of HTTP; undefined where it is not said. */
  readonly action: string | undefined;
  readonly input: BoundMessage;
  /** Absent for a one-way operation. */
  readonly output: BoundMessage | undefined;
}

export interface BoundMessage {
  readonly use: "literal" | "encoded";
  /** Of `soap:body`: the namespace of an RPC wrapper. */
  readonly namespace: string;
  readonly parts: readonly Part[];
  readonly header: readonly Part[];
  /** Of HTTP: what the message is sent as: `urlEncoded`, `mimeXml`, `content`. */
  readonly mime: readonly string[];
}

export interface Part {
  readonly name: string;
  readonly element: string | undefined;
  readonly type: string | undefined;
}

export type ComponentKind = "element" | "complexType" | "simpleType" | "group" | "attribute" | "attributeGroup";

/** Global components by `{namespace}local`, and every namespace that has a schema. */
export interface Schemas {
  find(kind: ComponentKind, name: string): Element | undefined;
  readonly namespaces: ReadonlySet<string>;
  /** The names of the global elements of a namespace, in order. */
  globals(namespace: string): readonly string[];
  /** Whether a typed DataSet stands for the namespace. */
  isDataSet(namespace: string): boolean;
}

export const xsd = "http://www.w3.org/2001/XMLSchema";
const wsdlNamespace = "http://schemas.xmlsoap.org/wsdl/";
const soapNamespaces = new Map([
  ["http://schemas.xmlsoap.org/wsdl/soap/", "soap11"],
  ["http://schemas.xmlsoap.org/wsdl/soap12/", "soap12"],
] as const);
const msdata = "urn:schemas-microsoft-com:xml-msdata";
const httpNamespace = "http://schemas.xmlsoap.org/wsdl/http/";

/** Reads all WSDLs and schemas of a folder: corpora keep what is imported beside what imports it. */
export function readWsdl(folder: string): Wsdl {
  const roots = filesIn(folder)
    .filter((file) => /\.(wsdl|xsd|xml)$/.test(file))
    .map((file) => parse(readFileSync(file, "utf8")));
  const definitions = roots.filter(({ localName }) => localName === "definitions");
  const schemas = roots.flatMap((root) =>
    // The renderer of help pages knows one `types` of a WSDL.
    root.localName === "schema"
      ? [root]
      : elementsOf(root, "types")
          .slice(0, 1)
          .flatMap((types) => elementsOf(types, "schema")),
  );
  return { schemas: indexSchemas(schemas), operations: operationsOf(definitions) };
}

export function elementsOf(parent: Element, ...names: readonly string[]): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType !== node.ELEMENT_NODE) continue;
    const element = node as Element; // by its node type
    if (names.length === 0 || names.includes(element.localName ?? "")) found.push(element);
  }
  return found;
}

export function firstOf(parent: Element, ...names: readonly string[]): Element | undefined {
  return elementsOf(parent, ...names)[0];
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.getAttributeNode(name)?.value;
}

/** What an attribute that is a QName names, as `{namespace}local`. */
export function qnameOf(element: Element, name: string): string | undefined {
  const value = attributeOf(element, name)?.trim();
  if (value === undefined || value === "") return undefined;
  const colon = value.indexOf(":");
  const namespace = element.lookupNamespaceURI(colon < 0 ? "" : value.slice(0, colon)) ?? "";
  return `{${namespace}}${value.slice(colon + 1)}`;
}

export function splitName(name: string): { readonly namespace: string; readonly local: string } {
  const end = name.indexOf("}");
  return { namespace: name.slice(1, end), local: name.slice(end + 1) };
}

/** The `xs:schema` or `wsdl:definitions` round an element. */
export function rootOf(element: Element, name: string): Element {
  let node: Element | null = element;
  while (node !== null && node.localName !== name) node = node.parentNode as Element | null; // the document has no localName
  if (node === null) throw new Error(`no ${name} round ${element.nodeName}`);
  return node;
}

export function targetNamespace(element: Element): string {
  return attributeOf(rootOf(element, "schema"), "targetNamespace") ?? "";
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function parse(text: string): Element {
  const document = new DOMParser({ onError: () => undefined }).parseFromString(
    text.replace(/^\uFEFF/, "").trimStart(),
    "text/xml",
  );
  if (document.documentElement === null) throw new Error("found no document element");
  return document.documentElement;
}

function indexSchemas(schemas: readonly Element[]): Schemas {
  const components = new Map<string, Element>();
  for (const schema of schemas) {
    for (const component of elementsOf(schema)) {
      const key = `${component.localName} {${targetNamespace(component)}}${attributeOf(component, "name")}`;
      if (!components.has(key)) components.set(key, component);
    }
  }
  return {
    find: (kind, name) => components.get(`${kind} ${name}`),
    globals: (namespace) =>
      [...components.keys()]
        .filter((key) => key.startsWith(`element {${namespace}}`))
        .map((key) => key.slice("element ".length)),
    isDataSet: (namespace) =>
      schemas.some(
        (schema) =>
          attributeOf(schema, "targetNamespace") === namespace &&
          elementsOf(schema, "element").some((element) => element.getAttributeNS(msdata, "IsDataSet") === "true"),
      ),
    namespaces: new Set(schemas.map((schema) => attributeOf(schema, "targetNamespace") ?? "")),
  };
}

function operationsOf(definitions: readonly Element[]): readonly BoundOperation[] {
  const find = (kind: string, name: string | undefined): Element | undefined =>
    definitions
      .flatMap((each) => elementsOf(each, kind))
      .find(
        (each) =>
          `{${attributeOf(rootOf(each, "definitions"), "targetNamespace") ?? ""}}${attributeOf(each, "name")}` === name,
      );
  const ports = definitions
    .flatMap((each) => elementsOf(each, "service"))
    .flatMap((service) => elementsOf(service, "port"));
  return ports.flatMap((port) => {
    const binding = find("binding", qnameOf(port, "binding"));
    const kind = binding && kindOf(binding);
    if (binding === undefined || kind === undefined) return [];
    const portType = find("portType", qnameOf(binding, "type"));
    if (portType === undefined) return [];
    const style = extension(binding, "binding")?.getAttribute("style") ?? "document";
    return elementsOf(binding, "operation")
      .filter(({ namespaceURI }) => namespaceURI === wsdlNamespace)
      .flatMap(
        (bound) =>
          boundOperation(
            bound,
            portType,
            { binding: kind, style, address: firstOf(port, "address")?.getAttribute("location") ?? "" },
            find,
          ) ?? [],
      );
  });
}

type Find = (kind: string, name: string | undefined) => Element | undefined;

function boundOperation(
  bound: Element,
  portType: Element,
  { binding, style: bindingStyle, address }: Pick<BoundOperation, "binding" | "address"> & { readonly style: string },
  find: Find,
): BoundOperation | undefined {
  const name = attributeOf(bound, "name") ?? "";
  const wanted = [firstOf(bound, "input"), firstOf(bound, "output")].map((each) => each && attributeOf(each, "name"));
  const candidates = elementsOf(portType, "operation").filter((each) => attributeOf(each, "name") === name);
  const abstract =
    candidates.find((each) => {
      const named = [firstOf(each, "input"), firstOf(each, "output")].map((side) => side && attributeOf(side, "name"));
      return wanted.every((want, index) => want === undefined || named[index] === want);
    }) ?? candidates[0];
  if (abstract === undefined) return undefined;
  const input = firstOf(abstract, "input");
  const output = firstOf(abstract, "output");
  const operation = extension(bound, "operation");
  const style = operation?.getAttribute("style") ?? bindingStyle;
  return {
    binding,
    address,
    name,
    messageName: (input && attributeOf(input, "name")) ?? name,
    portType: attributeOf(portType, "name") ?? "",
    style: style === "rpc" ? "rpc" : "document",
    action: operation && (attributeOf(operation, "soapAction") ?? attributeOf(operation, "location")),
    input: boundMessage(firstOf(bound, "input"), input, find),
    output: output && boundMessage(firstOf(bound, "output"), output, find),
  };
}

function boundMessage(bound: Element | undefined, abstract: Element | undefined, find: Find): BoundMessage {
  const body = bound && (extension(bound, "body") ?? multipartBody(bound));
  const header = bound
    ? elementsOf(bound, "header").flatMap((each) => {
        const message = find("message", qnameOf(each, "message"));
        return partsOf(message).filter(({ name }) => name === attributeOf(each, "part"));
      })
    : [];
  return {
    use: body?.getAttribute("use") === "encoded" ? "encoded" : "literal",
    namespace: body?.getAttribute("namespace") ?? "",
    parts: partsOf(find("message", abstract && qnameOf(abstract, "message"))),
    header,
    mime: bound
      ? elementsOf(bound)
          .filter(({ namespaceURI }) => namespaceURI !== wsdlNamespace)
          .map(({ localName }) => localName ?? "")
      : [],
  };
}

function multipartBody(bound: Element): Element | undefined {
  const [part] = elementsOf(bound, "multipartRelated").flatMap((multipart) => elementsOf(multipart, "part"));
  return part && firstOf(part, "body");
}

function partsOf(message: Element | undefined): readonly Part[] {
  return message === undefined
    ? []
    : elementsOf(message, "part").map((part) => ({
        name: attributeOf(part, "name") ?? "",
        element: qnameOf(part, "element"),
        type: qnameOf(part, "type"),
      }));
}

/** An element of SOAP's or HTTP's among those of WSDL. */
function extension(parent: Element, name: string): Element | undefined {
  return elementsOf(parent, name).find(({ namespaceURI }) => namespaceURI !== wsdlNamespace);
}

function kindOf(binding: Element): BoundOperation["binding"] | undefined {
  const said = extension(binding, "binding");
  if (said === undefined) return undefined;
  if (said.namespaceURI === httpNamespace) return said.getAttribute("verb") === "GET" ? "httpGet" : "httpPost";
  for (const [namespace, kind] of soapNamespaces) if (said.namespaceURI === namespace) return kind;
  return undefined;
}
