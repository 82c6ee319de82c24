import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { helpPage } from "../support/help-page.js";
import { itemSchema, shopWsdl } from "../support/shop-wsdl.js";
import { site } from "./fetch/site.js";
import { pasted, workspace, type Workspace } from "./workspace.js";

const importOf = (location: string): string =>
  `<xs:schema><xs:import namespace="http://shop.example/items" schemaLocation="${location}"/></xs:schema>`;
const address = "ORIGIN/shop.asmx";
const item = `<xs:element name="Item" type="i:Item" xmlns:i="http://shop.example/items"/>`;

async function specFiles(place: Workspace): Promise<readonly string[]> {
  return (await place.list()).filter((path) => path.startsWith("specs/")).map((path) => path.slice("specs/".length));
}

/** The lines of a run but its progress. */
function messages(err: string): string {
  return err.replaceAll(/^(?:fetching|reading) .*\n/gm, "");
}

test("a WSDL becomes a spec with all that it imports, a lock and a client", async () => {
  const { origin, received } = await site({
    "/ws/shop.asmx?wsdl": shopWsdl({ address, imports: importOf("ORIGIN/ws/shop.asmx?schema=items"), request: item }),
    "/ws/shop.asmx?schema=items": { body: gzipSync(itemSchema()), httpHeaders: { "Content-Encoding": "gzip" } },
  });
  const place = await workspace();
  const run = await place.run("add", `${origin}/ws/shop.asmx?wsdl`);
  expect(messages(run.err)).toBe("");
  expect(run.code).toBe(0);
  expect(run.out).toMatch(/^created specs\/shop with 4 files\ncreated generated\/shop\/shop\.ts\n/);
  expect(run.out).toContain("to call it:\n");
  expect(await specFiles(place)).toEqual([
    "shop/catalog.xml",
    "shop/shop.items.xsd",
    "shop/shop.wsdl",
    "shop/soapwright.lock.json",
  ]);
  expect(await place.read("specs/shop/shop.items.xsd")).toBe(itemSchema());
  expect(await place.read("generated/shop/shop.ts")).toContain("Item: Item;");
  expect(JSON.parse(await place.read("specs/shop/soapwright.lock.json"))).toEqual({
    version: 1,
    addresses: [`${origin}/ws/shop.asmx?wsdl`],
    files: {
      "catalog.xml": { sha256: expect.stringMatching(/^[\da-f]{64}$/) as string },
      "shop.items.xsd": {
        address: `${origin}/ws/shop.asmx?schema=items`,
        sha256: expect.stringMatching(/^[\da-f]{64}$/) as string,
        importedBy: ["shop.wsdl"],
      },
      "shop.wsdl": {
        address: `${origin}/ws/shop.asmx?wsdl`,
        sha256: expect.stringMatching(/^[\da-f]{64}$/) as string,
      },
    },
  });
  expect(received.map(({ method }) => method)).toEqual(["GET", "GET"]);
  expect((await place.run("generate", "--check")).code).toBe(0);
});

test("a WSDL that names another address than its own is added with a warning", async () => {
  const inside = "http://inside.example:8080/shop.asmx?token=sesame";
  const { origin } = await site({ "/ws/shop.asmx?wsdl": shopWsdl({ address: inside }) });
  const place = await workspace();
  const { code, err } = await place.run("add", `${origin}/ws/shop.asmx?wsdl`);
  expect(code).toBe(0);
  const settings = `"services":{"shop":{"address":"${origin}/shop.asmx"}}`;
  expect(messages(err)).toBe(
    "warning: shop has the address http://inside.example:8080/shop.asmx?token=…, " +
      `expected one at ${origin}, where it was fetched from\n` +
      `  hint: calls go to that address; if this is the right one, add ${settings} to the configuration\n`,
  );
  await place.write("soapwright.config.json", `{${settings}}`);
  expect((await place.run("generate")).code).toBe(0);
  expect(await place.read("generated/shop.ts")).toContain(`address = "${origin}/shop.asmx"`);
});

test("relative imports keep their folders and need no catalog", async () => {
  const { origin } = await site({
    "/v2/wsdl/shop.wsdl": shopWsdl({ address, imports: importOf("../types/items.xsd"), request: item }),
    "/v2/types/items.xsd": itemSchema(),
  });
  const place = await workspace();
  const run = await place.run("add", `${origin}/v2/wsdl/shop.wsdl`);
  expect(messages(run.err)).toBe("");
  expect(await specFiles(place)).toEqual(["shop/soapwright.lock.json", "shop/types/items.xsd", "shop/wsdl/shop.wsdl"]);
});

const serviceList = (...operations: readonly string[]): string =>
  `<html><body><h1>Shop</h1><ul>${operations.map((name) => `<li><a href="shop.asmx?op=${name}">${name}</a></li>`).join("")}</ul></body></html>`;
const htmlPage = (operation: string): string =>
  `<html><body><pre>${helpPage(operation).replaceAll("<", "&lt;")}</pre></body></html>`;

test.each(["/shop.asmx", "/shop.asmx?op=GetPrice"])("%s of ASMX gives all pages and the WSDL", async (path) => {
  const { origin } = await site({
    "/shop.asmx": serviceList("GetPrice", "GetStock"),
    "/shop.asmx?op=GetPrice": htmlPage("GetPrice"),
    "/shop.asmx?op=GetStock": htmlPage("GetStock"),
    "/shop.asmx?wsdl": shopWsdl({ operations: ["GetPrice", "GetStock"] }),
  });
  const place = await workspace();
  const run = await place.run("add", origin + path);
  expect(messages(run.err)).toMatch(/^warning: shop has the address http:\/\/shop\.example\/shop\.asmx, .*\n.*\n$/);
  expect(run.code).toBe(0);
  expect(await specFiles(place)).toEqual([
    "shop/GetPrice.html",
    "shop/GetStock.html",
    "shop/shop.html",
    "shop/shop.wsdl",
    "shop/soapwright.lock.json",
  ]);
});

test("pages are enough where the service gives no WSDL", async () => {
  const { origin } = await site({
    "/shop.asmx": serviceList("GetPrice"),
    "/shop.asmx?op=GetPrice": htmlPage("GetPrice"),
  });
  const place = await workspace();
  const run = await place.run("add", `${origin}/shop.asmx`, "--name", "prices");
  expect(messages(run.err)).toContain(`warning: ${origin}/shop.asmx?wsdl is answered with the status 404\n`);
  expect(run.code).toBe(0);
  expect(await place.read("generated/prices.ts")).toContain("export function getPrice");
});

test("without a WSDL, the generated address is that of the pages, whose Host header lacks scheme and port", async () => {
  const { origin } = await site({
    "/shop.asmx": serviceList("GetPrice"),
    "/shop.asmx?op=GetPrice": htmlPage("GetPrice").replace(/^Host: .*$/gm, "Host: 127.0.0.1"),
  });
  const path = /POST (\/\S*)/.exec(helpPage("GetPrice"))?.[1] ?? "";
  expect(path).not.toBe("");
  const place = await workspace();
  expect((await place.run("add", `${origin}/shop.asmx`)).code).toBe(0);
  expect(await place.read("generated/shop.ts")).toContain(`"${origin}${path}"`);
});

test("nothing is written for files without any operation", async () => {
  const place = await workspace();
  await place.write("items.xsd", itemSchema());
  await place.write("prose.txt", "Call us for prices.\n");
  for (const file of ["items.xsd", "prose.txt"]) {
    const run = await place.run("add", file);
    expect(run.err).toMatch(/^specs\/(?:items|prose)\b.*error/m);
    expect(run.err).toMatch(/1 error; nothing was written\n$/);
    expect(run).toMatchObject({ code: 1, out: "" });
  }
  expect(await place.list()).toEqual(["items.xsd", "prose.txt"]);
});

test("a spec with errors stays, and the next step is named", async () => {
  const place = await workspace();
  await place.write("cut.wsdl", shopWsdl().slice(0, 900));
  const run = await place.run("add", "cut.wsdl");
  expect(run.err).toContain(
    "specs/cut stays: correct what the errors name, then run npx soapwright generate cut; or remove it\n",
  );
  expect(await specFiles(place)).toEqual(["cut/cut.wsdl"]);
});

test("a page of WCF leads to its single WSDL, and another page to the WSDL that it links to", async () => {
  const { origin } = await site({
    "/Shop.svc": "<html><body><p>You have created a service.</p></body></html>",
    "/Shop.svc?singleWsdl": shopWsdl(),
    "/axis/": `<html><body><a href="services/Shop?wsdl">Shop</a></body></html>`,
    "/axis/services/Shop?wsdl": shopWsdl(),
  });
  const wcf = await workspace();
  expect((await wcf.run("add", `${origin}/Shop.svc`)).code).toBe(0);
  expect(await specFiles(wcf)).toContain("Shop/Shop.wsdl");
  const axis = await workspace();
  expect((await axis.run("add", `${origin}/axis/`)).code).toBe(0);
  expect(await specFiles(axis)).toEqual(["axis/Shop.wsdl", "axis/soapwright.lock.json"]);
});

test("nothing is written where an address cannot be fetched", async () => {
  const { origin } = await site({
    "/post-only": { status: 405 },
    "/locked?wsdl": { status: 401, httpHeaders: { "WWW-Authenticate": 'Basic realm="shop"' } },
    "/windows?wsdl": { status: 401, httpHeaders: { "WWW-Authenticate": "Negotiate, NTLM" } },
    "/packed?wsdl": { body: Buffer.from("not packed"), httpHeaders: { "Content-Encoding": "gzip" } },
    "/cut?wsdl": shopWsdl().slice(0, 900),
    "/doctype?wsdl": `<!DOCTYPE d SYSTEM "file:///etc/passwd">${shopWsdl()}`,
    "/api": '{"status":"ok"}',
    "/login": '<html><body><form><input type="password"></form></body></html>',
    "/login?wsdl": "<!DOCTYPE html><html><body><form>Sign in</form></body></html>",
    "/fault?wsdl": {
      status: 500,
      body: "<s:Envelope xmlns:s='urn:s'><s:Body><s:Fault><faultstring>No service\n here</faultstring></s:Fault></s:Body></s:Envelope>",
    },
    "/two?wsdl": '<description xmlns="http://www.w3.org/ns/wsdl"/>',
    "/list.asmx": serviceList("GetPrice"),
    "/loop": { status: 302, httpHeaders: { Location: "/loop" } },
  });
  const cases = {
    "/gone?wsdl": "is answered with the status 404\n  hint: check the address in a browser",
    "/gone": `is answered with the status 404\n  hint: check the address in a browser; or if a service is there, try its WSDL: soapwright add '${origin}/gone?wsdl'`,
    "/post-only": `is answered with the status 405\n  hint: if a service is there, try its WSDL: soapwright add '${origin}/post-only?wsdl'`,
    "/locked?wsdl":
      "is answered with the status 401 (Basic)\n  hint: give credentials: --user, or SOAPWRIGHT_USER; --bearer, or SOAPWRIGHT_TOKEN; --http-header 'Cookie: …'",
    "/windows?wsdl":
      "is answered with the status 401 (Negotiate, NTLM)\n  hint: give credentials: --user, or SOAPWRIGHT_USER; --bearer, or SOAPWRIGHT_TOKEN; --http-header 'Cookie: …'",
    "/packed?wsdl": "is compressed, and its data is damaged\n  hint: fetch the file with curl, and add the file",
    "/cut?wsdl":
      "is not usable: line 19, column 88: found the end of the text inside </wsd, expected the end of the tag",
    "/doctype?wsdl":
      "is refused: line 1, column 1: found a document type declaration, which may make a small document huge\n  hint: save the file, remove <!DOCTYPE …> from it, and add the file",
    "/api": `describes no operation: found no sample message, expected a request such as POST /service.asmx HTTP/1.1, or an envelope\n  hint: save the page of one operation (?op=…), with the grey boxes that hold the samples; or if a service is there, try its WSDL: soapwright add '${origin}/api?wsdl'`,
    "/login": `describes no operation: found a page that asks to sign in, expected a request such as POST /service.asmx HTTP/1.1, or an envelope\n  hint: sign in with a browser, open the page of the operation (?op=…), and save that; or if a service is there, try its WSDL: soapwright add '${origin}/login?wsdl'`,
    "/list.asmx": `describes no operation: ${origin}/list.asmx?op=GetPrice is answered with the status 404\n  hint: check the address in a browser`,
    "/login?wsdl":
      "is an HTML page, expected a WSDL\n  hint: if it is the page of a login, give credentials: --user, or SOAPWRIGHT_USER; --bearer, or SOAPWRIGHT_TOKEN; --http-header 'Cookie: …'",
    "/fault?wsdl": 'is answered with the status 500 and the fault "No service here"',
    "/loop": "redirects more than 5 times",
  };
  const place = await workspace();
  for (const [path, message] of Object.entries(cases)) {
    const run = await place.run("add", origin + path);
    expect(messages(run.err)).toBe(`error: ${origin}${path} ${message}\n`);
    expect(run.code).toBe(1);
  }
  const other = await place.run("add", `${origin}/two?wsdl`);
  expect(other.err).toContain("found <description> of WSDL 2.0");
  expect(other).toMatchObject({ code: 1, err: expect.stringMatching(/nothing was written\n$/) as string });
  expect(await place.list()).toEqual([]);
});

test("credentials that are refused are called so", async () => {
  const { origin } = await site({ "/shop?wsdl": { status: 401, httpHeaders: { "WWW-Authenticate": "Basic" } } });
  const run = await (await workspace()).run("add", `${origin}/shop?wsdl`, "--user", "me:sesame");
  expect(run.err).toContain(
    "is answered with the status 401 (Basic)\n  hint: the credentials were refused; check them: ",
  );
});

test("a WSDL that cannot be fetched has a warning of its own, and is asked for once", async () => {
  const { origin, received } = await site({
    "/shop.asmx": serviceList("GetPrice", "GetStock", "GetSize"),
    "/shop.asmx?op=GetPrice": htmlPage("GetPrice"),
  });
  const run = await (await workspace()).run("add", `${origin}/shop.asmx?op=GetPrice`);
  const warned = messages(run.err).match(/^warning: http.*$/gm);
  expect(warned?.toSorted()).toEqual([
    `warning: ${origin}/shop.asmx?op=GetStock is answered with the status 404 (and 1 more)`,
    `warning: ${origin}/shop.asmx?wsdl is answered with the status 404`,
  ]);
  expect(received.filter(({ url }) => /wsdl/i.test(url))).toHaveLength(1);
});

test("other hosts are fetched from only if they are allowed by name", async () => {
  const other = await site({ "/items.xsd": itemSchema() });
  const location = other.origin.replace("127.0.0.1", "localhost") + "/items.xsd";
  const { origin } = await site({ "/shop?wsdl": shopWsdl({ address, imports: importOf(location), request: item }) });
  const { host } = new URL(location);
  const place = await workspace();
  const alone = await place.run("add", `${origin}/shop?wsdl`);
  expect(messages(alone.err)).toContain(
    `warning: ${location}, which ${origin}/shop?wsdl imports, is on another host, ${host}\n  hint: if you trust it, repeat this with --allow ${host}\n`,
  );
  expect(alone.err).not.toContain(`fetching ${location}`);
  expect(other.received).toEqual([]);
  const allowed = await place.run("add", `${origin}/shop?wsdl`, "--name", "shop2", "--allow", host);
  expect(messages(allowed.err)).toBe("");
  expect(await specFiles(place)).toContain(`shop2/${host.replace(":", "_")}/items.xsd`);
});

test("a server that names itself as it is known inside is asked at the origin that the user named", async () => {
  const { origin } = await site({
    "/ws/shop?wsdl": shopWsdl({ address, imports: importOf("http://inside:9080/ws/shop?xsd=1"), request: item }),
    "/ws/shop?xsd=1": itemSchema(),
  });
  const place = await workspace();
  const option = `--allow inside:9080=${origin}`;
  expect((await place.run("add", `${origin}/ws/shop?wsdl`)).err).toContain(
    `; if it is the same server by another name, with ${option}\n`,
  );
  const allowed = await place.run("add", `${origin}/ws/shop?wsdl`, "--name", "inner", ...option.split(" "));
  expect(messages(allowed.err)).toBe("");
  expect(allowed.code).toBe(0);
});

test("credentials go to the named origin alone, and nothing of them is written", async () => {
  const other = await site({ "/items.xsd": itemSchema() });
  const location = other.origin.replace("127.0.0.1", "localhost") + "/items.xsd";
  const { origin, received } = await site({
    "/shop?wsdl&key=hunter2": {
      body: shopWsdl({ address, imports: importOf(location), request: item }),
      asks: 'Basic realm="shop"',
    },
  });
  const place = await workspace();
  const environment = { SOAPWRIGHT_PASSWORD: "sesame" };
  const headers = ["--http-header", "Cookie: ASP.NET_SessionId=abc123"];
  const allow = ["--allow", new URL(location).host];
  const run = await place.runIn(
    { environment },
    "add",
    `${origin}/shop?wsdl&key=hunter2`,
    "--user",
    "me",
    ...headers,
    ...allow,
  );
  expect(run.code).toBe(0);
  expect(received[0]?.httpHeaders).not.toHaveProperty("authorization");
  expect(received[1]?.httpHeaders).toMatchObject({
    authorization: `Basic ${Buffer.from("me:sesame").toString("base64")}`,
    cookie: "ASP.NET_SessionId=abc123",
  });
  expect(other.received[0]?.httpHeaders).not.toHaveProperty("authorization");
  expect(other.received[0]?.httpHeaders).not.toHaveProperty("cookie");
  const written = await Promise.all((await place.list()).map(place.read));
  expect(written.join("\n") + run.err + run.out).not.toMatch(/hunter2|sesame|abc123|bWU6/);
  expect(messages(run.err)).toBe(
    "warning: soapwright.lock.json does not hold the value of key, which looks secret\n  hint: name the whole address again to update the spec, or add it with --keep-query\n",
  );
});

test("a proxy is asked for what the user named, and is sent no credentials of the service", async () => {
  const asked = {
    "http://shop.invalid/shop?wsdl": { body: shopWsdl({ address: "http://shop.invalid/shop" }), asks: "Basic" },
  };
  const proxy = await site(asked);
  const place = await workspace();
  const login = ["--user", "me:sesame"];
  const through = proxy.origin.replace("//", "//you:hunter2@");
  const named = await place.run("add", "http://shop.invalid/shop?wsdl", ...login, "--proxy", through);
  expect(named).toMatchObject({ code: 0, err: expect.not.stringContaining("hunter2") as string });
  expect(proxy.received.map(({ url, httpHeaders }) => [url, httpHeaders["proxy-authorization"]])).toEqual(
    Array(2).fill(["http://shop.invalid/shop?wsdl", `Basic ${Buffer.from("you:hunter2").toString("base64")}`]),
  );
  const environment = { HTTP_PROXY: proxy.origin, NO_PROXY: "127.0.0.1" };
  const again = ["update", "shop", "--check", "--proxy", "env", ...login];
  expect((await place.runIn({ environment }, ...again)).code).toBe(0);
  expect(proxy.received).toHaveLength(4);
  const direct = await site({ "/other?wsdl": shopWsdl({ address }) });
  expect(
    (await place.runIn({ environment: { HTTP_PROXY: proxy.origin } }, "add", `${direct.origin}/other?wsdl`)).code,
  ).toBe(0);
  expect(proxy.received).toHaveLength(4);
});

test("a proxy that cannot be reached is named as the cause, without its password", async () => {
  const proxy = "http://me:sesame@127.0.0.1:1";
  const run = await (await workspace()).run("add", "https://shop.invalid/shop?wsdl", "--proxy", proxy);
  expect(run.code).toBe(1);
  expect(messages(run.err)).toBe(
    "error: https://shop.invalid/shop?wsdl cannot be fetched: no connection to the proxy 127.0.0.1:1 (ECONNREFUSED)\n" +
      "  hint: check --proxy\n",
  );
});

test("files are copied unchanged, a WSDL with its imports", async () => {
  const place = await workspace();
  await place.write("mail/Shop.wsdl", shopWsdl({ imports: importOf("xsd/items.xsd"), request: item }));
  await place.write("mail/xsd/items.xsd", itemSchema());
  expect(await place.run("add", "mail/Shop.wsdl")).toMatchObject({ code: 0, err: "reading specs/Shop\n" });
  await place.runIn(pasted(helpPage("GetStock")), "add", "-", "--name", "stock");
  expect(await specFiles(place)).toEqual(["Shop/Shop.wsdl", "Shop/xsd/items.xsd", "stock/stock.txt"]);
  expect(await place.read("specs/stock/stock.txt")).toBe(helpPage("GetStock"));
});

test("a text with a page is added whatever its name is", async () => {
  const place = await workspace();
  await place.write("GetPrice.dump", helpPage());
  const run = await place.run("add", "GetPrice.dump");
  expect(run).toMatchObject({ code: 0, err: expect.not.stringContaining("source-skipped") as string });
  expect(await specFiles(place)).toEqual(["GetPrice/GetPrice.dump.txt"]);
});

test("a folder is copied with what it holds of a service, and its imports stay where they lead", async () => {
  const place = await workspace();
  await place.write("mail/wsdl/Shop.wsdl", shopWsdl({ imports: importOf("../xsd/items.xsd"), request: item }));
  await place.write("mail/xsd/items.xsd", itemSchema());
  await place.write("mail/notes.pdf", "%PDF-1.7");
  const alone = await place.run("add", "mail/wsdl/Shop.wsdl");
  expect(alone).toEqual({
    code: 2,
    out: "",
    err:
      "error: found an import of mail/xsd/items.xsd in mail/wsdl/Shop.wsdl, expected a file in the same folder " +
      "or below it; add the folder that holds both: soapwright add mail --name Shop\n",
  });
  const run = await place.run("add", "mail", "--name", "Shop");
  expect(run.code).toBe(0);
  expect(run.err).toMatch(/^mail\/notes\.pdf:1:1: note source-skipped: /);
  expect(await specFiles(place)).toEqual(["Shop/wsdl/Shop.wsdl", "Shop/xsd/items.xsd"]);
});

test("a WSDL whose import leads nowhere is added, with a warning", async () => {
  const place = await workspace();
  await place.write("mail/wsdl/Shop.wsdl", shopWsdl({ imports: importOf("../xsd/gone.xsd") }));
  const run = await place.run("add", "mail/wsdl/Shop.wsdl");
  expect(run.code).toBe(0);
  expect(run.err).toContain("warning import-unresolved");
});

test.each([
  [
    ["add"],
    /^error: missing required argument 'source'\n\(.*\)\nname an address or a file: soapwright add https:\/\/shop\.example\/shop\.asmx\n$/,
  ],
  [
    ["add", "shop.example/shop.asmx?wsdl"],
    /expected a URL, a file or a folder; an address begins with its scheme: https:\/\/shop\.example\/shop\.asmx\?wsdl\n/,
  ],
  [["add", "ftp://shop.example/shop.wsdl"], /found a URL of ftp, expected an address such as https:/],
  [
    ["add", "https://me:sesame@shop.example/"],
    /found a user name or a password in the URL, expected them apart: --user name/,
  ],
  [["add", "missing.har"], /found nothing at missing\.har, expected a URL, a file or a folder\n/],
  [["add", ".", "--name", "all"], /found \., which holds specs, expected the sources of one service\n/],
  [["add", "-"], /standard input has no name, expected --name <name>\n/],
  [["add", "one.txt", "two.txt"], /several sources have no common name, expected --name <name>, such as one\n/],
  [["add", "one.txt", "--name", "../shop"], /found the name "\.\.\/shop", expected one of a folder, such as shop\n/],
  [
    ["add", "one.txt", "--name", "taken"],
    /found specs\/taken\.wsdl, expected no spec of that name; choose another: --name taken2, or remove it first\n/,
  ],
  [
    ["add", "https://127.0.0.1:1/", "--allow", "http://*"],
    /found --allow "http:\/\/\*", expected a host such as cdn\.example/,
  ],
  [
    ["add", "https://127.0.0.1:1/", "--user", "me"],
    /found --user without a password, expected it in SOAPWRIGHT_PASSWORD/,
  ],
  [
    ["add", "https://127.0.0.1:1/", "--proxy", "socks5://me:sesame@proxy.example"],
    /--proxy: expected an http or https URL, found "…@proxy\.example", such as http:\/\/proxy\.example:3128, or env for HTTPS_PROXY\n/,
  ],
  [["add", "https://127.0.0.1:1/", "--key", "key.pem"], /found --key without --cert, expected both\n/],
  [["add", "https://127.0.0.1:1/", "--ca", "ca.pem"], /found no file at ca\.pem, expected the PEM file of --ca\n/],
])("%j is refused", async (words, message) => {
  const place = await workspace();
  await place.write("one.txt", helpPage());
  await place.write("specs/taken.wsdl", shopWsdl());
  const run = await place.run(...words);
  expect(run.err).toMatch(message);
  expect(run.err).not.toContain("sesame");
  expect(run.code).toBe(2);
});
