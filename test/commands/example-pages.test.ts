import fc from "fast-check";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { examplePages } from "../../generator/commands/example-pages.js";
import { readSpecs } from "../../generator/commands/input/read-specs.js";
import { readStandIn } from "../../generator/commands/package.js";
import { loadStandIn } from "../../generator/commands/load-stand-in.js";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect, type InspectedSpec } from "../../generator/inspect.js";
import type { Service, Type } from "../../generator/model/service.js";
import type { PageSection } from "../../generator/pages/help-page.js";
import { textOf } from "../../generator/pages/printed.js";
import { printStandIn } from "../../generator/stand-in/print-stand-in.js";
import {
  facets,
  httpGet,
  httpPost,
  soap11,
  soap12,
  type Operation,
  type Port,
  type PortOptions,
} from "../../templates/runtime/index.js";
import {
  serve,
  ServiceFault,
  type Call,
  type Contract,
  type ContractOperation,
} from "../../templates/runtime/server.js";
import { services } from "../agreement/services.js";
import {
  attribute,
  complex,
  element,
  group,
  http,
  listOf,
  namespace,
  operation,
  port,
  qname,
  restriction,
  rpc,
  service,
  simple,
  soap,
  unionOf,
} from "../support/model.js";
import { shell } from "./workspace.js";

/** The defects in the examples of services, by operation and binding; empty if all are accepted. */
async function wrongsOf(specs: readonly InspectedSpec[]): Promise<readonly string[]> {
  const pages = await examplePages(specs, defaultConfiguration);
  const { contracts, remove } = await loadStandIn(await printStandIn(specs, defaultConfiguration, await readStandIn()));
  try {
    const wrongs: string[] = [];
    for (const [index, { service, operations }] of pages.entries()) {
      const contract = contracts[index];
      if (contract === undefined) throw new Error("a page without a contract");
      for (const { name, sections } of operations) {
        for (const section of sections) {
          const wrong = await wrongOf(contract, name, section);
          if (wrong !== undefined) wrongs.push(`${service}/${name} ${section.binding}: ${wrong}`);
        }
      }
    }
    return wrongs;
  } finally {
    await remove();
  }
}

/** Sends the request of a section to a server that checks facets, and gives its response to a client that does. */
async function wrongOf(contract: () => Contract, name: string, section: PageSection): Promise<string | undefined> {
  const { binding, messages, note } = section;
  if (note?.kind === "no example") return note.reason;
  const [request = "", response = ""] = messages.map(({ printed }) => textOf(printed));
  const [key, { operation }] = operationCalled(contract(), name);
  let called: { readonly value: unknown; readonly call: Call<object> } | undefined;
  const handler = (value: unknown, call: Call<object>): never => {
    called = { value, call };
    throw new ServiceFault({ code: "Receiver", reason: "taken" });
  };
  const { operations, ...rest } = contract();
  const narrowed = (): Contract => ({
    ...rest,
    operations: Object.fromEntries(Object.entries(operations).filter(([each]) => each === key)),
  });
  const service = serve(narrowed, { [key]: handler }, { validate: facets, onError: () => undefined });
  const refusal = await service(sent(request));
  if (called === undefined) return `refused with ${await refusal.text()}: ${request}`;

  const portTo: (address: string, options: PortOptions) => Port = { soap11, soap12, httpGet, httpPost }[binding];
  const transport = () => Promise.resolve(received(response));
  const { value, call } = called;
  const reply = await portTo("http://shop.example/", { validate: facets, transport }).call(
    operation as () => Operation<unknown, unknown>, // its own tables check the values
    value,
    binding.startsWith("soap") ? { header: call.header } : {},
  );
  return reply.kind === "ok" ? undefined : `read as ${JSON.stringify(reply)}: ${response}`;
}

function operationCalled({ operations }: Contract, name: string): readonly [string, ContractOperation] {
  const found = Object.entries(operations).find(([, { operation }]) => operation().name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

function sent(text: string): Request {
  const { start, headers, body } = partsOf(text);
  const [method = "", target = ""] = start.split(" ");
  expect(Number(headers.get("content-length") ?? 0)).toBe(Buffer.byteLength(body));
  return new Request(`http://localhost${target}`, { method, headers: [...headers], ...(body !== "" && { body }) });
}

function received(text: string) {
  const { start, headers, body } = partsOf(text);
  expect(Number(headers.get("content-length") ?? 0)).toBe(Buffer.byteLength(body));
  return { status: Number(start.split(" ")[1]), headers, body: new TextEncoder().encode(body) };
}

function partsOf(text: string) {
  const [, head = "", body = ""] = /^(.*?)(?:\n\n(.*))?$/s.exec(text) ?? [];
  const [start = "", ...lines] = head.split("\n");
  const headers = new Map(lines.map((line) => /^(.*?): (.*)$/.exec(line)?.slice(1) as [string, string])); // as they are printed
  return { start, headers: new Map([...headers].map(([name, value]) => [name.toLowerCase(), value])), body };
}

function specOf(service: Service): InspectedSpec {
  return {
    spec: { name: service.name, path: `specs/${service.name}`, sources: [] },
    services: [service],
    leftOut: [],
    documents: undefined,
  };
}

const specs = join(import.meta.dirname, "../../specs");

test.each(readdirSync(specs))("a server takes the requests of %s, and a client reads the responses", async (name) => {
  const read = await readSpecs([join(specs, name)], undefined, shell(specs));
  const inspected = read.map(({ spec }) => ({ spec, ...inspect(spec, defaultConfiguration) }));
  expect(await wrongsOf(inspected)).toEqual([]);
});

/** Simple types by what they are about; the first type of each is called T. */
const simpleCases: Record<string, readonly Type[]> = {
  Bytes: [restriction("T", "hexBinary", { length: 2 })],
  Length: [restriction("T", "string", { length: 7 })],
  ShortTokens: [restriction("T", "token", { maxLength: 2 })],
  Pattern: [restriction("T", "string", { patterns: ["[A-Z]{2}-\\d{4}"] })],
  PatternAndLength: [restriction("T", "string", { patterns: ["[a-z0-9]+"], length: 12 })],
  Enumeration: [simple("T", ["dark blue", "a&b", "<"])],
  EnumerationOfNumbers: [simple("T", ["4", "8"], false, "int")],
  Bounds: [restriction("T", "int", { minInclusive: "-3", maxInclusive: "-2" })],
  ExclusiveBounds: [restriction("T", "decimal", { minExclusive: "0.5", maxExclusive: "0.6" })],
  Digits: [restriction("T", "decimal", { totalDigits: 3, fractionDigits: 2 })],
  Days: [restriction("T", "date", { minInclusive: "1999-12-31", maxInclusive: "1999-12-31" })],
  Times: [restriction("T", "dateTime", { minExclusive: "2024-02-28T23:59:59Z", maxInclusive: "2024-03-01T00:00:00Z" })],
  List: [listOf("T", "Item", { facets: { minLength: 3 } }), restriction("Item", "int", { minInclusive: "1000" })],
  ListOfEnumeration: [listOf("T", "Item", { facets: { length: 2 } }), simple("Item", ["Read", "Write", "Own"])],
  Union: [unionOf("T", ["Item", "date"]), restriction("Item", "int", { maxInclusive: "9" })],
};

/** A service with messages of a type in all bindings: alone, repeated, and in an array. */
function simpleService(name: string, types: readonly Type[]): Service {
  const members = [element("value", "T"), { ...element("others", "T"), minOccurs: 2, maxOccurs: 3 }];
  const parameters = members.map(({ name: { local } }) => ({ name: local, element: local }));
  const form = { parameters, root: qname("T"), result: "value" };
  const bindings = [
    soap("soap11", "Op"),
    soap("soap12", "Op"),
    http("httpGet", "/Op", form),
    http("httpPost", "/Op", form),
  ];
  const parts = [element("value", "T", ""), element("array", "Array", "")];
  const encoded = { ...rpc("Encoded", parts), use: "encoded" as const };
  return service(
    [operation("Op", { bindings }), operation("Encoded", { request: encoded, response: encoded })],
    [...types, complex("Array", { item: "T*" }, { array: true }), ...wrappersOf(members)],
    { name, ports: bindings.map(({ binding }) => port(binding)) },
  );
}

/** The content of a request, and its types. */
const complexCases: Record<string, readonly [Parameters<typeof complex>[1], ...Type[]]> = {
  Choice: [[group("choice", [element("a", "int"), group("sequence", [element("b", "int"), element("c", "int?")])])]],
  RepeatedGroup: [[{ ...group("choice", [element("a", "int"), element("b", "int")]), minOccurs: 3, maxOccurs: 4 }]],
  Counts: [[{ ...element("a", "int!"), minOccurs: 4, maxOccurs: 5 }]],
  Base64: [{ it: "T", others: "T*" }, restriction("T", "base64Binary", { minLength: 5, maxLength: 6 })],
  NestedArrays: [
    { rows: "Rows" },
    complex("Rows", { Row: "Row*" }),
    complex("Row", { Cell: "Cell?*" }),
    restriction("Cell", "string", { length: 3 }),
  ],
  Recursion: [{ tree: "Tree" }, complex("Tree", { name: "string", left: "Tree?", right: "Tree?" })],
  Derived: [
    { pet: "Pet" },
    complex("Pet", {}, { abstract: true, derived: [`{${namespace}}Dog`] }),
    complex("Dog", { bone: "int" }),
  ],
  Anything: [{ it: "anyType" }],
  Attributes: [
    { it: "Held" },
    complex("Held", {}, { attributes: [attribute("code", "Code"), { ...attribute("always", "int"), fixed: "7" }] }),
    restriction("Code", "string", { length: 2 }),
  ],
  Mixed: [
    { it: "Text" },
    complex("Text", {
      kind: "sequence",
      particles: [group("choice", [element("b", "string"), element("i", "string")], "?*")],
      mixed: true,
    }),
  ],
};

test("a server takes requests of types with facets, and a client reads the responses, in all bindings", async () => {
  const services = Object.entries(simpleCases).map(([name, types]) => simpleService(name, types));
  expect(await wrongsOf(services.map(specOf))).toEqual([]);
});

test("a server takes requests of all content models, and a client reads the responses", async () => {
  const services = Object.entries(complexCases).map(([name, [content, ...types]]) =>
    service([operation("Op")], [...types, ...wrappersOf(content)], { name }),
  );
  expect(await wrongsOf(services.map(specOf))).toEqual([]);
});

test("a server takes the requests of random services, and a client reads the responses", async () => {
  const random = fc.sample(services(), { numRuns: 40, seed: 1 });
  expect(await wrongsOf(random.map((one, index) => specOf({ ...one, name: `service${index}` })))).toEqual([]);
});

test("says why a binding has no example: no value of its type was found", async () => {
  const impossible = restriction("T", "string", { patterns: ["a"], minLength: 2 });
  const [page] = await examplePages([specOf(simpleService("shop", [impossible]))], defaultConfiguration);
  const reason = expect.stringMatching(/^no value of /) as string;
  for (const { binding, ...section } of page?.operations.flatMap(({ sections }) => sections) ?? [])
    expect(section).toEqual({ note: { kind: "no example", reason }, messages: [] });
});

test.each([
  ["https://user:secret@shop.example:8443/shop.asmx?x=1#y", "/shop.asmx?x=1", "shop.example:8443"],
  ["urn:nowhere", "/nowhere", "localhost"],
])("a request names the address %s without user and fragment, if it is one of HTTP", async (address, path, host) => {
  const own = service([operation("Op")], wrappersOf({}), { ports: [port("soap11", address), port("soap12", address)] });
  const [page] = await examplePages([specOf(own)], defaultConfiguration);
  const [request] = page?.operations[0]?.sections[0]?.messages ?? [];
  const [start, second] = textOf(request?.printed ?? []).split("\n");
  expect([start, second]).toEqual([`POST ${path} HTTP/1.1`, `Host: ${host}`]);
});

function wrappersOf(content: Parameters<typeof complex>[1]): readonly Type[] {
  return ["Op", "OpResponse"].map((name) => complex(name, content, { wrapper: true }));
}
