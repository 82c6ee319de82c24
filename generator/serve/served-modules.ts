import type { Configuration } from "../configuration.js";
import { emitClients } from "../emit/client.js";
import { contractNamesOf, emitContracts } from "../emit/contract.js";
import { modulesOf } from "../emit/modules.js";
import type { OutputFile } from "../emit/output-file.js";
import { printPlain } from "../emit/print.js";
import type { RuntimeSource } from "../emit/runtime.js";
import type { InspectedSpec } from "../inspect.js";
import { withoutTypes } from "./without-types.js";

/** The services of a spec as JavaScript modules with relative imports. */
export interface ServedModules {
  /**
   * The texts of modules and style sheets by path: `runtime/index.js`, `.serve/stand-in.js`, `shop/Orders.server.js`.
   */
  readonly files: ReadonlyMap<string, string>;
  readonly services: readonly ServedModule[];
}

export interface ServedModule {
  /** The path of the module that serves the service: `shop/Orders.server.js`. */
  readonly server: string;
  /** The function in it that returns the contract: `ordersContract`. */
  readonly contract: string;
  /** The path of the client: `shop/Orders.js`. */
  readonly client: string;
}

/** The folder of the server's own modules, which cannot be the name of a spec. */
export const serveFolder = ".serve";

/** The modules that `soapwright serve` runs and sends to browsers, for specs without errors. */
export async function servedModules(
  specs: readonly InspectedSpec[],
  configuration: Configuration,
  shipped: readonly RuntimeSource[],
): Promise<ServedModules> {
  const served = await Promise.all(specs.map((spec) => modulesOfSpec(spec, configuration)));
  const files = new Map(shipped.map(({ name, text }) => [name.replace(/^serve\//, `${serveFolder}/`), text]));
  for (const { path, text } of served.flatMap(({ generated }) => generated)) {
    const name = path.replace(/\.ts$/, ".js");
    if (files.has(name)) throw new Error(`two files would be served as ${name}, expected one`);
    files.set(name, withoutTypes(text));
  }
  return { files, services: served.flatMap(({ services }) => services) };
}

async function modulesOfSpec(
  { spec, services, documents }: InspectedSpec,
  given: Configuration,
): Promise<{ readonly generated: readonly OutputFile[]; readonly services: readonly ServedModule[] }> {
  const configuration: Configuration = { ...given, importExtension: ".js", runtime: "copy" };
  const modules = modulesOf(services, { name: spec.name, configuration, documented: true });
  const generated = [
    ...(await emitClients(modules, spec, [], printPlain)),
    ...(await emitContracts(modules, services, { spec, configuration, documents }, printPlain)),
  ];
  return {
    generated,
    services: services.map((service, index): ServedModule => {
      const client = modules[index];
      if (client === undefined) throw new TypeError(`${service.name} has no client`);
      return {
        server: `${client.path}.server.js`,
        contract: contractNamesOf(service, client).contract,
        client: `${client.path}.js`,
      };
    }),
  };
}
