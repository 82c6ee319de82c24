import { describe, expect, test } from "vitest";
import { readHttpFile } from "../../../generator/read/exchange/read-http-file.js";
import { recordingPage } from "../../../generator/read/exchange/recording-page.js";
import { readHelpPage } from "../../../generator/read/help-page/read-help-page.js";
import { observe } from "../observe.js";
import { get, infer, page, readPages, wrapped } from "../infer.js";

test("requests of one service to two hosts are an error that names both places", () => {
  const at = (operation: string, host: string) =>
    page(operation, wrapped("", "", operation).replaceAll("shop.example", host));
  const { service, diagnostics } = infer(readPages(at("A", "a.example"), at("B", "b.example")));
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "addresses-differ", place: { path: "page1.html" }, related: [{ path: "page0.html" }] },
  ]);
  expect(service.ports[0]?.address).toBe("https://a.example/Shop.asmx");
});

describe("the scheme and the port of an address", () => {
  const text = page("Op", wrapped("<a>[string]</a>"), get("Op", "a=string"));
  const portsOf = (...texts: readonly string[]) => {
    const { service, diagnostics } = infer(readPages(...texts));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    return service.ports.map(({ binding, address, evidence }) => `${binding} ${address} ${evidence.address.kind}`);
  };

  test("are assumed to be those of https where no URL shows them", () => {
    expect(portsOf(text)).toEqual([
      "soap11 https://shop.example/Shop.asmx assumed",
      "httpGet https://shop.example/Shop.asmx assumed",
    ]);
  });

  test("are those of the form that calls an operation, for all bindings", () => {
    const form = "<form action='http://shop.example:8080/Shop.asmx/Op' method='POST'></form>";
    expect(portsOf(text.replace("<body>", `<body>${form}`))).toEqual([
      "soap11 http://shop.example:8080/Shop.asmx shown",
      "httpGet http://shop.example:8080/Shop.asmx shown",
    ]);
  });

  test("are those of another page of the service, in any case of letters", () => {
    const other = page("Other", wrapped("", "", "Other"), "<p>URL: http://SHOP.example:8080/shop.asmx</p>");
    expect(portsOf(text, other)).toEqual([
      "soap11 http://SHOP.example:8080/Shop.asmx shown",
      "httpGet http://SHOP.example:8080/Shop.asmx shown",
    ]);
  });

  test("are those of https where pages were saved from both", () => {
    const urls = "<p>URL: http://shop.example:8080/Shop.asmx</p><p>URL: https://shop.example/Shop.asmx</p>";
    expect(portsOf(text.replace("<body>", `<body>${urls}`))[0]).toBe("soap11 https://shop.example/Shop.asmx shown");
  });

  test.each(["http://other.example:8080/Shop.asmx", "http://shop.example:8080/Shop2.asmx"])(
    "are not those of another host or path: %s",
    (url) => {
      expect(portsOf(text.replace("<body>", `<body><p>URL: ${url}</p>`))[0]).toBe(
        "soap11 https://shop.example/Shop.asmx assumed",
      );
    },
  );

  test("are those of the URL that a request is sent to", () => {
    const absolute = text.replaceAll("POST /", "POST http://shop.example:8080/");
    expect(portsOf(absolute)).toEqual([
      "soap11 http://shop.example:8080/Shop.asmx shown",
      "httpGet http://shop.example:8080/Shop.asmx shown",
    ]);
  });
});

test("an address of which a variable has no value is reported with its name and the line that gives it one", () => {
  const { service, diagnostics } = observe({ request: '<Lend xmlns="urn:shelf"/>', host: "{{baseUrl}}" });
  expect(service.ports).toEqual([]);
  expect(diagnostics.filter(({ code }) => code === "address-unknown")).toMatchObject([
    {
      message: "found the variable baseUrl without a value in the URL, expected one that gives the address",
      hint: "add the line @baseUrl = https://HOST to the file",
      setting: { address: "https://HOST/PATH" },
    },
  ]);
});

test("a request whose URL has an unset variable goes to the address of others, which is reported", () => {
  const ignore = (): void => undefined;
  const sent = (name: string, url: string) =>
    `POST ${url}/${name}\nSOAPAction: urn:${name}\n\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${name} xmlns="urn:shelf"/></s:Body></s:Envelope>\n\n###\n`;
  const source = { path: "a.http", text: sent("Lend", "https://shelf.example") + sent("Renew", "{{other}}") };
  const recorded = recordingPage(source, readHttpFile(source, ignore), () => true, ignore);
  const { service, diagnostics } = infer([recorded]);
  expect(service.ports.map(({ address }) => address)).toEqual(["https://shelf.example/Lend"]);
  expect(diagnostics.filter(({ code }) => code === "address-unknown")).toMatchObject([
    {
      message:
        "found the variable other without a value in the URL, expected one that gives the address; Renew is sent to https://shelf.example/Lend like other requests",
      hint: "add the line @other = https://HOST to the file",
    },
  ]);
});

test("the hint about a sample without an address is a line above it that gives the address", () => {
  const envelope =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Lend xmlns="urn:shelf"/></s:Body></s:Envelope>\n';
  const read = (text: string) => {
    const ignore = (): void => undefined;
    const { service, diagnostics } = infer([readHelpPage({ path: "Lend.txt", text }, ignore)]);
    const hints = diagnostics.filter(({ code }) => code === "address-unknown").map(({ hint }) => hint);
    return { hints, addresses: service.ports.map(({ address }) => address) };
  };
  expect(read(envelope)).toEqual({ hints: ["write URL: https://HOST/PATH above the request"], addresses: [] });
  const values = envelope.replace("/></s:Body>", "><Isbn>4711</Isbn></Lend></s:Body>");
  expect(read(values)).toEqual({ hints: ["write URL: https://HOST/PATH above the request"], addresses: [] });
  const line = "URL: https://shelf.example/Shelf.asmx";
  expect(read(`${line}\n\n${envelope}`)).toEqual({ hints: [], addresses: ["https://shelf.example/Shelf.asmx"] });
});
