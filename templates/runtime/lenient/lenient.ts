import type { Content, ReplyReader } from "../binding/binding.js";
import { collection } from "../binding/collection.js";
import type { Lenient } from "../binding/mode.js";
import { rootNames } from "../binding/root-names.js";
import { isXml } from "../binding/transport.js";
import { isComplex, onlyMember, planOf, planOfMember } from "../complex/plan.js";
import type { Unfit } from "../context.js";
import type { Table } from "../complex/table.js";
import { Malformed, unlike } from "../error.js";
import { isSpace, trim } from "../xml/characters.js";
import { lenientBody } from "./body.js";
import { tidy } from "./tidy.js";

/**
 * Reads what fits, and lists the rest as `misfits`, for the option `reading` of a port: `soap11(address, { reading:
 * lenient })`. A text that does not fit its type is undefined; elements in another namespace, in another wrapper or
 * without one are found by their local names.
 */
export const lenient: ReplyReader<Lenient> = {
  mode: "lenient",
  read(codec, operation, received, reading) {
    let message = codec.pathOf(operation);
    const { response } = operation;
    const http = codec.http?.(operation);
    // A reply of HTTP GET and POST may have a value of its own.
    const empty = response && ((http?.result === undefined ? http?.reply : undefined) ?? response.body);
    const roots = http === undefined ? [] : rootNames(http);
    const { document, lines, reasons, charset } = tidy(received.body, reading.charset, roots);
    const found = collection(intended);
    const misfits = () => [
      ...reasons.map((reason) => new Malformed(reason, "", 1, 1).misfit(message)),
      ...found.misfits(message, lines),
    ];
    if (received.status === 200 && empty !== undefined && isBlank(document)) {
      found.misfit({ bytes: document, offset: 0, reason: unlike("a message", "nothing"), cure: "" });
      return { kind: "ok", value: emptyValue(empty), header: {}, misfits: misfits() };
    }
    const tidied = { ...received, body: document };
    // Without the wrapper, the paths in the message are not those in the spec.
    const body = lenientBody(() => (message = ""));
    try {
      const context = { ...reading, charset, tolerance: found, notice: found.notice(true) };
      const content = codec.read(operation, tidied, context, body);
      return content && { ...completed(content, empty), misfits: misfits() };
    } catch (error) {
      if (!(error instanceof Malformed && isXml(tidied))) throw error;
      const last = error.misfit(message);
      const all = [...misfits(), last];
      return { kind: "malformed", misfit: all[0] ?? last, misfits: all };
    }
  },
};

function isBlank(document: Uint8Array): boolean {
  return document.every(isSpace);
}

/** The value that a service meant by a text that does not fit; undefined if that is in doubt. */
function intended({ reason }: Unfit): unknown {
  if (typeof reason === "string") return undefined;
  const { expected, found } = reason;
  const text = trim(String(found)).toLowerCase();
  if (expected === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
  return expected === "double" || expected === "float" ? wordsOfNumbers.get(text) : undefined;
}

const wordsOfNumbers: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["infinity", Infinity],
  ["+infinity", Infinity],
  ["inf", Infinity],
  ["+inf", Infinity],
  ["-infinity", -Infinity],
  ["-inf", -Infinity],
  ["nan", NaN],
]);

/** Content whose value is an object or a list if the response has such a type. */
function completed(content: Content, body: Table | undefined): Content {
  if (content.kind !== "ok" || body === undefined) return content;
  return { ...content, value: content.value ?? emptyValue(body) };
}

/** The value of a body without content. */
function emptyValue(body: Table): unknown {
  const plan = planOf(body);
  const only = onlyMember(plan);
  if (only === undefined) return plan.create(new Array(plan.size));
  if (!isComplex(only)) return undefined;
  const inner = planOfMember(only, plan);
  return inner.list ? [] : inner.create(new Array(inner.size));
}
