import {
  httpGet,
  httpPost,
  openContent,
  RequestError,
  soap11,
  soap12,
  trace,
  TransportError,
  type NewAttachment,
  type Port,
  type Reply,
  type TracedReply,
  type TracedRequest,
} from "../../runtime/index.js";
import { operationOf } from "../../runtime/binding/port.js";
import type { AnyOperation, Binding } from "../../runtime/binding/binding.js";

/** A function of a generated client. */
export type ClientFunction = (
  port: Port,
  request: unknown,
  options?: { readonly header?: object; readonly parts?: Asked["parts"]; readonly signal?: AbortSignal },
) => Promise<Reply<unknown, unknown, unknown>>;

/** The input of a call. */
export interface Asked {
  readonly binding: Binding;
  readonly address: string;
  readonly request: unknown;
  /** Header blocks; absent if the operation has none, or the binding does not support them. */
  readonly header?: object;
  /** The attachments that the spec binds, by part; absent if the request has none. */
  readonly parts?: Readonly<Record<string, NewAttachment>>;
}

/** The record of a finished call. `sent` and `received` are absent if the call failed before them. */
export interface Exchange {
  readonly asked: Asked;
  readonly sent: TracedRequest | undefined;
  readonly received: TracedReply | undefined;
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: "reply"; readonly reply: Reply<unknown, unknown, unknown> }
  | { readonly kind: "unfit"; readonly error: RequestError }
  | { readonly kind: "no reply"; readonly error: TransportError }
  | { readonly kind: "cancelled" };

const ports = { soap11, soap12, httpGet, httpPost };

/** Imports a function of a client. Throws if it does not exist. */
export async function clientFunction(client: string, name: string): Promise<ClientFunction> {
  const module = (await import(client)) as Readonly<Record<string, unknown>>;
  const found = module[name];
  if (typeof found !== "function") throw new Error(`${client} has no function ${name}`);
  return found as ClientFunction; // the page names only functions that the generator printed
}

/** The tables of an operation, obtained by calling the client's function with a port that sends nothing. */
export function tablesOf(call: ClientFunction): AnyOperation {
  let tables: AnyOperation | undefined;
  const port: Port = {
    binding: "soap12",
    address: "",
    call(make) {
      tables = operationOf(make);
      return new Promise(() => {});
    },
  };
  void call(port, undefined);
  if (tables === undefined) throw new Error("expected a function that calls an operation");
  return tables;
}

/** Calls the service from this page. Rejects only with errors that a call is not expected to have. */
export async function exchangeOf(call: ClientFunction, asked: Asked, signal: AbortSignal): Promise<Exchange> {
  let sent: TracedRequest | undefined;
  let received: TracedReply | undefined;
  const outcome = await outcomeOf();
  return { asked, sent, received, outcome };

  async function outcomeOf(): Promise<Outcome> {
    const { binding, address, request, header, parts } = asked;
    try {
      const port = ports[binding](address, {
        openContent,
        trace: trace(
          (event) => {
            if (event.kind === "request") sent = event;
            else if (event.kind === "reply") received = event;
          },
          { secrets: true },
        ),
      });
      const given = { ...(header !== undefined && { header }), ...(parts !== undefined && { parts }) };
      return { kind: "reply", reply: await call(port, request, { signal, ...given }) };
    } catch (error) {
      if (error instanceof RequestError) return { kind: "unfit", error };
      if (error instanceof TransportError) return { kind: "no reply", error };
      if (signal.aborted) return { kind: "cancelled" };
      throw error;
    }
  }
}
