import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { fromSamples } from "../../../generator/model/from-samples.js";
import { formatService } from "../../../generator/model/format-service.js";
import { readHelpPage } from "../../../generator/read/help-page/read-help-page.js";
import {
  choice,
  decimal,
  encoded,
  enumeration,
  int,
  list,
  mixed,
  named,
  repeated,
  restricted,
  string,
  union,
  wildcard,
  type Table,
} from "../../../templates/runtime/index.js";
import { serve, type Contract } from "../../../templates/runtime/server.js";
import { address, ask } from "../orders-server.js";

const get = (path: string) => ask(new Request(address + path));

function read(...pages: readonly string[]) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const texts = pages.map((text, index) => readHelpPage({ path: `${index}.html`, text }, report));
  return { texts, services: fromSamples(texts, "orders", report).services, diagnostics };
}

test("the first page lists the operations with what they do", async () => {
  const answer = await get("");
  expect(answer).toMatchObject({ status: 200, errors: [] });
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(answer.body).toContain("Orders &amp; their &lt;lines&gt;.");
  const { texts } = read(answer.body);
  expect(texts[0]?.listed.map(({ name, documentation }) => [name, documentation])).toEqual([
    ["GetOrder", "Finds <an> order."],
    ["Cancel", undefined],
    ["Touch", undefined],
    ["Notify", undefined],
  ]);
  expect((await get("/")).body).toBe(answer.body);
});

test("the pages of operations are read as the service that they show", async () => {
  const names = ["GetOrder", "Cancel", "Touch", "Notify"];
  const pages = await Promise.all(names.map(async (name) => (await get(`?op=${name}`)).body));
  const { texts, services, diagnostics } = read(...pages);
  expect(diagnostics).toEqual([]);
  expect(texts.map(({ service }) => service)).toEqual(names.map(() => "Orders"));
  expect(texts[0]?.operations[0]?.documentation).toBe("Finds <an> order.");
  expect(services).toHaveLength(1);
  expect(services.map((service) => formatService(service, { explain: false })).join("")).toMatchInlineSnapshot(`
    "orders  http://orders.example/

    ports
      https://orders.example/orders.asmx  soap11 soap12 httpGet httpPost

    operations
      GetOrder(Number: int, Customer?: string, Express: boolean, Tags?: Tags, Lines[]: int, Seal?: base64Binary): GetOrderResponse(GetOrderResult?: Order | nil)  soap11 soap12 httpGet httpPost
      Cancel(Number: int, header Login: Login): CancelResponse(header Session?: string)  soap11 soap12
      Touch(): TouchResponse()  soap11 soap12 httpGet httpPost
      Notify(Text?: string): one-way  soap11 soap12

    types
      Tags(string[]: string | nil)
      Order(Number?: int | nil, Status?: string | nil)
      Login(UserName?: string, Password?: string)
    "
  `);
});

test("an operation that is not there has no page", async () => {
  for (const name of ["Nothing", "", "__proto__", "constructor", "%3Cscript%3E"]) {
    const answer = await get(`?op=${name}`);
    expect([answer.status, answer.body]).toEqual([404, "expected the name of an operation\n"]);
  }
});

const namespace = "urn:kinds";

function TreeTable(): Table {
  return { namespace, sequence: { Left: { type: TreeTable, minOccurs: 0 }, Right: { type: TreeTable, minOccurs: 0 } } };
}

const kinds: Table = {
  attributes: {
    $id: int,
    "$xml:lang": { type: string, name: "lang", namespace: "http://www.w3.org/XML/1998/namespace" },
  },
  sequence: {
    Color: enumeration(["Red", "a<b", 'it"s']),
    Flags: list(enumeration(["Read", "Write"])),
    Numbers: list(int),
    Either: union(int, string),
    Short: restricted(string, { maxLength: 5 }),
    Price: { type: { attributes: { $unit: string }, text: decimal } },
    $choice: {
      type: repeated({ sequence: { A: string, B: int }, content: choice("A", "B") }),
      minOccurs: 0,
      maxOccurs: Infinity,
    },
    Text: { type: { sequence: { $mixed: { type: mixed({ sequence: { b: string } }), minOccurs: 0 } } } },
    Tree: TreeTable,
    $any: { type: wildcard(["urn:other"]), minOccurs: 0, maxOccurs: Infinity },
  },
};

interface More {
  readonly encoded?: typeof encoded;
  readonly action?: string;
}

function contractOf(request: Table, { action, ...more }: More = {}): Contract {
  const body: Table = { namespace, sequence: { Do: request } };
  const response: Table = { namespace, sequence: { DoResponse: request } };
  const operation = {
    name: "Do",
    ...(action !== undefined && { action }),
    request: { body, ...more },
    response: { body: response, ...more },
  };
  const bindings = ["soap11", "soap12"] as const;
  return {
    name: "<Kinds>",
    namespace,
    bindings,
    path: "/kinds.asmx",
    operations: { do: { operation: () => operation, bindings } },
  };
}

async function pageOf(contract: Contract): Promise<string> {
  const service = serve(() => contract, { do: () => undefined });
  return (await service(new Request("http://localhost/kinds.asmx?op=Do"))).text();
}

test("every kind of content has its sample, and recursion is cut", async () => {
  const page = await pageOf(contractOf(kinds));
  const { services, diagnostics } = read(page);
  expect(diagnostics).toEqual([]);
  expect(services.map((service) => formatService(service, { explain: false })).join("")).toMatchInlineSnapshot(`
    "orders  urn:kinds

    ports
      https://localhost/kinds.asmx  soap11 soap12

    operations
      Do(@id: int, @lang?: string, Color: Do_Color, Flags: Do_Flags, Numbers?: string, Either?: string, Short?: string, Price?: Price, A?: string, B: int, Text?: Text, Tree?: Tree, any[]): DoResponse(@id?: int, @lang?: string, Color?: DoResponse_Color | nil, Flags?: DoResponse_Flags | nil, Numbers?: string | nil, Either?: string | nil, Short?: string | nil, Price?: Price | nil, A?: string | nil, B?: int | nil, Text?: Text | nil, Tree?: Tree | nil, any[])  soap11 soap12

    types
      Do_Color = Red | "a<b" | "it\\"s"
      Do_Flags = Read | Write
      Price(@unit?: string) = decimal
      Text(b?: string | nil)
      Tree(Left?: Left | nil, Right?: Right | nil)
      Left(Left?: Left | nil, Right?: Right | nil)
      Right(Left?: Left | nil, Right?: Right | nil)
      DoResponse_Color = Red | "a<b" | "it\\"s" | …
      DoResponse_Flags = Read | Write | …
    "
  `);
  expect(page).toContain('&lt;Left xsi:nil="true" /&gt;');
});

test("types that refer to each other end somewhere", async () => {
  const wide = (): Table => ({
    sequence: Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`e${index}`, index < 15 ? string : wide] as const),
    ),
  });
  for (const more of [{}, { encoded }]) {
    const page = await pageOf(contractOf({ sequence: { Wide: wide } }, more));
    expect(page.length).toBeLessThan(8_000_000);
    expect(page).toContain("e29");
  }
});

test("nothing that a page shows is taken for its HTML", async () => {
  const name = 'a"<script>&amp;';
  const action = `${name}\r\n\r\nb`;
  const field = { namespace: `urn:${name}`, sequence: { [name]: enumeration([name]), $any: wildcard() } };
  const page = await pageOf(contractOf({ attributes: { [`$${name}`]: string }, ...field }, { action }));
  expect(page).toContain('SOAPAction: "a"&lt;script&gt;&amp;amp; b"');
  expect(page).toContain("<title>&lt;Kinds&gt; Web Service</title>");
  expect(
    page.replace(/<\/?(?:html|head|meta|title|style|body|h[123]|p|a|pre|var)(?: [^<>]*)?>|<!DOCTYPE html>/g, ""),
  ).not.toMatch(/[<>]/);
});

test("a body in SOAP encoding shows types, and in SOAP 1.1 references", async () => {
  const Line: Table = { type: { name: "Line", namespace: "urn:types" }, sequence: { Item: string, Count: int } };
  const color = named(enumeration(["Red", "Green"]), { name: "Color", namespace: "urn:types" });
  const wrapper: Table = {
    namespace: "",
    sequence: {
      Line: () => Line,
      Color: color,
      Lines: { type: { list: { Line: () => Line } } },
      Plane: { type: { list: { row: { list: { item: int } } }, dimensions: 2 } },
    },
  };
  const page = await pageOf(contractOf(wrapper, { encoded }));
  const { services, diagnostics } = read(page);
  expect(diagnostics).toEqual([]);
  expect(services.map((service) => formatService(service, { explain: false })).join("")).toMatchInlineSnapshot(`
    "orders  urn:kinds

    ports
      https://localhost/kinds.asmx  soap11 soap12

    operations
      Do(Line?: Line, Color: Color, Lines?: Lines, Plane?: Plane): DoResponse(Line?: Line | nil, Color?: Color | nil, Lines?: Lines | nil, Plane?: Plane | nil)  soap11 soap12

    types
      Line(Item?: string | nil, Count?: int | nil)
      Color = Red | Green | …
      Lines(Item[]: Line | nil)
      Plane(Item[]: int | nil)
    "
  `);
  expect(page).toContain('href="#id1"');
  expect(page).toContain('soapenc:arrayType="xsd:int[2,2]"');
  expect(page).toContain('soapenc:arraySize="2 2"');
});
