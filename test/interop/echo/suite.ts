/** Declares the tests of one server: clients generated from the WSDL receive what they send, in every binding. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration as configuration } from "../../../generator/configuration.js";
import { hasErrors } from "../../../generator/diagnostic.js";
import { emitServices } from "../../../generator/emit/client.js";
import { inspect } from "../../../generator/inspect.js";
import type { Port } from "../../../templates/runtime/binding/port.js";
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import { headerBlock } from "../../../templates/runtime/binding/header-block.js";
import { unwrap } from "../../../templates/runtime/binding/reply.js";
import { soap11, soap12 } from "../../../templates/runtime/binding/soap.js";
import type { Transport } from "../../../templates/runtime/binding/transport.js";
import { bytesFrom } from "../../../templates/runtime/streaming/bytes-from.js";
import { listFrom } from "../../../templates/runtime/streaming/list-from.js";
import { stream } from "../../../templates/runtime/streaming/stream.js";
import type { Operation } from "../../../templates/runtime/complex/operation.js";
import type { Element } from "../../../templates/runtime/complex/table.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { messageValue, type Choices } from "../../../templates/stand-in/random.js";
import { blocksOf } from "../blocks.js";
import { hostileTexts } from "../../support/hostile-texts.js";
import { clientsOf, type Clients } from "../../corpus/wsdl/clients.js";
import { difference } from "../../corpus/wsdl/difference.js";
import { operationsOf, wsdlOf, type Form, type SchemaStyle } from "./wsdl.js";

export type SoapBinding = "soap11" | "soap12";

export interface EchoServer {
  readonly forms: readonly Form[];
  readonly bindings: readonly SoapBinding[];
  /** The address of the service in this form, requested once the server listens. */
  readonly address: (form: Form, binding: SoapBinding) => string;
  /** The usual one unless given. */
  readonly schema?: (form: Form) => SchemaStyle;
  /** Where the server is wrong. */
  readonly wrongs: readonly Wrong[];
  /** The reason why it accepts header blocks with mustUnderstand that it does not understand, if it does. */
  readonly understandsAll?: string;
  /** Simple values that the server changes, which are therefore not sent to it. */
  readonly changes: readonly Change[];
  /** As in Choices. */
  readonly always?: (form: Form, element: Element) => boolean;
  /** Properties of requests and replies that do not depend on the server. */
  readonly ignored?: readonly Ignored[];
}

/** A known defect of a server. The operation is called nevertheless, and the test fails once the server is fixed. */
export interface Wrong {
  readonly operation: string;
  /** All of them, unless some are named. */
  readonly forms?: readonly Form[];
  readonly bindings?: readonly SoapBinding[];
  /** The error that a caller sees. */
  readonly shows: RegExp;
  readonly because: string;
}

/** Simple values that a server is known to change. */
export interface Change {
  /** Local names of builtin types. */
  readonly types: readonly string[];
  readonly changed: (value: unknown) => boolean;
  readonly because: string;
}

/** A property that a server is known to add or to leave out. */
export interface Ignored {
  readonly property: (key: string, value: unknown) => boolean;
  readonly because: string;
}

/** How many random messages each operation is sent in each binding. */
const messages = 20;

export function echoSuite(server: EchoServer): void {
  let clients: Clients;
  beforeAll(async () => {
    clients = await clientsOf();
    return () => clients.close();
  });

  describe.each(server.forms)("%s", (form) => {
    let operations: ReadonlyMap<string, AnyOperation>;
    beforeAll(async () => {
      operations = await generated(clients, wsdlOf(form, server.bindings, "http://127.0.0.1/", server.schema?.(form)));
    });

    describe.each(server.bindings)("%s", (binding) => {
      test.each(operationsOf(form))("%s", async (name) => {
        const operation = operationOf(operations, name);
        const wire = recorder();
        const { transport } = wire;
        const port = (binding === "soap11" ? soap11 : soap12)(server.address(form, binding), { transport });
        const wrong = server.wrongs.find((wrong) => concerns(wrong, name, form, binding));
        const choices = choicesFor(server, form, name);
        const found: string[] = [];
        for (let count = 0; count < messages; count++) {
          const outcome = await echoed(port, operation, choices, (value) => comparable(value, server));
          if (outcome !== undefined) found.push(`${outcome}\n${wire.exchange()}`);
        }
        if (wrong === undefined) expect(found.length, found.slice(0, 3).join("\n")).toBe(0);
        else expectWrong(found, wrong);
      });

      const isTextWrong = server.wrongs.some((wrong) => concerns(wrong, "EchoText", form, binding));
      if (!isTextWrong)
        test("texts of all characters that XML takes", async () => {
          const echoText = operationOf(operations, "EchoText") as unknown as Operation<{ value: string }, unknown>;
          const port = (binding === "soap11" ? soap11 : soap12)(server.address(form, binding));
          const kept = texts.filter((text) => !isChanged(server, "string", text));
          const property = fc.asyncProperty(kept, async (value) => {
            const back = unwrap(await port.call(() => echoText, { value }));
            expect(comparable(back, server)).toEqual({ value });
          });
          await fc.assert(property, { numRuns: 30 });
        });

      test("a header block that the server has to understand and does not", async () => {
        const echoText = operationOf(operations, "EchoText") as unknown as Operation<{ value: string }, unknown>;
        const port = (binding === "soap11" ? soap11 : soap12)(server.address(form, binding));
        const unknown = { name: "Unknown", namespace: "urn:example:unknown", attributes: [], children: [] };
        const headerBlocks = [headerBlock(unknown, { mustUnderstand: true })];
        const reply = await port.call(() => echoText, { value: "a" }, { headerBlocks });
        if (server.understandsAll === undefined)
          expect(reply).toMatchObject({ kind: "fault", fault: { code: "MustUnderstand" } });
        else expect(reply.kind, server.understandsAll).not.toBe("fault");
      });

      if (form !== "rpc-encoded")
        test("a list and bytes that are streamed both ways", async () => {
          const port = (binding === "soap11" ? soap11 : soap12)(server.address(form, binding));
          const call = <T>(name: string, value: T) => {
            const operation = operationOf(operations, name) as unknown as Operation<{ value: T }, { value: T }>;
            return stream(port, (port) => port.call(() => operation, { value }));
          };
          const people = listIn(operationOf(operations, "EchoPeople"), choicesFor(server, form, "EchoPeople"));
          const found: unknown[] = [];
          for await (const person of call("EchoPeople", listFrom(people)).items("value")) found.push(person);
          expect(comparable(found, server)).toEqual(comparable(people, server));
          const bytes = Uint8Array.from({ length: 100_000 }, (_, k) => (k * 7) % 256);
          const chunks: Uint8Array[] = [];
          for await (const chunk of call("EchoBytes", bytesFrom([bytes.subarray(0, 1), bytes.subarray(1)])).bytes(
            "value",
          ))
            chunks.push(chunk);
          expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
        });

      if (form === "rpc-encoded")
        test("objects that are shared, and circles", async () => {
          const echoNode = operationOf(operations, "EchoNode") as unknown as Operation<
            { value: Node },
            { value: Node }
          >;
          const port = (binding === "soap11" ? soap11 : soap12)(server.address(form, binding));
          const shared: Node = { Label: "shared" };
          const start: Node = { Label: "start", Next: shared, Side: shared };
          shared.Next = start;
          const { value } = unwrap(await port.call(() => echoNode, { value: start }));
          expect(value).toMatchObject({ Label: "start", Next: { Label: "shared" } });
          expect(value.Side).toBe(value.Next);
          expect(value.Next?.Next).toBe(value);
        });
    });
  });
}

/** A random list of an operation's value, with some items. */
function listIn({ request }: AnyOperation, choices: Choices): readonly unknown[] {
  for (;;) {
    const { value } = messageValue(request, choices) as { readonly value: unknown };
    if (Array.isArray(value) && value.length > 1) return value;
  }
}

const texts = fc
  .string({
    unit: fc.oneof(fc.constantFrom(..." \t\r\n<&"), fc.string({ unit: "binary", maxLength: 1 })),
    minLength: 1,
  })
  .filter((text) => !/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));

interface Node {
  Label: string;
  Next?: Node;
  Side?: Node;
}

function operationOf(operations: ReadonlyMap<string, AnyOperation>, name: string): AnyOperation {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`no operation ${name} was generated`);
  return operation;
}

/** Sends by fetch, and records the last request and reply. */
function recorder(): { readonly transport: Transport; readonly exchange: () => string } {
  let exchange = "";
  return {
    exchange: () => exchange,
    async transport(url, request) {
      const response = await fetch(url, request);
      const body = new Uint8Array(await response.arrayBuffer());
      const sent = await new Response(request.body ?? null).text();
      const shown = [sent, new TextDecoder().decode(body)].map((text) => text.slice(0, 2000));
      exchange = `sent ${shown.join(`\nreceived ${response.status} `)}`;
      return new Response(body, response);
    },
  };
}

/** Requires that every known defect shows, and no other. */
function expectWrong(found: readonly string[], { shows, because }: Wrong): void {
  expect(found.filter((each) => !shows.test(each))).toEqual([]);
  expect(found.length, `expected a defect that is fixed: ${because}`).toBeGreaterThan(0);
}

function concerns(wrong: Wrong, name: string, form: Form, binding: SoapBinding): boolean {
  const { operation, forms = [form], bindings = [binding] } = wrong;
  return operation === name && forms.includes(form) && bindings.includes(binding);
}

/** The operations of the client that is generated from a WSDL, by their names. */
export async function generated(clients: Clients, text: string): Promise<ReadonlyMap<string, AnyOperation>> {
  const spec = { name: "echo", path: "specs/echo", sources: [{ path: "specs/echo/echo.wsdl", text }] };
  const { services, diagnostics } = inspect(spec, configuration);
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const operations = await clients.operations(await emitServices(services, { spec, configuration }));
  return new Map([...operations.values()].map((operation) => [operation.name, operation]));
}

/** The part of a value that an echo must preserve. */
function comparable(value: unknown, server: EchoServer): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item, server));
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const isSaid = ([key, part]: readonly [string, unknown]): boolean =>
    server.ignored?.some(({ property }) => property(key, part)) !== true;
  return Object.fromEntries(
    Object.entries(value)
      .filter(isSaid)
      .map(([key, part]) => [key, comparable(part, server)]),
  );
}

/** The difference between a random request and its echo, if there is any. */
async function echoed(
  port: Port,
  operation: AnyOperation,
  choices: Choices,
  comparable: (value: unknown) => unknown,
): Promise<string | undefined> {
  const { request, response, faults } = operation;
  const sent = messageValue(request, choices);
  const header = request.header && blocksOf(request.header, choices);
  const reply = await port.call<unknown, unknown, unknown, unknown>(
    // a value that fits the tables fits the operation
    () => operation as never,
    sent,
    header === undefined ? {} : { header },
  );
  switch (reply.kind) {
    case "ok":
      // Only what always refuses declares a fault.
      if (faults?.detail !== undefined) return "no fault";
      return difference(
        comparable({ value: response === undefined ? undefined : sent, header: header ?? {} }),
        comparable({ value: reply.value, header: reply.header }),
      );
    case "fault":
      if (faults?.detail === undefined) return `fault ${reply.fault.code}: ${reply.fault.reason}`;
      return difference(
        comparable({ code: "Receiver", reason: "refused", detail: { Refusal: (sent as { value: unknown }).value } }),
        comparable({ code: reply.fault.code, reason: reply.fault.reason, detail: reply.fault.detail }),
      );
    case "malformed":
      return `malformed: ${reply.reason}`;
    case "http":
      return `${reply.status} ${reply.body.slice(0, 500)}`;
  }
}

function choicesFor(server: EchoServer, form: Form, operation: string): Choices {
  const seed = [...`${form} ${operation}`].reduce((sum, each) => Math.imul(sum, 31) + (each.codePointAt(0) ?? 0), 7);
  return {
    random: randomFrom(seed),
    texts: hostileTexts,
    valid: true,
    encoded: form === "rpc-encoded",
    fits: (type, value) => !isChanged(server, type.name, value),
    // The detail of a fault is never nil.
    always: (element) => operation === "Refuse" || server.always?.(form, element) === true,
  };
}

function isChanged({ changes }: EchoServer, type: string, value: unknown): boolean {
  return changes.some(({ types, changed }) => types.includes(type) && changed(value));
}
