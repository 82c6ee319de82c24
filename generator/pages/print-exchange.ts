import type { ExampleHttpRequest, ExampleHttpResponse } from "../../templates/stand-in/example-exchange.js";

/** Prints a request in the syntax of HTTP/1.1, including the headers that HTTP libraries add. */
export function printRequest({ method, url, httpHeaders, body }: ExampleHttpRequest): string {
  const { host, pathname, search } = new URL(url);
  return printMessage(`${method} ${pathname}${search} HTTP/1.1`, { Host: host, ...httpHeaders }, body);
}

export function printResponse({ status, contentType, body }: ExampleHttpResponse): string {
  const headers = contentType === null ? {} : { "Content-Type": contentType };
  return printMessage(status === 202 ? "HTTP/1.1 202 Accepted" : `HTTP/1.1 ${status} OK`, headers, body);
}

function printMessage(startLine: string, headers: Readonly<Record<string, string>>, body = ""): string {
  const length = new TextEncoder().encode(body).length;
  const all = length === 0 ? headers : { ...headers, "Content-Length": String(length) };
  const head = [startLine, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)].join("\n");
  return length === 0 ? head : `${head}\n\n${body}`;
}
