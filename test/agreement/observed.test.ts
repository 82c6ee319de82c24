/** Checks that no type that is inferred from messages refuses one of these messages. */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { overSoap } from "../../generator/bindings.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import type { OutputFile } from "../../generator/emit/output-file.js";
import { formatService } from "../../generator/model/format/format-service.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import type { Message as ModelMessage, Service } from "../../generator/model/service.js";
import { readHttpFile } from "../../generator/read/exchange/read-http-file.js";
import { recordingPage } from "../../generator/read/exchange/recording-page.js";
import type { Message } from "../../templates/runtime/index.js";
import { house, type House } from "./house.js";
import { boundOperations } from "./server.js";
import { services } from "./services.js";
import { exchanges, type Exchange } from "./values.js";

let home: House;

beforeAll(async () => {
  home = await house();
  return () => home.close();
});

test("types inferred from the messages of a client, and of its service, accept all of them", async () => {
  const cases = services().chain((service) =>
    fc.record({ service: fc.constant(service), rounds: fc.array(exchanges(service), { minLength: 1, maxLength: 3 }) }),
  );
  let accepted = 0;
  const property = fc.asyncProperty(cases, async ({ service, rounds }) => {
    const recorded = await record(service, rounds);
    for (const inferred of observe(recorded)) {
      const tables = await operationsOf(inferred);
      for (const [index, { bindings }] of inferred.operations.entries()) {
        const actions = new Set(bindings.flatMap((binding) => (overSoap(binding) ? (binding.action ?? []) : [])));
        const { request, response } = tables[index] ?? expect.fail("no table");
        for (const call of recorded.filter(({ action }) => actions.has(action))) {
          for (const [text, message] of [[call.request, request] as const, [call.response, response] as const]) {
            if (text === undefined) continue;
            expect(read(text, message), `${text}\n${formatService(inferred, { explain: false })}`).toBe("ok");
            accepted++;
          }
        }
      }
    }
  });
  await fc.assert(property, { numRuns: 30 });
  expect(accepted).toBeGreaterThan(100);
});

interface RecordedCall {
  readonly action: string;
  readonly request: string;
  readonly response: string | undefined;
}

/** The messages of all calls, as they travel over SOAP 1.1. */
async function record(service: Service, rounds: readonly (readonly Exchange[])[]): Promise<readonly RecordedCall[]> {
  const tables = await operationsOf(service);
  const write = (message: Message, value: unknown, header: object | undefined): string =>
    new TextDecoder().decode(
      home.runtime.writeEnvelope("soap11", message, value, header, [], { openContent: home.runtime.openContent }),
    );
  return rounds.flatMap((round) =>
    round.flatMap(({ request, requestHeader, response, responseHeader }, index) => {
      const table = tables[index] ?? expect.fail("no table");
      const { request: sent, response: replied = sent } = service.operations[index] ?? expect.fail("no operation");
      if (!hasRoot(sent) || !hasRoot(replied)) return [];
      return {
        action: `urn:calls/Call${index}`,
        request: write(table.request, request, requestHeader),
        response: table.response && write(table.response, response, responseHeader),
      };
    }),
  );
}

/** True for a message with a root; bodies of several parts may lack any of them. */
function hasRoot({ style, body }: ModelMessage): boolean {
  return (
    style === "rpc" ||
    (body.length === 1 && body.every(({ minOccurs, maxOccurs }) => minOccurs === 1 && maxOccurs === 1))
  );
}

function observe(calls: readonly RecordedCall[]): readonly Service[] {
  const ignore = (): void => undefined;
  const blocks = calls.map(({ action, request, response }) => {
    const head = `POST https://shop.example/shop.asmx\nSOAPAction: "${action}"\n\n${request}\n\n`;
    return `${head}${response === undefined ? "HTTP/1.1 202 Accepted\n" : `HTTP/1.1 200 OK\n\n${response}\n`}`;
  });
  const source = { path: "shop.http", text: blocks.join("\n###\n") };
  return fromSamples([recordingPage(source, readHttpFile(source, ignore), () => true, ignore)], "shop", ignore)
    .services;
}

async function operationsOf(service: Service) {
  const files: OutputFile[] = await emitServices([service], {
    spec: { name: service.name, path: "specs/shop" },
    configuration: defaultConfiguration,
  });
  const bindings = service.operations.map((operation) => operation.bindings.map(({ binding }) => binding));
  const bound = await boundOperations(await home.client(files), bindings);
  return bound.map(({ operation }) => home.runtime.operationOf(operation));
}

/** The kind of an envelope, or the reason why it is refused. */
function read(text: string, message: Message | undefined): string | undefined {
  try {
    return home.runtime.readEnvelope(new TextEncoder().encode(text), message)?.kind;
  } catch (error) {
    return String(error);
  }
}
