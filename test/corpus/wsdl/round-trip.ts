/** Random messages of an operation in all its bindings, written and read back. */
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { HttpOperation } from "../../../templates/runtime/complex/operation.js";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { messageValue, NoValue, valueOf, type Choices } from "../../../templates/stand-in/random.js";
import { hostileTexts } from "../../support/hostile-texts.js";
import type { Runtime } from "./clients.js";
import { difference } from "./difference.js";

/** The result of one message. */
export type Outcome =
  | { readonly kind: "equal"; readonly message: string; readonly text: string }
  | { readonly kind: "no value"; readonly message: string; readonly reason: string }
  | { readonly kind: "different"; readonly message: string; readonly reason: string };

export interface Trip {
  readonly runtime: Runtime;
  readonly seed: number;
  /** As in Choices. */
  readonly valid: boolean;
}

export function roundTrips(name: string, operation: AnyOperation, trip: Trip): Outcome[] {
  const { runtime } = trip;
  const choices: Choices = { random: randomFrom(trip.seed), texts: hostileTexts, valid: trip.valid };
  const outcomes: Outcome[] = [];
  const attempt = (
    message: string,
    go: () => { readonly sent: unknown; readonly back: unknown; readonly text: string },
  ): void => {
    try {
      const { sent, back, text } = go();
      const found = difference(sent, back);
      outcomes.push(
        found === undefined
          ? { kind: "equal", message, text }
          : { kind: "different", message, reason: `${found}\n${text.slice(0, 1500)}` },
      );
    } catch (error) {
      const kind = error instanceof NoValue ? "no value" : "different";
      outcomes.push({
        kind,
        message,
        reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      });
    }
  };
  const { request, response, faults, httpGet, httpPost } = operation;
  for (const binding of ["soap11", "soap12"] as const) {
    for (const [direction, message] of [
      ["request", request],
      ["response", response],
    ] as const) {
      if (message === undefined) continue;
      attempt(`${name} ${direction} ${binding}`, () => {
        const value = messageValue(message, choices);
        const header = message.header && valueOf(message.header, choices);
        const bytes = runtime.writeEnvelope(binding, message, value, header, []);
        const text = new TextDecoder().decode(bytes);
        const envelope = runtime.readEnvelope(bytes, message, {
          validate: trip.valid ? runtime.facets : undefined,
          maxDepth: 1000,
        });
        if (envelope?.kind !== "ok") throw new Error(`no message: ${text.slice(0, 500)}`);
        return {
          sent: { value, header: header ?? {} },
          back: { value: envelope.value, header: envelope.header },
          text,
        };
      });
    }
    if (faults?.detail !== undefined) {
      const declared = faults.detail;
      for (const [key, particle] of Object.entries(declared.sequence ?? {})) {
        attempt(`${name} fault ${key} ${binding}`, () => {
          const one: Table = { ...declared, sequence: { [key]: particle } };
          const detail = { [key]: undefined, ...valueOf(required(one), choices) };
          const bytes = runtime.writeFaultEnvelope(binding, { code: "Receiver", reason: "no", detail }, declared);
          const text = new TextDecoder().decode(bytes);
          const envelope = runtime.readEnvelope(bytes, response, { maxDepth: 1000 }, faults);
          if (envelope?.kind !== "fault") throw new Error(`no fault: ${text.slice(0, 500)}`);
          return { sent: detail, back: envelope.fault.detail, text };
        });
      }
    }
  }
  for (const [binding, http] of [
    ["httpGet", httpGet],
    ["httpPost", httpPost],
  ] as const) {
    if (http !== undefined) http_(binding, http);
  }
  return outcomes;

  function http_(binding: string, http: HttpOperation): void {
    attempt(`${name} request ${binding}`, () => {
      const value = messageValue(request, { ...choices, encoded: false });
      if (http.content !== undefined) {
        const document = decoder.decode(http.content.write(request, value, {}));
        const read = runtime.readEnvelope(encoder.encode(enveloped(document)), request, { maxDepth: 1000 });
        return { sent: value, back: read?.kind === "ok" ? read.value : read, text: document };
      }
      const form = runtime.writeForm(http, request, value);
      // In a form absent and empty are the same.
      return { sent: withoutEmpty(value), back: withoutEmpty(runtime.readForm(http, request, form)), text: form };
    });
    if (response === undefined) return;
    attempt(`${name} response ${binding}`, () => {
      const value = messageValue(response, { ...choices, encoded: false });
      const bytes = runtime.writeRoot(http, response, value);
      const back = runtime.readRoot(http, response, bytes);
      return { sent: value, back: withoutDeclarations(back), text: new TextDecoder().decode(bytes) };
    });
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The XML document of a request over HTTP in an envelope, whose Body would hold the same. */
function enveloped(document: string): string {
  const root = document.replace(/^<\?xml[^>]*\?>/, "");
  return `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${root}</e:Body></e:Envelope>`;
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value === "" ? undefined : value;
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== "" && !(Array.isArray(part) && part.length === 0)),
  );
}

/** The root of a reply declares prefixes, which an XML element keeps. */
export function withoutDeclarations(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isDeclaration(each)).map(withoutDeclarations);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutDeclarations(part)]));
}

function isDeclaration(value: unknown): boolean {
  return (value as { namespace?: unknown } | null)?.namespace === "http://www.w3.org/2000/xmlns/";
}

/** All elements of it, and once. */
function required(table: Table): Table {
  const sequence = Object.entries(table.sequence ?? {}).map(
    ([key, particle]) =>
      [key, typeof particle === "object" && "type" in particle ? { ...particle, minOccurs: 1 } : particle] as const,
  );
  return { ...table, sequence: Object.fromEntries(sequence) };
}
