/** Calls over a transport in memory: what a port adds to encoding and decoding, and what a step adds to that. */
import { faxStatusEx } from "../generated/interfax.js";
import { readEnvelope, writeEnvelope } from "../generated/runtime/binding/envelope.js";
import { soap12, type Step, type Transport } from "../generated/runtime/index.js";
import { faxOperation, responseOf } from "./interfax.js";

const request = { LastTransactionID: 0, MaxItems: 1, TotalCount: 0, ListSize: 0, ResultCode: 0 };

/** Encoding and decoding alone. */
export function codec(): () => unknown {
  const { request: message, response } = faxOperation();
  const reply = replyOf();
  return () => [writeEnvelope("soap12", message, request), readEnvelope(reply, response)];
}

export function calling(...steps: readonly Step[]): () => Promise<unknown> {
  const response = { status: 200, headers: new Map([["content-type", "application/soap+xml"]]), body: replyOf() };
  const transport: Transport = () => Promise.resolve(response);
  const port = soap12("https://fax.example/dfs.asmx", { transport, steps });
  return () => faxStatusEx(port, request);
}

export const passing: Step = (message, next) => next(message);

function replyOf(): Uint8Array {
  const { response } = faxOperation();
  if (response === undefined) throw new Error("the operation has no response");
  return writeEnvelope("soap12", response, responseOf(1)).slice();
}
