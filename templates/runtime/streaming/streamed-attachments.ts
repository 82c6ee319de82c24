import type { AnyOperation } from "../binding/binding.js";
import { operationOf, packagingPort } from "../binding/port.js";
import { unwrap, type MalformedReply, type Reply } from "../binding/reply.js";
import type { Step } from "../binding/step.js";
import { asStream } from "../binding/stream.js";
import { Malformed, unlike } from "../error.js";
import type { ArrivingAttachments, StreamedAttachment } from "../packaging.js";
import type { ItemStream } from "./item-stream.js";

/** An attachment of a reply, whose content is read while it arrives. */
export interface NamedAttachment extends StreamedAttachment {
  /** The name of a part that the WSDL binds, if the Content-ID begins with it: `receipt` of `receipt=1@example`. */
  readonly part: string | undefined;
}

type AnyReply = Reply<unknown, unknown, unknown, unknown>;

/** Makes the call with a step that leaves the attachments of the reply to whoever iterates over them. */
export function streamedAttachments<Rest extends AnyReply>(
  call: (stepOf: (make: () => AnyOperation) => Step) => Promise<Rest>,
): ItemStream<NamedAttachment, Rest> {
  let arriving: ArrivingAttachments | undefined;
  let names: readonly string[] = [];
  const step: Step = async (message, next) => {
    const reply = await next({
      ...message,
      receive: (body, _, ...rest) => asStream(body, Infinity, ...rest),
      onAttachments: (attachments) => (arriving = attachments),
    });
    if (reply.body instanceof Uint8Array || !/^\s*multipart/i.test(reply.httpHeaders.get("content-type") ?? ""))
      return reply;
    void reply.body.cancel().catch(() => undefined);
    throw new Malformed(unlike(`XML, or ${packagingPort}`, "a multipart"));
  };
  const makeCall = async (): Promise<Rest> => {
    try {
      const reply = await call((make) => {
        names = Object.keys(operationOf(make).response?.parts ?? {});
        return step;
      });
      if (reply.kind !== "ok") arriving?.cancel();
      return reply;
    } catch (error) {
      arriving?.cancel();
      throw error;
    }
  };
  const calling = makeCall();
  // Rejects for whoever asks for the reply.
  calling.catch(() => undefined);
  async function* attachments(): AsyncGenerator<NamedAttachment, void> {
    const reply = await calling;
    unwrap(reply);
    for await (const { content, ...head } of within(reply, arriving ?? [])) {
      const part = names.find((name) => head.contentId.startsWith(`${name}=`));
      yield { ...head, part, content: once(within(reply, content), "the content of an attachment") };
    }
  }
  let isTaken = false;
  const taken = once(attachments(), "the attachments of a reply");
  const all = {
    [Symbol.asyncIterator]() {
      isTaken = true;
      return taken[Symbol.asyncIterator]();
    },
  };
  return {
    ...all,
    async reply() {
      const reply = await calling;
      if (isTaken || reply.kind !== "ok") return reply;
      for await (const _ of all);
      return reply;
    },
  };
}

/** Refuses to be iterated over again, when there would seem to be nothing. */
function once<T>(values: AsyncIterable<T>, what: string): AsyncIterable<T> {
  let isTaken = false;
  return {
    [Symbol.asyncIterator]() {
      if (isTaken) throw new TypeError(`stream: expected one loop over ${what}, found another`);
      isTaken = true;
      return values[Symbol.asyncIterator]();
    },
  };
}

/** The same values, with a ReplyError for a reply that turns out to be malformed. */
async function* within<T>(reply: AnyReply, values: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, void> {
  try {
    for await (const value of values) yield value;
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    unwrap(malformed(reply, error));
  }
}

function malformed({ status, httpHeaders }: AnyReply, error: Malformed): MalformedReply {
  const misfit = error.misfit("");
  const reply = { kind: "malformed", misfit, misfits: [misfit], reason: misfit.reason, body: "", status, httpHeaders };
  return Object.defineProperty(reply as MalformedReply, "body", { enumerable: false });
}
