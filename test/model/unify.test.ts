import { expect, test } from "vitest";
import { readConfiguration } from "../../generator/configuration.js";
import { inspect, type Inspection } from "../../generator/inspect.js";
import { formatPlace } from "../../generator/source.js";
import { helpPage } from "../support/help-page.js";
import { shopWsdl, type ShopWsdl } from "../support/shop-wsdl.js";

test("a page and the WSDL that it was rendered from are one service, and agree", () => {
  const documented = helpPage().replace("\n\nGetPrice\n", "\n\nGetPrice\nTells the price.\n\n");
  const { services, diagnostics } = unified(shopWsdl(), documented);
  expect(diagnostics).toEqual([]);
  expect(services).toMatchObject([
    { name: "shop", operations: [{ name: "GetPrice", documentation: "Tells the price." }] },
  ]);
  const [service] = services;
  // Declarations take precedence: by a page alone, the result could be absent.
  expect(typeNamed(service, "GetPriceResponse")).toMatchObject({
    content: { particles: [{ minOccurs: 1, nillable: false, evidence: { minOccurs: { kind: "declared" } } }] },
  });
  expect(service?.ports).toMatchObject([{ name: "ShopSoap", address: "http://shop.example/shop.asmx" }]);
});

test("the order of the sources does not matter", () => {
  const pages = [helpPage(), helpPage("GetRate")];
  const wsdl = shopWsdl({ operations: ["GetPrice"] });
  const sources = sourcesOf(wsdl, ...pages);
  const one = inspect({ ...spec, sources }, configuration("{}"));
  const other = inspect({ ...spec, sources: sources.toReversed() }, configuration("{}"));
  expect(other.services).toEqual(one.services);
});

const disagreements: readonly (readonly [ShopWsdl, string, string])[] = [
  [
    { address: "http://other.example/shop.asmx" },
    "the address https://shop.example/shop.asmx",
    "http://other.example/shop.asmx",
  ],
  [
    { request: '<xs:element name="Article" type="xs:string"/>' },
    '<Sku xmlns="http://shop.example/"> in the request of GetPrice/GetPrice',
    "no such element",
  ],
  [{ request: '<xs:element name="Sku" type="xs:int"/>' }, "<Sku> of string in the request of GetPrice/GetPrice", "int"],
  [
    { request: '<xs:element name="Sku" form="unqualified" type="xs:string"/>' },
    '<Sku xmlns="http://shop.example/"> in the request of GetPrice/GetPrice',
    "<Sku>",
  ],
  [
    {
      request:
        '<xs:element name="Sku"><xs:complexType><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
    },
    "<Sku> of string in the request of GetPrice/GetPrice",
    "elements",
  ],
];

test.each(disagreements)(
  "what a page shows otherwise is reported, and the WSDL holds: %j",
  (given, found, expected) => {
    const { services, diagnostics } = unified(shopWsdl(given), helpPage());
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        code: "page-disagrees",
        place: { path: "specs/shop/1.txt" },
        related: [{ path: "specs/shop/0.wsdl" }],
      },
    ]);
    const [diagnostic] = diagnostics;
    const related = diagnostic?.related?.[0];
    const at = related === undefined ? "" : formatPlace(related);
    expect(diagnostic?.message).toBe(`found ${found}, expected ${expected} as declared at ${at}`);
    const [alone] = unified(shopWsdl(given)).services;
    expect({ ...services[0], operations: [] }).toEqual({ ...alone, operations: [] });
  },
);

const requestOf = (page: string, content: string): string => page.replace("<Sku>string</Sku>", content);

test.each([
  [
    'SOAPAction: "http://shop.example/GetPrice"',
    'SOAPAction: "urn:old"',
    'found SOAPAction "urn:old", expected "http://shop.example/GetPrice"',
  ],
  [
    "<Sku>string</Sku>",
    "<Sku>string</Sku><Sku>string</Sku>",
    "found several <Sku> in the request of GetPrice/GetPrice, expected one",
  ],
  [
    "<GetPriceResult>decimal</GetPriceResult>",
    "<GetPriceResult>int</GetPriceResult>",
    "found <GetPriceResult> of int in the response of GetPrice/GetPriceResponse, expected decimal",
  ],
  [
    '<GetPrice xmlns="http://shop.example/">',
    '<GetPrice xmlns="urn:old">',
    'found <GetPrice xmlns="urn:old"> in the request of GetPrice, expected <GetPrice xmlns="http://shop.example/">',
  ],
  [
    '<GetPrice xmlns="http://shop.example/">',
    '<GetPrice xmlns="http://shop.example/" id="int">',
    "found the attribute id in the request of GetPrice/GetPrice, expected none of this name",
  ],
  [
    "<soap:Body>\n    <GetPrice ",
    '<soap:Header><Key xmlns="http://shop.example/"><Id>string</Id></Key></soap:Header><soap:Body>\n    <GetPrice ',
    "found the header block Key in the request of GetPrice, expected no header block",
  ],
])("a page that contradicts the WSDL is reported: %s", (shown, otherwise, message) => {
  const page = helpPage();
  expect(page).toContain(shown);
  const { diagnostics } = unified(shopWsdl(), page.replace(shown, otherwise));
  expect(diagnostics.map((each) => each.message)).toEqual([expect.stringContaining(`${message} as declared at `)]);
});

test("an action that no page shows is the one that the WSDL declares, and nothing is reported of it", () => {
  const { services, diagnostics } = unified(shopWsdl(), helpPage().replaceAll(/^SOAPAction: .*\n/gm, ""));
  expect(diagnostics).toEqual([]);
  expect(services[0]?.operations[0]?.bindings).toMatchObject([{ action: "http://shop.example/GetPrice" }]);
});

const priceRequest = `<xs:element name="Sku" type="xs:string"/><xs:element name="Count" type="xs:int"/>`;

test("a different order of elements is reported, but not in a choice or an xs:all, which pages sort", () => {
  const page = requestOf(helpPage(), "<Count>int</Count><Sku>string</Sku>");
  const [diagnostic, ...others] = unified(shopWsdl({ request: priceRequest }), page).diagnostics;
  expect(others).toEqual([]);
  expect(diagnostic?.message).toContain(
    "found Count, Sku in the request of GetPrice/GetPrice, expected the order Sku, Count",
  );
  expect(unified(shopWsdl({ request: `<xs:choice>${priceRequest}</xs:choice>` }), page).diagnostics).toEqual([]);
  const all = shopWsdl({ request: priceRequest }).replace(
    /<xs:sequence>(<xs:element name="Sku"[^]*?)<\/xs:sequence>/,
    "<xs:all>$1</xs:all>",
  );
  expect(unified(all, page).diagnostics).toEqual([]);
});

test("an element that a page leaves out between others is reported", () => {
  const request = `${priceRequest}<xs:element name="Unit" type="xs:string"/>`;
  const page = requestOf(helpPage(), "<Sku>string</Sku><Unit>string</Unit>");
  expect(unified(shopWsdl({ request }), page).diagnostics.map(({ message }) => message)).toEqual([
    expect.stringContaining(
      'found no <Count xmlns="http://shop.example/"> in the request of GetPrice/GetPrice, expected one',
    ),
  ]);
});

test("one disagreement of many pages is reported once", () => {
  const types =
    '<xs:complexType name="Item"><xs:sequence><xs:element name="Id" type="xs:long"/></xs:sequence></xs:complexType>';
  const wsdl = shopWsdl({
    operations: ["GetPrice", "GetRate"],
    types,
    request: '<xs:element name="Sku" type="tns:Item"/>',
  });
  const pages = ["GetPrice", "GetRate"].map((name) => requestOf(helpPage(name), "<Sku><Id>int</Id></Sku>"));
  const { diagnostics } = unified(wsdl, ...pages);
  expect(diagnostics).toMatchObject([
    { message: expect.stringContaining("<Id> of int") as string, place: { path: "specs/shop/1.txt" } },
  ]);
});

test("omissions that pages cannot avoid are not contradictions", () => {
  const types = `
    <xs:complexType name="Base"><xs:sequence><xs:element name="Inherited" type="xs:int"/></xs:sequence></xs:complexType>
    <xs:complexType name="Item"><xs:complexContent><xs:extension base="tns:Base"><xs:sequence>
      <xs:element name="Own" type="xs:int"/>
      <xs:choice><xs:element name="A" type="xs:int"/><xs:element name="B" type="xs:int"/></xs:choice>
      <xs:element name="Twice" type="xs:int"/><xs:element name="Twice" type="xs:int"/>
    </xs:sequence></xs:extension></xs:complexContent></xs:complexType>`;
  const wsdl = shopWsdl({ types, request: '<xs:element name="Sku" type="tns:Item"/>' });
  const page = requestOf(helpPage(), "<Sku><Own>int</Own><Twice>int</Twice><Twice>int</Twice></Sku>");
  expect(unified(wsdl, page).diagnostics).toEqual([]);
});

test.each([
  ["", '<xs:element ref="tns:Pet"/>', "<Pet><Name>string</Name></Pet>"],
  ['abstract="true"', '<xs:element ref="tns:Pet"/>', "<Pet><Name>string</Name></Pet>"],
  ['abstract="true"', '<xs:element ref="tns:Pet" maxOccurs="unbounded"/>', "<Pet /><Pet />"],
  [
    'abstract="true"',
    `<xs:choice><xs:element ref="tns:Pet"/><xs:element name="No" type="xs:int"/></xs:choice>`,
    "<Pet />",
  ],
])("the head of a substitution group (%s) on a page stands for its members: %s", (abstract, request, shown) => {
  const types = `
    <xs:element name="Pet" type="tns:Pet" ${abstract}/>
    <xs:element name="Cat" type="tns:Pet" substitutionGroup="tns:Pet"/>
    <xs:element name="Dog" type="tns:Pet" substitutionGroup="tns:Pet"/>
    <xs:complexType name="Pet"><xs:sequence><xs:element name="Name" type="xs:string"/></xs:sequence></xs:complexType>`;
  const wsdl = shopWsdl({ types, request });
  expect(unified(wsdl, requestOf(helpPage(), shown)).diagnostics).toEqual([]);
  const other = unified(wsdl, requestOf(helpPage(), "<Bird />")).diagnostics.map(({ message }) => message);
  expect(other).toEqual([expect.stringContaining("found <Bird")]);
});

test("members of an enumeration that only pages show are added", () => {
  const types = `<xs:simpleType name="Color"><xs:restriction base="xs:string">
    <xs:enumeration value="Red"/><xs:enumeration value="Green"/></xs:restriction></xs:simpleType>`;
  const wsdl = shopWsdl({ types, request: '<xs:element name="Sku" type="tns:Color"/>' });
  const { services, diagnostics } = unified(wsdl, requestOf(helpPage(), "<Sku>Red or Green or Blue</Sku>"));
  expect(typeNamed(services[0], "Color")).toMatchObject({
    enumeration: ["Red", "Green", "Blue"],
    evidence: { content: { kind: "shown" } },
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'found "Blue" in Color, expected its declaration in the WSDL; it is added from the page',
  ]);
  const fewer = unified(wsdl, requestOf(helpPage(), "<Sku>Red or Blue</Sku>"));
  expect(typeNamed(fewer.services[0], "Color")).toMatchObject({ enumeration: ["Red", "Green", "Blue"] });
  expect(fewer.diagnostics.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('found Color without "Green"'),
  );
});

test("mustUnderstand of a header block, which a WSDL cannot declare, is added from the page", () => {
  const wsdl = shopWsdl({ types: '<xs:element name="Key" type="xs:string"/>' })
    .replace("<wsdl:portType", '<wsdl:message name="Key"><wsdl:part name="key" element="tns:Key"/></wsdl:message>$&')
    .replace(
      "<wsdl:input><soap:body",
      '<wsdl:input><soap:header message="tns:Key" part="key" use="literal"/><soap:body',
    );
  const page = (mark: string): string =>
    helpPage().replace(
      "<soap:Body>",
      `<soap:Header><Key xmlns="http://shop.example/" ${mark}>string</Key></soap:Header><soap:Body>`,
    );
  const blocksOf = (mark: string) => {
    const { services, diagnostics } = unified(wsdl, page(mark));
    expect(diagnostics).toEqual([]);
    return services[0]?.operations[0]?.request.header;
  };
  expect(blocksOf('soap:mustUnderstand="1"')).toMatchObject([{ name: { local: "Key" }, mustUnderstand: true }]);
  expect(blocksOf("")?.map((block) => "mustUnderstand" in block)).toEqual([false]);
});

test("operations that only pages show are added with their types, and those that are declared stay", () => {
  const types =
    '<xs:complexType name="Item"><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType>';
  const wsdl = shopWsdl({ types, request: '<xs:element name="Item" type="tns:Item"/>' });
  const item = (name: string): string => requestOf(helpPage(name), "<Item><Id>int</Id></Item><Own><Nr>int</Nr></Own>");
  const price = requestOf(helpPage(), "<Item><Id>int</Id></Item>");
  const { services, diagnostics } = unified(wsdl, price, item("GetRate"));
  expect(diagnostics).toMatchObject([
    {
      severity: "warning",
      code: "not-declared",
      message: "found the operation GetRate, expected its declaration in the WSDL; it is added from the page",
      place: { path: "specs/shop/2.txt" },
    },
  ]);
  expect(services).toHaveLength(1);
  const [service] = services;
  expect(service?.operations.map(({ name }) => name)).toEqual(["GetPrice", "GetRate"]);
  const request = typeNamed(service, "GetRate");
  expect(request).toMatchObject({
    content: {
      particles: [
        { type: { name: "{http://shop.example/}Item" }, evidence: { name: { kind: "shown" } } },
        { type: { name: "{http://shop.example/}Own" } },
      ],
    },
  });
  expect(service?.types.filter(({ name }) => name.local === "Item")).toMatchObject([
    { evidence: { name: { kind: "declared" } } },
  ]);
});

test("a page contradicts nothing where what the WSDL declares is not known", () => {
  const wsdl = shopWsdl({
    types:
      '<xs:complexType name="Item"><xs:complexContent><xs:extension base="tns:Nowhere"/></xs:complexContent></xs:complexType>',
    request: '<xs:element name="Item" type="tns:Item"/>',
  });
  const { diagnostics } = unified(wsdl, requestOf(helpPage(), "<Item><Id>int</Id></Item>"));
  expect(diagnostics.map(({ code }) => code)).toEqual(["component-unresolved"]);
});

test("a type that only pages show keeps apart from a declared one of its name", () => {
  const types =
    '<xs:complexType name="Item"><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType>';
  const wsdl = shopWsdl({ types, request: '<xs:element name="Other" type="tns:Item"/>' });
  const { services } = unified(wsdl, requestOf(helpPage("GetRate"), "<Item><Code>string</Code></Item>"));
  const [service] = services;
  expect(service?.types.map(({ name }) => name.local)).toEqual(expect.arrayContaining(["Item", "shop_Item"]));
  expect(typeNamed(service, "GetRate")).toMatchObject({
    content: { particles: [{ name: { local: "Item" }, type: { name: "{http://shop.example/}shop_Item" } }] },
  });
});

test("a binding that only pages show is added", () => {
  const page = `${helpPage()}
HTTP GET
The following is a sample HTTP GET request and response. The placeholders shown need to be replaced with actual values.

GET /shop.asmx/GetPrice?Sku=string HTTP/1.1
Host: shop.example

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<decimal xmlns="http://shop.example/">decimal</decimal>
`;
  const { services, diagnostics } = unified(shopWsdl(), page);
  expect(diagnostics).toMatchObject([
    {
      severity: "warning",
      code: "not-declared",
      message: expect.stringContaining("found the binding httpGet at ") as string,
    },
  ]);
  expect(services[0]?.ports.map(({ binding }) => binding)).toEqual(["soap11", "httpGet"]);
  expect(services[0]?.operations[0]?.bindings).toMatchObject([
    { binding: "soap11" },
    { binding: "httpGet", location: "/GetPrice" },
  ]);
  const wider = unified(shopWsdl({ request: priceRequest }), page);
  expect(wider.services[0]?.operations[0]?.bindings).toMatchObject([{ binding: "soap11" }]);
});

test("a reply over a binding that only pages show keeps its type, under a name of its own", () => {
  const page = `${helpPage()}
HTTP GET

GET /shop.asmx/GetPrice?Sku=string HTTP/1.1
Host: shop.example

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<Prices xmlns="http://shop.example/">
  <decimal>decimal</decimal>
  <decimal>decimal</decimal>
</Prices>
`;
  const one = "<GetPriceResult>decimal</GetPriceResult>";
  const wsdl = shopWsdl().replace('name="GetPriceResult"', '$& maxOccurs="unbounded"');
  const { services, diagnostics } = unified(wsdl, page.replaceAll(one, one.repeat(2)));
  expect(wsdl).not.toBe(shopWsdl());
  expect(diagnostics.map(({ code }) => code)).toEqual(["not-declared"]);
  const [operation] = services[0]?.operations ?? [];
  const reply = { name: { local: "Prices" }, type: { name: "{http://shop.example/}Prices" } };
  expect(operation?.bindings[1]).toMatchObject({ binding: "httpGet", result: "GetPriceResult", reply });
  expect(services[0]?.types.map(({ name }) => name.local)).toContain("Prices");
});

test("an operation that a page calls by its input's name is the declared one", () => {
  const wsdl = shopWsdl().replaceAll('<wsdl:operation name="GetPrice">', '<wsdl:operation name="Price">');
  const { services, diagnostics } = unified(wsdl, helpPage());
  expect(services.map(({ operations }) => operations.map(({ name }) => name))).toEqual([["Price"]]);
  expect(diagnostics).toEqual([]);
});

test("an operation that a page shows wrongly is left out unless the WSDL declares it", () => {
  const cut = (name: string): string => helpPage(name).replace("</Sku>", "");
  const leftOut = (page: string): readonly string[] => {
    const { diagnostics, leftOut } = unified(shopWsdl(), page);
    expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(["warning"]));
    return leftOut.map(({ name }) => name);
  };
  expect(leftOut(cut("GetPrice"))).toEqual([]);
  expect(leftOut("# Notes\n\nAsk Jo.")).toEqual([]);
  expect(leftOut(cut("GetRate"))).toEqual(["GetRate"]);
});

test("pages of a service that the WSDL has nothing of are a service of their own", () => {
  const other = helpPage("GetRate").replaceAll("http://shop.example/", "http://bank.example/");
  expect(unified(shopWsdl(), other).services.map(({ name }) => name)).toEqual(["shop", "shop_2"]);
});

test("ignored operations are left out of pages and WSDL, without their diagnostics", () => {
  const wsdl = shopWsdl({ operations: ["GetPrice", "GetRate"], address: "http://shop.example/shop.asmx" });
  const page = helpPage("GetRate").replace("<GetRateResult>decimal", "<GetRateResult>int");
  const ignoring = '{ "services": { "shop": { "ignore": ["GetRate"] } } }';
  const { services, diagnostics } = unified(wsdl, page, { configured: ignoring });
  expect(diagnostics).toEqual([]);
  expect(services[0]?.operations.map(({ name }) => name)).toEqual(["GetPrice"]);
});

const spec = { name: "shop", path: "specs/shop" };

function unified(wsdl: string, ...given: readonly (string | { readonly configured: string })[]): Inspection {
  const pages = given.filter((each) => typeof each === "string");
  const configured = given.find((each) => typeof each === "object")?.configured ?? "{}";
  return inspect({ ...spec, sources: sourcesOf(wsdl, ...pages) }, configuration(configured));
}

function sourcesOf(wsdl: string, ...pages: readonly string[]) {
  return [wsdl, ...pages].map((text, index) => ({
    path: `specs/shop/${index}.${index === 0 ? "wsdl" : "txt"}`,
    text,
  }));
}

function configuration(text: string) {
  return readConfiguration({ path: "soapwright.config.json", text }, ({ message }) => expect.fail(message));
}

function typeNamed(service: Inspection["services"][number] | undefined, local: string) {
  return service?.types.find(({ name }) => name.local === local);
}
