import type { Binding } from "../binding/binding.js";
import type { Server, ServedOperation } from "./contract.js";
import { addressOf } from "./documents.js";
import type { PlainResponse } from "./plain.js";
import { bytesResponse, textResponse } from "./response.js";
import { sampleMessages } from "./sample-http.js";
import { html, marked } from "./sample-xml.js";

/** The page of the operation that `?op=` names, with its samples, or the list of all operations. */
export function respondWithPage(server: Server, url: URL): PlainResponse {
  const name = url.searchParams.get("op");
  const address = new URL(addressOf(url, server.options.address));
  if (name === null) return page(server, listOf(server, address));
  const named = server.operations.filter(({ operation }) => operation.name === name);
  if (named.length === 0) return textResponse(404, "expected the name of an operation");
  return page(server, named.map((served) => samplesOf(server, served, address)).join("\n"), address);
}

export const bindingTitles: { readonly [binding in Binding]: string } = {
  soap11: "SOAP 1.1",
  soap12: "SOAP 1.2",
  httpGet: "HTTP GET",
  httpPost: "HTTP POST",
};

function listOf({ contract, operations }: Server, address: URL): string {
  const { documentation = "", documents } = contract;
  const items = operations.map(({ operation: { name }, documentation }) => {
    const link = `<a href="?op=${encodeURIComponent(name)}">${html(name)}</a>`;
    return `<li>${link}${documented(documentation)}</li>`;
  });
  const wsdl = documents === undefined ? "" : ` They are described by its <a href="?wsdl">WSDL</a>.`;
  return [
    `${documented(documentation)}<p>The service at <code>${html(address.href)}</code> has these operations.${wsdl}</p>`,
    `<ul>\n${items.join("\n")}\n</ul>`,
  ].join("\n");
}

function samplesOf(
  { contract }: Server,
  { operation, bindings, documentation }: ServedOperation,
  address: URL,
): string {
  const sections = contract.bindings
    .filter((binding) => bindings.includes(binding))
    .map((binding) => {
      const [title, placeholders] = [bindingTitles[binding], marked("value", "placeholders")];
      return [
        `<h3>${title}</h3>`,
        `<p>A sample ${title} request and response. Values take the place of the ${placeholders}.</p>`,
        ...sampleMessages(operation, binding, address).map((message) => `<pre>${message}</pre>`),
      ].join("\n");
    });
  return [`<h2>${html(operation.name)}</h2>${documented(documentation)}`, ...sections].join("\n");
}

/** A line of the source is a line of the page. */
function documented(text = ""): string {
  return text === "" ? "" : `<p class="text">${html(text)}</p>`;
}

/** `from` is the address of the list that a page leads back to. */
function page({ contract: { name } }: Server, content: string, from?: URL): PlainResponse {
  const back =
    from === undefined ? "" : `<p><a href="${attribute(from.pathname)}">All operations</a> of the service.</p>\n`;
  const text = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${html(name)} Web Service</title>
<style>${style}</style>
</head>
<body>
<h1>${html(name)}</h1>
${back}${content}
</body>
</html>
`;
  return bytesResponse(200, "text/html; charset=utf-8", new TextEncoder().encode(text), {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  });
}

function attribute(text: string): string {
  return html(text).replaceAll('"', "&quot;");
}

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3 { line-height: 1.2; margin: 2rem 0 0.5rem }
pre { padding: 1rem; overflow-x: auto; border: 1px solid; border-radius: 0.25rem }
pre, code { font-size: 0.9rem }
.text { white-space: pre-line }
.value { font-weight: bold }
.key { font-style: normal; font-weight: bold }
`;
