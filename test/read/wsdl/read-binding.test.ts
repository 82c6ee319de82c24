import { expect, test } from "vitest";
import type { WsdlBinding } from "../../../generator/read/wsdl/wsdl.js";
import { name, wsdl } from "./wsdl-text.js";
import { placeless, required } from "./read.js";

function binding(content: string): WsdlBinding {
  const { bindings } = wsdl(`<w:binding name="B" type="t:P">${content}</w:binding>`);
  return required(bindings.get("{urn:t}B"));
}

test.each([
  ['<soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>', { kind: "soap11", style: "document" }],
  ['<soap12:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http/"/>', { kind: "soap12", style: "rpc" }],
  ['<soap:binding transport="urn:jms"/>', { kind: "soap11", style: "document", transport: { uri: "urn:jms" } }],
  ['<http:binding verb="GET"/>', { kind: "httpGet" }],
  ['<http:binding verb="post"/>', { kind: "httpPost" }],
  ['<b:binding xmlns:b="urn:corba"/>', { kind: "other", what: "urn:corba binding" }],
  ["", { kind: "other", what: "" }],
])("a binding with %s is %j", (content, protocol) => {
  expect(placeless(binding(content).protocol)).toEqual(protocol);
});

test("a bound operation keeps an empty action, which is not the same as none", () => {
  const { operations } = binding(
    '<soap:binding/><w:operation name="a"><soap:operation soapAction="" style="rpc"/></w:operation>' +
      '<w:operation name="b"><soap:operation/></w:operation>',
  );
  expect(operations[0]).toMatchObject({ action: "", style: "rpc" });
  expect(operations[1]).not.toHaveProperty("action");
});

test("a body has its use, namespace and parts, of which there may be none", () => {
  const { operations } = binding(
    '<soap:binding/><w:operation name="a"><w:input name="i"><soap:body use="encoded" namespace="urn:b" parts=""/></w:input>' +
      '<w:output><soap:body parts="x y"/></w:output></w:operation>',
  );
  expect(placeless(operations[0])).toMatchObject({
    inputName: "i",
    input: { body: { use: "encoded", namespace: "urn:b", parts: [] }, content: { kind: "soap" } },
    output: { body: { use: "literal", parts: ["x", "y"] } },
  });
});

test("header blocks are read, and those that wsdl:required demands", () => {
  const { operations } = binding(
    '<soap:binding/><w:operation name="a"><w:input><soap:header message="t:M" part="p" use="literal"/>' +
      '<soap:header message="t:M" part="q" w:required="true"/><soap:body/></w:input><w:fault/></w:operation>',
  );
  expect(placeless(operations[0])).toMatchObject({
    input: {
      header: [
        { message: name("M"), part: "p", use: "literal", required: false },
        { part: "q", required: true },
      ],
    },
  });
});

test("header blocks of faults about a header block are read", () => {
  const { operations } = binding(
    '<soap:binding/><w:operation name="a"><w:input><soap:header message="t:M" part="p" use="literal">' +
      '<soap:headerfault message="t:F" part="q" use="literal"/><soap:headerfault/></soap:header><soap:body/></w:input></w:operation>',
  );
  expect(placeless(operations[0])).toMatchObject({
    input: { header: [{ message: name("M"), part: "p", faults: [{ message: name("F"), part: "q", use: "literal" }] }] },
  });
});

test("the body in multipartRelated is found", () => {
  const { operations } = binding(
    '<soap:binding/><w:operation name="a"><w:input><mime:multipartRelated><mime:part><soap:body use="literal"/>' +
      '<soap:header message="t:M" part="p"/></mime:part></mime:multipartRelated></w:input></w:operation>',
  );
  expect(operations[0]?.input).toMatchObject({
    body: { use: "literal" },
    header: [{ part: "p" }],
    content: { kind: "multipart", attachments: [] },
  });
});

test.each([
  ['<mime:content part="p" type="image/png"/>', [["p", "image/png"]]],
  ['<mime:content part="p" type=" text/xml; charset=utf-8 "/>', [["p", "text/xml; charset=utf-8"]]],
  ['<mime:content part="p"/><mime:content type="*"/>', [["p", "*/*"], [undefined, "*/*"]]], // prettier-ignore
  ['<mime:mimeXml part="p"/>', [["p", "text/xml"]]],
  ['<mime:content part="p" type="image/png&#10;X: y"/>', [["p", "*/*"]]],
])("the contents of a part with %s are %j", (content, expected) => {
  const { operations } = binding(
    `<soap:binding/><w:operation name="a"><w:input><mime:multipartRelated><mime:part>${content}</mime:part></mime:multipartRelated></w:input></w:operation>`,
  );
  const form = operations[0]?.input?.content;
  const parts = form?.kind === "multipart" ? form.attachments : [];
  expect(parts.map(({ contents }) => contents.map(({ part, type }) => [part, type]))).toEqual([expected]);
});

test.each([
  ["<http:urlEncoded/>", { kind: "urlEncoded" }],
  ["<http:urlReplacement/>", { kind: "urlReplacement" }],
  ['<mime:content type="text/plain"/>', { kind: "mimeContent", type: "text/plain" }],
  ["<mime:mimeXml/>", { kind: "mimeXml" }],
  ['<mime:mimeXml part="Body"/>', { kind: "mimeXml", part: "Body" }],
  ['<mime:content part="p"/>', { kind: "mimeContent", type: "*/*", part: "p" }],
  ["", { kind: "none" }],
])("a message of HTTP with %s is %j", (content, expected) => {
  const { operations } = binding(
    `<http:binding verb="GET"/><w:operation name="a"><http:operation location="/a"/><w:input>${content}</w:input></w:operation>`,
  );
  expect(operations[0]).toMatchObject({ location: "/a", input: { content: expected } });
});
