/** The libraries that the benchmarks compare with. Some need not be installed: they are then not measured. */
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { WSDL } from "soap";

const require = createRequire(import.meta.url);

/** The packages of contestants that are not dependencies of the project. */
const optional: { readonly [contestant: string]: string } = {
  "fast-xml-parser": "fast-xml-parser",
  "strong-soap": "strong-soap",
};

/** The reason why a contestant cannot be measured; undefined if it can. */
export function absence(contestant: string): string | undefined {
  const name = optional[contestant];
  if (name === undefined) return undefined;
  try {
    require.resolve(name);
    return undefined;
  } catch {
    return `${contestant}, which is not installed: npm install --no-save ${name}`;
  }
}

/** The module of a contestant that need not be installed. */
function load(contestant: string): unknown {
  return require(optional[contestant] ?? contestant);
}

/** Reads and writes messages of a service. */
export interface Peer {
  read(xml: string): unknown;
  /** `value` is the content of the request's wrapper element. */
  write(value: object): unknown;
}

/** A WSDL with one operation as node-soap reads it. */
export async function nodeSoap(wsdl: string, operation: string, namespace: string): Promise<Peer> {
  const service = await described(wsdl);
  return {
    read: (xml) => service.xmlToObject(xml) as unknown,
    write: (value): unknown => service.objectToDocumentXML(operation, value, "t", namespace, operation),
  };
}

/** A WSDL as node-soap reads it. */
export function described(wsdl: string): Promise<WSDL> {
  return new Promise((resolve, reject) => {
    const service = new WSDL(wsdl, "", {});
    service.onReady((error?: Error | null) => {
      if (error === undefined || error === null) resolve(service);
      else reject(error);
    });
  });
}

interface Described {
  readonly input: { readonly body: object };
  readonly outputEnvelope: object;
}

/** The part of strong-soap that is used here. */
interface StrongSoap {
  readonly WSDL: {
    open(path: string, options: object, done: (error: Error | null | undefined, wsdl: StrongDescription) => void): void;
  };
  readonly XMLHandler: {
    new (schemas: object, options: object): StrongHandler;
    createSOAPEnvelope(prefix: string, namespace: string): { readonly body: { toString(options: object): string } };
  };
  readonly NamespaceContext: new () => object;
}

interface StrongDescription {
  readonly definitions: {
    readonly schemas: object;
    readonly services: {
      readonly S: {
        readonly ports: {
          readonly P: {
            readonly binding: { readonly operations: Record<string, { describe(of: object): Described }> };
          };
        };
      };
    };
  };
}

interface StrongHandler {
  xmlToJson(context: object, xml: string, descriptor: object): unknown;
  jsonToXml(body: object, context: object, descriptor: object, value: object): unknown;
}

/** A WSDL with one operation, in service S and port P, as strong-soap reads it from a file. */
export async function strongSoap(wsdl: string, operation: string): Promise<Peer> {
  const { soap } = load("strong-soap") as { soap: StrongSoap }; // as its documentation has it
  const folder = resolve("node_modules/.cache/soapwright-bench");
  const path = join(folder, `strong-soap-${process.pid}.wsdl`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, wsdl);
  const { definitions } = await new Promise<StrongDescription>((resolve, reject) => {
    soap.WSDL.open(path, {}, (error, wsdl) => (error === null || error === undefined ? resolve(wsdl) : reject(error)));
  });
  const descriptor = definitions.services.S.ports.P.binding.operations[operation]?.describe(definitions);
  if (descriptor === undefined) throw new Error(`strong-soap has no operation ${operation}`);
  const handler = new soap.XMLHandler(definitions.schemas, {});
  return {
    read: (xml) => handler.xmlToJson(new soap.NamespaceContext(), xml, descriptor.outputEnvelope),
    write: (value) => {
      const { body } = soap.XMLHandler.createSOAPEnvelope("soap", "http://schemas.xmlsoap.org/soap/envelope/");
      handler.jsonToXml(body, new soap.NamespaceContext(), descriptor.input.body, value);
      return body.toString({ pretty: false });
    },
  };
}

/** XML as fast-xml-parser reads and writes it, without the types of a WSDL. */
export function fastXmlParser(): {
  readonly read: (xml: string) => unknown;
  readonly write: (value: object) => unknown;
} {
  const { XMLParser, XMLBuilder } = load("fast-xml-parser") as {
    XMLParser: new (options: object) => { parse(xml: string): unknown };
    XMLBuilder: new (options: object) => { build(value: object): unknown };
  }; // as its documentation has it
  const options = { ignoreAttributes: false, maxNestedTags: 1000 };
  const [parser, builder] = [new XMLParser(options), new XMLBuilder(options)];
  return { read: (xml) => parser.parse(xml), write: (value) => builder.build(value) };
}
