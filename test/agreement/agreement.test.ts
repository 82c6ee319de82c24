/**
 * Checks that tables and interfaces agree: every value that an interface allows is written and read back unchanged by
 * its table.
 */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import type { OutputFile } from "../../generator/emit/output-file.js";
import { inspect } from "../../generator/inspect.js";
import type { Service } from "../../generator/model/service.js";
import { compile } from "../support/compile.js";
import { cases, casesOf, emitted } from "./cases.js";
import { functionNames, house, operationsOf, type Client, type House } from "./house.js";
import { literal } from "./literal.js";
import { plain, withoutEmpty } from "./plain.js";
import { boundOperations, serve } from "./server.js";
import type { Exchange } from "./values.js";

const specs = join(import.meta.dirname, "../../specs");
const seeds = readdirSync(specs).map((name): [string, Service] => [name, seedService(name)]);

let home: House;

beforeAll(async () => {
  home = await house();
  return () => home.close();
});

describe("to the compiler", () => {
  test("tables fit interfaces, and so do values", async () => {
    const batch = fc.array(cases(), { minLength: 24, maxLength: 24 });
    const property = fc.asyncProperty(
      batch,
      fc.tuple(...seeds.map(([, seed]) => casesOf(seed))),
      async (random, known) => {
        const modules = new Map<string, string>();
        for (const [index, { service, values }] of [...random, ...known].entries()) {
          const files = await emitted({ ...service, name: `service${index}` });
          for (const { path, text } of files) modules.set(path, text);
          modules.set(`values${index}.ts`, typedValues(operationsOf(files), service, values));
        }
        expect(compile(modules)).toEqual([]);
      },
    );
    // Smaller batches would be compiled for long and show no more.
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
  });
});

describe("on the wire", () => {
  test("random services get what was sent, and clients what was replied", async () => {
    const property = fc.asyncProperty(cases(), async ({ service, values }) => {
      await expectAgreement(await home.client(await emitted(service)), service, values);
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test.each(seeds)("%s gets what was sent, and its client what was replied", async (_, seed) => {
    const calls = await home.client(await emitted(seed));
    const property = fc.asyncProperty(casesOf(seed), ({ values }) => expectAgreement(calls, seed, values));
    await fc.assert(property);
  });
});

/** Calls every operation over every binding that it has. */
async function expectAgreement(calls: Client, { operations }: Service, values: readonly Exchange[]): Promise<void> {
  const bound = await boundOperations(
    calls,
    operations.map(({ bindings }) => bindings.map(({ binding }) => binding)),
  );
  for (const [index, { name, bindings, response: answer }] of operations.entries()) {
    const exchange = values[index];
    const call = calls[index];
    if (exchange === undefined || call === undefined) throw new Error(`${name} is missing`);
    const { headerBlocks, response, responseHeader, detail } = exchange;
    // Removes properties that are undefined.
    const [request, header] = [plain(exchange.request), plain(exchange.requestHeader)];
    for (const { binding, ...how } of bindings) {
      const { port, received, errors } = serve(home.runtime, bound, binding, exchange);
      const overHttp = binding === "httpGet" || binding === "httpPost";
      const options = overHttp
        ? {}
        : {
            ...(header !== undefined && { header }),
            headerBlocks: headerBlocks.map((block) => home.runtime.headerBlock(block)),
          };
      const reply = await call(port, request, options);

      expect(errors).toEqual([]);
      expect(received).toHaveLength(1);
      const [sent] = received;
      if (overHttp && !("content" in how)) expect(withoutEmpty(sent?.value)).toEqual(withoutEmpty(request));
      else expect(plain(sent?.value)).toEqual(request);
      if (!overHttp) {
        expect(plain(sent?.header)).toEqual({
          ...(header ?? {}),
          ...(headerBlocks.length > 0 && { $any: headerBlocks }),
        });
      }
      expect(plain(reply)).toMatchObject({ kind: "ok" });
      if (reply.kind !== "ok") continue;
      expect(plain(reply.value)).toEqual(response);
      expect(plain(reply.header)).toEqual(overHttp ? {} : (responseHeader ?? {}));

      // A one-way operation has no answer.
      if (detail === undefined || overHttp || answer === undefined) continue;
      const faulty = await call(serve(home.runtime, bound, binding, exchange, detail).port, request, options);
      expect(plain(faulty)).toMatchObject({ kind: "fault" });
      if (faulty.kind === "fault") expect(plain(faulty.fault.detail)).toEqual(detail);
    }
  }
}

/** A module that has the values, declared with the types of the operations' functions. */
function typedValues({ path, text }: OutputFile, { operations }: Service, values: readonly Exchange[]): string {
  const functions = functionNames(text);
  const declarations = operations.flatMap(({ request, response, faults, bindings }, index) => {
    const name = functions[index];
    const { request: sent, requestHeader, response: returned, responseHeader, detail } = values[index] ?? {};
    const fault = `Extract<Awaited<ReturnType<typeof client.${name}>>, { kind: "fault" }>`;
    const reply = `Extract<Awaited<ReturnType<typeof client.${name}>>, { kind: "ok" }>`;
    const soap = bindings.find(({ binding }) => binding === "soap11" || binding === "soap12")?.binding;
    return [
      `export const request${index}: Parameters<typeof client.${name}>[1] = ${literal(sent)};`,
      ...(request.header.length === 0 || soap === undefined
        ? []
        : [
            `export const call${index} = (call: typeof client.${name}, port: Port<"${soap}">): unknown =>`,
            `  call(port, request${index}, { header: ${literal(requestHeader)} });`,
          ]),
      ...(faults.length === 0
        ? []
        : [`export const detail${index}: ${fault}["fault"]["detail"] = ${literal(detail)};`]),
      ...(response === undefined ? [] : [`export const response${index}: ${reply}["value"] = ${literal(returned)};`]),
      ...(response === undefined || response.header.length === 0
        ? []
        : [`export const header${index}: ${reply}["header"] = ${literal(responseHeader)};`]),
    ];
  });
  return [
    `import type * as client from "./${path.replace(/\.ts$/, ".js")}";`,
    `import type { Port } from "./runtime/index.js";`,
    "export type AnyPort = Port;",
    ...declarations,
  ].join("\n");
}

function seedService(name: string): Service {
  const folder = join(specs, name);
  const sources = readdirSync(folder).map((file) => ({
    path: `specs/${name}/${file}`,
    text: readFileSync(join(folder, file), "utf8"),
  }));
  const [service] = inspect({ name, path: `specs/${name}`, sources }, defaultConfiguration).services;
  if (service === undefined) throw new Error(`specs/${name} shows no operation`);
  return service;
}
