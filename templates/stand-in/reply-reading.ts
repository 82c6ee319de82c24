/** Reads replies as messages of an operation, to list all that does not fit the spec, for `soapwright learn`. */
import type { AnyOperation, Binding } from "../runtime/binding/binding.js";
import { operationOf, type Port, type PortOptions } from "../runtime/binding/port.js";
import type { Operation } from "../runtime/complex/operation.js";
import type { Misfit } from "../runtime/error.js";
import { explain, soap11, soap12, type XmlElement } from "../runtime/index.js";

/** A part of a reply that does not fit the spec. Its texts hold no value of the reply. */
export interface ReplyMisfit extends Pick<Misfit, "path" | "line" | "column" | "expected" | "override"> {
  /** True if the text of the misfit was redacted, so that its value may fit. */
  readonly isRedacted: boolean;
}

export interface ReplyReading {
  readonly kind: "ok" | "malformed" | "fault" | "http";
  readonly misfits: readonly ReplyMisfit[];
  /** The elements of `$any`, each with the path of properties that leads to it: `Order/Lines/Discount`. */
  readonly unknown: readonly string[];
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
  const unknown = reply.kind === "ok" ? [...new Set(unknownIn(reply.value, ""))] : [];
  return { kind: reply.kind, misfits, unknown };
}

/** The paths of the elements in `$any`, however deep. Lists add nothing to a path. */
function* unknownIn(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* unknownIn(item, path);
  } else if (isRecord(value)) {
    for (const [name, held] of Object.entries(value)) {
      if (name !== "$any") yield* unknownIn(held, `${path}${name}/`);
      else for (const element of elementsIn(held)) yield path + element;
    }
  }
}

function elementsIn(any: unknown): readonly string[] {
  return (any as readonly XmlElement[]).map(({ name }) => name); // as the runtime reads it
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
