import { bindings } from "../bindings.js";
import type { Configuration } from "../configuration.js";
import type { BuiltinName } from "../builtins.js";
import type { Service, TypeReference } from "../model/service.js";
import type { WsdlDocuments } from "../read/wsdl/wsdl.js";
import type { Source, Spec } from "../source.js";
import { contractStatements } from "../../templates/contract.js";
import { documentsModule } from "../../templates/documents.js";
import type { Contract, ContractNames } from "./contract-model.js";
import { entriesOf, servedDocuments } from "./documents.js";
import type { Module, ModuleOperation, ModuleType } from "./module.js";
import { contractNames } from "./names.js";
import type { OutputFile } from "./output-file.js";
import { print, type Print } from "./print.js";
import { provenanceLine } from "./provenance.js";
import { simpleReferences } from "../values/simple.js";

export interface ContractOptions {
  readonly spec: Pick<Spec, "path">;
  readonly configuration: Configuration;
  /** Absent without a WSDL. */
  readonly documents: WsdlDocuments | undefined;
}

/** The modules that serve the services of a spec, with their WSDLs; `modules` are the clients, those of services first. */
export async function emitContracts(
  modules: readonly Module[],
  services: readonly Service[],
  { spec, configuration: { importExtension }, documents }: ContractOptions,
  printModule: Print = print,
): Promise<OutputFile[]> {
  const header = provenanceLine(spec.path);
  const entries = documents === undefined ? new Map<Service, Source>() : entriesOf(services, documents);
  const written = new Map<Source | undefined, string>();
  const files: OutputFile[] = [];
  for (const [index, service] of services.entries()) {
    const client = modules[index];
    if (client === undefined) throw new TypeError(`${service.name} has no client`);
    const entry = entries.get(service);
    if (entry !== undefined && documents !== undefined && !written.has(entry)) {
      // Services of one WSDL share it.
      written.set(entry, `${client.path}.wsdl`);
      const text = documentsModule(servedDocuments(entry, documents, spec));
      files.push({ path: `${client.path}.wsdl.ts`, text: `${header}\n${text}` });
    }
    const contract = contractOf(service, client, written.get(entry), importExtension);
    files.push({ path: `${client.path}.server.ts`, text: await printModule(header, contractStatements(contract)) });
  }
  return files;
}

/** The names in the module that serves a service whose client is `client`. */
export function contractNamesOf({ name }: Pick<Service, "name">, client: Module): ContractNames {
  const tables = client.operations.map(({ table }) => table);
  return contractNames(name, [...tables, ...typeNamesOf(typesOf(client))]);
}

function contractOf(
  service: Service,
  client: Module,
  documents: string | undefined,
  extension: Configuration["importExtension"],
): Contract {
  const typed = typesOf(client);
  const tables = client.operations.map(({ table }) => table);
  const names = contractNamesOf(service, client);
  const nameOf = (name: string): string => names.imported.get(name) ?? name;
  const beside = (path: string): string => `./${path.slice(path.lastIndexOf("/") + 1)}${extension}`;
  return {
    service,
    names,
    bindings: bindings.filter((binding) => client.operations.some(({ bindings }) => bindings.includes(binding))),
    address: addressOf(service),
    paths: {
      client: beside(client.path),
      runtime: client.runtime,
      documents: documents && beside(documents),
    },
    client: { ...client, types: new Map([...client.types].map(([key, type]) => [key, renamed(type, nameOf)])) },
    imports: [
      ...tables.map((name) => ({ name, as: nameOf(name), isType: false })),
      ...typeNamesOf(typed).map((name) => ({ name, as: nameOf(name), isType: true })),
    ],
    runtimeTypes: [
      ...new Set(typed.flatMap((type) => (type.kind === "builtin" ? scalarType(type.name, client) : []))),
      ...(client.operations.some(isOpen) ? ["OpenContent"] : []),
    ],
  };
}

/** All types that the values of its messages name. */
function typesOf(client: Module): readonly ModuleType[] {
  const elements = client.operations.flatMap(({ operation: { request, response } }) =>
    [request, ...(response === undefined ? [] : [response])].flatMap(({ body, header }) => [...body, ...header]),
  );
  const types = new Map<string, ModuleType>();
  const pending: TypeReference[] = elements.map(({ type }) => type).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = `${next.kind} ${next.name}`;
    const type: ModuleType | undefined =
      next.kind === "builtin" ? { kind: "builtin", name: next.name } : client.types.get(next.name);
    if (type === undefined || types.has(key)) continue;
    types.set(key, type);
    if (type.kind === "list") pending.push(type.item.of.type);
    if (type.kind === "inline") pending.push(...simpleReferences(type.type));
  }
  return [...types.values()];
}

function typeNamesOf(types: readonly ModuleType[]): readonly string[] {
  return [...new Set(types.flatMap((type) => ("names" in type ? [type.names.type] : [])))];
}

function scalarType(name: BuiltinName, { scalars }: Module): readonly string[] {
  const scalar = scalars.get(name);
  return scalar?.imported ? [scalar.type] : [];
}

/** True where what a handler takes or gives is open by itself: parts side by side, header blocks. */
function isOpen({ request, response }: ModuleOperation): boolean {
  const bodies = response === undefined ? [request.body] : [request.body, response.body];
  return response?.header !== undefined || bodies.some(({ members }) => members.length !== 1);
}

function renamed(type: ModuleType, nameOf: (name: string) => string): ModuleType {
  return "names" in type ? { ...type, names: { ...type.names, type: nameOf(type.names.type) } } : type;
}

/** The path of the first port that has one. */
function addressOf({ name, ports }: Service): string {
  for (const { address } of ports) {
    const path = URL.canParse(address) ? new URL(address).pathname.replace(/^\/+|\/$/g, "") : "";
    if (path !== "") return `/${path}`;
  }
  return `/${encodeURIComponent(name)}`;
}
