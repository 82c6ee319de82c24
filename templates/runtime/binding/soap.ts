import { planOf } from "../complex/plan.js";
import type { Message } from "../complex/operation.js";
import { readEnvelope, writeEnvelope } from "./envelope.js";
import type { SoapBinding, Codec } from "./binding.js";
import type { Strict } from "./mode.js";
import { portOf, type Fixed, type Port, type SoapPortOptions } from "./port.js";

/** A port for SOAP 1.1 over HTTP. Throws a TypeError for an address that is not an HTTP URL. */
export function soap11<Blocks extends object, Mode = Strict>(
  address: string,
  options?: SoapPortOptions<Blocks, Mode>,
): Port<"soap11", Fixed<Blocks>, Fixed<Mode>> {
  const httpHeaders = (action = "") => ({ "Content-Type": "text/xml; charset=utf-8", SOAPAction: quoted(action) });
  return portOf("soap11", address, codecOf("soap11", httpHeaders, options), options);
}

/** A port for SOAP 1.2 over HTTP. Throws a TypeError for an address that is not an HTTP URL. */
export function soap12<Blocks extends object, Mode = Strict>(
  address: string,
  options?: SoapPortOptions<Blocks, Mode>,
): Port<"soap12", Fixed<Blocks>, Fixed<Mode>> {
  const httpHeaders = (action?: string) => ({
    "Content-Type": `application/soap+xml; charset=utf-8${action === undefined ? "" : `; action=${quoted(action)}`}`,
  });
  return portOf("soap12", address, codecOf("soap12", httpHeaders, options), options);
}

function codecOf(
  binding: SoapBinding,
  httpHeaders: (action: string | undefined) => Record<string, string>,
  { header: portHeader, headerBlocks: portBlocks = [], understands = [] }: SoapPortOptions<object, unknown> = {},
): Codec {
  return {
    write({ name, action, request: message }, request, { header, headerBlocks = [] }, writing) {
      const given = portHeader === undefined ? header : joined(message, valueFor(name, portHeader), header);
      const blocks = [valueFor(name, portBlocks), headerBlocks].flat();
      const body = writeEnvelope(binding, message, request, given, blocks, writing);
      return { method: "POST", httpHeaders: httpHeaders(action), body };
    },
    read({ response, faults }, { status, body, understood = [] }, reading, openBody) {
      const accepted = status >= 200 && status < 300;
      if (response === undefined && accepted && body.length === 0) return { kind: "ok", value: undefined, header: {} };
      // The response of a redirect is elsewhere, whatever its message is.
      const isRedirect = status >= 300 && status < 400;
      const message = isRedirect ? undefined : response;
      const content = readEnvelope(body, message, reading, faults, openBody, [...understands, ...understood]);
      return isRedirect && content?.kind === "ok" ? undefined : content;
    },
    // The parts of an encoded message may be elsewhere in it than the spec states.
    pathOf: ({ name, response }) => (response?.encoded === undefined ? `${name}.response` : ""),
  };
}

function valueFor<T extends object>(operation: string, given: T | ((operation: string) => T)): T {
  return typeof given === "function" ? given(operation) : given;
}

/** Merges the blocks of a call with those of its port that the message declares; those of the call take precedence. */
function joined({ header: table = {} }: Message, ofPort: object, ofCall: object = {}): object {
  const blocks = new Map(Object.entries(ofPort));
  const known = planOf(table).members.map(({ key }) => [key, blocks.get(key)] as const);
  const given = Object.entries(ofCall).filter(([, block]) => block !== undefined);
  return Object.fromEntries([...known, ...given]);
}

/** A quoted-string (RFC 9110, 5.6.4), which SOAP 1.1 requires. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
