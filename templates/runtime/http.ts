import { RequestError } from "./error.js";
import { writeForm } from "./form.js";
import { portOf, type AnyOperation, type Codec, type HttpRequest, type Port, type PortOptions } from "./port.js";
import { readRoot } from "./root.js";
import type { HttpOperation } from "./table.js";

/** A port for HTTP GET. Throws a TypeError for an address that is no HTTP URL. */
export function httpGet(address: string, options?: PortOptions): Port<"httpGet"> {
  const codec = codecOf("httpGet", (form) => ({ method: "GET", query: form }));
  return portOf("httpGet", address, codec, options);
}

/** A port for HTTP POST of a form. Throws a TypeError for an address that is no HTTP URL. */
export function httpPost(address: string, options?: PortOptions): Port<"httpPost"> {
  const codec = codecOf("httpPost", (form) => ({
    method: "POST",
    httpHeaders: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new TextEncoder().encode(form),
  }));
  return portOf("httpPost", address, codec, options);
}

function codecOf(binding: "httpGet" | "httpPost", requestOf: (form: string) => HttpRequest): Codec {
  return {
    write(operation, request, { header, headerBlocks = [] }) {
      const http = httpOf(operation, binding);
      if (header !== undefined || headerBlocks.length > 0) {
        throw new RequestError(
          "expected no header blocks, which HTTP GET and POST cannot carry",
          header === undefined ? "headerBlocks" : "header",
        );
      }
      return { ...requestOf(writeForm(http, operation.request, request)), location: http.location };
    },
    read(operation, { status, body }, options) {
      const http = httpOf(operation, binding);
      // An error is text/plain with status 500. A reply has a body exactly if it has a root.
      if (status < 200 || status > 299 || (body.length === 0) !== (http.root === undefined)) return undefined;
      const { response } = operation;
      return { kind: "ok", value: response && readRoot(http, response, body, options), header: {} };
    },
  };
}

function httpOf(operation: AnyOperation, binding: "httpGet" | "httpPost"): HttpOperation {
  const http = operation[binding];
  if (http === undefined) throw new RequestError(`${operation.name} has no ${binding} binding`);
  return http;
}
