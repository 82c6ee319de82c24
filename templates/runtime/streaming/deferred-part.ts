import type { BodyStep, TimeLimit } from "../context.js";
import { rethrowWithin, RequestError } from "../error.js";
import { movingOffset, type MovingOffset } from "../xml/added-attributes.js";
import { Output, type Writing } from "../xml/output.js";
import { withLimitedTee } from "./limited-tee.js";

/** A part of a message that is written while the message is sent. */
export interface DeferredPart {
  /** Writes more of the part. Resolves with false at its end. */
  readonly write: (output: Output) => Promise<boolean>;
  /** Ends the part where it is. */
  readonly cancel: () => Promise<unknown>;
}

interface Placed {
  readonly part: DeferredPart;
  /** The path of the value in the message, for errors. */
  readonly path: string;
  /** The document around the part, and the offset in it. */
  readonly output: Output;
  readonly offset: MovingOffset;
}

/** The parts of the messages that are being written, by the steps of each. */
const open = /* @__PURE__ */ new WeakMap<NonNullable<Writing["steps"]>, Placed[]>();

/**
 * Leaves the place for a part open, here in the document. `value` stands for the part in the message. Throws a
 * RequestError where a message must be whole before it is sent.
 */
export function deferPart(output: Output, value: object, part: DeferredPart): void {
  const { steps } = output.writing;
  const path = output.content === null ? undefined : pathTo(value, output.content);
  if (steps === undefined || path === undefined || output.references !== null) {
    throw new RequestError(
      "expected a value that is whole: only the literal body of a SOAP message without references between objects can be streamed",
    );
  }
  const placed: Placed = { part, path, output, offset: movingOffset(output) };
  const others = open.get(steps);
  if (others !== undefined) {
    others.push(placed);
    return;
  }
  const parts = [placed];
  open.set(steps, parts);
  steps.unshift(filling(parts));
}

/** Sends the message as a stream, in which the parts follow each other and what was written around them. */
function filling(parts: readonly Placed[]): BodyStep {
  return async (message, next) => {
    let failure: { readonly error: unknown } | undefined;
    let limit: TimeLimit | undefined;
    const onLimit = (given: TimeLimit): void => void (limit = given);
    const { body, stop } = bodyOf(
      message.body as Uint8Array, // the first step gets bytes
      parts,
      (error) => (failure ??= { error }),
      (isWaiting) => limit?.count(isWaiting),
    );
    try {
      const reply = await next({ ...message, body, onLimit });
      if (failure !== undefined) throw failure.error;
      // A server may answer before it has received everything, and `fetch` does not give up the rest.
      if (isReceived(reply)) stop();
      return reply;
    } catch (error) {
      cancelAll(parts);
      // The transport's own error for a stream that fails tells less.
      throw failure === undefined ? error : failure.error;
    }
  };
}

/** True for a reply whose body has arrived as a whole. What a server answers is a stream. */
function isReceived(reply: unknown): boolean {
  return typeof reply === "object" && reply !== null && "body" in reply && reply.body instanceof Uint8Array;
}

function cancelAll(parts: readonly Placed[]): void {
  // Nobody waits for the end of what nobody wants.
  for (const { part } of parts) part.cancel().catch(() => undefined);
}

/** Chunks have at least this many bytes, unless the source is slow. */
const chunkSize = 65_536;
/** Fewer bytes are sent after this many milliseconds. */
const patience = 10;

function bodyOf(
  around: Uint8Array,
  parts: readonly Placed[],
  fail: (error: unknown) => void,
  wait: (forServer: boolean) => void,
): { readonly body: ReadableStream<Uint8Array>; readonly stop: () => void } {
  // Without steps, so that a part cannot contain parts.
  const validate = parts[0]?.output.writing.validate;
  const output = new Output({ validate });
  let index = 0;
  let sent = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Writes more. Resolves with false at the end. */
  const write = async (): Promise<boolean> => {
    const placed = parts[index];
    // A document may have been put into another one, at whose end it is.
    const at = placed === undefined ? around.length : around.length - placed.output.length + placed.offset.at;
    output.bytes(around.subarray(sent, at));
    sent = at;
    if (placed === undefined) return false;
    try {
      if (!(await placed.part.write(output))) index++;
    } catch (error) {
      return rethrowWithin(error, placed.path);
    }
    return true;
  };
  let state: "open" | "sent" | "cancelled" = "open";
  let given: ReadableStreamDefaultController<Uint8Array> | undefined;
  const cancel = (): void => {
    state = "cancelled";
    clearTimeout(timer);
    output.length = 0;
    cancelAll(parts);
  };
  const isCancelled = (): boolean => state === "cancelled";
  const stop = (): void => {
    if (state !== "open") return;
    cancel();
    // Closed, the stream would look like a whole request.
    given?.error(new Error("the reply came before the end of the request"));
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        given = controller;
      },
      async pull(controller) {
        const flush = (): void => {
          clearTimeout(timer);
          timer = undefined;
          if (output.length === 0 || isCancelled()) return;
          controller.enqueue(output.done().slice());
          output.length = 0;
        };
        wait(false);
        try {
          while (output.length < chunkSize && state === "open") {
            timer ??= setTimeout(flush, patience);
            if (await write()) continue;
            if (isCancelled()) return;
            flush();
            state = "sent";
            return controller.close();
          }
          flush();
        } catch (error) {
          fail(error);
          cancel();
          controller.error(error);
        } finally {
          // Nobody waits for the server any longer.
          if (!isCancelled()) wait(true);
        }
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  // Firefox and Safari send a stream as the text that this method returns.
  const toString = (): never => {
    const error = new TypeError("expected a whole request: fetch cannot send a stream in this browser");
    fail(error);
    throw error;
  };
  return { body: Object.defineProperty(withLimitedTee(stream), "toString", { value: toString }), stop };
}

/** The path of the property that holds a value; undefined if none does. */
function pathTo(value: object, content: unknown): string | undefined {
  const seen = new Set<unknown>();
  const left: { readonly holder: unknown; readonly path: string }[] = [{ holder: content, path: "" }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { holder, path } = next;
    if (holder === value) return path;
    if (typeof holder !== "object" || holder === null || ArrayBuffer.isView(holder) || seen.has(holder)) continue;
    seen.add(holder);
    const isList = Array.isArray(holder);
    for (const [key, inner] of Object.entries(holder)) {
      if (typeof inner !== "object" || inner === null) continue;
      left.push({ holder: inner, path: isList ? `${path}[${key}]` : path === "" ? key : `${path}.${key}` });
    }
  }
  return undefined;
}
