import type { TracedReply, TracedRequest } from "../../runtime/index.js";

/** A request as HTTP text, without the headers that the browser adds. */
export function requestText({ method, url, httpHeaders, body }: TracedRequest): string {
  const { host, pathname, search } = new URL(url);
  return message(`${method} ${pathname}${search} HTTP/1.1`, { Host: host, ...httpHeaders }, body);
}

/** A reply as HTTP text. Browsers hide the content of a redirect. */
export function replyText({ status, httpHeaders, body }: TracedReply): string {
  return message(status === 0 ? "a redirect, which browsers do not show" : `HTTP/1.1 ${status}`, httpHeaders, body);
}

function message(start: string, httpHeaders: Readonly<Record<string, string>>, body: string): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => `${name}: ${value}`);
  return [start, ...headers, "", body].join("\n");
}
