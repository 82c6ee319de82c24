import type { Contract } from "../../templates/runtime/server.js";
import type { ExampleExchange } from "../../templates/stand-in/example-exchange.js";
import type { Configuration } from "../configuration.js";
import type { InspectedSpec } from "../inspect.js";
import type { Service } from "../model/service.js";
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
      pages.push(await examplePage(service, contract(), modules));
    }
    return pages;
  } finally {
    await remove();
  }
}

async function examplePage(service: Service, contract: Contract, modules: StandInModules): Promise<PrintedPage> {
  const found = new Map(Object.values(contract.operations).map((each) => [each.operation().name, each]));
  const operations: PrintedOperation[] = [];
  for (const { name, documentation, bindings } of service.operations) {
    const operation = found.get(name);
    if (operation === undefined) throw new TypeError(`the contract of ${service.name} has no operation ${name}`);
    const sections: PageSection[] = [];
    for (const { binding } of bindings) {
      const address = addressOf(service.ports.find((port) => port.binding === binding)?.address, contract.path);
      const exchange = await modules.exampleExchange({ contract, operation, binding, address });
      sections.push({ binding, ...contentOf(exchange) });
    }
    operations.push({ name, documentation, sections });
  }
  return { service: service.name, operations };
}

function contentOf(exchange: ExampleExchange): Omit<PageSection, "binding"> {
  if (exchange.kind === "none") return { note: { kind: "no example", reason: exchange.reason }, messages: [] };
  return {
    messages: [
      { message: "request", printed: [plain(printRequest(exchange.request))] },
      { message: "response", printed: [plain(printResponse(exchange.response))] },
    ],
  };
}

/** The address of a port without credentials and fragment, or a local one if that is not an HTTP URL. */
function addressOf(address: string | undefined, path: string): string {
  if (address !== undefined && URL.canParse(address)) {
    const { protocol, host, pathname, search } = new URL(address);
    if (protocol === "http:" || protocol === "https:") return `${protocol}//${host}${pathname}${search}`;
  }
  return new URL(path, "http://localhost").href;
}
