import { expect, test } from "vitest";
import { printSample } from "../../generator/pages/print-sample.js";
import { textOf } from "../../generator/pages/printed.js";
import { builtinNames } from "../../generator/builtins.js";
import type { Service, Type } from "../../generator/model/service.js";
import { toSamples } from "../../generator/pages/to-samples.js";
import { exampleValues } from "../../generator/pages/example-values.js";
import { typeTable } from "../../generator/pages/type-table.js";
import type { Simple } from "../../templates/runtime/simple/simple.js";
import * as runtime from "../support/builtins.js";
import { attribute, complex, element, http, message, operation, port, service, simple } from "../support/model.js";
import { read } from "../runtime/read-simple.js";

const simpleTypes = builtinNames.filter((name) => name !== "anyType");

test.each(simpleTypes)("the example of %s is one", (name) => {
  const type = runtime[name];
  const types = typeTable([]);
  const { text } = exampleValues.value(name, types, { kind: "element" });
  expect(() => read(type as Simple<unknown>, text)).not.toThrow();
  expect(() => type.parse(exampleValues.parameter(name, types))).not.toThrow();
});

/** The messages of an operation whose request holds `members`. */
function printed(members: Parameters<typeof complex>[1], types: readonly Type[] = [], more: Partial<Service> = {}) {
  const wrappers = [complex("Op", members, { wrapper: true }), complex("OpResponse", {}, { wrapper: true })];
  const [shown] = toSamples(service([operation("Op")], [...wrappers, ...types], more), exampleValues);
  return (shown?.samples ?? []).map((sample) => textOf(printSample(sample, true)));
}

test("optional members, the first of an enumeration, two of a list, and the text of simple content are there", () => {
  const [request] = printed({ Id: "int?", Color: "Color!", Tag: "string*", Price: "Price", Any: "anyType" }, [
    simple("Color", ["dark blue", "Red"]),
    complex(
      "Price",
      { kind: "text", type: { kind: "builtin", name: "decimal" } },
      { attributes: [attribute("unit", "Color")] },
    ),
  ]);
  expect(request?.split("\n").slice(10, -3)).toEqual([
    "      <Id>1</Id>",
    "      <Color>dark blue</Color>",
    "      <Tag>text</Tag>",
    "      <Tag>text</Tag>",
    '      <Price unit="dark blue">1.5</Price>',
    '      <Any xsi:type="xsd:string">text</Any>',
  ]);
});

test("the length is that of the content in bytes", () => {
  const [request = ""] = printed({ Größe: "int" });
  const [head = "", content = ""] = request.split("\n\n");
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(content)}\n`);
});

test("what contains itself ends where it may be left out", () => {
  const [request = ""] = printed({ Tree: "Tree" }, [
    complex("Tree", { Name: "string", Left: "Tree?", Right: "Tree?" }),
  ]);
  expect(request).not.toContain("nil");
  expect(request.match(/<Name>/g)?.length).toBeGreaterThan(16);
  expect(request.length).toBeLessThan(2_000_000);
});

test("parameters of HTTP GET and POST have the values of the request's elements, escaped", () => {
  const facts = { parameters: ["At", "Kind"].map((name) => ({ name, element: name })) };
  const wrappers = [
    complex("Op", { At: "dateTime", Kind: "Kind*" }, { wrapper: true }),
    complex("OpResponse", {}, { wrapper: true }),
  ];
  const bindings = [http("httpGet", "/Op", facts), http("httpPost", "/Op", facts)];
  const types = [...wrappers, simple("Kind", ["a&b"])];
  const ports = [port("httpGet", "https://shop.example:8080/a.asmx?x"), port("httpPost")];
  const samples = toSamples(service([operation("Op", { bindings })], types, { ports }), exampleValues).flatMap(
    (shown) => shown.samples,
  );
  const query = "At=2024-01-31T12%3A00%3A00Z&Kind=a%26b&Kind=a%26b";
  expect(samples.map((sample) => textOf(printSample(sample, true)))).toEqual([
    `GET /a.asmx/Op?${query} HTTP/1.1\nHost: shop.example`,
    "HTTP/1.1 200 OK",
    `POST /shop.asmx/Op HTTP/1.1\nHost: example.com\nContent-Type: application/x-www-form-urlencoded\nContent-Length: ${query.length}\n\n${query}`,
    "HTTP/1.1 200 OK",
  ]);
});

test("messages that grow with every level end all the same", () => {
  const names = Array.from({ length: 40 }, (_, index) => `T${index}`);
  const types = names.map((name, index) => {
    const members = index + 1 < names.length ? ["A", "B", "C"].map((local) => element(local, `T${index + 1}`)) : [];
    return complex(name, members);
  });
  const wrapped = service([operation("Op", { request: message([element("Op", "T0")]), response: message([]) })], types);
  for (const samples of [toSamples(wrapped), toSamples(wrapped, exampleValues)]) {
    const [request] = samples.flatMap((shown) => shown.samples).map((sample) => textOf(printSample(sample, false)));
    expect(request).toContain('xsi:nil="true"');
    expect(request?.length).toBeLessThan(2_000_000);
  }
});
