import { bindings } from "../bindings.js";
import type { Configuration } from "../configuration.js";
import type { Service } from "../model/service.js";
import type { WsdlDocuments } from "../read/wsdl/wsdl.js";
import type { Source, Spec } from "../source.js";
import { symbol, textOf, type Code, type Origin } from "../../templates/code.js";
import { contractStructure } from "../../templates/contract.js";
import { documentsModule } from "../../templates/documents.js";
import { pagesModule } from "../../templates/pages.js";
import { servedPages } from "../pages/served-pages.js";
import type { Contract, ContractNames } from "./contract-model.js";
import { entriesOf, servedDocuments } from "./documents.js";
import type { Module, ModuleOperation, ModuleType } from "./module.js";
import { contractNames } from "./names.js";
import type { ModuleFile } from "./output-file.js";
import { print, type Print } from "./print.js";
import { headerOf } from "./header.js";

export interface ContractOptions {
  readonly spec: Pick<Spec, "path">;
  readonly configuration: Configuration;
  /** Undefined without a WSDL. */
  readonly documents: WsdlDocuments | undefined;
  /** Selects the services to serve, by default all. */
  readonly isServed?: (service: Service) => boolean;
}

/**
 * Prints the modules that serve the services of a spec, with their help pages and WSDLs. `modules` are the clients,
 * those of services first.
 */
export async function emitContracts(
  modules: readonly Module[],
  services: readonly Service[],
  { spec, configuration: { importExtension }, documents, isServed = () => true }: ContractOptions,
  printModule: Print = print,
): Promise<ModuleFile[]> {
  const header = headerOf(spec.path, []);
  const entries = documents === undefined ? new Map<Service, Source>() : entriesOf(services, documents);
  const written = new Map<Source | undefined, string>();
  const files: ModuleFile[] = [];
  for (const [index, service] of services.entries()) {
    const client = modules[index];
    if (client === undefined) throw new TypeError(`${service.name} has no client`);
    if (!isServed(service)) continue;
    const entry = entries.get(service);
    if (entry !== undefined && documents !== undefined && !written.has(entry)) {
      // Services of one WSDL share its module.
      written.set(entry, `${client.path}.wsdl`);
      const text = documentsModule(servedDocuments(entry, documents, spec));
      files.push({ path: `${client.path}.wsdl.ts`, text: `${header}\n${text}`, imports: [] });
    }
    const pages = pagesModule(servedPages(service, entry !== undefined), client.runtime);
    files.push({ path: `${client.path}.pages.ts`, text: `${header}\n${pages.text}`, imports: pages.imports });
    const contract = contractOf(service, client, written.get(entry), importExtension);
    const { statements, imports } = contractStructure(contract);
    files.push({ path: `${client.path}.server.ts`, text: await printModule(header, statements), imports });
  }
  return files;
}

/** The names in the module that serves a service with this client. */
export function contractNamesOf(
  { name }: Pick<Service, "name">,
  { operations, types, scalars }: Module,
): ContractNames {
  const any = scalars.get("anyType");
  return contractNames(
    name,
    operations.map(({ table }) => textOf(table)),
    [
      ...[...types.values()].flatMap((type) => ("names" in type ? [textOf(type.names.exported)] : [])),
      ...(any === undefined ? [] : [textOf(any.type)]),
    ],
  );
}

function contractOf(
  service: Service,
  client: Module,
  documents: string | undefined,
  extension: Configuration["importExtension"],
): Contract {
  const names = contractNamesOf(service, client);
  const beside = (path: string) => `./${path.slice(path.lastIndexOf("/") + 1)}${extension}` as const;
  return {
    service,
    names,
    bindings: bindings.filter((binding) => client.operations.some(({ bindings }) => bindings.includes(binding))),
    address: addressOf(service),
    paths: {
      runtime: client.runtime,
      pages: beside(`${client.path}.pages`),
      documents: documents && beside(documents),
    },
    client: importedClient(client, beside(client.path), names),
  };
}

/** The client, with its tables and types as symbols that another module imports. */
function importedClient(client: Module, from: Origin, { tables, types }: ContractNames): Module {
  const imported = (name: string, names: ReadonlyMap<string, string>, isType: boolean): Code =>
    symbol(from, name, isType, names.get(name));
  const any = client.scalars.get("anyType");
  return {
    ...client,
    scalars:
      any === undefined
        ? client.scalars
        : new Map([...client.scalars, ["anyType", { ...any, type: imported(textOf(any.type), types, true) }]]),
    operations: client.operations.map((operation): ModuleOperation => ({
      ...operation,
      table: imported(textOf(operation.table), tables, false),
    })),
    types: new Map(
      [...client.types].map(([key, type]): [string, ModuleType] => {
        if (!("names" in type)) return [key, type];
        return [key, { ...type, names: { ...type.names, type: imported(textOf(type.names.exported), types, true) } }];
      }),
    ),
  };
}

/** The path of the first port with an address. */
function addressOf({ name, ports }: Service): string {
  for (const { address } of ports) {
    const path = URL.canParse(address) ? new URL(address).pathname.replace(/^\/+|\/$/g, "") : "";
    if (path !== "") return `/${path}`;
  }
  return `/${encodeURIComponent(name)}`;
}
