import { readEnvelope, writeEnvelope } from "./envelope.js";
import type { SoapBinding } from "./binding.js";
import { portOf, type Port, type PortOptions } from "./port.js";
import type { Codec } from "./codec.js";

/** A port for SOAP 1.1 over HTTP. Throws a TypeError for an address that is no HTTP URL. */
export function soap11(address: string, options?: PortOptions): Port<"soap11"> {
  const httpHeaders = (action = "") => ({ "Content-Type": "text/xml; charset=utf-8", SOAPAction: quoted(action) });
  return portOf("soap11", address, codecOf("soap11", httpHeaders), options);
}

/** A port for SOAP 1.2 over HTTP. Throws a TypeError for an address that is no HTTP URL. */
export function soap12(address: string, options?: PortOptions): Port<"soap12"> {
  const httpHeaders = (action?: string) => ({
    "Content-Type": `application/soap+xml; charset=utf-8${action === undefined ? "" : `; action=${quoted(action)}`}`,
  });
  return portOf("soap12", address, codecOf("soap12", httpHeaders), options);
}

function codecOf(binding: SoapBinding, httpHeaders: (action: string | undefined) => Record<string, string>): Codec {
  return {
    write: ({ action, request: message }, request, { header, headerBlocks, validate }) => ({
      method: "POST",
      httpHeaders: httpHeaders(action),
      body: writeEnvelope(binding, message, request, header, headerBlocks, validate),
    }),
    read({ response, faults, faultHeader }, { status, body }, options) {
      const accepted = status >= 200 && status < 300;
      if (response === undefined && accepted && body.length === 0) return { kind: "ok", value: undefined, header: {} };
      const envelope = readEnvelope(body, response, options, faults, faultHeader);
      if (envelope === undefined) return undefined;
      const { header } = envelope;
      if (envelope.kind === "message") return { kind: "ok", value: envelope.value, header };
      return { kind: "fault", fault: envelope.fault, header };
    },
  };
}

/** A quoted-string (RFC 9110, 5.6.4). SOAP 1.1 asks for the quotes. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
