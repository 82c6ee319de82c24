import type { Configuration } from "../configuration.js";
import { emitClients } from "../emit/client.js";
import { contractNamesOf, emitContracts } from "../emit/contract.js";
import { modulesOf } from "../emit/modules.js";
import type { OutputFile } from "../emit/output-file.js";
import { printPlain } from "../emit/print.js";
import type { RuntimeSource } from "../emit/runtime.js";
import type { InspectedSpec } from "../inspect.js";
import { withoutTypes } from "./without-types.js";

/** The stand-in of the services of specs, as JavaScript modules with relative imports. */
export interface PrintedStandIn {
  /**
   * The texts of modules and style sheets by path: `runtime/index.js`, `.stand-in/stand-in.js`, `shop/Orders.server.js`.
   */
  readonly files: ReadonlyMap<string, string>;
  readonly services: readonly PrintedService[];
}

export interface PrintedService {
  /** The path of the module with its contract: `shop/Orders.server.js`. */
  readonly server: string;
  /** The function in it that returns the contract: `ordersContract`. */
  readonly contract: string;
  /** The path of the client: `shop/Orders.js`. */
  readonly client: string;
}

/** The folder of the modules that all stand-ins share, which cannot be the name of a spec. */
export const standInFolder = ".stand-in";

/** Prints the stand-in of specs without errors; `shipped` are the modules that all stand-ins share. */
export async function printStandIn(
  specs: readonly InspectedSpec[],
  configuration: Configuration,
  shipped: readonly RuntimeSource[],
): Promise<PrintedStandIn> {
  const printed = await Promise.all(specs.map((spec) => modulesOfSpec(spec, configuration)));
  const files = new Map(shipped.map(({ name, text }) => [name.replace(/^stand-in\//, `${standInFolder}/`), text]));
  for (const { path, text } of printed.flatMap(({ generated }) => generated)) {
    const name = path.replace(/\.ts$/, ".js");
    if (files.has(name)) throw new Error(`found two files ${name}, expected one`);
    files.set(name, withoutTypes(text));
  }
  return { files, services: printed.flatMap(({ services }) => services) };
}

async function modulesOfSpec(
  { spec, services, documents }: InspectedSpec,
  given: Configuration,
): Promise<{ readonly generated: readonly OutputFile[]; readonly services: readonly PrintedService[] }> {
  const configuration: Configuration = { ...given, importExtension: ".js", runtime: "copy" };
  const modules = modulesOf(services, { name: spec.name, configuration, documented: true });
  const generated = [
    ...(await emitClients(modules, spec, [], printPlain)),
    ...(await emitContracts(modules, services, { spec, configuration, documents }, printPlain)),
  ];
  return {
    generated,
    services: services.map((service, index): PrintedService => {
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
