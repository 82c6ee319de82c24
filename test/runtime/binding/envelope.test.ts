import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readEnvelope,
  soap11Namespace,
  soap12Namespace,
  writeEnvelope,
} from "../../../templates/runtime/binding/envelope.js";
import {
  openContent,
  headerBlock,
  attributes,
  anyType,
  encoded,
  int,
  string,
  type Message,
  type XmlElement,
} from "../../../templates/runtime/index.js";
import { mustUnderstand } from "../../../templates/runtime/complex/must-understand.js";
import type { Element } from "../../../templates/runtime/complex/table.js";
import { cancelOperation, getOrderOperation, namespace } from "../orders.js";
import { envelope, orderXml } from "../wire.js";

const encoder = new TextEncoder();
const { request, response = expect.fail("a response") } = getOrderOperation();

function written(...[binding, message, value, header, blocks]: Parameters<typeof writeEnvelope>): string {
  return new TextDecoder().decode(writeEnvelope(binding, message, value, header, blocks, { openContent }));
}

test("requests and responses go both ways in both versions", () => {
  const value = { Number: 1, Customer: " <é>\r\n", Tags: ["", "b"], Lines: [], Seal: new Uint8Array([0, 1, 2]) };
  for (const binding of ["soap11", "soap12"] as const) {
    const read = readEnvelope(writeEnvelope(binding, request, value), request);
    expect(read).toMatchObject({ kind: "ok", value: { ...value, Lines: undefined } });
    const order = { GetOrderResult: { Number: 2, Status: "x" } };
    expect(readEnvelope(writeEnvelope(binding, response, order), response)).toMatchObject({ value: order });
  }
});

test("a message of parts is read and written as an object", () => {
  const parts: Message = { body: { namespace: "", sequence: { a: int, b: { type: string, namespace: "urn:b" } } } };
  const text = written("soap11", parts, { a: 1, b: "x" });
  expect(text).toContain('<soap:Body><a>1</a><b xmlns="urn:b">x</b></soap:Body>');
  expect(readEnvelope(encoder.encode(text), parts)).toMatchObject({ value: { a: 1, b: "x" } });
  const more = written("soap11", parts, {
    a: 1,
    b: "x",
    $any: [{ name: "c", namespace: "", attributes: [], children: [] }],
  });
  expect(readEnvelope(encoder.encode(more), parts)).toMatchObject({ value: { a: 1, b: "x", $any: [{ name: "c" }] } });
  const none: Message = { body: {} };
  expect(written("soap11", none, {})).toContain("<soap:Body></soap:Body>");
  expect(readEnvelope(encoder.encode(written("soap11", none, {})), none)).toMatchObject({ value: {} });
});

test("a reply that no sample shows may be any element, whatever its namespace and content", () => {
  for (const reply of ['<Price xmlns="urn:n">9</Price>', "<a><b/></a>", '<x:R xmlns:x="urn:x" a="1"/>']) {
    const read = readEnvelope(encoder.encode(envelope("soap11", reply)), { body: {} });
    expect(read).toMatchObject({ kind: "ok", value: { $any: [{ attributes: expect.any(Array) as unknown }] } });
  }
});

test("a second element in place of the one that is the body is refused", () => {
  const message: Message = { body: { namespace: "urn:n", sequence: { Answer: int } } };
  const answer = '<Answer xmlns="urn:n">42</Answer>';
  const read = (body: string) => readEnvelope(encoder.encode(envelope("soap11", body)), message);
  expect(() => read(answer + answer)).toThrow('expected one <Answer> of "urn:n", found a second');
  expect(read(`${answer}<Other/>`)).toMatchObject({ value: 42 });
  const parts: Message = { body: { namespace: "", sequence: { a: int, b: string } } };
  const several = encoder.encode(envelope("soap11", "<a>1</a><b>x</b><a>2</a>"));
  expect(() => readEnvelope(several, parts)).toThrow('expected one <a> of "", found a second');
});

test("an element that is the body may have a simple type", () => {
  const message: Message = { body: { namespace: "urn:n", sequence: { Answer: int } } };
  const text = written("soap12", message, 42);
  expect(text).toContain('<Answer xmlns="urn:n">42</Answer>');
  expect(readEnvelope(encoder.encode(text), message)).toMatchObject({ value: 42 });
});

test("a header without blocks is not written, and may be absent or empty when read", () => {
  const { response: cancel = expect.fail("a response") } = cancelOperation();
  const body = `<CancelResponse xmlns="${namespace}"/>`;
  expect(written("soap11", cancel, {}, {})).not.toContain("Header");
  for (const text of [
    envelope("soap11", body),
    envelope("soap11", body).replace("<soap:Body>", "<soap:Header/><soap:Body>"),
  ]) {
    expect(readEnvelope(encoder.encode(text), cancel)).toMatchObject({ kind: "ok", header: {} });
  }
});

test("a header block that must be there is missed", () => {
  const { request: cancel } = cancelOperation();
  const text = envelope("soap11", `<Cancel xmlns="${namespace}"><Number>1</Number></Cancel>`);
  expect(() => readEnvelope(encoder.encode(text), cancel)).toThrow(
    'expected <Login> of "http://orders.example/", found no <Header>',
  );
  const value = { Number: 1 };
  const header = { Login: { UserName: "u", Password: "" } };
  expect(readEnvelope(writeEnvelope("soap12", cancel, value, header), cancel)).toMatchObject({ value, header });
});

test("prefixes, comments and white space are as they like", () => {
  const text = `<?xml version='1.0'?><!-- a --><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:o="${namespace}">
    <e:Header><!-- b --></e:Header>
    <e:Body><?c d?>
      <o:GetOrderResponse><o:GetOrderResult><o:Number> 7 </o:Number><o:Status><![CDATA[<x>]]></o:Status></o:GetOrderResult></o:GetOrderResponse>
    </e:Body>
  </e:Envelope><!-- e -->`;
  expect(readEnvelope(encoder.encode(text), response)).toMatchObject({
    value: { GetOrderResult: { Number: 7, Status: "<x>" } },
  });
  const unprefixed = text.replace(/e:(?=Env|Head|Body)/g, "").replace("xmlns:e=", "xmlns=");
  expect(readEnvelope(encoder.encode(unprefixed), response)).toMatchObject({
    value: { GetOrderResult: { Number: 7 } },
  });
});

test("text in a value stays text", () => {
  const Status = '<?xml version="1.0"?><soap:Fault/>]]>&amp;';
  const read = readEnvelope(writeEnvelope("soap11", response, { GetOrderResult: { Number: 1, Status } }), response);
  expect(read).toMatchObject({ kind: "ok", value: { GetOrderResult: { Status } } });
});

test("a Fault in another namespace is not a fault", () => {
  const text = envelope("soap11", `<Fault xmlns="urn:x"/>${orderXml("x")}`);
  expect(readEnvelope(encoder.encode(text), response)).toMatchObject({ kind: "ok" });
});

test("header blocks are read as they were written", () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/);
  const text = fc.stringMatching(/^[ -~é€]{1,12}$/);
  const namespaces = fc.constantFrom("", "urn:a", "urn:b", namespace);
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.record({
      name,
      namespace: namespaces,
      attributes: fc.uniqueArray(fc.record({ name, namespace: namespaces, value: text }), {
        selector: (a) => `${a.namespace} ${a.name}`,
        maxLength: 3,
      }),
      children: fc.oneof(
        { depthSize: "small" },
        text.map((t) => [t]),
        fc.array(tie("element"), { maxLength: 2 }),
      ),
    }),
  }));
  const bare = ({ name, namespace, attributes, children }: XmlElement): unknown => ({
    name,
    namespace,
    attributes: attributes
      .filter((a) => a.namespace !== "http://www.w3.org/2000/xmlns/")
      .map(({ name, namespace, value }) => ({ name, namespace, value })),
    children: children.map((child) => (typeof child === "string" ? child : bare(child))),
  });
  fc.assert(
    fc.property(element, (block) => {
      fc.pre(!(block.namespace === namespace && block.name === "Login"));
      const read = readEnvelope(writeEnvelope("soap11", request, { Number: 1 }, {}, [headerBlock(block)]), request);
      const { $any = [] } = (read?.kind === "ok" ? read.header : {}) as { $any?: XmlElement[] };
      expect($any.map(bare)).toEqual([bare(block)]);
    }),
  );
});

test("a header block with mustUnderstand is written with it in both versions, unless its value states it", () => {
  const block = (type: Element["type"], more: Partial<Element> = {}): Element => ({
    type,
    mark: mustUnderstand,
    ...more,
  });
  const message: Message = {
    body: {},
    header: {
      namespace: "urn:n",
      sequence: {
        Plain: { type: string },
        Text: block(string),
        Nil: block(string, { nillable: true }),
        Local: block({ sequence: { A: int } }, { namespace: "" }),
        Attributes: block({ attributes: attributes({ $id: int }), sequence: {} }),
        Many: block(int, { maxOccurs: Infinity }),
        Any: block(anyType),
        Own: block({ namespace: "urn:n", sequence: { A: int } }),
      },
    },
  };
  const namespaceOf = { soap11: soap11Namespace, soap12: soap12Namespace };
  const any = { name: "x", namespace: "", attributes: [], children: ["a"] };
  const header = {
    Plain: "a",
    Text: "a",
    Nil: null,
    Local: { A: 1 },
    Attributes: { $id: 1 },
    Many: [1, 2],
    Any: any,
  };
  for (const binding of ["soap11", "soap12"] as const) {
    const own = { name: "mustUnderstand", namespace: namespaceOf[binding], value: "0" };
    const text = written(binding, message, {}, { ...header, Own: { A: 1, $attributes: [own] } });
    expect(/<soap:Header>(.*)<\/soap:Header>/.exec(text)?.[1]).toBe(
      [
        '<Plain xmlns="urn:n">a</Plain>',
        '<Text soap:mustUnderstand="1" xmlns="urn:n">a</Text>',
        '<Nil soap:mustUnderstand="1" xmlns="urn:n" xsi:nil="true"/>',
        '<Local soap:mustUnderstand="1"><A xmlns="urn:n">1</A></Local>',
        '<Attributes soap:mustUnderstand="1" xmlns="urn:n" id="1"></Attributes>',
        '<Many soap:mustUnderstand="1" xmlns="urn:n">1</Many><Many soap:mustUnderstand="1" xmlns="urn:n">2</Many>',
        '<Any soap:mustUnderstand="1" xmlns="urn:n">a</Any>',
        `<Own xmlns="urn:n" xmlns:a1="${namespaceOf[binding]}" a1:mustUnderstand="0"><A>1</A></Own>`,
      ].join(""),
    );
    expect(readEnvelope(encoder.encode(text), message)).toMatchObject({
      header: { Text: "a", Local: { A: 1 } },
    });
  }
});

test("a header block with mustUnderstand may have any length", () => {
  const header = { namespace: "urn:n", sequence: { Text: { type: string, mark: mustUnderstand } } };
  for (let length = 700; length < 1100; length++) {
    const text = written("soap11", { body: {}, header }, {}, { Text: "a".repeat(length) });
    expect(text).toContain(`<Text soap:mustUnderstand="1" xmlns="urn:n">${"a".repeat(length)}</Text></soap:Header>`);
  }
});

test("a header block with mustUnderstand in SOAP encoding is written with it", () => {
  const header = {
    namespace: "urn:n",
    sequence: { Key: { type: string, mark: mustUnderstand, encoded }, Text: { type: string, mark: mustUnderstand } },
  };
  const text = written("soap11", { body: {}, header }, {}, { Key: "a", Text: "b" });
  expect(text).toMatch(
    /<(?:\w+:)?Key soap:mustUnderstand="1" [^>]*>a<.*<Text soap:mustUnderstand="1" xmlns="urn:n">b</,
  );
});
