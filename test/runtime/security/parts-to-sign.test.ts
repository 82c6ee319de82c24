import { expect, test } from "vitest";
import { identifyParts, type SignedPart } from "../../../templates/runtime/security/parts-to-sign.js";

const base = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
const wsse = `${base}wssecurity-secext-1.0.xsd`;
const wsu = `${base}wssecurity-utility-1.0.xsd`;

function identified(blocks: string, body: string, parts: readonly SignedPart[], declarations = ""): string {
  const envelope =
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"${declarations}><s:Header>` +
    `<o:Security xmlns:o="${wsse}"></o:Security>${blocks}</s:Header>${body}</s:Envelope>`;
  const { bytes, end } = identifyParts(
    new TextEncoder().encode(envelope),
    { parts, prefixList: [], isOptional: false },
    (number) => `n${number}`,
  );
  const text = new TextDecoder().decode(bytes);
  expect(text.slice(end)).toMatch(/^<\/o:Security>/);
  return text.slice(end + "</o:Security>".length);
}

test("parts get ids with a prefix that means nothing else, and keep theirs", () => {
  const blocks = `<a:A xmlns:a="urn:a"/><a:B xmlns:a="urn:a" xmlns:u="${wsu}" u:Id="own" />`;
  expect(identified(blocks, "<s:Body><x/></s:Body>", ["body", { namespace: "urn:a" }])).toBe(
    `<a:A xmlns:wsu="${wsu}" wsu:Id="n1" xmlns:a="urn:a"/><a:B xmlns:a="urn:a" xmlns:u="${wsu}" u:Id="own" /></s:Header>` +
      `<s:Body xmlns:wsu="${wsu}" wsu:Id="n3"><x/></s:Body></s:Envelope>`,
  );
  expect(identified("", "<s:Body/>", ["body"], ` xmlns:wsu="${wsu}"`)).toContain('<s:Body wsu:Id="n1"/>');
  expect(identified("", "<s:Body><wsu:x/></s:Body>", ["body"], ' xmlns:wsu="urn:x" xmlns:wsu1="urn:y"')).toContain(
    `<s:Body xmlns:wsu2="${wsu}" wsu2:Id="n1"><wsu:x/></s:Body>`,
  );
});

test("ids that are equal or no names are refused", () => {
  const twins = `<a xmlns="urn:a" xmlns:u="${wsu}" u:Id="x"/>`.repeat(2);
  expect(() => identified(twins, "<s:Body/>", [{ namespace: "urn:a" }])).toThrow(
    'expected different ids of the signed parts, found two of "x"',
  );
  const odd = `<a xmlns="urn:a" xmlns:u="${wsu}" u:Id="&quot;"/>`;
  expect(() => identified(odd, "<s:Body/>", [{ namespace: "urn:a" }])).toThrow(
    "expected a name as the wsu:Id of <a>, found another text",
  );
});

test("all prefixes are those that are declared in a part and around it, each once", () => {
  const soap = "http://schemas.xmlsoap.org/soap/envelope/";
  const prefixesOf = (declarations: string, content: string): readonly string[] | undefined => {
    const envelope =
      `<s:Envelope xmlns:s="${soap}"${declarations}><s:Header><o:Security xmlns:o="${wsse}"/></s:Header>` +
      `<s:Body>${content}</s:Body></s:Envelope>`;
    return identifyParts(
      new TextEncoder().encode(envelope),
      { parts: ["body"], prefixList: "all", isOptional: false },
      () => "id",
    ).parts[0]?.prefixes;
  };
  expect(prefixesOf("", "")).toEqual(["s", "wsu"]);
  expect(prefixesOf(' xmlns:b="urn:b"', '<x xmlns:a="urn:a"><y xmlns:a="urn:a2"/></x><z/>')).toEqual([
    "a",
    "b",
    "s",
    "wsu",
  ]);
  expect(prefixesOf(' xmlns="urn:d"', "<x/>")).toEqual(["#default", "s", "wsu"]);
  expect(prefixesOf("", '<x xmlns="urn:d" xml:lang="en"/>')).toEqual(["#default", "s", "wsu"]);
});
