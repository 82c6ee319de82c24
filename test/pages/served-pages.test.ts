import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { formatService } from "../../generator/model/format/format-service.js";
import { fromSamples } from "../../generator/model/from-samples.js";
import type { Message, Operation, Service, Type } from "../../generator/model/service.js";
import { servedPages } from "../../generator/pages/served-pages.js";
import type { HelpPage } from "../../generator/read/help-page/help-page.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";
import { serve } from "../../templates/runtime/server.js";
import { any, choice, list, union } from "../model/particles.js";
import {
  attribute,
  complex,
  element,
  http,
  operation,
  port,
  qname,
  restriction,
  rpc,
  service,
  simple,
  soap,
} from "../support/model.js";
import { readBack, shapes, text } from "./page.js";
import { anyEnumerations, services } from "./services.js";

const at = "http://localhost/shop.asmx";

/** The pages of a service, as a server sends them that is at `address`. */
function pagesOf(shown: Service, address = at): (query: string) => Promise<string> {
  const contract = () => ({
    name: shown.name,
    namespace: shown.namespace,
    bindings: ["soap11", "soap12", "httpGet", "httpPost"] as const,
    path: new URL(address).pathname,
    operations: {},
    pages: () => Promise.resolve({ pages: servedPages(shown, false) }),
  });
  const service = serve(contract, {}, { address });
  return async (query) => (await service(new Request(address + query))).text();
}

interface Read {
  readonly pages: readonly HelpPage[];
  readonly service: Service;
  readonly diagnostics: readonly Diagnostic[];
}

async function reread(shown: Service, address?: string): Promise<Read> {
  const page = pagesOf(shown, address);
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const pages = await Promise.all(
    shown.operations.map(async ({ name }) =>
      readHelpPage({ path: `${name}.html`, text: await page(`?op=${encodeURIComponent(name)}`) }, report),
    ),
  );
  const [read] = fromSamples(pages, shown.name, report).services;
  if (read === undefined) throw new Error("the pages show no operation");
  return { pages, service: read, diagnostics };
}

test("the pages of any service that was read from pages are read as the same service", async () => {
  const property = fc.asyncProperty(services(anyEnumerations), async (random) => {
    const { service: first } = readBack(shapes.html(random), random.name);
    const { service: second, diagnostics } = await reread(first, first.ports[0]?.address);
    expect(diagnostics).toEqual([]);
    expect(text(second)).toBe(text(first));
  });
  await fc.assert(property, { numRuns: 60 });
});

test("the list links to the page of each operation, and shows what it does", async () => {
  const documented = (name: string, documentation?: string): Operation => ({
    ...operation(name),
    ...(documentation !== undefined && { documentation }),
  });
  const operations = [documented("GetOrder", "Finds <an> order."), documented("A&B")];
  const shown = service(operations, [], { documentation: "Orders & their <lines>." });
  const page = await pagesOf(shown)("");
  const { listed } = readHelpPage({ path: "list.html", text: page }, () => undefined);
  expect(listed.map(({ name, documentation }) => [name, documentation])).toEqual([
    ["GetOrder", "Finds <an> order."],
    ["A&B", undefined],
  ]);
  expect(page).toContain(`<code>${at}</code>`);
  expect(page).toContain('href="?op=A%26B"');
  expect(page).toContain("Orders &amp; their &lt;lines&gt;.");
  expect(page).not.toContain("?wsdl");
  expect(servedPages(shown, true).list).toContain('<a href="?wsdl">WSDL</a>');
});

const op = operation("Op");
const bound = {
  ...op,
  bindings: [...op.bindings, http("httpGet", "/Op", { parameters: [{ name: "id", element: "Id" }] })],
};

test("samples show where the service is served, not the address of its ports", async () => {
  const types = [complex("Op", { Id: "int" }, { wrapper: true }), complex("OpResponse", {}, { wrapper: true })];
  const ports = [port("soap11", "https://origin.example/old.asmx"), port("httpGet", "no URL")];
  const page = await pagesOf(service([bound], types, { ports }), "http://new.example:81/a/new.asmx")("?op=Op");
  expect(page).toContain("POST /a/new.asmx HTTP/1.1\nHost: new.example\n");
  expect(page).toContain(
    'GET /a/new.asmx/Op?<var class="key">id</var>=<var class="value">string</var> HTTP/1.1\nHost: new.example<',
  );
  expect(page).not.toMatch(/origin|old\.asmx|<!--/);
});

/** A service whose one operation has these members in its request. */
function holding(content: Parameters<typeof complex>[1], types: readonly Type[], more: Partial<Operation> = {}) {
  const wrappers = [complex("Op", content, { wrapper: true }), complex("OpResponse", {}, { wrapper: true })];
  return service([operation("Op", more)], [...wrappers, ...types]);
}

test("every kind of content has its sample, and recursion is cut", async () => {
  const anonymous = { anonymous: true, evidence: { ...simple("", []).evidence, content: declared } };
  const shown = holding(
    [
      element("Color", "Color"),
      element("Here", "Here"),
      element("Flags", "Flags"),
      element("Numbers", "Numbers"),
      element("Either", "Either"),
      element("Short", "Short"),
      element("Price", "Price"),
      choice([element("A", "string"), choice([element("B", "int"), element("A", "string")])], {
        maxOccurs: "unbounded",
      }),
      element("Tree", "Tree"),
      any(),
    ],
    [
      simple("Color", ["Red", "a<b", 'it"s']),
      { ...restriction("Here", "int", { maxInclusive: "5" }), ...anonymous },
      list("Flags", "Color"),
      list("Numbers", "int"),
      union("Either", "int", "string"),
      restriction("Short", "token", { maxLength: 5 }),
      complex(
        "Price",
        { kind: "text", type: { kind: "builtin", name: "decimal" } },
        { attributes: [attribute("unit", "string")] },
      ),
      complex("Tree", { Left: "Tree?", Right: "Tree?" }),
    ],
  );
  const { service: read, diagnostics } = await reread(shown);
  expect(diagnostics).toEqual([]);
  expect(formatService(read, { explain: false })).toMatchInlineSnapshot(`
    "shop  http://example.com/shop/

    ports
      ~https://localhost/shop.asmx  soap11 soap12

    operations
      Op(Color: Op_Color, Here: int, Flags: Op_Flags, Numbers?: string, Either?: string, Short?: token, Price?: Price, A?: string, B: int, Tree?: Tree, any[]): OpResponse()  soap11 soap12

    types
      Op_Color = Red | "a<b" | "it\\"s"
      Op_Flags = Red | "a<b" | "it\\"s"
      Price(@unit?: string) = decimal
      Tree(Left?: Left, Right?: Right)
      Left(Left?: Left, Right?: Right)
      Right(Left?: Left, Right?: Right)

    ~ is assumed: see --explain
    "
  `);
  expect(await pagesOf(shown)("?op=Op")).toContain('&lt;Left xsi:nil="true" /&gt;');
});

const declared = { kind: "declared", places: [] } as const;

test("the attributes of a type in SOAP encoding are attributes", async () => {
  const box = { ...complex("Box", [element("Lid", "string", "")]), attributes: [attribute("mark", "int")] };
  const request: Message = { ...rpc("Put", [element("box", "Box", "")]), use: "encoded" };
  const response: Message = { ...rpc("PutResponse", [element("ok", "boolean", "")]), use: "encoded" };
  const shown = service([operation("Put", { request, response })], [box]);
  const page = await pagesOf(shown)("?op=Put");
  expect(page).toContain('xsi:type="tns:Box" mark="<var class="value">int</var>"&gt;');
  expect(page).not.toContain("&lt;mark");
  const { service: read } = await reread(shown);
  const [type] = read.types.filter(({ name }) => name.local === "Box");
  expect(type).toMatchObject({ attributes: [{ name: qname("mark", "") }] });
});

test("types that refer to each other end somewhere", () => {
  const members = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`e${index}`, index < 15 ? "string" : "Wide"]),
  );
  for (const use of ["literal", "encoded"] as const) {
    const request: Message = { ...rpc("Op", [element("wide", "Wide", "")]), use };
    const shown = service([operation("Op", { request, response: request })], [complex("Wide", members)]);
    expect(JSON.stringify(servedPages(shown, false)).length).toBeLessThan(2_000_000);
  }
});

test("nothing that a page shows is taken for its HTML, or for a place to fill in", async () => {
  const name = 'a"<script>&amp;<!--host-->';
  const attributes = [attribute(name, "Kind", "required", `urn:${name}`)];
  const bindings = [soap("soap11", `${name}\r\n\r\nb`), http("httpPost", `/${name}\n`)];
  const shown = service(
    [{ ...bound, name, documentation: name, bindings }],
    [
      complex("Op", [element(name, "Kind", `urn:${name}`)], { wrapper: true, attributes }),
      complex("OpResponse", {}),
      simple("Kind", [name]),
    ],
    { name: `<${name}>`, documentation: name },
  );
  const page = pagesOf(shown);
  const tags =
    /<\/?(?:html|head|meta|title|style|body|h[1234]|p|a|ul|li|div|pre|code|var)(?: [^<>]*)?>|<!DOCTYPE html>/g;
  for (const html of [await page(""), await page(`?op=${encodeURIComponent(name)}`)]) {
    expect(html).toContain('<title>&lt;a"&lt;script&gt;');
    expect(html.replace(tags, "")).not.toMatch(/[<>]/);
    expect(html).toContain("&lt;!--host--&gt;");
  }
  expect(await page(`?op=${encodeURIComponent(name)}`)).toContain('&lt;!--host--&gt; b"\n\n');
});

test("the page of an operation does not repeat a long enumeration for each type that uses it", () => {
  const codes = Array.from({ length: 400 }, (_, index) => `Error${index}`);
  const sizeOf = (count: number): number => {
    const names = Array.from({ length: count }, (_, index) => `T${index}`);
    const types = [simple("Code", codes), ...names.map((name) => complex(name, [element("Code", "Code")]))];
    const shown = holding(
      names.map((name) => element(name, name)),
      types,
    );
    return JSON.stringify(servedPages(shown, false)).length;
  };
  expect(sizeOf(200)).toBeLessThan(2 * sizeOf(10));
});
