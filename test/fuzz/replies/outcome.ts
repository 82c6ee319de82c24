/** A random reply that breaks one rule of its spec, read by a strict port, one that explains, and a lenient one. */
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { Misfit, Operation, ReplyReader } from "../../../templates/runtime/index.js";
import type { House } from "../../agreement/house.js";
import { literal } from "../../agreement/literal.js";
import type { Exchange } from "../../agreement/values.js";
import { broken, type Kind } from "./breaks.js";

export interface Breaking {
  readonly kind: Kind;
  readonly index: number;
}

/** A reply after a break, and how it was read. */
export interface Outcome {
  readonly kind: Kind;
  /** The kinds of reply that a strict and a lenient port give. */
  readonly strict: string;
  readonly lenient: string;
  /** A value that is in the bytes and in neither `value` nor `misfits`, or another defect, with the reply; else undefined. */
  readonly defect: string | undefined;
}

/** Breaks the reply of an exchange, and reads it; undefined if that kind of break does not apply to the reply. */
export async function outcomeOf(
  home: House,
  operation: () => AnyOperation,
  exchange: Exchange,
  { kind, index }: Breaking,
): Promise<Outcome | undefined> {
  const { soap11, lenient, explain, openContent, operationOf, writeEnvelope } = home.runtime;
  const { response } = operationOf(operation);
  if (response === undefined) return undefined;
  const good = new TextDecoder().decode(
    writeEnvelope("soap11", response, exchange.response, exchange.responseHeader, [], { openContent }),
  );
  const reply = broken(good, kind, index);
  if (reply === undefined) return undefined;
  const call = <Mode>(xml: string, reading?: ReplyReader<Mode>) => {
    const body = new TextEncoder().encode(xml);
    const transport = () => Promise.resolve({ status: 200, headers: new Map<string, string>(), body });
    const port = soap11("http://localhost/", { transport, reading, openContent });
    return port.call(operation as () => Operation<unknown, unknown>, exchange.request, {
      header: exchange.requestHeader,
    });
  };
  const strict = await call(reply.xml);
  const whole = await call(good);
  const rest = await call(reply.xml, lenient);
  const outcome = { kind, strict: strict.kind, lenient: rest.kind };
  const wrong = (what: string): Outcome => ({
    ...outcome,
    defect: `${what}\n${reply.xml}\n${JSON.stringify(rest.kind === "ok" ? rest.misfits : rest)}`,
  });
  if (strict.kind === "malformed" && strict.misfit.reason !== strict.reason) return wrong("the misfit is another");
  if (rest.kind !== "ok") return wrong("a lenient port refuses it");
  if (whole.kind !== "ok") return wrong("the unbroken reply is refused");
  for (const read of [rest, await call(reply.xml, explain)]) {
    const lost = read.kind === "ok" ? lostIn(reply.touched, read, whole.value) : [];
    if (lost.length > 0) return wrong(`lost ${JSON.stringify(lost)}${read === rest ? "" : " with explain"}`);
  }
  return { ...outcome, defect: undefined };
}

/** The texts of a reply that neither its value nor its misfits have. `whole` is the value of the unbroken reply. */
function lostIn(
  texts: readonly string[],
  { value, misfits = [] }: { readonly value: unknown; readonly misfits?: readonly Misfit[] },
  whole: unknown,
): readonly string[] {
  const leaves = leavesOf(value);
  const missing = leavesOf(whole);
  for (const leaf of leaves) {
    const at = missing.indexOf(leaf);
    if (at >= 0) missing.splice(at, 1);
  }
  const kept = [...leaves, ...misfits.flatMap(({ found }) => [found, unescaped(found)])].join("\n");
  const values = new Set(leaves);
  const lost = texts.filter((text) => !kept.includes(text) && !formsOf(text).some((form) => values.has(form)));
  // A text that is in another form in the value, such as 7 for 007, is there unless a value is missing.
  return missing.length > 0 ? lost : lost.filter((text) => text.startsWith("~"));
}

/** Values whose text differs from that in the message: with white space replaced or collapsed, and the char of its number. */
function formsOf(text: string): readonly string[] {
  const char = /^\d{1,5}$/.test(text) ? [String.fromCharCode(Number(text))] : [];
  const collapsed = text.replace(/[ \t\r\n]+/g, " ");
  return [text.replace(/[\t\r\n]/g, " "), collapsed.replace(/^ | $/g, ""), ...char];
}

/** The text of a misfit, which can be the source of an element, without references. */
function unescaped(source: string): string {
  const entities = new Map([
    ["lt", "<"],
    ["gt", ">"],
    ["amp", "&"],
    ["quot", '"'],
    ["apos", "'"],
  ]);
  return source.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = "") =>
    code === undefined ? (entities.get(name as string) ?? whole) : String.fromCodePoint(Number(code)),
  );
}

/** The scalars in a value, as texts. */
function leavesOf(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString("base64")];
  if (typeof value === "object") return Object.values(value).flatMap(leavesOf);
  return typeof value === "string" ? [value] : [literal(value)];
}
