import { expect, test } from "vitest";
import { serve } from "../../../templates/runtime/server.js";
import { address, ask, handlers, ordersContract } from "../orders-server.js";

const get = (path: string, options = {}) => ask(new Request(address + path), {}, options);

test("the WSDL names the address that it was asked at, and its other documents there", async () => {
  const answer = await get("?wsdl");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(answer.body).toBe(
    [
      `<?xml version="1.0" encoding="utf-8"?>`,
      `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">`,
      `  <import namespace="urn:a" location="${address}?wsdl=a.wsdl"/>`,
      `  <types><schema><import namespace="urn:b" schemaLocation="${address}?xsd=b%20c.xsd" /></schema></types>`,
      `  <import namespace="urn:c" location="https://example.com/c.wsdl"/>`,
      `  <service name="Orders"><port><soap:address location="${address}" /></port></service>`,
      `</definitions>`,
    ].join("\n"),
  );
  expect((await get("?WSDL")).body).toBe(answer.body);
  expect((await get("/?wsdl")).body).toBe(answer.body);
});

test("an address of one's own is escaped", async () => {
  const { body } = await get("?wsdl", { address: `https://h/?a=1&b="<$&$1` });
  expect(body).toContain(`<soap:address location="https://h/?a=1&amp;b=&quot;&lt;$&amp;$1" />`);
});

test("other documents are known by their names and no others", async () => {
  expect((await get("?wsdl=a.wsdl")).body).toBe(`<?xml version="1.0" encoding="utf-8"?><definitions/>`);
  expect((await get("?xsd=b%20c.xsd")).body).toContain("<schema/>");
  for (const name of ["__proto__", "constructor", "toString", "c.xsd", "../a.wsdl"]) {
    expect((await get(`?xsd=${name}`)).status).toBe(404);
  }
});

test("a service without documents serves none, and errors of loading are reported to the service only", async () => {
  const { documents: _, ...contract } = ordersContract();
  const without = await serve(() => contract, handlers)(new Request(`${address}?wsdl`));
  expect(without.status).toBe(404);
  const errors: unknown[] = [];
  const error = new Error("no file /secret");
  const broken = serve(() => ({ ...contract, documents: () => Promise.reject(error) }), handlers, {
    onError: (...told) => errors.push(told),
  });
  const answer = await broken(new Request(`${address}?wsdl`));
  expect([answer.status, await answer.text()]).toEqual([500, "the document could not be loaded\n"]);
  expect(errors).toEqual([[error, undefined]]);
});
