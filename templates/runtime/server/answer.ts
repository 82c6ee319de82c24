import { openContent } from "../complex/open-content.js";
import type { BodyStep } from "../context.js";
import { misfit, RequestError } from "../error.js";
import type { HttpHeaders } from "../binding/transport.js";
import type { NewFault } from "./fault-envelope.js";
import type { OpenCall, Server, ServedOperation } from "./contract.js";
import { ServiceFault } from "./fault.js";
import type { Bytes, Writing } from "../xml/output.js";
import type { Attachments } from "../packaging.js";
import type { ResponseBody } from "./plain.js";

/** The outcome of an operation's handler. */
export type Answered =
  | { readonly kind: "accepted" }
  | { readonly kind: "message"; readonly contentType: string; readonly body: ResponseBody }
  | { readonly kind: "fault"; readonly fault: NewFault<object>; readonly header?: object | undefined };

/** The fault for errors that callers must not see. */
export const failure: NewFault<object> = { code: "Receiver", reason: "the service could not answer" };

/** Calls the handler. `write` creates a message from the value and the header blocks that it returns. */
export async function answered(
  { onError, options: { validate }, packaging }: Server,
  { operation, answer }: ServedOperation,
  request: unknown,
  call: OpenCall,
  contentType: string,
  write: (value: unknown, header: object, writing: Writing) => Bytes,
): Promise<Answered> {
  const { response } = operation;
  try {
    const given = await answer(request, call);
    if (response === undefined) return { kind: "accepted" };
    const isValue = response.header === undefined && response.parts === undefined;
    const { value, header, parts } = isValue ? { value: given, header: {}, parts: undefined } : withHeader(given);
    const isPacked = call.isMultipart || call.added.length > 0 || response.parts !== undefined;
    const own = isXop(call.httpHeaders) ? packaging : (operation.attachments ?? packaging);
    const packing = isPacked ? own?.pack({ attachments: call.added, parts }, response.parts) : undefined;
    const steps: BodyStep[] = [];
    const body = write(value, header, { validate, openContent, steps, attach: packing?.attach });
    const begin = (body: ResponseBody): Promise<ResponseBody> => begun(body, (error) => onError(error, call));
    const send = async ({ body }: { readonly body: ResponseBody }): Promise<Answered> => {
      const packed = (await packing?.pack({ contentType, body })) ?? { contentType, body };
      const { step = unchanged } = packed;
      return { ...packed, kind: "message", body: await step({ body: packed.body }, ({ body }) => begin(body)) };
    };
    const [step = unchanged] = steps;
    return await step({ body }, send);
  } catch (error) {
    // A one-way operation has no response, so its caller is not notified.
    if (error instanceof ServiceFault && response !== undefined) return faultOf(error);
    onError(error, call);
    return response === undefined ? { kind: "accepted" } : { kind: "fault", fault: failure };
  }
}

/** True for an XOP package, which is answered by one if the service can. */
export function isXop(httpHeaders: HttpHeaders): boolean {
  return /xop\+xml/i.test(httpHeaders.get("content-type") ?? "");
}

const unchanged: BodyStep = (message, next) => next(message);

/** The detail and the header blocks are checked when they are written. */
function faultOf({ fault, header }: ServiceFault<unknown, unknown>): Answered {
  return { kind: "fault", fault: fault as NewFault<object>, header: header as object | undefined };
}

function withHeader(answer: unknown): {
  readonly value: unknown;
  readonly header: object;
  readonly parts?: Attachments["parts"];
} {
  if (typeof answer !== "object" || answer === null || !("value" in answer)) {
    throw new RequestError(misfit("an object with a value and a header or parts", answer));
  }
  const given = answer as { readonly header?: unknown; readonly parts?: unknown };
  const { header, parts } = { ...given, header: given.header ?? {} };
  if (typeof header !== "object") throw new RequestError(misfit("an object", header), "header");
  if (parts !== undefined && (typeof parts !== "object" || parts === null))
    throw new RequestError(misfit("an object", parts), "parts");
  return { value: answer.value, header, parts: parts as Attachments["parts"] }; // checked when they are packed
}

/**
 * Waits for the first chunk of a stream, whose errors can still be answered by a fault. Later ones cut the response, and
 * are reported.
 */
async function begun(body: ResponseBody, report: (error: unknown) => void): Promise<ResponseBody> {
  if (body instanceof Uint8Array) return body;
  const reader = body.getReader();
  let first: Awaited<ReturnType<typeof reader.read>> | undefined = await reader.read();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = first ?? (await reader.read());
          first = undefined;
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          report(error);
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
