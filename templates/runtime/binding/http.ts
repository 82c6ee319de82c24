import { RequestError } from "../error.js";
import { writeForm } from "./form.js";
import type { Strict } from "./mode.js";
import { portOf, type Fixed, type Port, type PortOptions } from "./port.js";
import type { AnyOperation, Codec, HttpRequest } from "./binding.js";
import { encodeUtf8 } from "../xml/utf8.js";
import { readRoot } from "./root.js";
import type { HttpOperation } from "../complex/operation.js";

/** A port for HTTP GET. Throws a TypeError for an address that is not an HTTP URL.*/
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as documented above
export function httpGet<_Blocks extends object, Mode = Strict>(
  address: string,
  options?: PortOptions<Mode>,
): Port<"httpGet", object, Fixed<Mode>> {
  const codec = codecOf("httpGet", address, (query) => ({ method: "GET", query }));
  return portOf("httpGet", address, codec, options);
}

/** A port for HTTP POST of a form, or of an XML document. Throws a TypeError for an address that is not an HTTP URL.*/
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as documented above
export function httpPost<_Blocks extends object, Mode = Strict>(
  address: string,
  options?: PortOptions<Mode>,
): Port<"httpPost", object, Fixed<Mode>> {
  const codec = codecOf("httpPost", address, (form) => ({
    method: "POST",
    httpHeaders: { "Content-Type": "application/x-www-form-urlencoded" },
    body: encodeUtf8(form),
  }));
  return portOf("httpPost", address, codec, options);
}

function codecOf(
  binding: "httpGet" | "httpPost",
  address: string,
  requestOf: (form: string) => HttpRequest & { readonly query?: string },
): Codec {
  return {
    write(operation, request, { header, headerBlocks = [] }, writing) {
      const http = httpOf(operation, binding);
      if (header !== undefined || headerBlocks.length > 0) {
        throw new RequestError(
          "expected no header blocks, which HTTP GET and POST cannot carry",
          header === undefined ? "headerBlocks" : "header",
        );
      }
      const { location, content } = http;
      if (content !== undefined) {
        const httpHeaders = { "Content-Type": `${content.type}; charset=utf-8` };
        const body = content.write(operation.request, request, writing);
        return { method: "POST", url: urlOf(address, location), httpHeaders, body };
      }
      if (http.urlReplacement) {
        const at = (path: string, query?: string) => urlOf(address, path, query);
        return { ...requestOf(""), ...http.urlReplacement(http, operation.request, request, writing, at) };
      }
      const { query, ...message } = requestOf(writeForm(http, operation.request, request, writing));
      return { ...message, url: urlOf(address, location, query) };
    },
    read(operation, { status, body }, reading) {
      const http = httpOf(operation, binding);
      // An error is text/plain with status 500. A reply has a body if and only if the spec shows a root, under any
      // name.
      const rooted = [http.root, http.result, http.reply].some((each) => each !== undefined);
      if (status < 200 || status > 299 || (!http.text && body.length > 0 !== rooted)) return undefined;
      const { response } = operation;
      return { kind: "ok", value: response && readRoot(http, response, body, reading), header: {} };
    },
    pathOf(operation) {
      const { result, reply } = httpOf(operation, binding);
      if (reply !== undefined) return `${operation.name}.${binding}`;
      return `${operation.name}.response${result === undefined ? "" : `/${result}`}`;
    },
    http: (operation) => httpOf(operation, binding),
  };
}

/** The URL of a location of the service. */
function urlOf(address: string, location: string, query = ""): string {
  const url = new URL(address);
  url.hash = "";
  url.pathname = url.pathname.replace(/\/$/, "") + location;
  if (query !== "") url.search = url.search === "" ? query : `${url.search}&${query}`;
  return url.href;
}

function httpOf(operation: AnyOperation, binding: "httpGet" | "httpPost"): HttpOperation {
  const http = operation[binding];
  if (http === undefined) throw new RequestError(`${operation.name} has no ${binding} binding`);
  return http;
}
