import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdir, rm, symlink } from "node:fs/promises";
import { request as send, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { servicePaths } from "../../generator/stand-in/service-paths.js";
import { httpGet, httpPost, soap11, soap12, unwrap, type Port } from "../../generated/runtime/index.js";
import { getImageStatus } from "../../generated/pixelz.js";
import { call, security, soap11 as portWithSteps, usernameToken } from "../../templates/runtime/index.js";
import { helpPage } from "../support/help-page.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { workspace, type Workspace } from "./workspace.js";

const pixelz = new URL("../../specs/pixelz", import.meta.url).pathname;

interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The addresses of the services by name. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The output to standard error so far. */
  readonly err: () => string;
  /** Ends it, and gives the exit code. */
  readonly end: () => Promise<number>;
}

/** Runs `soapwright serve` until it is ended, or the test is. */
async function serve(place: Workspace, ...args: readonly string[]): Promise<Served> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let err = "";
  let code: Promise<number> = Promise.resolve(-1);
  const out = await new Promise<string>((resolve) => {
    const shell = { ended: () => ended, out: resolve, err: (more: string) => void (err += more) };
    code = place.runIn(shell, "serve", ...args).then((run) => run.code);
    void code.then(() => resolve(""));
  });
  const finish = (): Promise<number> => {
    end();
    return code;
  };
  onTestFinished(async () => {
    await finish();
  });
  const [pages = "", ...services] = out.trimEnd().split("\n");
  const origin = /^pages (http:\/\/(?:127\.0\.0\.1|\[::1\]):\d+)\/$/.exec(pages)?.[1];
  if (origin === undefined) throw new Error(`it does not serve: ${out}${err}`);
  const addresses = new Map(services.map((line) => line.split(" ", 2) as [string, string]));
  return { origin, addresses, err: () => err, end: finish };
}

const ticket = { contactEmail: "me@shop.example", imageTicket: "7" };

async function imageStatus(port: Port<"soap11" | "soap12" | "httpGet" | "httpPost">): Promise<unknown> {
  return unwrap(await getImageStatus(port, ticket));
}

const envelope = (body: string): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;

/** The lines of the log, with `N ms` for times. */
function lines(err: string): readonly string[] {
  return err
    .replace(/\d+ ms(?=$|:)/gm, "N ms")
    .trimEnd()
    .split("\n");
}

/** Calls an operation of the shop over SOAP 1.1, and returns the reply. */
async function callShop(address: string, operation = "GetPrice", sku = "A-1"): Promise<string> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "text/xml", SOAPAction: `"http://shop.example/${operation}"` },
    body: envelope(`<${operation} xmlns="http://shop.example/"><Sku>${sku}</Sku></${operation}>`),
  });
  return response.text();
}

async function shop(...files: readonly (readonly [path: string, json: unknown])[]): Promise<Workspace> {
  const place = await workspace();
  await place.write("shop.wsdl", shopWsdl({ operations: ["GetPrice", "GetStock"] }));
  for (const [path, json] of files) await place.write(path, typeof json === "string" ? json : JSON.stringify(json));
  return place;
}

/** A temporary folder for this test, with its entries. */
async function temporary(place: Workspace): Promise<() => readonly string[]> {
  const folder = place.path("temporary");
  await mkdir(folder);
  vi.stubEnv("TMPDIR", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return () => readdirSync(folder);
}

test("it answers the generated client in all bindings, logs each call, and leaves nothing behind", async () => {
  const place = await workspace();
  const folders = await temporary(place);
  const { addresses, err, end } = await serve(place, pixelz);
  expect(folders()).toHaveLength(1);
  const address = addresses.get("pixelz") ?? "";
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/soap\.asmx$/);
  const values = [
    await imageStatus(soap11(address)),
    await imageStatus(soap12(address)),
    await imageStatus(httpGet(address)),
    await imageStatus(httpPost(address)),
  ];
  expect(values[0]).toMatchObject({ GetImageStatusResult: expect.anything() as unknown });
  for (const value of values) expect(value).toEqual(values[0]);
  expect(lines(err())).toEqual(
    ["soap11", "soap12", "httpGet", "httpPost"].map((binding) => `GetImageStatus ${binding} 200 random in N ms`),
  );
  expect(await end()).toBe(0);
  await expect(fetch(address)).rejects.toThrow();
  expect(folders()).toEqual([]);
});

test("a spec behind --cors is refused as an origin, not reported as missing", async () => {
  const message =
    'found --cors "shop.wsdl", expected an origin such as https://app.example; the spec comes before the option';
  expect(await (await shop()).run("serve", "--cors", "shop.wsdl")).toMatchObject({
    code: 2,
    err: `error: ${message}\n`,
  });
});

test("a seed gives the same replies in every run, and another one others", async () => {
  const replies: string[] = [];
  for (const seed of ["1", "1", "2"]) {
    const { addresses, end } = await serve(await shop(), "shop.wsdl", "--seed", seed);
    replies.push(await callShop(addresses.get("shop") ?? ""));
    await end();
  }
  expect(replies[0]).toContain("GetPriceResult");
  expect(replies[1]).toBe(replies[0]);
  expect(replies[2]).not.toBe(replies[0]);
});

test("it replies to the request that `samples --values` prints with the response that is printed", async () => {
  const place = await shop();
  const { out } = await place.run("samples", "shop.wsdl", "GetPrice", "--values");
  const [request = "", response = ""] = [...out.matchAll(/<\?xml.*?<\/soap:Envelope>/gs)].map(([document]) => document);
  const { addresses } = await serve(place, "shop.wsdl");
  const replied = await fetch(addresses.get("shop") ?? "", {
    method: "POST",
    headers: { "Content-Type": "text/xml" },
    body: request,
  });
  expect(await replied.text()).toBe(response.replace(/>\s+</g, "><"));
});

test("it takes a WSDL and a page from standard input, and --quiet prints no calls", async () => {
  for (const given of [shopWsdl(), helpPage()]) {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const place = await workspace();
    const printed: string[] = [];
    const out = (line: string): void => {
      const address = /^\w+ (http:\S+\.asmx)$/m.exec(line)?.[1] ?? "";
      void callShop(address).then((reply) => {
        printed.push(reply);
        end();
      });
    };
    const input = async function* () {
      yield await Promise.resolve(Buffer.from(given));
    };
    const run = await place.runIn({ ended: () => ended, out, input }, "serve", "-", "--name", "shop", "--quiet");
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(printed[0]).toContain("<GetPriceResponse ");
  }
});

test("it shows pages, and the modules that these load", async () => {
  const { origin } = await serve(await workspace(), pixelz);
  const page = await fetch(`${origin}/`);
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  const operation = await fetch(`${origin}/?service=pixelz&operation=GetImageStatus`);
  const pages = (await page.text()) + (await operation.text());
  const loaded = new Set(Array.from(pages.matchAll(/(?:src|href)="(\/-\/[^"]*)"/g), ([, path = ""]) => path));
  expect(loaded.size).toBeGreaterThan(1);
  for (const path of loaded.add("/-/pixelz.js")) {
    const response = await fetch(origin + path);
    expect([path, response.status]).toEqual([path, 200]);
    const type = path.endsWith(".css") ? "text/css" : "text/javascript";
    expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    // Its imports are loaded too.
    for (const [, from = ""] of (await response.text()).matchAll(/from "(\.[^"]*)"/g)) {
      loaded.add(new URL(from, origin + path).pathname);
    }
  }
  expect([...loaded]).toEqual(
    expect.arrayContaining(["/-/runtime/binding/port.js", "/-/.stand-in/browser/operation.js"]),
  );
  const head = await fetch(`${origin}/-/pixelz.js`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

/** A request whose path and host no client would change. */
async function get(origin: string, path: string, host?: string, method = "GET"): Promise<number | undefined> {
  const { port } = new URL(origin);
  const headers = host === undefined ? {} : { Host: host };
  const [response] = (await once(send({ host: "127.0.0.1", port, path, method, headers }).end(), "response")) as [
    IncomingMessage,
  ];
  await text(response);
  return response.statusCode;
}

test("there is nothing else below /-/, and nothing for other hosts", async () => {
  const { origin } = await serve(await workspace(), pixelz);
  for (const path of [
    "/-/",
    "/-",
    "/-/package.json",
    "/-/../package.json",
    "/-/%2e%2e/package.json",
    "/-/..%2fpackage.json",
    "/-/runtime/../package.json",
    "/-/runtime",
    "/-/runtime/index.ts",
    "/-//runtime/index.js",
    "/-/Pixelz.js",
    "/-/__proto__",
    "/-/%ff",
    "/-/soap.asmx",
    "/package.json",
    "/unknown",
  ]) {
    expect([path, await get(origin, path)]).toEqual([path, 404]);
  }
  expect(await get(origin, "/-/pixelz.js", undefined, "POST")).toBe(405);
  expect(await get(origin, "/-/pixelz.js", "localhost:1")).toBe(200);
  for (const path of ["/", "/-/pixelz.js", "/soap.asmx", "/-/x"]) {
    expect([path, await get(origin, path, "evil.example")]).toEqual([path, 421]);
  }
  expect(await get(origin, "/", "a b")).toBe(400);
});

test("a reply file determines replies by request, and is read again for each call", async () => {
  const place = await shop([
    "replies/GetPrice.json",
    [
      { when: { Sku: "A-1" }, value: { GetPriceResult: "9.95" } },
      { when: { Sku: "gone" }, fault: { code: "Sender", reason: "no such sku" } },
    ],
  ]);
  const { addresses, err } = await serve(place, "shop.wsdl", "--replies", "replies");
  const address = addresses.get("shop") ?? "";
  expect(await callShop(address)).toContain("<GetPriceResult>9.95</GetPriceResult>");
  expect(await callShop(address, "GetPrice", "gone")).toContain("no such sku");
  expect(await callShop(address, "GetPrice", "other")).toContain("<GetPriceResult>");
  await place.write("replies/GetPrice.json", `{ "value": { "GetPriceResult": 1 } }`);
  await place.write("replies/GetStock.json", `{ "value": { "GetStockResult": 2 } }`);
  expect(await callShop(address)).toContain("<GetPriceResult>1</GetPriceResult>");
  expect(await callShop(address, "GetStock")).toContain("<GetStockResult>2</GetStockResult>");
  await place.write("replies/GetPrice.json", `{ "value": `);
  expect(await callShop(address)).toContain("Fault");
  expect(lines(err())).toEqual([
    "GetPrice soap11 200 replies/GetPrice.json[0] in N ms",
    "GetPrice soap11 500 replies/GetPrice.json[1] in N ms",
    "GetPrice soap11 200 random in N ms",
    "GetPrice soap11 200 replies/GetPrice.json in N ms",
    "GetStock soap11 200 replies/GetStock.json in N ms",
    "error: GetPrice: replies/GetPrice.json:1:12: found the end of the file, expected a value",
    "GetPrice soap11 500 error in N ms",
  ]);
});

test("defects of reply files are reported with their places before the server starts", async () => {
  const place = await shop(
    [
      "replies/GetPrice.json",
      `[\n  { "value": { "GetPriceResult": "much" } },\n  { "when": { "Skew": "A" }, "value": {} }\n]`,
    ],
    ["replies/GetStock.json", `{ "value" 1 }`],
    ["replies/GetPrize.json", "{}"],
    ["replies/notes.txt", "not read"],
  );
  const { code, out, err } = await place.run("serve", "shop.wsdl", "--replies", "replies");
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain("replies/GetPrice.json:2:16: error reply-misfit: ");
  expect(err).toMatch(/^replies\/GetPrice\.json:3:15: error reply-misfit: .*"Sku"/m);
  expect(err).toContain("replies/GetStock.json:1:11: error json-syntax: found 1, expected :");
  expect(err).toContain(
    'replies/GetPrize.json:1:1: error reply-operation: found "GetPrize.json", expected the reply file of an operation\n  hint: did you mean "GetPrice.json"?',
  );
  expect(err).not.toContain("notes");
});

test("a reply file that is a pipe, a folder or a link out of the folder is refused, and none is opened", async () => {
  const place = await shop();
  await place.write("secret.json", `{ "value": { "GetPriceResult": "1" } }`);
  await mkdir(place.path("replies"));
  await symlink(place.path("secret.json"), place.path("replies/GetPrice.json"));
  execFileSync("mkfifo", [place.path("replies/GetStock.json")]);
  const run = await place.run("serve", "shop.wsdl", "--replies", "replies");
  expect(run.code).toBe(1);
  expect(run.err).toContain("replies/GetPrice.json:1:1: error source-outside: found a symbolic link that leads out");
  expect(run.err).toContain("replies/GetStock.json:1:1: error reply-misfit: found something other than a file");

  await rm(place.path("replies"), { recursive: true });
  await mkdir(place.path("replies"));
  const { addresses, err } = await serve(place, "shop.wsdl", "--replies", "replies");
  await symlink(place.path("secret.json"), place.path("replies/GetPrice.json"));
  await mkdir(place.path("replies/GetStock.json"));
  expect(await callShop(addresses.get("shop") ?? "")).toContain("found a symbolic link that leads out of the folder");
  expect(err()).toContain("error: GetPrice: replies/GetPrice.json:1:1: found a symbolic link");
});

test("each of several services has its path and its folder of replies", async () => {
  const place = await workspace();
  const page = helpPage();
  await place.write("specs/two/orders.txt", page.replaceAll("shop.asmx", "Orders.asmx"));
  await place.write("specs/two/stock.txt", page.replaceAll("shop.asmx", "Stock.asmx"));
  await place.write("replies/Orders/GetPrice.json", `{ "value": { "GetPriceResult": "1.5" } }`);
  const { addresses, err } = await serve(place, "specs/two", "--replies", "replies");
  expect([...addresses.keys()]).toEqual(["Orders", "Stock"]);
  expect(await callShop(addresses.get("Orders") ?? "")).toContain(">1.5<");
  expect(await callShop(addresses.get("Stock") ?? "")).toContain("<GetPriceResponse ");
  expect(lines(err())).toEqual([
    "Orders/GetPrice soap11 200 replies/Orders/GetPrice.json in N ms",
    "Stock/GetPrice soap11 200 random in N ms",
  ]);
  await place.write("replies/Order/GetPrice.json", "{}");
  await place.write("replies/GetPrice.json", "{}");
  const run = await place.run("serve", "specs/two", "--replies", "replies");
  expect(run.code).toBe(1);
  expect(run.err).toContain("replies/GetPrice.json:1:1: error reply-operation");
  expect(run.err).toMatch(
    /replies\/Order\/GetPrice\.json:1:1: error reply-operation.*\n {2}hint: did you mean "Orders\/GetPrice\.json"/,
  );
});

test("serves all specs at once by the name of their folder", async () => {
  const place = await workspace();
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  await place.write("specs/rates/GetRate.txt", helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  const { addresses } = await serve(place, "specs");
  expect([...addresses.keys()]).toEqual(["rates", "shop"]);
  expect(await callShop(addresses.get("shop") ?? "")).toContain("GetPriceResult");
});

test("serves the specs that are named", async () => {
  const place = await workspace();
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  await place.write("rates/GetRate.txt", helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  await place.write("specs/other/other.wsdl", shopWsdl());
  const { addresses } = await serve(place, "rates", "shop");
  expect([...addresses.keys()]).toEqual(["rates", "shop"]);
});

test("requests that reach no operation are logged without their queries", async () => {
  const { origin, addresses, err } = await serve(await shop(), "shop.wsdl");
  const address = addresses.get("shop") ?? "";
  await fetch(`${origin}/`);
  await fetch(`${address}?token=hunter2`, { method: "POST", body: "<a/>", headers: { "Content-Type": "text/csv" } });
  expect(lines(err())).toEqual(["POST /shop.asmx 415 refused in N ms: expected text/xml or application/soap+xml"]);
});

test("the log states why a request is refused", async () => {
  const { addresses, err } = await serve(await shop(), "shop.wsdl", "--user", "ann:sesame");
  const address = addresses.get("shop") ?? "";
  const body = { name: "GetPrice", namespace: "http://shop.example/", attributes: [], children: [] };
  const wrong = security([usernameToken({ username: "ann", password: "hunter2" })]);
  await callShop(address);
  await call(portWithSteps(address, { steps: [wrong] }), { body });
  await callShop(address, "GetPrize");
  await fetch(address, { method: "PUT", body: "x" });
  expect(lines(err())).toEqual([
    "POST /shop.asmx 500 refused in N ms: expected a UsernameToken in a Security header block, found none",
    "POST /shop.asmx 500 refused in N ms: the user name or the password is wrong",
    'POST /shop.asmx 500 refused in N ms: expected an action of shop, found "http://shop.example/GetPrize"',
    "PUT /shop.asmx 405 refused in N ms: expected GET or HEAD or POST",
  ]);
});

describe("--cors", () => {
  const app = "https://app.example";
  const preflight = {
    Origin: app,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type,soapaction",
  };
  const get = (address: string, headers: Record<string, string>) =>
    fetch(`${address}/GetPrice?Sku=A`, { headers: { "Sec-Fetch-Site": "cross-site", ...headers } });

  test.each([
    { option: [], allowed: "*" },
    { option: [app], allowed: app },
  ])("$option answers preflight requests, and allows pages to call in all bindings", async ({ option, allowed }) => {
    const { addresses } = await serve(await workspace(), pixelz, "--cors", ...option);
    const address = addresses.get("pixelz") ?? "";
    const { status, headers } = await fetch(address, { method: "OPTIONS", headers: preflight });
    expect([status, headers.get("access-control-allow-origin")]).toEqual([204, allowed]);
    expect(headers.get("access-control-allow-headers")).toBe("content-type,soapaction");
    expect(headers.get("access-control-allow-methods")).toBe("GET, POST");
    expect(headers.get("vary")).toContain("Origin");
    const query = "GetImageStatus?contactEmail=a&contactAPIkey=&imageTicket=7";
    const called = await fetch(`${address}/${query}`, { headers: { Origin: app, "Sec-Fetch-Site": "cross-site" } });
    expect([called.status, called.headers.get("access-control-allow-origin")]).toEqual([200, allowed]);
  });

  test("does not allow other origins, and nothing is allowed without it", async () => {
    const { addresses } = await serve(await shop(), "shop.wsdl", "--cors", app);
    const other = await fetch(addresses.get("shop") ?? "", {
      method: "OPTIONS",
      headers: { ...preflight, Origin: "https://b.example" },
    });
    expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([405, null]);
    const { addresses: closed } = await serve(await workspace(), pixelz);
    const address = closed.get("pixelz") ?? "";
    expect((await fetch(address, { method: "OPTIONS", headers: preflight })).status).toBe(405);
    expect((await get(address, { Origin: app })).headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("--host listens at another address, answers to any name there, and warns if others can reach it", async () => {
  const { origin, err } = await serve(await shop(), "shop.wsdl", "--host", "0.0.0.0");
  expect(lines(err())).toEqual(["warning: 0.0.0.0 can be reached from other machines, which may call it as you do"]);
  const { port } = new URL(origin);
  expect(await statusAt(`http://127.0.0.1:${port}/`, "depot.example")).toBe(200);
  const local = await serve(await shop(), "shop.wsdl", "--host", "localhost");
  expect(local.err()).toBe("");
  expect(await statusAt(`${local.origin}/`, "depot.example")).toBe(421);
});

/** The status of a request that is addressed to a host by name. */
async function statusAt(url: string, host: string): Promise<number | undefined> {
  const sent = send(url, { headers: { Host: host } }).end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

test("services of one name cannot share a folder of reply files", async () => {
  const place = await workspace();
  await place.write("specs/both/GetPrice.txt", helpPage());
  await place.write("specs/both/GetRate.txt", helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  await mkdir(place.path("replies"));
  const { code, err } = await place.run("serve", "specs", "--replies", "replies");
  expect({ code, err }).toEqual({
    code: 2,
    err: "error: two services are named shop, whose reply files would be the same; serve one spec at a time\n",
  });
});

test("paths of services are their own, or else their names", () => {
  const paths = servicePaths([
    { name: "A", path: "/s" },
    { name: "B", path: "/s" },
    { name: "B", path: "/s" },
    { name: "C d", path: "/-/x" },
    { name: "E", path: "/" },
  ]);
  expect(paths).toEqual(["/s", "/B", "/B-2", "/C%20d", "/E"]);
});

test("--fault answers with faults and --delay waits, for the operations that are named", async () => {
  const { addresses, err } = await serve(
    await shop(),
    ...["shop.wsdl", "--fault", "GetP*=1", "--delay", "1", "--delay", "GetPrice=2"],
  );
  const address = addresses.get("shop") ?? "";
  expect(await callShop(address)).toContain("Fault>");
  expect(await callShop(address, "GetStock")).toContain("<GetStockResult>");
  expect(lines(err())).toEqual(["GetPrice soap11 500 fault in N ms", "GetStock soap11 200 random in N ms"]);
});

test("with --user, requests need a token of the user", async () => {
  const { addresses } = await serve(await shop(), "shop.wsdl", "--quiet", "--user", "ann:sesame");
  const address = addresses.get("shop") ?? "";
  expect(await callShop(address)).toContain("expected a UsernameToken in a Security header block, found none");
  const token = security([usernameToken({ username: "ann", password: "sesame", passwordType: "digest" })]);
  const body = {
    name: "GetPrice",
    namespace: "http://shop.example/",
    attributes: [],
    children: [{ name: "Sku", namespace: "http://shop.example/", attributes: [], children: ["A-1"] }],
  };
  expect((await call(portWithSteps(address, { steps: [token] }), { body })).kind).toBe("ok");
});

test.each([
  [["--user", "ann"], "found --user without a password, expected it in SOAPWRIGHT_PASSWORD, or --user name:password"],
  [["--port", "65536"], '--port: expected a number from 0 to 65535, found "65536"'],
  [["--port", "http"], '--port: expected a number from 0 to 65535, found "http"'],
  [["--host", "198.51.100.7"], '--host: expected an address of this machine, found "198.51.100.7"'],
  [
    ["--cors", "app"],
    'found --cors "app", expected an origin such as https://app.example; the spec comes before the option',
  ],
  [["--seed", "1.5"], '--seed: expected a whole number, found "1.5"'],
  [["--fault", "1.01"], '--fault: expected a share from 0 to 1, found "1.01"'],
  [["--fault", "GetPrice=often"], '--fault: expected a share from 0 to 1, found "often"'],
  [["--fault", "GetPrice="], '--fault: expected a share from 0 to 1, found ""'],
  [["--delay=-1"], '--delay: expected a number of milliseconds, found "-1"'],
  [["--fault", "GetPrize=1"], '--fault GetPrize=… is for no operation: did you mean "GetPrice"?'],
  [["--delay", "Put*=1"], '--delay Put*=… is for no operation: known: "GetPrice", "GetStock"'],
  [["--replies", "nowhere"], "found no folder nowhere, expected reply files in it"],
])("%j is wrong usage", async (options, message) => {
  const place = await shop();
  const folders = await temporary(place);
  expect(await place.run("serve", "shop.wsdl", ...options)).toEqual({ code: 2, out: "", err: `error: ${message}\n` });
  expect(folders()).toEqual([]);
});

test("a port in use is reported, and port 0 selects a free one", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const place = await shop();
  const { code, err } = await place.run("serve", "shop.wsdl", "--port", String(port));
  expect({ code, err }).toEqual({
    code: 2,
    err: `error: port ${port} is taken; without --port any free one is used\n`,
  });
  await new Promise((resolve) => server.close(resolve));
  const { origin } = await serve(place, "shop.wsdl", "--port", String(port));
  expect(origin).toBe(`http://127.0.0.1:${port}`);
});

test("a spec with errors is not served", async () => {
  const place = await workspace();
  await place.write("shop.txt", "no page");
  const { code, out, err } = await place.run("serve", "shop.txt");
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(err).toContain("error");
});
