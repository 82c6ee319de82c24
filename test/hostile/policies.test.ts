/** Policies of a size and depth that no service needs: what they cost grows with the document, not with its references. */
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { definitions, read, required } from "../read/wsdl/read.js";
import { signatureRemedy } from "../../generator/policies/signature-remedy.js";
import { compile } from "../support/compile.js";
import { generated } from "./generated.js";

const attributes =
  'xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702" ' +
  'xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" targetNamespace="urn:t"';

function many(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join("");
}

function policy(id: string, content: string): string {
  return `<wsp:Policy wsu:Id="${id}">${content}</wsp:Policy>`;
}

function parts(count: number, namespace: string): string {
  return `<sp:SignedParts>${many(count, (n) => `<sp:Header Namespace="${namespace}" Name="h${n}"/>`)}</sp:SignedParts>`;
}

/** The demands of the operations of a binding that all refer to one policy, and the codes of diagnostics. */
function referring(operations: number, document: string) {
  const reference = '<wsp:PolicyReference URI="#P"/>';
  const each = many(operations, (n) => `<w:operation name="o${n}">${reference}</w:operation>`);
  const binding = `<w:binding name="B" type="t:P"><soap:binding/>${each}</w:binding>`;
  const { wsdl, diagnostics } = read({ "a.wsdl": definitions(document + binding, attributes) });
  const found = required(required(wsdl).bindings.get("{urn:t}B")).operations.map(({ demands }) => demands);
  return { found, codes: diagnostics.map(({ code }) => code) };
}

test("a policy with more parts than a service needs is cut", () => {
  const { found, codes } = referring(2, policy("P", `<sp:AsymmetricBinding/>${parts(50_000, "urn:h")}`));
  expect(found.flat().flatMap(({ parts = [] }) => parts)).toEqual([]);
  expect(codes).toContain("policy-too-large");
});

test("many operations that refer to one large policy do not multiply it", () => {
  const document = policy("P", parts(900, `urn:${"h".repeat(1000)}`));
  const { found, codes } = referring(2000, document);
  const size = found.flat().reduce((sum, demand) => sum + JSON.stringify(demand).length, 0);
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(20_000_000);
  expect(codes).toContain("policy-too-large");
});

test("many operations with a policy of the usual size keep it", () => {
  const { found, codes } = referring(2000, policy("P", parts(10, "urn:h")));
  expect(found.every(([demand]) => demand?.parts?.length === 10)).toBe(true);
  expect(codes).not.toContain("policy-too-large");
});

test("many alternatives, and nested ones, are read once", () => {
  const x509 = "<sp:InitiatorToken><wsp:Policy><sp:X509Token/></wsp:Policy></sp:InitiatorToken>";
  const alternative = `<wsp:All><sp:AsymmetricBinding><wsp:Policy>${x509}</wsp:Policy></sp:AsymmetricBinding></wsp:All>`;
  const wide = `<wsp:ExactlyOne>${alternative.repeat(20_000)}</wsp:ExactlyOne>`;
  expect(referring(1000, policy("P", wide)).found[0]).toHaveLength(2);
  const depth = 90;
  const deep = `${"<wsp:ExactlyOne><wsp:All>".repeat(depth)}${alternative}${"</wsp:All></wsp:ExactlyOne>".repeat(depth)}`;
  expect(referring(1000, policy("P", deep)).found[0]).toHaveLength(2);
});

test("the remedy of many assertions takes linear time", () => {
  const use = { namespace: "urn:p", within: "InitiatorToken" };
  const timeOf = (count: number): number => {
    const signed = Array.from({ length: count }, (_, n) => ({
      name: "SignedParts",
      namespace: "urn:p",
      parts: [`Header {urn:h}${"}".repeat(n % 5)}h${n}`],
    }));
    const demands = [{ name: "AsymmetricBinding", namespace: "urn:p" }, { name: "X509Token", ...use }, ...signed];
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      signatureRemedy(demands);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  timeOf(10_000);
  expect(timeOf(40_000)).toBeLessThan(8 * timeOf(10_000) + 5);
});

test("hostile texts of policies stay in string literals and comments", async () => {
  const hostile = "urn:&quot;*/`${x}\\&#x2028;";
  const x509 = "<sp:InitiatorToken><wsp:Policy><sp:X509Token/></wsp:Policy></sp:InitiatorToken>";
  const content = `<sp:AsymmetricBinding><wsp:Policy>${x509}</wsp:Policy></sp:AsymmetricBinding>${parts(2, hostile)}`;
  const text = definitions(
    `${policy("P", content)}<w:message name="m"/><w:portType name="P"><w:operation name="o"><w:input message="t:m"/></w:operation></w:portType>` +
      '<w:binding name="B" type="t:P"><wsp:PolicyReference URI="#P"/><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>' +
      '<w:operation name="o"><soap:operation soapAction="a"/><w:input><soap:body use="literal"/></w:input></w:operation></w:binding>' +
      '<w:service name="S"><w:port name="p" binding="t:B"><soap:address location="http://a.example/"/></w:port></w:service>',
    attributes,
  );
  const { modules, found } = await generated({ "a.wsdl": text }, {}, defaultConfiguration);
  expect(found.join()).toContain("port-demands");
  expect(modules.size).toBeGreaterThan(0);
  expect(compile(new Map(modules))).toEqual([]);
});

test.each<[string, ports: (count: number) => number, operations: (count: number) => number]>([
  ["ports", (count) => count, () => 2],
  ["operations", () => 2, (count) => count],
])(
  "time and modules grow in proportion to the number of %s that have policies of their own",
  async (_, ports, operations) => {
    const x509 = (use: string): string => `<sp:${use}><wsp:Policy><sp:X509Token/></wsp:Policy></sp:${use}>`;
    const tokens = x509("InitiatorToken") + x509("RecipientToken");
    const own = (n: number): string =>
      policy(
        `P${n}`,
        `<sp:AsymmetricBinding><wsp:Policy>${tokens}</wsp:Policy></sp:AsymmetricBinding>${parts(2, `urn:h${n}`)}`,
      );
    const reference = (n: number): string => `<wsp:PolicyReference URI="#P${n}"/>`;
    const textOf = (count: number): string => {
      const each = (text: (n: number) => string): string =>
        many(operations(count), (n) => `<w:operation name="o${n}">${text(n)}</w:operation>`);
      const http = '<soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>';
      const body = '<w:input><soap:body use="literal"/></w:input>';
      const bound = each((n) => `${reference(n)}<soap:operation soapAction="a${n}"/>${body}`);
      return definitions(
        many(count, own) +
          `<w:message name="m"/><w:portType name="P">${each(() => '<w:input message="t:m"/>')}</w:portType>` +
          many(ports(count), (n) => `<w:binding name="B${n}" type="t:P">${reference(n)}${http}${bound}</w:binding>`) +
          `<w:service name="S">${many(ports(count), (n) => `<w:port name="p${n}" binding="t:B${n}"><soap:address location="http://a.example/${n}"/></w:port>`)}</w:service>`,
        attributes,
      );
    };
    const costOf = async (count: number): Promise<{ readonly time: number; readonly size: number }> => {
      const text = textOf(count);
      const times: number[] = [];
      let size = 0;
      for (let run = 0; run < 2; run++) {
        const start = performance.now();
        const { modules } = await generated({ "a.wsdl": text }, {}, defaultConfiguration);
        times.push(performance.now() - start);
        size = [...modules.values()].join("").length;
      }
      return { time: Math.min(...times), size };
    };
    const [few, most] = [await costOf(20), await costOf(160)];
    expect(few.size).toBeGreaterThan(0);
    expect(most.size).toBeLessThan(10 * few.size);
    expect(most.time).toBeLessThan(24 * few.time);
  },
);
