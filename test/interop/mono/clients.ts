/** Generates clients of a service from its WSDL or its help pages. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Binding } from "../../../generator/bindings.js";
import { defaultConfiguration as configuration } from "../../../generator/configuration.js";
import { emitServices } from "../../../generator/emit/client.js";
import type { OutputFile } from "../../../generator/emit/output-file.js";
import { pageText, samplePage } from "../../../generator/pages/help-page.js";
import { inspect } from "../../../generator/inspect.js";
import type { Service } from "../../../generator/model/service.js";
import type { Source } from "../../../generator/source.js";
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { Clients } from "../../corpus/wsdl/clients.js";

/** The source of a client: the WSDL, the help pages for its declarations, or the pages in specs/. */
export type Origin = "wsdl" | "pages" | "specs";

export interface BoundOperation {
  readonly name: string;
  readonly bindings: readonly Binding[];
  readonly operation: AnyOperation;
}

export interface Client {
  readonly files: readonly OutputFile[];
  readonly operations: readonly BoundOperation[];
}

/** A client with this name, compiled with the runtime of `clients`. */
export async function clientOf(clients: Clients, name: string, sources: readonly Source[]): Promise<Client> {
  const spec = { name, path: `specs/${name}` };
  const [service] = servicesOf(sources);
  if (service === undefined) throw new Error(`found no service ${name}`);
  const files = await emitServices([service], { spec, configuration });
  const compiled = [...(await clients.operations(files)).values()];
  const operations = service.operations.map(({ name, bindings }, index) => {
    const operation = compiled[index];
    if (operation?.name !== name) throw new Error(`expected operation ${name}, found ${operation?.name}`);
    return { name, bindings: bindings.map(({ binding }) => binding), operation };
  });
  return { files, operations };
}

export async function wsdlOf(address: string): Promise<Source> {
  const response = await fetch(`${address}?wsdl`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${address}?wsdl has status ${response.status}: ${text.slice(0, 1000)}`);
  return { path: "specs/service/service.wsdl", text };
}

/** The help pages for the declarations of a WSDL, in Microsoft's grammar, which differs from Mono's. */
export function pagesOf(wsdl: Source): readonly Source[] {
  return servicesOf([wsdl]).map((service) => ({
    path: "specs/service/service.txt",
    text: pageText(samplePage(service)),
  }));
}

export function seedOf(name: string): readonly Source[] {
  const folder = join(import.meta.dirname, "../../../specs", name);
  return readdirSync(folder).map((file) => ({
    path: `specs/${name}/${file}`,
    text: readFileSync(join(folder, file), "utf8"),
  }));
}

function servicesOf(sources: readonly Source[]): readonly Service[] {
  const { services, diagnostics } = inspect({ name: "service", path: "specs/service", sources }, configuration);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return services;
}
