import fc from "fast-check";
import { expect, test } from "vitest";
import { fromSamples } from "../../generator/model/from-samples.js";
import { listItem } from "../../generator/model/service.js";
import { get, infer, inferOp, memberOf, page, readPages, soap, typeNamed, wrapped } from "./infer.js";

const node = (depth: number, cut = ' xsi:nil="true"'): string =>
  depth === 0 ? `<Next${cut} />` : `<Next><Name>[string]</Name>${node(depth - 1, cut)}</Next>`;

test("a type that contains itself comes out recursive", () => {
  const { lines, codes } = inferOp("", `<OpResult><Name>[string]</Name>${node(2)}</OpResult>`);
  expect(lines).toEqual([
    "Op(): OpResponse(OpResult?: OpResult | nil)",
    "OpResult(Name?: string | nil, Next?: Next | nil)",
    "Next(Name?: string | nil, Next?: Next | nil)",
  ]);
  expect(codes).toEqual([]);
});

test("what SOAP cuts is filled from the HTTP reply, which shows one level more", () => {
  const soapResult = '<OpResult><A><B><C xsi:nil="true" /></B></A></OpResult>';
  const xsi = 'd5p1:nil="true" xmlns:d5p1="http://www.w3.org/2001/XMLSchema-instance"';
  const reply = `<Order xmlns="urn:shop"><A><B><C><Id>[int]</Id><D ${xsi} /></C></B></A></Order>`;
  const { lines, service, diagnostics } = infer(readPages(page("Op", wrapped("", soapResult), get("Op", "", reply))));
  expect(lines.slice(1)).toEqual([
    "Order(A?: A | nil)",
    "A(B?: B | nil)",
    "B(C?: C | nil)",
    "C(Id?: int | nil, D?: D | nil)",
    "D = unknown",
  ]);
  expect(memberOf(service, "B", "C").evidence.type.kind).toBe("shown");
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "content-unknown", hint: expect.stringContaining("C.D") as string },
  ]);
  expect(typeNamed(service, "D").evidence.content.kind).toBe("assumed");
});

test("what is cut is not taken for what another element of its name is", () => {
  const cut = '<R><A><B><Item xsi:nil="true" /></B></A></R>';
  const { lines, diagnostics } = inferOp("<Item><Id>[int]</Id></Item>", cut);
  expect(lines).toEqual(expect.arrayContaining(["Item(Id: int)", "B(Item?: B_Item | nil)", "B_Item = unknown"]));
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "content-unknown", hint: expect.stringContaining("B.Item") as string },
  ]);
});

test("what is cut and could be either of two types stays unknown", () => {
  const two = "<P><Item><Id>[int]</Id></Item></P><Q><Item><Code>[string]</Code></Item></Q>";
  const { lines, codes } = inferOp(two, '<R><A><B><Item xsi:nil="true" /></B></A></R>');
  expect(lines).toEqual(expect.arrayContaining(["Item(Id: int)", "Q_Item(Code?: string)", "B_Item = unknown"]));
  expect(codes).toEqual(["content-unknown"]);
});

test("sightings that differ only below the depth limit are one type; those that differ above it are two", () => {
  const whole = "<Order><Line><Item><Id>[int]</Id></Item></Line></Order>";
  const other = "<Order><Line><Item><Code>[string]</Code></Item></Line></Order>";
  const deep = '<R><Order><Line><Item xsi:nil="true" /></Line></Order></R>';
  expect(inferOp(whole, deep).lines).toEqual([
    "Op(Order?: Order): OpResponse(R?: R | nil)",
    "Order(Line?: Line | nil)",
    "Line(Item?: Item | nil)",
    "Item(Id?: int | nil)",
    "R(Order?: Order | nil)",
  ]);
  const { lines } = inferOp(`<X>${whole}</X><Y>${other}</Y>`);
  expect(lines).toEqual([
    "Op(X?: X, Y?: Y): OpResponse()",
    "X(Order?: Order)",
    "Order(Line?: Line)",
    "Line(Item?: Item)",
    "Item(Id: int)",
    "Y(Order?: Y_Order)",
    "Y_Order(Line?: Y_Order_Line)",
    "Y_Order_Line(Item?: Y_Order_Line_Item)",
    "Y_Order_Line_Item(Code?: string)",
  ]);
});

test("a shown name stands before the names of elements, whatever comes first", () => {
  const first = page("A", wrapped("<Order><Nr>[string]</Nr></Order>", "", "A"));
  const order = "<Id>[int]</Id>";
  const second = page(
    "B",
    wrapped("", `<BResult>${order}</BResult>`, "B"),
    get("B", "", `<Order xmlns="urn:shop">${order}</Order>`),
  );
  const { lines } = infer(readPages(first, second));
  expect(lines).toContain("A_Order(Nr?: string)");
  expect(lines).toContain("Order(Id?: int | nil)");
});

test("one name with two contents is an error that names both places", () => {
  const reply = (operation: string, content: string) =>
    page(
      operation,
      wrapped("", `<${operation}Result>${content}</${operation}Result>`, operation),
      get(operation, "", `<Order xmlns="urn:shop">${content}</Order>`),
    );
  const { diagnostics } = infer(readPages(reply("A", "<Id>[int]</Id>"), reply("B", "<Id>[string]</Id>")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "types-disagree", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
});

test("SOAP 1.1 and 1.2 are checked against each other", () => {
  const section = (version: "soap11" | "soap12", member: string) =>
    soap("Op", {
      version,
      request: `<Op xmlns="urn:shop">${member}</Op>`,
      response: '<OpResponse xmlns="urn:shop" />',
    });
  const agree = infer(readPages(page("Op", section("soap11", "<a>[int]</a>"), section("soap12", "<a>[int]</a>"))));
  expect(agree.codes).toEqual([]);
  expect(memberOf(agree.service, "Op", "a").evidence.type.places).toHaveLength(2);
  for (const other of ["<a>[long]</a>", "<b>[int]</b>", "", "<a>[int]</a><a>[int]</a>", "<a>[A] or [B]</a>"]) {
    const { diagnostics, lines } = infer(
      readPages(page("Op", section("soap11", "<a>[int]</a>"), section("soap12", other))),
    );
    expect(diagnostics).toMatchObject([
      { severity: "error", code: "samples-disagree", related: [{ path: "page0.html" }] },
    ]);
    expect(lines[0]).toBe("Op(a: int): OpResponse()");
  }
});

test("one operation on two pages is merged, and that is said", () => {
  const request = '<Op xmlns="urn:shop"><a>[int]</a></Op>';
  const response = '<OpResponse xmlns="urn:shop"><r>[int]</r></OpResponse>';
  const pages = readPages(
    page("Op", soap("Op", { request, response })),
    page("Op", soap("Op", { version: "soap12", request, response })),
  );
  const { service, diagnostics } = infer(pages);
  expect(service.operations).toHaveLength(1);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11", "soap12"]);
  expect(diagnostics).toMatchObject([
    { severity: "note", code: "operation-merged", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
});

test("an operation without a request or a response in any binding is an error, and left out", () => {
  const whole = page("Op", wrapped("<a>[int]</a>"));
  const request = page("Half", soap("Half", { request: '<Half xmlns="urn:shop"><a>[int]</a></Half>' }));
  const { service, diagnostics } = infer(readPages(whole, request));
  expect(service.operations.map(({ name }) => name)).toEqual(["Op"]);
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      code: "message-missing",
      place: { path: "page1.html" },
      message: expect.stringContaining("Half") as string,
    },
  ]);
});

test("requests of one service to two hosts are an error that names both places", () => {
  const at = (operation: string, host: string) =>
    page(operation, wrapped("", "", operation).replaceAll("shop.example", host));
  const { service, diagnostics } = infer(readPages(at("A", "a.example"), at("B", "b.example")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "addresses-differ", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
  expect(service.ports[0]?.address).toBe("https://a.example/Shop.asmx");
});

test("the namespace is that of most bodies", () => {
  const other = page(
    "Old",
    soap("Old", { request: '<Old xmlns="urn:old" />', response: '<OldResponse xmlns="urn:old" />' }),
  );
  const pages = readPages(other, page("Op", wrapped("")), page("Do", wrapped("", "", "Do")));
  expect(infer(pages).service.namespace).toBe("urn:shop");
});

test("conventions: what a response reaches can lack anything, what only requests reach is as ASMX declares it", () => {
  const member =
    '<V k="[int]" t="[string]"><I>[int]</I><S>[string]</S><E>[A] or [B]</E><L><guid>[guid]</guid><guid>[guid]</guid></L><T><string>[string]</string><string>[string]</string></T></V>';
  expect(inferOp(member).lines).toEqual([
    "Op(V?: V): OpResponse()",
    "V(@k: int, @t?: string, I: int, S?: string, E: V_E, L?: L, T?: T)",
    "V_E = A | B",
    "L(guid[]: guid)",
    "T(string[]: string | nil)",
  ]);
  expect(inferOp(member, member).lines).toEqual([
    "Op(V?: V): OpResponse(V?: V | nil)",
    "V(@k?: int, @t?: string, I?: int | nil, S?: string | nil, E?: V_E | nil, L?: L | nil, T?: T | nil)",
    "V_E = A | B | …",
    "L(guid[]: guid | nil)",
    "T(string[]: string | nil)",
  ]);
  expect(listItem(typeNamed(inferOp(member).service, "L"))).toBeDefined();
});

test("sources in any order give the same service", () => {
  const pages = readPages(
    page("A", wrapped("<Order><Nr>[string]</Nr></Order>", '<R><X><Y><Order xsi:nil="true" /></Y></X></R>', "A")),
    page("B", wrapped("<Order><Id>[int]</Id></Order><S>[P] or [Q]</S>", "<Order><Id>[int]</Id></Order>", "B")),
    page(
      "C",
      wrapped("", "<CResult><Id>[int]</Id></CResult>", "C"),
      get("C", "", '<Order xmlns="urn:shop"><Id>[int]</Id></Order>'),
    ),
    page("B", wrapped("<Order><Id>[int]</Id></Order><S>[P] or [Q]</S>", "<Order><Id>[int]</Id></Order>", "B")),
    page("D", wrapped("<S>[P] or [Q]</S>", `<DResult>${node(3)}</DResult>`, "D")),
  );
  const inSequence = JSON.stringify(infer(pages));
  fc.assert(
    fc.property(fc.shuffledSubarray([...pages], { minLength: pages.length }), (shuffled) => {
      expect(JSON.stringify(infer(shuffled))).toBe(inSequence);
    }),
    { numRuns: 40 },
  );
});

test("pages without operations give no service", () => {
  expect(fromSamples([], "shop", () => undefined)).toEqual([]);
  expect(fromSamples(readPages("<html><body>nothing</body></html>"), "shop", () => undefined)).toEqual([]);
});

test("every reference is to a type of the service, and each type is there once, whatever is nested in what", () => {
  const names = fc.constantFrom("A", "B", "C", "D");
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      names.map((name) => `<${name}>[int]</${name}>`),
      names.map((name) => `<${name} xsi:nil="true" />`),
      names.map((name) => `<${name}>[X] or [Y]</${name}>`),
      names.map((name) => `<${name} k="[int]" />`),
      fc
        .tuple(names, fc.array(tie("tree"), { maxLength: 3 }))
        .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), fc.array(tree, { maxLength: 4 }), (request, response) => {
      const { service } = inferOp(request.join(""), response.join(""));
      const keys = service.types.map(({ name }) => `{${name.namespace}}${name.local}`);
      expect(new Set(keys).size).toBe(keys.length);
      const references = JSON.stringify(service).matchAll(/"kind":"type","name":"([^"]*)"/g);
      for (const [, name] of references) expect(keys).toContain(name);
    }),
    { numRuns: 200 },
  );
});

test("many shapes of one name, and a chain of references longer than the stack, take no undue work", () => {
  const shapes = Array.from(
    { length: 1500 },
    (_, index) => `<P${index}><Item><M${index}>[int]</M${index}></Item></P${index}>`,
  );
  expect(inferOp(shapes.join("")).service.types).toHaveLength(3002);
  const blocks = Array.from(
    { length: 5000 },
    (_, index) =>
      `<types:T${index} id="id${index}" xsi:type="types:T${index}"><n href="#id${index + 1}" /></types:T${index}>`,
  );
  const text = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: `<tns:Op><n href="#id0" /></tns:Op>${blocks.join("")}`,
    response: "<tns:OpResponse />",
  });
  expect(infer(readPages(page("Op", text))).lines[0]).toBe("Op(n?: T0): OpResponse()");
});
