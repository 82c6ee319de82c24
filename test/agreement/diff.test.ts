/** Checks the rules of `diff` with generated clients: a change that should not break calls or messages does not. */
import fc from "fast-check";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { compareServices } from "../../generator/diff/compare-services.js";
import { emitServices } from "../../generator/emit/client.js";
import type { OutputFile } from "../../generator/emit/output-file.js";
import type { Service } from "../../generator/model/service.js";
import { cases, type DiffCase } from "../diff/cases.js";
import { compileEach } from "../support/compile.js";
import { functionNames, house, operationsOf, type House } from "./house.js";
import { plain } from "./plain.js";
import { boundOperations, serve } from "./server.js";
import { exchanges } from "./values.js";

interface NamedCase extends DiffCase {
  readonly name: string;
}

const all = Object.entries(cases).flatMap(([rule, list]) =>
  list.map((each, index): NamedCase => ({ name: `${rule} ${index}`, ...each })),
);

function breaks({ before, after }: DiffCase, what: "compile" | "wire"): boolean {
  return compareServices([before], [after]).some(({ breaks }) => breaks === what || breaks === "both");
}

let home: House;

beforeAll(async () => {
  home = await house();
  return () => home.close();
});

describe("on the wire", () => {
  test.each(all.filter((each) => !breaks(each, "wire")))("an old client is understood after $name", async (each) => {
    const { before, after } = each;
    const names = before.operations.map(({ name }) => name);
    const calls = await home.client(await emitted(before));
    const bound = await boundOperations(await home.client(await emitted(after)), bindingsOf(after));
    const property = fc.asyncProperty(exchanges(before), exchanges(after), async (sent, replied) => {
      for (const [index, name] of names.entries()) {
        const at = after.operations.findIndex((operation) => operation.name === name);
        const [call, exchange, reply] = [calls[index], sent[index], replied[at]];
        if (call === undefined || exchange === undefined || reply === undefined) throw new Error(`${name} is missing`);
        const request = plain(exchange.request);
        const { port, received, errors } = serve(home.runtime, bound, "soap11", reply);
        const answer = await call(port, request, {});
        expect(errors).toEqual([]);
        // A single value has become a list of one.
        if (!breaks(each, "compile")) expect(plain(received[0]?.value)).toEqual(request);
        expect(answer).toMatchObject({ kind: "ok" });
      }
    });
    await fc.assert(property, { numRuns: 6 });
  });
});

describe("to the compiler", () => {
  let errors: readonly (readonly string[])[];

  beforeAll(async () => {
    const sets = await Promise.all(all.map(async ({ before, after }) => modulesOf(before, after)));
    errors = compileEach(sets, (name) => name === "calls.ts");
  });

  test.each(all.map((each, index) => ({ ...each, index })))("calls compile or not after $name", (each) => {
    const found = errors[each.index] ?? [];
    if (breaks(each, "compile")) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });
});

function bindingsOf({ operations }: Service) {
  return operations.map(({ bindings }) => bindings.map(({ binding }) => binding));
}

/** Both clients, and a program whose old calls are made with the new one. */
async function modulesOf(before: Service, after: Service): Promise<ReadonlyMap<string, string>> {
  const [old, present] = await Promise.all([emitted(before), emitted(after)]);
  const names = functionNames(operationsOf(old).text);
  const types = old.flatMap(({ text }) =>
    [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name),
  );
  const moduleOf = (files: readonly OutputFile[]): string => operationsOf(files).path.replace(/\.ts$/, "");
  const program = [
    `import type * as before from "./before/${moduleOf(old)}.js";`,
    `import type * as after from "./after/${moduleOf(present)}.js";`,
    'import type { Port, Reply } from "./runtime/index.js";',
    'type Value<R> = Extract<R, { kind: "ok" }> extends { value: infer V } ? V : never;',
    // A program can ignore a reply.
    "type Read<T> = [T] extends [void] ? unknown : T;",
    "type Names<T> = T extends string ? T : T extends object ? keyof T : never;",
    'type Detail<R> = Extract<R, { kind: "fault" }> extends { fault: { detail: infer D } } ? D : never;',
    "export type AnyReply = Reply<unknown>;",
    ...names.flatMap((name) => [
      `export const send_${name} = (request: Parameters<typeof before.${name}>[1]): Parameters<typeof after.${name}>[1] => request;`,
      `export const read_${name} = (value: Value<Awaited<ReturnType<typeof after.${name}>>>): Read<Value<Awaited<ReturnType<typeof before.${name}>>>> => value;`,
      `export const detail_${name} = (detail: Detail<Awaited<ReturnType<typeof after.${name}>>>): Detail<Awaited<ReturnType<typeof before.${name}>>> => detail;`,
      `export const call_${name} = (port: Port<"soap11">, request: Parameters<typeof before.${name}>[1], options: Parameters<typeof before.${name}>[2], call: typeof after.${name}): unknown => call(port, request, options);`,
    ]),
    // A program gives the attachments of a request by their names, and mentions those of a reply.
    "type Parts<T> = NonNullable<T> extends { parts: infer P } ? keyof P : never;",
    'type ReplyParts<R> = Parts<Extract<R, { kind: "ok" }>>;',
    ...names.flatMap((name) => [
      `export const parts_${name} = (part: Parts<Parameters<typeof before.${name}>[2]>): Parts<Parameters<typeof after.${name}>[2]> => part;`,
      `export const attached_${name} = (part: ReplyParts<Awaited<ReturnType<typeof before.${name}>>>): ReplyParts<Awaited<ReturnType<typeof after.${name}>>> => part;`,
    ]),
    ...names.map(
      (name) =>
        `export const faults_${name} = (name: keyof Detail<Awaited<ReturnType<typeof before.${name}>>>): keyof Detail<Awaited<ReturnType<typeof after.${name}>>> => name;`,
    ),
    // A program can mention the members of each type.
    ...types.map((name) => `export const names_${name} = (name: Names<before.${name}>): Names<after.${name}> => name;`),
  ].join("\n");
  const within = (folder: string, files: readonly OutputFile[]) =>
    files.map(({ path, text }): [string, string] => [
      `${folder}/${path}`,
      text.replaceAll('"./runtime/', '"../runtime/'),
    ]);
  return new Map([...within("before", old), ...within("after", present), ["calls.ts", program]]);
}

async function emitted(service: Service): Promise<OutputFile[]> {
  const spec = { name: service.name, path: "specs/shop" };
  return emitServices([service], {
    spec,
    configuration: defaultConfiguration,
    checked: join(import.meta.dirname, "../emit/table-of.js"),
  });
}
