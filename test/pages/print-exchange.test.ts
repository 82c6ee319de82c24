import { expect, test } from "vitest";
import { printRequest, printResponse } from "../../generator/pages/print-exchange.js";

const httpHeaders = { "Content-Type": "text/xml; charset=utf-8" };

test("prints a request with its host and the length of its content in bytes", () => {
  const url = "https://shop.example:8443/a.asmx?x=1";
  expect(printRequest({ method: "POST", url, httpHeaders, body: "<Größe />" })).toBe(
    "POST /a.asmx?x=1 HTTP/1.1\nHost: shop.example:8443\nContent-Type: text/xml; charset=utf-8\nContent-Length: 11\n\n<Größe />",
  );
});

test("prints a message without content as its head alone", () => {
  const request = { method: "GET", url: "http://shop.example/a/Op?At=1%3A2", httpHeaders: {}, body: undefined };
  expect(printRequest(request)).toBe("GET /a/Op?At=1%3A2 HTTP/1.1\nHost: shop.example");
  expect(printResponse({ status: 202, contentType: null, body: "" })).toBe("HTTP/1.1 202 Accepted");
});

test("prints a response with its type and its content", () => {
  expect(printResponse({ status: 200, contentType: "text/plain; charset=utf-8", body: "a\n" })).toBe(
    "HTTP/1.1 200 OK\nContent-Type: text/plain; charset=utf-8\nContent-Length: 2\n\na\n",
  );
});
