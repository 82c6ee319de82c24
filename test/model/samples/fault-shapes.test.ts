import { describe, expect, test } from "vitest";
import { readConfiguration } from "../../../generator/configuration.js";
import { inspect } from "../../../generator/inspect.js";
import { helpPage } from "../../support/help-page.js";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { fault, infer, page, readPages, soap } from "../infer.js";

const request = '<Op xmlns="urn:shop"><a>[int]</a></Op>';
const response = '<OpResponse xmlns="urn:shop"><r>[int]</r></OpResponse>';
const detail = '<NoSuch xmlns="urn:shop"><Code>[int]</Code><Reason>[string]</Reason></NoSuch>';
const noSuch = "NoSuch(Code?: int | nil, Reason?: string | nil)";

describe("a fault among samples is a fault of the operation that it answers", () => {
  test.each([
    ["before the response", soap("Op", { request }) + fault(detail) + soap("Op", { response })],
    ["behind the response", soap("Op", { request, response }) + fault(detail)],
    ["with the status of success", soap("Op", { request, response }) + fault(detail, { status: "200 OK" })],
    ["in SOAP 1.2", soap("Op", { version: "soap12", request, response }) + fault(detail, { version: "soap12" })],
  ])("%s", (_, sections) => {
    const { service, lines, codes } = infer(readPages(page("Op", sections)));
    expect(lines).toEqual(["Op(a: int): OpResponse(r?: int | nil) | fault NoSuch(NoSuch: NoSuch)", noSuch]);
    expect(service.operations[0]?.faults[0]?.element.evidence.name.kind).toBe("shown");
    expect(codes).toEqual([]);
  });

  test("and its detail in SOAP 1.2 may be named as ASMX names it", () => {
    const lower = fault(detail, { version: "soap12" }).replaceAll("soap12:Detail", "detail");
    const sections = soap("Op", { version: "soap12", request, response }) + lower;
    expect(infer(readPages(page("Op", sections))).lines[1]).toBe(noSuch);
  });
});

test("where only a fault is shown, the response is unknown and any reply is taken, with a warning", () => {
  const { lines, codes } = infer(readPages(page("Op", soap("Op", { request }) + fault(detail))));
  expect(lines).toEqual(["Op(a: int): unknown | fault NoSuch(NoSuch: NoSuch)", noSuch]);
  expect(codes).toEqual(["message-missing"]);
});

test("a reply with a status of failure is never the response, whatever it holds", () => {
  const error = "<pre>HTTP/1.1 404 Not Found\nContent-Type: text/html\n\n&lt;html&gt;&lt;br&gt;no</pre>";
  const { lines, codes } = infer(readPages(page("Op", soap("Op", { request }) + error + soap("Op", { response }))));
  expect(lines).toEqual(["Op(a: int): OpResponse(r?: int | nil)"]);
  expect(codes).toEqual([]);
});

test("operations that answer with one fault share its type", () => {
  const once = soap("Op", { request, response }) + fault(detail);
  const { lines, codes } = infer(readPages(page("Op", once), page("Other", once.replaceAll("Op", "Other"))));
  expect(lines.filter((line) => line.startsWith("NoSuch"))).toEqual([noSuch]);
  expect(lines.filter((line) => line.endsWith("fault NoSuch(NoSuch: NoSuch)"))).toHaveLength(2);
  expect(codes).toEqual([]);
});

test("faults of one name that contradict each other take any content, and refuse nothing", () => {
  const other = detail.replace("[int]", "<Number>[int]</Number>");
  const sections = soap("Op", { request, response }) + fault(detail) + fault(other);
  const { lines, diagnostics } = infer(readPages(page("Op", sections)));
  expect(lines).toEqual(["Op(a: int): OpResponse(r?: int | nil) | fault NoSuch(NoSuch: NoSuch)", "NoSuch = unknown"]);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "faults-disagree", related: [{}] }]);
});

test("beside a WSDL a fault contradicts nothing", () => {
  const [head = "", rest = ""] = helpPage().split("HTTP/1.1 200 OK");
  const marked = fault('<Other xmlns="urn:other"><A>int</A></Other>').replace(/<\/?pre>/g, "");
  const reply = marked.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const inspected = (text: string) => {
    const sources = [
      { path: "specs/shop/shop.wsdl", text: shopWsdl() },
      { path: "specs/shop/page.txt", text },
    ];
    const configuration = readConfiguration({ path: "c", text: "{}" }, () => undefined);
    return inspect({ name: "shop", path: "specs/shop", sources }, configuration);
  };
  expect(inspected(`${head}${reply}\n\nHTTP/1.1 200 OK${rest}`).diagnostics).toEqual([]);
  const alone = inspected(`${head}${reply}`);
  expect(alone.diagnostics).toEqual([]);
  expect(alone.services[0]?.operations[0]?.response).toEqual(
    inspected(helpPage()).services[0]?.operations[0]?.response,
  );
});

test("a fault with values is observed, and its texts are read as values", () => {
  const values = detail.replace("[int]", "17").replace("[string]", "2024-02-01T00:00:00Z");
  const { lines, service, codes } = infer(readPages(page("Op", soap("Op", { request, response }) + fault(values))));
  expect(lines[1]).toBe("NoSuch(Code?: string | nil, Reason?: dateTime | … | nil)");
  expect(service.operations[0]?.faults[0]?.element.evidence.name.kind).toBe("observed");
  expect(codes).toEqual([]);
});
