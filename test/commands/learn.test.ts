import { expect, onTestFinished, test } from "vitest";
import { helpPage } from "../support/help-page.js";
import { loopback } from "../support/loopback.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { workspace, type Workspace } from "./workspace.js";

const reply = (content: string, soap = "http://schemas.xmlsoap.org/soap/envelope/"): string =>
  `<s:Envelope xmlns:s="${soap}"><s:Body>
  <GetPriceResponse xmlns="http://shop.example/">${content}</GetPriceResponse>
</s:Body></s:Envelope>`;
const nil = '<GetPriceResult xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/>';
const good = "<GetPriceResult>9.95</GetPriceResult>";
const fault = (detail: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring>${detail}</s:Fault></s:Body></s:Envelope>`;

async function shop(): Promise<Workspace> {
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl());
  return place;
}

test("replies that do not fit give overrides with their evidence", async () => {
  const place = await shop();
  const request =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetPrice xmlns="http://shop.example/"/></s:Body></s:Envelope>';
  await place.write("log.txt", ["a log", request, reply(good), request, reply(nil), reply(""), reply(nil)].join("\n"));
  expect(await place.run("learn", "shop", "log.txt")).toEqual({
    code: 0,
    err: "",
    out: `4 replies read

overrides that would make them fit:
  "GetPrice.response/GetPriceResult": {"nillable":true,"minOccurs":0}
    expected decimal; 3 times, first at log.txt:8:50
`,
  });
  expect(await place.list()).toEqual(["log.txt", "specs/shop.wsdl"]);
});

test("with --write the configuration gets them, and then the replies fit", async () => {
  const place = await shop();
  await place.write(
    "soapwright.config.json",
    '{ "out": "src/soap", "services": { "shop": { "overrides": { "GetPrice.response/GetPriceResult": { "minOccurs": 0 } } } } }',
  );
  await place.write("log.xml", reply(nil));
  const run = await place.run("learn", "shop", "log.xml", "--write");
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toContain("updated soapwright.config.json; soapwright generate writes the client with it\n");
  expect(JSON.parse(await place.read("soapwright.config.json"))).toEqual({
    out: "src/soap",
    services: { shop: { overrides: { "GetPrice.response/GetPriceResult": { minOccurs: 0, nillable: true } } } },
  });
  expect(await place.run("learn", "shop", "log.xml")).toEqual({ code: 0, err: "", out: "1 reply read, which fits\n" });
  expect((await place.run("generate")).code).toBe(0);
  expect(await place.read("src/soap/shop.ts")).toMatch(/GetPriceResult\?: \w+ \| null \| undefined;/);
});

test("a reply that does not fit leads to an override, with which the call succeeds", async () => {
  const server = await loopback((_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" });
    response.end(reply(nil));
  });
  onTestFinished(() => server.close());
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl({ address: `${server.origin}/shop.asmx` }));
  const call = ["call", "shop", "GetPrice"];
  const before = await place.run(...call);
  expect(before.code).toBe(1);
  expect(before.err).toContain('hint: in overrides: "GetPrice.response/GetPriceResult": { "nillable": true }');
  await place.write("reply.xml", before.out);
  expect((await place.run("learn", "shop", "reply.xml", "--write")).code).toBe(0);
  expect(await place.run(...call)).toEqual({ code: 0, out: '{\n  "GetPriceResult": null\n}\n', err: "" });
});

test("recordings, traces and SOAP 1.2 are read, and no value of them is printed", async () => {
  const place = await shop();
  const secret = "<GetPriceResult>hunter2</GetPriceResult>";
  const entry = {
    request: {
      method: "POST",
      url: "https://shop.example/",
      headers: [],
      postData: { mimeType: "text/xml", text: "" },
    },
    response: { status: 200, headers: [], content: { mimeType: "text/xml", text: reply(secret) } },
  };
  await place.write("traffic.har", JSON.stringify({ log: { version: "1.2", entries: [entry] } }));
  const events = [
    { kind: "request", body: "" },
    { kind: "reply", status: 200, body: reply(secret) },
    { kind: "reply", body: reply("<GetPriceResult>[redacted]</GetPriceResult>") },
  ];
  await place.write("trace.jsonl", events.map((event) => JSON.stringify(event)).join("\n"));
  await place.write("twelve.xml", reply(nil, "http://www.w3.org/2003/05/soap-envelope"));
  const run = await place.run("learn", "shop", "traffic.har", "trace.jsonl", "twelve.xml");
  expect(run.code).toBe(0);
  expect(run.err).toBe("1 redacted values were not considered\n");
  expect(run.out).toContain("4 replies read\n");
  expect(run.out + run.err).not.toContain("hunter2");
  expect(run.out).toMatch(/first at traffic\.har:1:\d+\n/);
});

test("XML as the text of an element asks for a string, and for nothing in it", async () => {
  const place = await workspace();
  const sample = (content: string) =>
    `${reply(`<GetPriceResult>${content}</GetPriceResult>`).replace(/Response/g, "")}\n\nHTTP/1.1 200 OK\nContent-Type: text/xml\n\n${reply(
      `<GetPriceResult>${content}</GetPriceResult>`,
    )}`;
  await place.write("specs/shop.txt", sample("<Amount>decimal</Amount><Count>int</Count>"));
  await place.write("log.xml", reply("<GetPriceResult>&lt;Amount&gt;1&lt;/Amount&gt;</GetPriceResult>"));
  const run = await place.run("learn", "shop", "log.xml");
  expect(run.out).toContain(`overrides that would make them fit:
  "GetPrice.response/GetPriceResult": {"type":"string"}
    expected elements; once at log.xml:2:66
`);
  expect(run.out).not.toContain("no override settles");
});

test("misfits that no override settles are named", async () => {
  const place = await shop();
  await place.write("log.xml", reply(`stray text${good}`));
  const run = await place.run("learn", "shop", "log.xml");
  expect(run.out).toMatch(
    /\n\nmisfits that no override settles:\n {2}GetPriceResponse: expected .*; once at log\.xml:2:\d+\n$/,
  );
});

test("elements that no sample shows are named with their paths", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const more = "<Currency>EUR</Currency><Tax><Rate>7</Rate></Tax>";
  await place.write("log.txt", [reply(good + more), reply(good), reply(`${good}<Tax/>`)].join("\n"));
  const { code, out } = await place.run("learn", "shop", "log.txt");
  expect(code).toBe(0);
  expect(out).toBe(`3 replies read, all fit

elements that no sample shows, which are in $any; add a sample that shows them to the spec:
  GetPrice.response/Currency: in 1 reply
  GetPrice.response/Tax: in 2 replies
`);
});

test("overrides lead through an element of any type", async () => {
  const place = await workspace();
  const line =
    '<xs:complexType name="Line"><xs:sequence><xs:element name="Sku" type="xs:string"/><xs:element name="Count" type="xs:int"/></xs:sequence></xs:complexType>';
  const wsdl = shopWsdl({ types: line }).replace(
    '<xs:element name="GetPriceResult" type="xs:decimal"/>',
    '<xs:element name="Any" type="xs:anyType"/><xs:element name="GetPriceResult" type="xs:decimal"/>',
  );
  await place.write("specs/shop.wsdl", wsdl);
  const any = `<Any xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="Line"><Count>1</Count></Any>`;
  await place.write("log.xml", reply(any + nil));
  const run = await place.run("learn", "shop", "log.xml", "--write");
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toContain('  "GetPrice.response/Any/Sku": {"minOccurs":0}\n    expected <Sku>; once at log.xml:2:');
  const configuration = JSON.parse(await place.read("soapwright.config.json")) as unknown;
  expect(configuration).toEqual({
    services: {
      shop: {
        overrides: {
          "GetPrice.response/Any/Sku": { minOccurs: 0 },
          "GetPrice.response/GetPriceResult": { nillable: true },
        },
      },
    },
  });
  expect((await place.run("generate")).code).toBe(0);
});

test("overrides that would make other replies unfit are undecided, and not written", async () => {
  const place = await shop();
  const foreign = '<GetPriceResult xmlns="">9.95</GetPriceResult>';
  await place.write("log.txt", [reply(foreign), reply(nil), ...Array<string>(6).fill(reply(good))].join("\n"));
  const run = await place.run("learn", "shop", "log.txt", "--write");
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toContain(`8 replies read

overrides that would make them fit:
  "GetPrice.response/GetPriceResult": {"nillable":true}
    expected decimal; once at log.txt:5:50

undecided, because other replies contradict them:
  "GetPrice.response/GetPriceResult": {"namespace":""}
`);
  expect(run.out).toMatch(/once at log\.txt:2:50; 7 replies fit without it\n/);
  const again = await place.run("learn", "shop", "log.txt");
  expect(again.out).not.toContain("overrides that would make them fit");
});

test("faults are read against the operation that their detail tells; others are named", async () => {
  const place = await workspace();
  const wsdl = shopWsdl({
    types:
      '<xs:element name="Refused"><xs:complexType><xs:sequence><xs:element name="Code" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
  })
    .replace("<wsdl:portType", '<wsdl:message name="R"><wsdl:part name="f" element="tns:Refused"/></wsdl:message>$&')
    .replace('<wsdl:output message="tns:GetPriceOut"/>', '$&<wsdl:fault name="R" message="tns:R"/>')
    .replace(
      '<wsdl:output><soap:body use="literal"/></wsdl:output>',
      '$&<wsdl:fault name="R"><soap:fault name="R" use="literal"/></wsdl:fault>',
    );
  await place.write("specs/shop.wsdl", wsdl);
  const refused = fault('<detail><Refused xmlns="http://shop.example/"/></detail>');
  await place.write("log.txt", [reply(good), refused, fault(""), fault("")].join("\n"));
  const run = await place.run("learn", "shop", "log.txt");
  expect(run.code).toBe(0);
  expect(run.err).toBe("2 faults not considered, since they do not tell the operation: the first at log.txt:5:1\n");
  expect(run.out).toContain("2 replies read (1 of them a fault)\n");
  expect(run.out).toContain('"GetPrice.fault/Refused/Code": {"minOccurs":0}\n');
  expect(run.out).toContain("first at log.txt:4:1\n".replace("first", "once"));
});

test("a fault without a detail belongs to the operation of the request in its exchange", async () => {
  const place = await shop();
  const request = reply("").replaceAll("GetPriceResponse", "GetPrice");
  const entry = {
    request: {
      method: "POST",
      url: "https://shop.example/",
      headers: [],
      postData: { mimeType: "text/xml", text: request },
    },
    response: { status: 500, headers: [], content: { mimeType: "text/xml", text: fault("") } },
  };
  await place.write("traffic.har", JSON.stringify({ log: { version: "1.2", entries: [entry] } }));
  expect(await place.run("learn", "shop", "traffic.har")).toEqual({
    code: 0,
    err: "",
    out: "1 reply read (1 of them a fault), which fits\n",
  });
});

test("files without a reply are named beside others, and replies that fit are counted", async () => {
  const place = await shop();
  await place.write("log.xml", [reply(good), reply(good)].join("\n"));
  await place.write("empty.har", " \n");
  await place.write("page.txt", "<!DOCTYPE html><html></html>");
  await place.write("orders.xml", reply(good).replaceAll("GetPriceResponse", "GetOrderResponse"));
  expect(await place.run("learn", "shop", "log.xml", "empty.har", "page.txt", "orders.xml")).toEqual({
    code: 0,
    out: "2 replies read, all fit\n",
    err: `no reply found: empty.har is empty
no reply found: page.txt is an HTML page
no reply found: orders.xml holds only GetOrderResponse
`,
  });
});

test.each([
  [["shop"], /missing required argument 'traffic'/],
  [["shop", "gone.har"], /^error: found no file at gone\.har, expected recorded traffic\n/],
  [
    ["shop", "other.xml"],
    /^error: found no reply of shop, expected envelopes of its operations: other\.xml holds no envelope of a reply\n/,
  ],
])("%j is refused", async (words, message) => {
  const place = await shop();
  await place.write("other.xml", "<a/>");
  const run = await place.run("learn", ...words);
  expect(run.err).toMatch(message);
  expect(run.code).toBe(2);
});
