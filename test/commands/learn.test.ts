import { expect, test } from "vitest";
import { shopWsdl } from "../support/shop-wsdl.js";
import { workspace, type Workspace } from "./workspace.js";

const reply = (content: string, soap = "http://schemas.xmlsoap.org/soap/envelope/"): string =>
  `<s:Envelope xmlns:s="${soap}"><s:Body>
  <GetPriceResponse xmlns="http://shop.example/">${content}</GetPriceResponse>
</s:Body></s:Envelope>`;
const nil = '<GetPriceResult xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/>';
const good = "<GetPriceResult>9.95</GetPriceResult>";

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
  expect(await place.run("learn", "shop", "log.xml")).toEqual({ code: 0, err: "", out: "1 reply read\n" });
  expect((await place.run("generate")).code).toBe(0);
  expect(await place.read("src/soap/shop.ts")).toMatch(/GetPriceResult\?: \w+ \| null \| undefined;/);
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

test("misfits that no override settles are named", async () => {
  const place = await shop();
  await place.write("log.xml", reply(`stray text${good}`));
  const run = await place.run("learn", "shop", "log.xml");
  expect(run.out).toMatch(
    /\n\nmisfits that no override settles:\n {2}GetPriceResponse: expected .*; once at log\.xml:2:\d+\n$/,
  );
});

test.each([
  [["shop"], /missing required argument 'traffic'/],
  [["shop", "gone.har"], /^error: found no file at gone\.har, expected recorded traffic\n/],
  [["shop", "other.xml"], /^error: found no reply of shop, expected envelopes of its operations\n/],
])("%j is refused", async (words, message) => {
  const place = await shop();
  await place.write("other.xml", "<a/>");
  const run = await place.run("learn", ...words);
  expect(run.err).toMatch(message);
  expect(run.code).toBe(2);
});
