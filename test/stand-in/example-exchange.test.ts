import { expect, test } from "vitest";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import { multipart, string } from "../../templates/runtime/index.js";
import type { Contract } from "../../templates/runtime/server.js";
import { exampleExchange } from "../../templates/stand-in/example-exchange.js";
import { emptyPages } from "../support/empty-pages.js";

const body = (name: string) => ({ namespace: "urn:claims", sequence: { [name]: string } });
const sendClaim = (): AnyOperation => ({
  name: "SendClaim",
  request: { body: body("SendClaim"), parts: { photo: ["image/*", "image/png"], form: ["text/xml"] } },
  response: { body: body("SendClaimResponse"), parts: { note: ["*/*"] } },
  attachments: multipart(),
});
const contract: Contract = {
  name: "Claims",
  namespace: "urn:claims",
  bindings: ["soap11"],
  path: "/claims",
  operations: { sendClaim: { operation: sendClaim, bindings: ["soap11"] } },
  pages: emptyPages,
};

test("an example of an operation with attachments is a multipart, the same each time", async () => {
  const operation = { operation: sendClaim, bindings: ["soap11"] } as const;
  const example = () =>
    exampleExchange({ contract, operation, binding: "soap11", address: "http://claims.example/claims" });
  const exchange = await example();
  if (exchange.kind === "none") throw new Error(exchange.reason);
  const { request, response } = exchange;
  expect(request.httpHeaders["Content-Type"]).toBe(
    'multipart/related; type="text/xml"; boundary="part-1"; start="<root.1@soapwright>"',
  );
  const part = (type: string, id: string, content: string) =>
    `--part-1\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}=1@soapwright>\r\n\r\n${content}\r\n`;
  expect(request.body).toContain(
    `${part("image/png", "photo", "example of photo")}${part("text/xml", "form", "<example/>")}--part-1--`,
  );
  expect(response.contentType).toBe(request.httpHeaders["Content-Type"]);
  expect(response.body).toContain(`${part("text/plain", "note", "example of note")}--part-1--`);
  expect(await example()).toEqual(exchange);
});
