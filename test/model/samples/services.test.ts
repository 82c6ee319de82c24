import { expect, test } from "vitest";
import { formatService } from "../../../generator/model/format/format-service.js";
import { fromSamples } from "../../../generator/model/from-samples.js";
import { clark, type Service } from "../../../generator/model/service.js";
import { shareTypes } from "../../../generator/model/share-types.js";
import type { HelpPage } from "../../../generator/read/help-page/help-page.js";
import { get, infer, page, readPages, soap, wrapped, type SoapMessages } from "../infer.js";

/** A page of an operation at a path, with the content of its wrapper elements. */
function at(path: string, operation: string, request = "", response = "", namespace = "urn:shop"): string {
  return page(operation, soap(operation, { path, ...messages(operation, request, response, namespace) }));
}

function messages(operation: string, request: string, response: string, namespace: string): SoapMessages {
  return {
    request: `<${operation} xmlns="${namespace}">${request}</${operation}>`,
    response: `<${operation}Response xmlns="${namespace}">${response}</${operation}Response>`,
  };
}

function services(pages: readonly HelpPage[]): readonly Service[] {
  return fromSamples(pages, "shop", ({ severity, message }) => severity === "error" && expect.fail(message)).services;
}

function operations(found: readonly Service[]): readonly (readonly string[])[] {
  return found.map(({ name, operations }) => [name, ...operations.map((operation) => operation.name)]);
}

test("services are separated by the paths of their requests, and named after their files", () => {
  const found = services(
    readPages(at("/a/Orders.asmx", "Get"), at("/a/Stock.asmx", "Get"), at("/a/orders.asmx", "Put")),
  );
  expect(found).toHaveLength(2);
  expect(operations(found)).toEqual([
    ["Orders", "Get", "Put"],
    ["Stock", "Get"],
  ]);
});

test("an only service is named after its spec", () => {
  expect(operations(services(readPages(at("/a/Orders.asmx", "Get"), at("/a/Orders.asmx", "Put"))))).toEqual([
    ["shop", "Get", "Put"],
  ]);
});

test("services whose files have one name are named after their paths", () => {
  const found = services(readPages(at("/a/Foo.asmx", "A"), at("/b/foo.asmx", "B"), at("/Bar.asmx", "C")));
  expect(found.map(({ name }) => name)).toEqual(["a_Foo", "b_foo", "Bar"]);
  const [one, two] = services(readPages(at("/a/b/Foo.asmx", "A"), at("/a_b/Foo.asmx", "B")));
  expect([one?.name, two?.name]).toEqual(["a_b_Foo", "a_b_Foo_2"]);
});

test("the path of HTTP GET without the operation is that of its service", () => {
  const http = page("Op", get("Op", "a=string", '<string xmlns="urn:shop">string</string>'));
  expect(operations(services([...readPages(at("/Shop.asmx", "Get"), http, at("/Other.asmx", "Do"))]))).toEqual([
    ["Shop", "Get", "Op"],
    ["Other", "Do"],
  ]);
});

test("operations without a path go to the service of their name, else of their namespace, else are one of their own", () => {
  const withPaths = readPages(
    at("/Orders.asmx", "Get", "", "", "urn:orders"),
    at("/Stock.asmx", "Count", "", "", "urn:stock"),
  );
  const without = readPages(
    at("/X.asmx", "Count", "", "", "urn:orders"),
    at("/X.asmx", "More", "", "", "urn:stock"),
    at("/X.asmx", "Else", "", "", "urn:else"),
  ).map(withoutPaths);
  const { services, leftOut } = fromSamples([...withPaths, ...without], "shop", () => undefined);
  expect(operations(services)).toEqual([
    ["Orders", "Get"],
    ["Stock", "More"],
    ["shop", "Else"],
  ]);
  // It has the name of another one in Stock, and contradicts it in its namespace.
  expect(leftOut.map(({ name }) => name)).toEqual(["Count"]);
});

function withoutPaths(page: HelpPage): HelpPage {
  const operations = page.operations.map((operation) => ({
    ...operation,
    samples: operation.samples.map(({ path: _, ...sample }) => sample),
  }));
  return { ...page, source: { ...page.source, path: `z${page.source.path}` }, operations };
}

test("types that services have in common are one, as lenient as a response of any of them needs", () => {
  const item = "<Item><Id>int</Id><Note>string</Note></Item>";
  const [reader, writer] = shareTypes(
    services(readPages(at("/Reader.asmx", "Get", "", item), at("/Writer.asmx", "Put", item))),
  );
  const inReader = reader?.types.find(({ name }) => name.local === "Item");
  const inWriter = writer?.types.find(({ name }) => name.local === "Item");
  expect(inReader && clark(inReader.name)).toBe("{urn:shop}Item");
  expect(inWriter).toMatchObject({ name: inReader?.name, reply: true });
  expect(signature(writer)).toContain("Item(Id?: int | nil, Note?: string | nil)");
});

test("types of one name that are not equal, or that refer to such, are called after the later service", () => {
  const [one, two, three] = shareTypes(
    services(
      readPages(
        at("/One.asmx", "Get", "<Box><Item><Id>int</Id></Item></Box>"),
        at("/Two.asmx", "Get", "<Box><Item><Id>string</Id></Item></Box>"),
        at("/Three.asmx", "Get", "<Box><Item><Id>int</Id></Item></Box>"),
      ),
    ),
  );
  expect(names(one)).toEqual(["Get", "Box", "Item", "GetResponse"]);
  expect(names(two)).toEqual(["Two_Get", "Two_Box", "Two_Item", "GetResponse"]);
  expect(names(three)).toEqual(names(one));
  expect(two?.operations[0]?.request.body[0]).toMatchObject({
    name: { local: "Get" },
    type: { kind: "type", name: "{urn:shop}Two_Get" },
  });
  expect(signature(two)).toContain("Two_Box(Item?: Two_Item)");
});

test("types that refer to themselves are shared", () => {
  const tree = "<Tree><Name>string</Name><Next><Name>string</Name></Next></Tree>";
  const [one, two] = shareTypes(services(readPages(at("/One.asmx", "A", tree), at("/Two.asmx", "B", tree))));
  expect(names(two).filter((name) => name !== "B" && name !== "BResponse")).toEqual(
    names(one).filter((name) => name !== "A" && name !== "AResponse"),
  );
});

test("the order of the pages does not matter", () => {
  const pages = readPages(at("/One.asmx", "A", "<X>int</X>"), at("/Two.asmx", "A"), at("/One.asmx", "B"));
  expect(shareTypes(services(pages.toReversed()))).toEqual(shareTypes(services(pages)));
});

function names(service: Service | undefined): readonly string[] {
  return service?.types.map(({ name }) => name.local) ?? [];
}

function signature(service: Service | undefined): string {
  return service === undefined ? "" : formatService(service, { explain: false });
}

test("the namespace is that of most bodies", () => {
  const other = page(
    "Old",
    soap("Old", { request: '<Old xmlns="urn:old" />', response: '<OldResponse xmlns="urn:old" />' }),
  );
  const pages = readPages(other, page("Op", wrapped("")), page("Do", wrapped("", "", "Do")));
  expect(infer(pages).service.namespace).toBe("urn:shop");
});
