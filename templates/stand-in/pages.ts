import { operationOf } from "../runtime/binding/port.js";
import type { Binding } from "../runtime/binding/binding.js";
import type { Contract, ContractOperation, HelpPages, OperationPage } from "../runtime/server/contract.js";
import { atAddress } from "../runtime/server/page.js";
import { attribute, name, pageResponse, type Link } from "./page.js";
import type { StandInService } from "./stand-in.js";

/**
 * Responds with the pages at `/`: all services, one service (`?service=NAME`), one operation
 * (`?service=NAME&operation=NAME`). Undefined for other requests.
 */
export async function respondWithPages(
  services: readonly StandInService[],
  request: Request,
): Promise<Response | undefined> {
  const url = new URL(request.url);
  const isHead = request.method === "HEAD";
  if (url.pathname !== "/" || (request.method !== "GET" && !isHead)) return undefined;
  const response = await pageAt(services, url);
  return isHead ? new Response(null, response) : response;
}

/** The data of a service for its pages. */
interface Shown {
  readonly contract: Contract;
  readonly help: HelpPages;
  readonly client: string;
  readonly address: URL;
  readonly operations: readonly ShownOperation[];
}

interface ShownOperation extends ContractOperation {
  readonly name: string;
  /** The name of the client's function. */
  readonly key: string;
  readonly help: OperationPage | undefined;
}

async function pageAt(services: readonly StandInService[], url: URL): Promise<Response> {
  const all = await Promise.all(services.map((service) => shown(service, url)));
  const [serviceName, operationName] = [url.searchParams.get("service"), url.searchParams.get("operation")];
  if (serviceName === null) return list("Services", all, []);
  const service = all.find(({ contract }) => contract.name === serviceName);
  if (service === undefined) return notFound("service", serviceName, [home]);
  if (operationName === null) return list(serviceName, [service], [home]);
  const trail = [home, { text: serviceName, href: linkTo(service) }];
  const operation = service.operations.find(({ name }) => name === operationName);
  if (operation === undefined) return notFound("operation", operationName, trail);
  return operationPage(service, operation, trail, replyFile(all, service, operation));
}

async function shown({ contract, client, path }: StandInService, { origin }: URL): Promise<Shown> {
  const made = contract();
  const { pages: help } = await made.pages();
  const operations = Object.entries(made.operations).map(([key, operation]) => {
    const { name } = operationOf(operation.operation);
    return { ...operation, key, name, help: Object.hasOwn(help.operations, name) ? help.operations[name] : undefined };
  });
  return { contract: made, help, client, address: new URL(origin + path), operations };
}

const home: Link = { text: "Services", href: "/" };

function linkTo({ contract }: Shown, operation?: string): string {
  const asked = new URLSearchParams({ service: contract.name, ...(operation !== undefined && { operation }) });
  return `/?${asked.toString()}`;
}

/** The path of the file that overrides the replies of the operation. */
function replyFile(services: readonly Shown[], { contract }: Shown, operation: ShownOperation): string {
  return services.length > 1 ? `${contract.name}/${operation.name}.json` : `${operation.name}.json`;
}

function list(title: string, services: readonly Shown[], trail: readonly Link[]): Response {
  const isOne = trail.length > 0;
  return pageResponse({
    title,
    trail,
    script: "list.js",
    content: [
      `<h1>${name(title)}</h1>`,
      // Hidden until the script makes it work.
      `<div id="search" role="search" hidden><label for="filter">Filter operations</label>`,
      `<input id="filter" type="search" autocomplete="off" spellcheck="false" aria-describedby="filtered">`,
      `<p id="filtered" role="status"></p></div>`,
      ...services.map((service, index) => {
        const heading = `service-${index + 1}`;
        const titled = isOne ? "" : `<h2 id="${heading}">${link(linkTo(service), service.contract.name)}</h2>\n`;
        return `<section${isOne ? "" : ` aria-labelledby="${heading}"`}>\n${titled}${servicePart(service)}\n</section>`;
      }),
    ].join("\n"),
  });
}

function servicePart(service: Shown): string {
  const { contract, help, address, operations } = service;
  const wsdl = contract.documents === undefined ? "" : `<a href="${attribute(address.pathname)}?wsdl">WSDL</a>\n`;
  const items = operations.map((operation) => {
    return `<li>${link(linkTo(service, operation.name), operation.name)}${operation.help?.introduction ?? ""}</li>`;
  });
  return `${help.introduction}
<p class="links"><code>${attribute(address.href)}</code>
${wsdl}<a href="${attribute(address.pathname)}">Help page</a></p>
<ul class="operations">
${items.join("\n")}
</ul>`;
}

function operationPage(service: Shown, operation: ShownOperation, trail: readonly Link[], file: string): Response {
  const { contract, address } = service;
  const title = `${operation.name} – ${contract.name}`;
  const content = [
    `<h1>${name(operation.name)}</h1>`,
    operation.help?.introduction ?? "",
    operation.bindings.length === 0 ? `<p>No binding offers it.</p>` : callPart(service, operation, file),
    samplesPart(operation, address),
    `<p class="links"><a href="${attribute(`${address.pathname}?op=${encodeURIComponent(operation.name)}`)}">Help page</a></p>`,
  ];
  return pageResponse({ title, trail, script: "operation.js", style: "form.css", content: content.join("\n") });
}

/** The part of the page that `browser/operation.ts` completes. */
function callPart({ client, address }: Shown, { key, bindings }: ShownOperation, file: string): string {
  const choices = bindings.map((binding, index) => {
    const checked = index === 0 ? " checked" : "";
    return `<label><input type="radio" name="binding" value="${binding}"${checked}> ${titles[binding]}</label>`;
  });
  return `<section aria-labelledby="call-heading">
<h2 id="call-heading">Call</h2>
<noscript><p>The form needs JavaScript; all else here does not.</p></noscript>
<form id="call" hidden novalidate autocomplete="off" data-client="${attribute(client)}" data-function="${attribute(key)}"
 data-path="${attribute(address.pathname)}" data-reply-file="${attribute(file)}">
<fieldset class="bindings">
<legend>Binding</legend>
${choices.join("\n")}
</fieldset>
<div id="header-blocks" hidden></div>
<div id="message"></div>
<p class="actions"><button id="send">Call</button>
<button type="button" id="cancel" hidden>Cancel</button>
<button type="button" id="fill">Fill in random values</button></p>
</form>
<p id="status" role="status"></p>
<div id="exchange"></div>
</section>`;
}

const titles: { readonly [binding in Binding]: string } = {
  soap11: "SOAP 1.1",
  soap12: "SOAP 1.2",
  httpGet: "HTTP GET",
  httpPost: "HTTP POST",
};

function samplesPart({ bindings, help }: ShownOperation, address: URL): string {
  const sections = bindings.flatMap((binding) => help?.samples[binding] ?? []);
  return [
    `<section aria-labelledby="samples">`,
    `<h2 id="samples">Samples</h2>`,
    ...sections.map((html) => atAddress(html, address)),
    `</section>`,
  ].join("\n");
}

function notFound(kind: "service" | "operation", asked: string, trail: readonly Link[]): Response {
  const content = `<h1>Not found</h1>\n<p>There is no ${kind} ${name(JSON.stringify(asked.slice(0, 100)))}.</p>`;
  return pageResponse({ status: 404, title: "Not found", trail, content });
}

function link(href: string, text: string): string {
  return `<a href="${attribute(href)}">${name(text)}</a>`;
}
