import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { multipartOf } from "../runtime/attachments/parts.js";
import { ntlmServer } from "../runtime/node/ntlm-server.js";
import { serving } from "../runtime/wire.js";
import { certificate, certificateKey } from "../support/certificate.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { loopback, type Received } from "../support/loopback.js";
import { pasted, workspace, type Workspace } from "./workspace.js";

const envelope = (body: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const price = envelope(
  '<GetPriceResponse xmlns="http://shop.example/"><GetPriceResult>9.95</GetPriceResult></GetPriceResponse>',
);
const request =
  '<xs:element name="Sku" type="xs:string"/><xs:element name="Count" type="xs:int" minOccurs="0" maxOccurs="9"/>';

interface Shop {
  readonly place: Workspace;
  readonly address: string;
  readonly received: readonly Received[];
}

/** A spec, and a service that answers each call with `reply`. */
async function shop(reply = price, status = 200): Promise<Shop> {
  const server = await loopback((_, response) => {
    response.writeHead(status, { "Content-Type": "text/xml" });
    response.end(reply);
  });
  onTestFinished(() => server.close());
  const place = await workspace();
  const address = `${server.origin}/shop.asmx`;
  await place.write("specs/shop.wsdl", shopWsdl({ request, address }));
  return { place, address, received: server.received };
}

test("an operation is called with typed values, and its reply is JSON", async () => {
  const { place, received } = await shop();
  const run = await place.run("call", "shop", "GetPrice", "Sku=A-1", "Count=1", "Count=2");
  expect(run).toEqual({ code: 0, out: '{\n  "GetPriceResult": "9.95"\n}\n', err: "" });
  expect(received[0]?.body).toContain("<Sku>A-1</Sku><Count>1</Count><Count>2</Count>");
  expect((await place.run("call", "shop", "GetPrice", "Sku=A-1", "Count=1")).code).toBe(0);
  await place.write("request.json", '{ "Sku": "B-2" }');
  const replies = ["--replies-to", "replies/GetPrice.json"];
  expect((await place.run("call", "shop", "GetPrice", "--json", "request.json", ...replies)).err).toBe(
    "saved the reply in replies/GetPrice.json\n",
  );
  expect(await place.run("call", "shop", "GetPrice", "--json", "request.json", ...replies)).toEqual({
    code: 2,
    out: "",
    err: "error: found replies/GetPrice.json at --replies-to, expected the path of a new file\n",
  });
  expect((await place.runIn(pasted('{ "Sku": "C-3" }'), "call", "shop", "GetPrice", "-")).code).toBe(0);
  expect((await place.runIn(pasted('{ "Sku": "D-4" }'), "call", "shop", "GetPrice", "--json", "-")).code).toBe(0);
  expect(received.slice(2).map(({ body }) => /<Sku>(.*)<\/Sku>/.exec(body)?.[1])).toEqual(["B-2", "C-3", "D-4"]);
  expect(JSON.parse(await place.read("replies/GetPrice.json"))).toEqual({ value: { GetPriceResult: "9.95" } });
});

test("problems of values are printed with their paths, and nothing is sent", async () => {
  const { place, received } = await shop();
  const run = await place.run("call", "shop", "GetPrice", "Count=many", "Skew=1");
  expect(run.code).toBe(1);
  expect(run.err.split("\n")).toEqual([
    'error: request.Count[0]: expected int, found "many"',
    expect.stringMatching(/^error: request\.Skew: unknown property "Skew"; .*Sku/) as string,
    "error: request.Sku: expected string, found nothing",
    "",
  ]);
  expect(received).toEqual([]);
});

test("a fault, another reply and a misfit are errors that show it", async () => {
  const fault = envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>no such item</faultstring></s:Fault>");
  const faulty = await (await shop(fault, 500)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect(faulty).toMatchObject({ code: 1, err: "error: the service replied with a fault\n" });
  expect(JSON.parse(faulty.out)).toMatchObject({ fault: { reason: "no such item" } });
  const token = fault.replace("s:Client", "w:InvalidSecurity").replace("<s:Fault>", '<s:Fault xmlns:w="urn:w">');
  expect((await (await shop(token, 500)).place.run("call", "shop", "GetPrice", "Sku=1")).err).toContain(
    "hint: call sends no header block of WS-Security: give it with --header-blocks",
  );
  const down = await (await shop("down for a moment", 503)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect(down).toEqual({
    code: 1,
    err:
      "error: found a reply of status 503, expected a message of the service\n" +
      "  hint: the service has no time for the call now: try again later\n",
    out: "down for a moment\n",
  });
  const empty = envelope('<GetPriceResponse xmlns="http://shop.example/"/>');
  const wrong = await (await shop(empty)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect(wrong.code).toBe(1);
  expect(wrong.out.replace(/\n */g, "")).toBe(empty);
  expect(wrong.err).toMatch(
    /^error: GetPriceResponse .*GetPriceResult.*\n {2}hint: in overrides: "GetPrice\.response\/GetPriceResult"/,
  );
});

test("a misfit without an override names the lenient port, if that reads the reply", async () => {
  const call = async (reply: string) => (await shop(reply)).place.run("call", "shop", "GetPrice", "Sku=1");
  const other = envelope('<GetPriceResponse xmlns="urn:o"><GetPriceResult>1</GetPriceResult></GetPriceResponse>');
  const readable = await call(other.replaceAll("urn:o", "https://shop.example/"));
  expect(readable).toMatchObject({ code: 1 });
  expect(readable.err).toMatch(
    /found <GetPriceResponse> .*\n {2}hint: no override settles it, but a port with `reading: lenient` reads this reply\n$/,
  );
  expect((await call(other.slice(0, -20))).err).not.toContain("hint:");
});

test("a reply that is not a message is named, with the next step", async () => {
  const call = async (reply: string) => (await shop(reply)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect((await call("<!DOCTYPE html><p>Sign in</p>")).err).toMatch(
    /^error: found an HTML page in a reply of status 200, .*\n {2}hint: check the address: http.* login, which needs credentials: --user, /,
  );
  expect((await call("")).err).toMatch(/^error: found an empty reply of status 200, .*\n {2}hint: .*--trace/);
  expect((await call("\x1f\x8b\b\0")).err).toMatch(/^error: found compressed data .*\n {2}hint: .*Accept-Encoding/);
});

/** The spec of claims, and a service that answers with what `reply` returns. */
async function claims(reply: string | Uint8Array, type: string) {
  const server = await loopback((_, response) => {
    response.writeHead(200, { "Content-Type": type });
    response.end(reply);
  });
  onTestFinished(() => server.close());
  const place = await workspace();
  await place.write("specs/claims.wsdl", await readFile(join(import.meta.dirname, "../docs/claims.wsdl"), "utf8"));
  await place.write("photo.png", "\x89PNG");
  const call = ["call", "claims", "SendClaim", "Sku=A-1", "--address", `${server.origin}/claims`];
  return { place, call, received: server.received };
}

const claimed = envelope(
  '<SendClaimResponse xmlns="http://shop.example/claims/"><Number>3</Number></SendClaimResponse>',
).replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
const received = Buffer.from(
  multipartOf([
    { headers: { "Content-Type": "application/soap+xml" }, content: claimed },
    { headers: { "Content-ID": "<receipt=1@h>", "Content-Type": "application/pdf" }, content: "%PDF\x1b[2J" },
    { headers: { "Content-ID": "<../../\x07note.txt>", "Content-Type": "text/plain" }, content: "a note" },
    { headers: {}, content: "x" },
  ]),
);

test("files are sent as the attachments that the spec binds, and as others", async () => {
  const { place, call, received } = await claims(claimed, "application/soap+xml");
  await place.write("note.txt", "a note");
  const parts = [
    "--part",
    "photo=@photo.png",
    "--part",
    "note=@note.txt",
    "--part",
    "more=@note.txt;type=text/x-a; b=c",
  ];
  expect(await place.run(...call, ...parts)).toEqual({ code: 0, out: '{\n  "Number": 3\n}\n', err: "" });
  const { body = "" } = received[0] ?? {};
  const heads = [...body.matchAll(/Content-Type: (.*)\r\n.*\r\nContent-ID: <([^=.>]+).*\r\n\r\n(a note)?/g)];
  expect(heads.map(([, type, name, content]) => [name, type, content])).toEqual([
    ["root", expect.stringContaining("application/soap+xml"), undefined],
    ["photo", "image/png", undefined],
    ["note", "text/plain", "a note"],
    ["more", "text/x-a; b=c", "a note"],
  ]);
  const dry = await place.run(...call, ...parts, "--dry-run");
  expect(dry.out).toContain("<Sku>A-1</Sku>");
  expect(dry.out).toContain("Content-Type: image/png");
  expect(dry.out).not.toContain("a note");
  expect(received).toHaveLength(1);
});

test("attachments of a reply are listed, never printed, and written to files that no name leads out of the folder", async () => {
  const { place, call } = await claims(received, 'multipart/related; boundary="b"; type="application/soap+xml"');
  const lines = [
    "attachment receipt: application/pdf, 8 bytes",
    "attachment ../../\ufffdnote.txt: text/plain, 6 bytes",
    "attachment 3: application/octet-stream, 1 byte",
  ];
  const listed = await place.run(...call, "--part", "photo=@photo.png");
  expect(listed).toMatchObject({ code: 0, out: '{\n  "Number": 3\n}\n' });
  expect(listed.err.split("\n")).toEqual([...lines, "  hint: --save-parts parts writes attachments to files", ""]);
  const saving = [...call, "--part", "photo=@photo.png", "--save-parts", "a/parts"];
  const files = ["receipt.pdf", "__.._note.txt", "3.bin"].map((name) => `a/parts/${name}`);
  expect((await place.run(...saving)).err.split("\n")).toEqual([
    ...lines.map((line, index) => `${line}, saved in ${files[index] ?? ""}`),
    "",
  ]);
  expect(await place.read("a/parts/receipt.pdf")).toBe("%PDF\x1b[2J");
  const again = await place.run(...saving, "--replies-to", "SendClaim.json");
  expect(again.err).toContain("saved in a/parts/receipt-2.pdf");
  expect(again.err).toContain("hint: the reply file lacks 2 attachments, as it holds only those that the spec binds");
  expect(JSON.parse(await place.read("SendClaim.json"))).toEqual({
    value: { Number: 3 },
    parts: { receipt: { content: btoa("%PDF\x1b[2J"), contentType: "application/pdf" } },
  });
  const lost = ["--save-parts", "photo.png", "--replies-to", "Kept.json"];
  expect(await place.run(...call, "--part", "photo=@photo.png", ...lost)).toMatchObject({
    code: 2,
    err: expect.stringContaining("expected --save-parts with the path of a folder") as string,
  });
  expect(await place.read("Kept.json")).toBe(await place.read("SendClaim.json"));
});

test("a path may have a semicolon", async () => {
  const { place, call, received } = await claims(claimed, "application/soap+xml");
  await place.write("a;b.png", "semicolon");
  expect(await place.run(...call, "--part", "photo=@a;b.png;type=image/x-a; b=c")).toMatchObject({ code: 0, err: "" });
  expect(received[0]?.body).toMatch(/Content-Type: image\/x-a; b=c\r\n[^]*\r\n\r\nsemicolon\r\n/);
});

test("attachments whose names begin alike are files with numbers, and a type that cannot be sent is not in the reply file", async () => {
  const stem = "x".repeat(80);
  const names = ["receipt=1@h", `${stem}1`, `${stem}2`];
  const parts = names.map((name) => ({
    headers: { "Content-ID": `<${name}>`, "Content-Type": "application/pdf\x01é" },
    content: name,
  }));
  const reply = multipartOf([{ headers: { "Content-Type": "application/soap+xml" }, content: claimed }, ...parts]);
  const { place, call } = await claims(reply, 'multipart/related; boundary="b"; type="application/soap+xml"');
  await place.write(`parts/${stem}.bin`, "");
  for (let number = 2; number <= 10; number++) writeFileSync(place.path(`parts/${stem}-${number}.bin`), "");
  const options = ["--part", "photo=@photo.png", "--save-parts", "parts", "--replies-to", "SendClaim.json"];
  expect(await place.run(...call, ...options)).toMatchObject({ code: 0 });
  expect(await place.read(`parts/${stem}-11.bin`)).toBe(names[1]);
  expect(await place.read(`parts/${stem}-12.bin`)).toBe(names[2]);
  expect(JSON.parse(await place.read("SendClaim.json"))).toEqual({
    value: { Number: 3 },
    parts: { receipt: { content: btoa("receipt=1@h") } },
  });
});

test.each([
  [[], "found no attachment photo for SendClaim, expected --part photo=@… with the path of a file"],
  [
    ["--part", "photo=photo.png"],
    'found --part "photo=photo.png", expected a name and a file, such as photo=@photo.png',
  ],
  [["--part", "photo=@none.png"], "found no file at none.png, expected the content of --part photo"],
  [["--part", "photo=@specs"], "found a folder at specs, expected a file with the content of --part photo"],
  [
    ["--part", "photo=@/dev/null"],
    "found something other than a file at /dev/null, expected a file with the content of --part photo",
  ],
  [["--part", "photo=@photo.png", "--part", "photo=@photo.png"], "found two of --part photo, expected one"],
  [["--part", "photo=@photo.png", "--curl"], "found --curl for a request with attachments, expected --dry-run"],
  [["--curl"], "found --curl for a request with attachments, expected --dry-run, which shows it"],
])("attachments that cannot be sent are refused: %j", async (options, message) => {
  const { place, call, received } = await claims(claimed, "application/soap+xml");
  const run = await place.run(...call, ...options);
  expect(run).toMatchObject({ code: 2, out: "" });
  expect(run.err).toContain(message);
  expect(received).toEqual([]);
});

test("attachments over HTTP GET are refused", async () => {
  const place = await workspace();
  await place.write("specs/shop.wsdl", await readFile(join(import.meta.dirname, "../docs/shop.wsdl"), "utf8"));
  await place.write("note.txt", "a note");
  const call = ["call", "shop", "GetPrice", "Sku=A-1", "--binding", "httpGet", "--dry-run"];
  expect((await place.run(...call)).code).toBe(0);
  expect(await place.run(...call, "--part", "note=@note.txt")).toMatchObject({
    code: 2,
    err: "error: found --part for httpGet, expected a binding of SOAP, which carries attachments\n",
  });
});

test("a reply that cannot be saved is printed, and the option named", async () => {
  const { place } = await shop();
  await place.write("replies", "a file");
  const run = await place.run("call", "shop", "GetPrice", "Sku=1", "--replies-to", "replies/GetPrice.json");
  expect(run).toEqual({
    code: 2,
    out: '{\n  "GetPriceResult": "9.95"\n}\n',
    err:
      "error: cannot write the reply to replies/GetPrice.json (EEXIST), " +
      "expected --replies-to with the path of a file\n",
  });
});

test("replies that do not fit are printed indented and without secrets", async () => {
  const secret = "<Token>sesame</Token>";
  const misfit = envelope(`<GetPriceResponse xmlns="http://shop.example/"><Other/>${secret}</GetPriceResponse>`);
  const wrong = await (await shop(misfit)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect(wrong.out).toContain("\n      <Token>[redacted]</Token>\n");
  const down = await (await shop(`<html>${secret}</html>`, 503)).place.run("call", "shop", "GetPrice", "Sku=1");
  expect(down.out).toContain("<Token>[redacted]</Token>");
  expect(wrong.out + down.out + wrong.err + down.err).not.toContain("sesame");
});

test("a dry run prints the request, or the call of curl, without secrets", async () => {
  const { place, address, received } = await shop();
  const environment = { SOAPWRIGHT_USER: "me", SOAPWRIGHT_PASSWORD: "sesame" };
  const secure = ["--address", address.replace("http:", "https:")];
  const dry = await place.runIn({ environment }, "call", "shop", "GetPrice", "Sku=it's", "--dry-run", ...secure);
  expect(dry.out).toMatch(/^POST https:.*\n(?:.*\n)*Authorization: \[redacted\]\n/);
  expect(dry.out).toMatch(/\n\n<\?xml .*<Sku>it's<\/Sku>.*\n$/);
  const curl = await place.runIn({ environment }, "call", "shop", "GetPrice", "Sku=it's", "--curl");
  expect(curl.out).toContain(`curl '${address}' \\\n  --anyauth -u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD" \\\n`);
  expect(curl.out).toContain("it'\\''s");
  const cookie = ["call", "shop", "GetPrice", "Sku=1", "--http-header", "Cookie: id=sesame"];
  expect((await place.run(...cookie, "--dry-run")).out).toContain("\nCookie: [redacted]\n");
  expect((await place.run(...cookie, "--curl")).out).toContain('-H "Cookie: $COOKIE"');
  expect(dry.out + curl.out).not.toMatch(/sesame|bWU6/);
  expect(received).toEqual([]);
});

test("a trace shows both messages on standard error, without secrets", async () => {
  const { place } = await shop();
  const run = await place.run("call", "shop", "GetPrice", "Sku=A", "--trace", "--bearer", "sesame");
  expect(run.err).toMatch(/^> POST http:\/\/127\.0\.0\.1:\d+\/shop\.asmx\n/);
  expect(run.err).toContain("\n      <Sku>A</Sku>\n");
  expect(run.err).toMatch(/< 200\n[^]*<GetPriceResult>9\.95<\/GetPriceResult>/);
  expect(run.err).not.toContain("sesame");
});

test("a call signs in with NTLM", async () => {
  const { listener, users } = ntlmServer(["Negotiate", "NTLM"], { answer: price });
  await serving(listener, async (address) => {
    const place = await workspace();
    await place.write("specs/shop.wsdl", shopWsdl({ request, address }));
    const environment = { SOAPWRIGHT_USER: "SHOP\\ann", SOAPWRIGHT_PASSWORD: "sesame" };
    const run = await place.runIn({ environment }, "call", "shop", "GetPrice", "Sku=1", "--trace");
    expect(run).toMatchObject({ code: 0, out: '{\n  "GetPriceResult": "9.95"\n}\n' });
    expect(run.err).not.toContain("sesame");
  });
  expect([...users.values()]).toEqual(["ann"]);
});

test("a call gives a client certificate, and trusts the issuer that is named", async () => {
  const tls = { cert: certificate, key: certificateKey, ca: certificate, requestCert: true };
  const server = createTlsServer(tls, (_, response) => {
    response.writeHead(200, { "Content-Type": "text/xml" });
    response.end(price);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl({ request, address: `https://127.0.0.1:${port}/shop.asmx` }));
  await place.write("client.pem", certificate + certificateKey);
  await place.write("issuer.pem", certificate);
  const call = ["call", "shop", "GetPrice", "Sku=1"];
  const untrusted = await place.run(...call);
  expect(untrusted.code).toBe(1);
  expect(untrusted.err).toMatch(
    /^error: POST https:.*: certificate refused \(DEPTH_ZERO_SELF_SIGNED_CERT\).*\n {2}hint: .*--ca issuer\.pem\n$/,
  );
  const trusted = [...call, "--ca", "issuer.pem"];
  expect(await place.run(...trusted)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/--cert client\.pem/) as string,
  });
  expect((await place.run(...trusted, "--cert", "client.pem")).code).toBe(0);
});

test.each([
  [["shop", "GetPrize", "Sku=1"], /^error: found no operation "GetPrize", expected one of the spec; .*GetPrice/],
  [["shop"], /^error: found no name of an operation, expected one; known: "GetPrice"/],
  [["shop", "GetPrice", "Sku"], /^error: found "Sku", expected name=value/],
  [["shop", "GetPrice", "--json", "gone.json"], /^error: found no file at gone\.json, expected the JSON of --json/],
  [["shop", "GetPrice", "--json", "soap.txt"], /^error: soap\.txt is not JSON: /],
  [["shop", "GetPrice", "--json", "soap.txt", "a=1"], /^error: found --json and values, expected one of them/],
  [["shop", "GetPrice", "-"], /^error: standard input is a terminal, expected the request as JSON/],
  [["shop", "GetPrice", "--json", "-"], /^error: standard input is a terminal, expected the request as JSON/],
  [["shop", "GetPrice", "--binding", "soap12"], /^error: found --binding soap12, expected one of soap11/],
  [["shop", "GetPrice", "--timeout", "0"], /^error: found --timeout "0", expected seconds, such as 60/],
  [
    ["shop", "GetPrice", "--address", "ftp://a/"],
    /^error: found --address without http:\/\/ or https:\/\/, expected an address such as https:/,
  ],
])("%j is refused", async (words, message) => {
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl());
  await place.write("soap.txt", "soap");
  const run = await place.run("call", ...words);
  expect(run.err).toMatch(message);
  expect(run.code).toBe(2);
});

test("a service that does not answer is an error", async () => {
  const place = await workspace();
  await place.write("specs/shop.wsdl", shopWsdl({ address: "http://127.0.0.1:9/shop.asmx" }));
  const run = await place.run("call", "shop", "GetPrice", "Sku=1");
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toMatch(
    /^error: POST http:\/\/127\.0\.0\.1:9\/shop\.asmx: .*\n {2}hint: nothing listens at this host/,
  );
});
