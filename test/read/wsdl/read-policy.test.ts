import { expect, test } from "vitest";
import { definitions, read, required } from "./read.js";

const policies =
  'xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702" ' +
  'xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" ' +
  'xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"';
const attributes = `${policies} targetNamespace="urn:t"`;

/** The demands of a binding with this content, beside these policies of the document. */
function demandsOf(content: string, document = "", on = ""): readonly string[] {
  const binding = `<w:binding name="B" type="t:P" ${on}>${content}<soap:binding/></w:binding>`;
  const { wsdl } = read({ "a.wsdl": definitions(document + binding, attributes) });
  return required(required(wsdl).bindings.get("{urn:t}B")).demands;
}

const token = "<sp:SupportingTokens><wsp:Policy><sp:UsernameToken/></wsp:Policy></sp:SupportingTokens>";

test("a policy is found inline, by reference, in an attribute, and in the operations of the binding", () => {
  const document = `<wsp:Policy wsu:Id="UT"><wsp:ExactlyOne><wsp:All>${token}</wsp:All></wsp:ExactlyOne></wsp:Policy>`;
  const expected = ["a UsernameToken of WS-Security"];
  expect(demandsOf(`<wsp:Policy>${token}</wsp:Policy>`)).toEqual(expected);
  expect(demandsOf('<wsp:PolicyReference URI="#UT"/>', document)).toEqual(expected);
  expect(demandsOf("", document, 'wsp:PolicyURIs="#Gone #UT"')).toEqual(expected);
  expect(
    demandsOf('<w:operation name="o"><w:input><wsp:PolicyReference URI="#UT"/></w:input></w:operation>', document),
  ).toEqual(expected);
});

test("an assertion that is optional, or missing in an alternative, demands nothing", () => {
  expect(demandsOf('<wsp:Policy><wsam:Addressing wsp:Optional="true"/></wsp:Policy>')).toEqual([]);
  const either = `<wsp:All><wsam:Addressing/>${token}</wsp:All><wsp:All><wsam:Addressing/></wsp:All>`;
  expect(demandsOf(`<wsp:Policy><wsp:ExactlyOne>${either}</wsp:ExactlyOne></wsp:Policy>`)).toEqual(["WS-Addressing"]);
});

test("an extension counts if it is required, and those of SOAP do not", () => {
  expect(demandsOf("<wsaw:UsingAddressing/>")).toEqual([]);
  expect(demandsOf('<wsaw:UsingAddressing w:required="true"/>')).toEqual(["WS-Addressing"]);
  expect(demandsOf('<x:queue xmlns:x="urn:x" w:required="1"/>')).toEqual(['the extension queue of "urn:x"']);
  expect(demandsOf('<w:operation name="o"><w:input><soap:header w:required="true"/></w:input></w:operation>')).toEqual(
    [],
  );
});

test("a policy that refers to itself ends, and many references to one policy are read once", () => {
  const loop = `<wsp:Policy wsu:Id="A"><wsp:PolicyReference URI="#A"/>${token}</wsp:Policy>`;
  expect(demandsOf('<wsp:PolicyReference URI="#A"/>', loop)).toEqual(["a UsernameToken of WS-Security"]);
  const chain = Array.from(
    { length: 40 },
    (_, index) =>
      `<wsp:Policy wsu:Id="P${index}">${`<wsp:PolicyReference URI="#P${index + 1}"/>`.repeat(2)}</wsp:Policy>`,
  );
  expect(demandsOf('<wsp:PolicyReference URI="#P0"/>', chain.join(""))).toEqual([]);
});
