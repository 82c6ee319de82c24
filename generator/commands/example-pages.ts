import type { Contract } from "../../templates/runtime/server.js";
import type { Configuration } from "../configuration.js";
import type { InspectedSpec } from "../inspect.js";
import type { Operation, Service } from "../model/service.js";
import type { PageSection, PrintedOperation, PrintedPage } from "../pages/help-page.js";
import { printRequest, printResponse } from "../pages/print-exchange.js";
import { plain } from "../pages/printed.js";
import { printStandIn } from "../stand-in/print-stand-in.js";
import type { StandInModules } from "../stand-in/stand-in-modules.js";
import { readStandIn } from "./package.js";
import { loadStandIn } from "./load-stand-in.js";

/** Runs the stand-in of specs without errors, and makes a help page of each service from example calls. */
export async function examplePages(
  specs: readonly InspectedSpec[],
  configuration: Configuration,
): Promise<readonly PrintedPage[]> {
  const { modules, contracts, remove } = await loadStandIn(
    await printStandIn(specs, configuration, await readStandIn()),
  );
  try {
    const pages: PrintedPage[] = [];
    for (const [index, service] of specs.flatMap(({ services }) => services).entries()) {
      const contract = contracts[index];
      if (contract === undefined) throw new TypeError(`${service.name} has no contract`);
      pages.push(await examplePage(service, contract, modules));
    }
    return pages;
  } finally {
    await remove();
  }
}

async function examplePage(service: Service, contract: () => Contract, modules: StandInModules): Promise<PrintedPage> {
  const made = contract();
  const keys = new Map(Object.entries(made.operations).map(([key, { operation }]) => [operation().name, key]));
  const operations: PrintedOperation[] = [];
  for (const operation of service.operations) {
    const { name, documentation } = operation;
    const key = keys.get(name);
    if (key === undefined) throw new TypeError(`the contract of ${service.name} has no operation ${name}`);
    operations.push({ name, documentation, sections: await sectionsOf(service, operation, key) });
  }
  return { service: service.name, operations };

  async function sectionsOf({ ports }: Service, { bindings }: Operation, key: string): Promise<readonly PageSection[]> {
    const sections: PageSection[] = [];
    for (const { binding } of bindings) {
      const address = addressOf(ports.find((port) => port.binding === binding)?.address, made.path);
      const exchange = await modules.exampleExchange({ contract, operation: key, binding, address });
      sections.push(
        exchange.kind === "none"
          ? { binding, note: { kind: "no example", reason: exchange.reason }, messages: [] }
          : {
              binding,
              messages: [
                { message: "request", printed: [plain(printRequest(exchange.request))] },
                { message: "response", printed: [plain(printResponse(exchange.response))] },
              ],
            },
      );
    }
    return sections;
  }
}

/** The address of a port without credentials and fragment, or a local one if that is not an HTTP URL. */
function addressOf(address: string | undefined, path: string): string {
  if (address !== undefined && URL.canParse(address)) {
    const { protocol, host, pathname, search } = new URL(address);
    if (protocol === "http:" || protocol === "https:") return `${protocol}//${host}${pathname}${search}`;
  }
  return new URL(path, "http://localhost").href;
}
