import { expect, test } from "vitest";
import { serve, type Contract } from "../../../templates/runtime/server.js";
import { address, ask, handlers, ordersContract } from "../orders-server.js";

const get = (path: string, options = {}) => ask(new Request(address + path), {}, options);

test("the service's address shows the list of its operations, with that address in it", async () => {
  const answer = await get("");
  expect(answer).toMatchObject({ status: 200, errors: [] });
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.body).toBe(
    `<html><p>Orders &amp; their lines.</p><p>${address}</p><a href="?op=GetOrder">GetOrder</a></html>`,
  );
  expect((await get("/")).body).toBe(answer.body);
});

test("the page of an operation shows where the service is, in the samples of each binding", async () => {
  const expected = (path: string, host: string) =>
    `<html><a href="${path}">All</a><h2>Touch</h2>\n` +
    `<pre>POST ${path} HTTP/1.1\nHost: ${host}\n\nSOAP 1.1</pre>\n<pre>SOAP 1.2</pre>\n` +
    `<pre>GET ${path === "/" ? "" : path}/Touch? HTTP/1.1\nHost: ${host}\n\nHTTP GET</pre></html>`;
  expect((await get("?op=Touch")).body).toBe(expected("/orders.asmx", "orders.example"));
  const elsewhere = { address: "http://gateway.example:8080/a/b" };
  expect((await get("?op=Touch", elsewhere)).body).toBe(expected("/a/b", "gateway.example"));
  expect((await get("?op=Touch", { address: "http://gateway.example" })).body).toBe(expected("/", "gateway.example"));
});

test("an operation that is not there has no page", async () => {
  for (const name of ["Nothing", "", "__proto__", "constructor", "%3Cscript%3E"]) {
    const answer = await get(`?op=${name}`);
    expect([answer.status, answer.body]).toEqual([404, "expected the name of an operation\n"]);
  }
});

test.each<[url: string, path: string]>([
  ["https://orders.example/$&/'%3Cscript%3E\"&amp;/orders.asmx", "/$&amp;/'%3Cscript%3E%22&amp;amp;/orders.asmx"],
  ["https://orders.example/<!--host-->/orders.asmx", "/%3C!--host--%3E/orders.asmx"],
])("nothing of the address %j is taken for HTML", async (url, path) => {
  const { body } = await ask(new Request(`${url}?op=Touch`));
  expect(body).toContain(`<pre>POST ${path} HTTP/1.1\nHost: orders.example\n`);
  expect(body).toContain(`<a href="${path}">All</a>`);
});

test("pages that cannot be loaded are the status 500, and asked for again with the next request", async () => {
  const error = new Error("no such module");
  let isThere = false;
  const contract = (): Contract => {
    const made = ordersContract();
    return { ...made, pages: () => (isThere ? made.pages() : Promise.reject(error)) };
  };
  const errors: unknown[] = [];
  const service = serve(contract, handlers, { onError: (...told) => void errors.push(told) });
  const answer = await service(new Request(address));
  expect([answer.status, await answer.text()]).toEqual([500, "the page could not be loaded\n"]);
  expect(errors).toEqual([[error, undefined]]);
  isThere = true;
  expect((await service(new Request(address))).status).toBe(200);
});
