import { describe, expect, test } from "vitest";
import { addressing2004, addressing2005, securityNamespaces } from "../../../generator/namespaces.js";
import { infer, page, readPages, soap } from "../infer.js";
import { observe } from "../observe.js";

const { wsse, wsu, ds } = securityNamespaces;
const security = (parts: string) => `<w:Security xmlns:w="${wsse}" xmlns:u="${wsu}">${parts}</w:Security>`;
const token = (parts: string) => `<w:UsernameToken><w:Username>ann</w:Username>${parts}</w:UsernameToken>`;
const password = "<w:Password>x</w:Password>";
const signature = `<d:Signature xmlns:d="${ds}"><d:SignedInfo/></d:Signature>`;
const ticket = '<Ticket xmlns="urn:shop"><Id>7</Id></Ticket>';
const addressing = (namespace: string, action = "urn:shop/Find") =>
  `<a:Action xmlns:a="${namespace}">${action}</a:Action><a:To xmlns:a="${namespace}">http://shop.example/find</a:To>`;

/** The header blocks of the request of `Find`, and the notes on those that are left out. */
function found(header: string) {
  const { service, diagnostics } = observe({ request: '<Find xmlns="urn:shop"/>', header });
  const [operation] = service.operations;
  const notes = diagnostics.filter(({ code }) => code === "header-of-steps");
  return {
    operation,
    blocks: operation?.request.header.map(({ name }) => name.local),
    notes: notes.map(({ message, hint }) => ({ message, hint })),
  };
}

test("blocks that steps write are left out of the types of requests, with the line that sends them", () => {
  const parts = "<u:Timestamp><u:Created>2026-01-01T00:00:00Z</u:Created></u:Timestamp>" + token(password);
  const { blocks, notes } = found(addressing(addressing2005) + security(parts) + ticket);
  expect(blocks).toEqual(["Ticket"]);
  const options = "steps: [addressing(), security([timestamp(), usernameToken({ username, password })])]";
  expect(notes).toEqual([
    {
      message: `found the header blocks Action, To and Security in requests, expected the port to send them with ${options}; the types of requests leave them out`,
      hint: `write: soap11(address, { ${options} }), with the configuration "runtimeParts": ["addressing","security"] unless the runtime is a package`,
    },
  ]);
});

describe("the line has the form of", () => {
  test.each([
    ["a digest", token('<w:Password Type="urn:x#PasswordDigest">x</w:Password>'), ', passwordType: "digest"'],
    ["a text with a nonce", token(`${password}<w:Nonce>x</w:Nonce><u:Created>x</u:Created>`), ", nonce: true"],
  ])("%s", (_, parts, options) => {
    const [note] = found(security(parts)).notes;
    expect(note?.message).toContain(`[security([usernameToken({ username, password${options} })])];`);
  });

  test("a user name alone, a signature, and the earlier version of WS-Addressing", () => {
    expect(found(security(token(""))).notes[0]?.hint).toContain("usernameToken({ username })");
    const signed = `<w:BinarySecurityToken>MII</w:BinarySecurityToken>${signature}`;
    expect(found(security(signed)).notes[0]?.hint).toContain("security([x509Signature({ key, certificate })])");
    expect(found(addressing(addressing2004)).notes[0]?.hint).toContain('addressing({ version: "2004/08" })');
  });
});

test.each([
  ["a token of SAML", security(`${token(password)}<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>`)],
  ["a token without a signature", security("<w:BinarySecurityToken>YII</w:BinarySecurityToken>")],
  ["nothing", security("")],
  ["text", security("…")],
])("a Security block with %s stays a header block", (_, header) => {
  expect(found(header)).toMatchObject({ blocks: ["Security"], notes: [] });
});

test("blocks that only some callers send, and those of replies, stay", () => {
  const relates = `<a:RelatesTo xmlns:a="${addressing2005}">urn:1</a:RelatesTo>`;
  expect(found(relates)).toMatchObject({ blocks: ["RelatesTo"], notes: [] });
  const responseHeader = addressing(addressing2005);
  const messages = {
    request: '<Find xmlns="urn:shop"/>',
    response: '<FindResponse xmlns="urn:shop"/>',
    responseHeader,
  };
  const { service, codes } = infer(readPages(page("Find", soap("Find", messages))));
  expect(service.operations[0]?.response?.header.map(({ name }) => name.local)).toEqual(["Action", "To"]);
  expect(codes).not.toContain("header-of-steps");
});

test("the Action is that of WS-Addressing, beside an empty SOAPAction and where none is shown", () => {
  const [empty] = found(addressing(addressing2005)).operation?.bindings ?? [];
  expect(empty).toMatchObject({ action: "", addressingAction: "urn:shop/Find" });
  const [word] = found(addressing(addressing2005, "string")).operation?.bindings ?? [];
  expect(word).not.toHaveProperty("addressingAction");
  const envelope = (header: string, body: string) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  const text = `${envelope(addressing(addressing2005, "urn:shop/Shop/FindRequest"), '<Find xmlns="urn:shop"/>')}\n\n${envelope("", '<FindResponse xmlns="urn:shop"/>')}\n`;
  const { service } = infer(readPages(`Find\n\nSOAP 1.1\n\nRequest:\n${text}`));
  expect(service).toMatchObject({
    ports: [{ binding: "soap11", address: "http://shop.example/find" }],
    operations: [{ name: "Find", bindings: [{ action: "urn:shop/Shop/FindRequest" }] }],
  });
  expect(service.operations[0]?.bindings[0]).not.toHaveProperty("addressingAction");
});
