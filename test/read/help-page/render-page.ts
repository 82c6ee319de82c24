/**
 * One help page in the shapes that it travels in. Placeholders are written `[string]`, names of parameters `{key}`; a message is
 * its head, an empty line and its content, indented as ASMX does.
 */
export interface RenderedPage {
  readonly service: string;
  readonly operation: string;
  readonly documentation?: string;
  readonly bindings: readonly RenderedBinding[];
}

export interface RenderedBinding {
  readonly heading: string;
  readonly request: string;
  readonly response: string;
}

export const shapes = { html, indented, flattened, oneLine, crlf, markdown };

const link = "Press here to see every operation.";
const form = "The form works on the machine of the service only.";
const sentence = "What follows shows a request and its response. Replace the placeholders.";

function html(page: RenderedPage): string {
  const bindings = page.bindings.map(
    ({ heading, request, response }) =>
      `<span><h3>${heading}</h3>\n<p>${sentence}</p>\n<pre>${marked(request)}</pre>\n<pre>${marked(response)}</pre></span>`,
  );
  return [
    "<html><head><title>A page</title><style>h2 { color: red }</style></head><body><div id=content>",
    `<p class="heading1">${page.service}</p><br>`,
    `<span><p class=intro>Press <a href="x.asmx">here</a> to see every operation.</p>`,
    `<h2>${page.operation}</h2><p class="intro">${page.documentation ?? ""}</p>`,
    `<h3>Test</h3> ${form}</span>`,
    ...bindings,
    "</div></body></html>",
  ].join("\n");
}

/** ASMX escapes three characters and leaves quotation marks alone. */
function marked(message: string): string {
  return message
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\[([^\]]*)\]/g, "<font class=value>$1</font>")
    .replace(/\{([^}]*)\}/g, '<font class="key">$1</font>');
}

function plain(message: string): string {
  return message.replace(/[[\]{}]/g, "");
}

/** As a browser copies it: no empty line between a request and its response. */
function indented(page: RenderedPage): string {
  const blocks = page.bindings.map(
    ({ heading, request, response }) => `${heading}\n\n${sentence}\n\n${plain(request)}\n${plain(response)}`,
  );
  const description = page.documentation === undefined ? [] : [page.documentation];
  return [page.service, "", link, page.operation, ...description, "Test", form, ...blocks].join("\n\n");
}

function flattened(page: RenderedPage): string {
  return indented(page).replace(/\n\s*/g, "\n").replace(`${form}\n`, form);
}

/** Each message on one line. */
function oneLine(page: RenderedPage): string {
  const bindings = page.bindings.map(({ heading, request, response }) => ({
    heading,
    request: request.replace(/\s*\n\s*/g, " "),
    response: response.replace(/\s*\n\s*/g, " "),
  }));
  return flattened({ ...page, bindings });
}

function crlf(page: RenderedPage): string {
  return `\ufeff${indented(page).replaceAll("  <", "\u00a0 <").replaceAll("\n", "\r\n")}`;
}

/** Fences apart for heads and contents. */
function markdown(page: RenderedPage): string {
  const fenced = (message: string) => `\`\`\`http\n${plain(message).replace("\n\n", "\n```\n\n```xml\n")}\n\`\`\``;
  const blocks = page.bindings.map(
    ({ heading, request, response }) => `${heading}\n\n${fenced(request)}\n\n${fenced(response)}`,
  );
  const description = page.documentation === undefined ? [] : [page.documentation];
  return [page.service, link, page.operation, ...description, "Test", form, ...blocks].join("\n\n");
}

const namespaces = {
  soap: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
};

export function soapRequest(prefix: "soap" | "soap12", body: string, action = "http://books.example/Lend"): string {
  const action11 = prefix === "soap" ? `\nSOAPAction: "${action}"` : "";
  return `POST /shelf.asmx HTTP/1.1\nHost: books.example\n${contentType(prefix)}${action11}\n\n${envelope(prefix, body)}`;
}

export function soapResponse(prefix: "soap" | "soap12", body: string): string {
  return `HTTP/1.1 200 OK\n${contentType(prefix)}\n\n${envelope(prefix, body)}`;
}

function contentType(prefix: "soap" | "soap12"): string {
  const type = prefix === "soap" ? "text/xml" : "application/soap+xml";
  return `Content-Type: ${type}; charset=utf-8\nContent-Length: [length]`;
}

/** `body` is the content of the envelope, including the header. */
export function envelope(prefix: "soap" | "soap12", body: string): string {
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<${prefix}:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:${prefix}="${namespaces[prefix]}">`,
    ...body.split("\n").map((line) => `  ${line.replaceAll("soap:", `${prefix}:`)}`),
    `</${prefix}:Envelope>`,
  ].join("\n");
}

export function httpResponse(content: string): string {
  return `HTTP/1.1 200 OK\nContent-Type: text/xml; charset=utf-8\nContent-Length: [length]\n\n<?xml version="1.0" encoding="utf-8"?>\n${content}`;
}
