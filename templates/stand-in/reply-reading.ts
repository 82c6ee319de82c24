/** Reads replies as messages of an operation, to list all that does not fit the spec, for `soapwright learn`. */
import type { AnyOperation, Binding } from "../runtime/binding/binding.js";
import { operationOf, type Port, type PortOptions } from "../runtime/binding/port.js";
import type { Operation } from "../runtime/complex/table.js";
import type { Misfit } from "../runtime/error.js";
import { explain, soap11, soap12 } from "../runtime/index.js";

/** A part of a reply that does not fit the spec. Its texts hold no value of the reply. */
export interface ReplyMisfit extends Pick<Misfit, "path" | "line" | "column" | "expected" | "override"> {
  /** True if the text of the misfit was redacted, so that its value may fit. */
  readonly isRedacted: boolean;
}

export interface ReplyReading {
  readonly kind: "ok" | "malformed" | "fault" | "http";
  readonly misfits: readonly ReplyMisfit[];
}

const ports = { soap11, soap12 };

/** Reads the body of a reply. The operation is not called, and its request is not written. */
export async function readReplyOf(
  make: () => AnyOperation,
  binding: Extract<Binding, "soap11" | "soap12">,
  body: Uint8Array,
): Promise<ReplyReading> {
  const misfits: ReplyMisfit[] = [];
  const transport = () =>
    Promise.resolve({ status: 200, headers: new Map([["content-type", "text/xml; charset=utf-8"]]), body });
  const portTo: (address: string, options: PortOptions) => Port = ports[binding];
  const port = portTo("http://localhost/", {
    transport,
    reading: explain,
    onMisfit: ({ path, line, column, expected, found, override }) =>
      void misfits.push({ path, line, column, expected, override, isRedacted: found.includes("[redacted]") }),
  });
  const operation = { ...operationOf(make), request: { body: {} } };
  const reply = await port.call(() => operation as Operation<unknown, unknown>, {}); // its request is empty
  return { kind: reply.kind, misfits };
}
