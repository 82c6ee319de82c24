import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  choice,
  declaredFaults,
  derivation,
  int,
  soap11,
  string,
  unwrap,
  type Reply,
} from "../../../templates/runtime/index.js";
import { readDocument } from "../../../templates/runtime/xml/cursor.js";
import { readEnvelope } from "../../../templates/runtime/binding/envelope.js";
import { writeFaultEnvelope } from "../../../templates/runtime/server/fault-envelope.js";
import { readFault } from "../../../templates/runtime/binding/fault.js";
import type { Fault, FaultCode } from "../../../templates/runtime/binding/reply.js";
import type { Operation } from "../../../templates/runtime/complex/operation.js";
import type { OpenContent, Table } from "../../../templates/runtime/complex/table.js";
import type { XmlAttribute } from "../../../templates/runtime/xml/element.js";
import { errorsMade } from "../../support/errors-made.js";
import { answering, envelope, xml } from "../wire.js";

const encoder = new TextEncoder();

function fault11(content: string): Fault {
  return readFault(
    readDocument(encoder.encode(`<s:Fault xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">${content}</s:Fault>`)),
  );
}

function fault12(content: string): Fault {
  return readFault(
    readDocument(
      encoder.encode(`<soap:Fault xmlns:soap="http://www.w3.org/2003/05/soap-envelope">${content}</soap:Fault>`),
    ),
  );
}

test("a fault of SOAP 1.1 in the words of SOAP 1.2", () => {
  const fault = fault11(
    "<faultcode>s:Client.Authentication.Expired</faultcode>\n <faultstring> log in again\n</faultstring>" +
      '<faultactor>urn:gate</faultactor><detail><e:Why xmlns:e="urn:e" n="1">old</e:Why><Also/></detail>',
  );
  expect(fault).toEqual({
    code: "Sender",
    subcodes: ["Authentication", "Expired"],
    codes: [{ namespace: "http://schemas.xmlsoap.org/soap/envelope/", name: "Client.Authentication.Expired" }],
    reason: "log in again",
    reasons: [{ language: "", text: "log in again" }],
    actor: "urn:gate",
    detail: {
      $any: [
        expect.objectContaining({ name: "Why", namespace: "urn:e", children: ["old"] }),
        { name: "Also", namespace: "", attributes: [], children: [] },
      ],
    },
  });
});

test("the namespaces of codes are kept", () => {
  const soap = "http://schemas.xmlsoap.org/soap/envelope/";
  expect(fault11("<faultcode>s:Client.Old</faultcode>").codes).toEqual([{ namespace: soap, name: "Client.Old" }]);
  expect(fault11('<faultcode xmlns:m="urn:m">m:Odd</faultcode>').codes).toEqual([{ namespace: "urn:m", name: "Odd" }]);
  expect(fault11("<faultcode>undeclared:Odd</faultcode>").codes).toEqual([{ namespace: "", name: "undeclared:Odd" }]);
  expect(fault11("<faultcode>Client</faultcode>").codes).toEqual([{ namespace: "", name: "Client" }]);
  expect(fault11("").codes).toEqual([]);
  const code =
    '<soap:Code xmlns:w="urn:w"><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value>w:Failed</soap:Value>' +
    '<soap:Subcode><soap:Value xmlns:w="urn:inner">w:More</soap:Value></soap:Subcode></soap:Subcode></soap:Code>';
  expect(fault12(code)).toMatchObject({
    code: "Sender",
    subcodes: ["Failed", "More"],
    codes: [
      { namespace: "http://www.w3.org/2003/05/soap-envelope", name: "Sender" },
      { namespace: "urn:w", name: "Failed" },
      { namespace: "urn:inner", name: "More" },
    ],
  });
});

describe("details of typed parts", () => {
  const type = (local: string): object => ({ type: { name: local, namespace: "urn:err" } });
  const declared: Table = {
    namespace: "",
    sequence: {
      Denied: { type: () => ({ ...type("Denied"), sequence: { why: string } }), minOccurs: 0, name: "fault" },
      Oops: { type: () => ({ ...type("Oops"), sequence: { code: int } }), minOccurs: 0, name: "fault" },
      Open: {
        type: () => ({ ...type("Open"), sequence: { more: { type: string, minOccurs: 0 } } }),
        minOccurs: 0,
        name: "fault",
      },
    },
  };
  const read = (detail: string, table = declared): unknown =>
    readFault(
      readDocument(
        encoder.encode(
          `<Fault xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:e="urn:err"><detail>${detail}</detail></Fault>`,
        ),
      ),
      declaredFaults({ detail: table }),
    ).detail;

  test.each<[string, string, object]>([
    ["its content", "<fault><code>3</code></fault>", { Oops: { code: 3 } }],
    ["its content, in the order of faults", "<fault><why>no</why></fault>", { Denied: { why: "no" } }],
    ["all of its content", "<fault><more>x</more></fault>", { Open: { more: "x" } }],
    ["its local name", '<e:fault><code xmlns="">3</code></e:fault>', { Oops: { code: 3 } }],
    ["xsi:type", '<fault xsi:type="e:Open"/>', { Open: {} }],
    [
      "xsi:type in an element of any name",
      '<e:any.Class xsi:type="e:Denied"><why>no</why></e:any.Class>',
      { Denied: { why: "no" } },
    ],
  ])("one is known by %s", (_, detail, expected) => {
    expect(read(detail)).toEqual(expected);
  });

  test("an element with the name of a fault is that one, though its derived type is that of another fault", () => {
    function Base(): Table {
      return {
        type: { name: "Base", namespace: "urn:err" },
        sequence: { why: string },
        derivation: derivation({ More }),
      };
    }
    function More(): Table {
      return { type: { name: "More", namespace: "urn:err" }, sequence: { why: string, more: int } };
    }
    const both: Table = {
      namespace: "urn:err",
      sequence: { MorePart: { type: More, minOccurs: 0 }, BasePart: { type: Base, minOccurs: 0 } },
    };
    const content = '<why xmlns="">x</why><more xmlns="">1</more>';
    const more = { why: "x", more: 1 };
    expect(read(`<e:BasePart xsi:type="e:More">${content}</e:BasePart>`, both)).toEqual({
      BasePart: { ...more, $type: "More" },
    });
    expect(read(`<e:MorePart>${content}</e:MorePart>`, both)).toEqual({ MorePart: more });
    expect(read(`<any.Name xsi:type="e:More">${content}</any.Name>`, both)).toEqual({ MorePart: more });
  });

  test("one that fits no fault is kept as XML", () => {
    expect(read('<fault xsi:type="undeclared:Denied"><else/></fault>')).toMatchObject({
      $any: [{ name: "fault" }],
    });
    expect(read("<e:other><code>3</code></e:other>")).toMatchObject({ $any: [{ name: "other" }] });
  });
});

test.each([
  ["s:Server", "Receiver", []],
  ["s:MustUnderstand", "MustUnderstand", []],
  ["VersionMismatch", "VersionMismatch", []],
  ["Client.", "Sender", [""]],
  ["wsse:FailedAuthentication", "FailedAuthentication", []],
  ["My.Company.Error", "My.Company.Error", []],
  ["http://errors.example/1 x", "http://errors.example/1 x", []],
  ["", "", []],
])("code %s of SOAP 1.1 is %s", (faultcode, code, subcodes) => {
  expect(fault11(`<faultcode>${faultcode}</faultcode>`)).toMatchObject({ code, subcodes });
});

test("a fault of SOAP 1.2 with everything in it", () => {
  const fault = fault12(
    "<soap:Code><soap:Value>soap:Receiver</soap:Value><soap:Subcode><soap:Value xmlns:m='urn:m'>m:Busy</soap:Value>" +
      "<soap:Subcode><soap:Value>Database</soap:Value></soap:Subcode></soap:Subcode></soap:Code>" +
      '<soap:Reason><soap:Text xml:lang="de">besetzt</soap:Text><soap:Text xml:lang="en-GB">busy</soap:Text></soap:Reason>' +
      "<soap:Node>urn:node</soap:Node><soap:Role>urn:role</soap:Role><soap:Detail><Wait>9</Wait></soap:Detail>",
  );
  expect(fault).toEqual({
    code: "Receiver",
    subcodes: ["Busy", "Database"],
    codes: [
      { namespace: "http://www.w3.org/2003/05/soap-envelope", name: "Receiver" },
      { namespace: "urn:m", name: "Busy" },
      { namespace: "", name: "Database" },
    ],
    reason: "busy",
    reasons: [
      { language: "de", text: "besetzt" },
      { language: "en-GB", text: "busy" },
    ],
    node: "urn:node",
    role: "urn:role",
    detail: { $any: [{ name: "Wait", namespace: "", attributes: [], children: ["9"] }] },
  });
});

test("the first reason is taken where none is English", () => {
  const reason =
    '<soap:Reason><soap:Text xml:lang="fr">occupé</soap:Text><soap:Text xml:lang="eno">x</soap:Text></soap:Reason>';
  expect(fault12(reason).reason).toBe("occupé");
});

test("a detail is read in every spelling", () => {
  const inner = { name: "A", namespace: "", attributes: [], children: [] };
  expect(fault12("<detail><A/></detail>").detail).toEqual({ $any: [inner] });
  expect(fault12("<soap:detail><A/></soap:detail>").detail).toEqual({ $any: [inner] });
  expect(fault11("<s:detail><A/></s:detail>").detail).toEqual({ $any: [inner] });
  expect(fault11("<detail/>").detail).toEqual({});
  expect(fault11("<detail>\n</detail>").detail).toEqual({});
  expect(fault11("<detail>plain text</detail>").detail).toEqual({
    $any: [{ ...inner, name: "detail", children: ["plain text"] }],
  });
});

test("an empty fault is a fault", () => {
  expect(fault11("")).toEqual({ code: "", subcodes: [], codes: [], reason: "", reasons: [], detail: {} });
});

test("many subcodes inside each other are read", () => {
  const depth = 60;
  const subcodes = "<soap:Subcode><soap:Value>a</soap:Value>".repeat(depth) + "</soap:Subcode>".repeat(depth);
  expect(fault12(`<soap:Code>${subcodes}</soap:Code>`).subcodes).toHaveLength(depth);
});

test("a fault whose envelope is cut or followed by more is malformed", () => {
  const whole = envelope("soap11", "<soap:Fault><faultcode>soap:Server</faultcode></soap:Fault>");
  for (const text of [whole.slice(0, -20), `${whole}<x/>`, whole.replace("</soap:Fault>", "</soap:Foult>")]) {
    expect(() => readEnvelope(encoder.encode(text), undefined)).toThrow(expect.objectContaining({ name: "Malformed" }));
  }
});

const codes: FaultCode[] = ["Sender", "Receiver", "MustUnderstand", "VersionMismatch", "DataEncodingUnknown"];
const text = fc.stringMatching(/^[!-~]([ -~é€]*[!-~])?$/);
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,8}$/);

test("a fault that is written is read again", () => {
  const faults = fc.record({
    code: fc.constantFrom(...codes),
    subcodes: fc.array(name, { maxLength: 3 }),
    reason: text,
    detail: fc.array(
      fc.record({
        name,
        namespace: fc.constantFrom("", "urn:a"),
        attributes: fc.constant<XmlAttribute[]>([]),
        children: fc.array(text, { maxLength: 1 }),
      }),
      { maxLength: 2 },
    ),
  });
  const places = { actor: "urn:actor", node: "urn:node", role: "urn:role" };
  fc.assert(
    fc.property(faults, ({ detail, ...others }) => {
      const fault = { ...others, detail: detail.length > 0 ? { $any: detail } : {} };
      for (const binding of ["soap11", "soap12"] as const) {
        const read = readEnvelope(writeFaultEnvelope(binding, { ...fault, ...places }), undefined);
        const place = binding === "soap11" ? { actor: "urn:actor" } : { node: "urn:node", role: "urn:role" };
        const reasons = [{ language: binding === "soap11" ? "" : "en", text: fault.reason }];
        const known = fault.code !== "DataEncodingUnknown" || binding === "soap12";
        const expected = known
          ? fault
          : { ...fault, code: ["DataEncodingUnknown", ...fault.subcodes].join("."), subcodes: [] };
        expect(read).toEqual({
          kind: "fault",
          header: {},
          fault: { ...expected, codes: expect.any(Array) as unknown, ...place, reasons },
        });
      }
    }),
  );
});

const namespace = "urn:shop";

function OutOfStockTable(): Table {
  return {
    namespace,
    type: { name: "OutOfStock", namespace },
    derivation: derivation({ SoldOut: SoldOutTable }),
    sequence: { Item: string, Left: int, Until: string },
    content: choice("Left", "Until", "Item"),
  };
}

function SoldOutTable(): Table {
  return { namespace, type: { name: "SoldOut", namespace }, sequence: { Since: { type: int, nillable: true } } };
}

const detailTable: Table = {
  namespace,
  sequence: { OutOfStock: { type: OutOfStockTable, minOccurs: 0 }, Limit: { type: int, minOccurs: 0 } },
};

const faults = declaredFaults({ detail: detailTable });

function detailOf(detail: string): unknown {
  const fault = envelope("soap11", `<soap:Fault><detail xmlns="${namespace}">${detail}</detail></soap:Fault>`);
  const read = readEnvelope(encoder.encode(fault), undefined, undefined, faults);
  return read?.kind === "fault" ? read.fault.detail : read;
}

test("a detail is read as what the operation declares", () => {
  expect(detailOf("<OutOfStock><Left>3</Left></OutOfStock>")).toEqual({ OutOfStock: { Left: 3 } });
  expect(detailOf("<Limit>5</Limit>")).toEqual({ Limit: 5 });
  expect(detailOf("")).toEqual({});
  expect(detailOf('<OutOfStock xsi:type="SoldOut"><Since xsi:nil="true"/></OutOfStock><Stack/>')).toEqual({
    OutOfStock: { Since: null, $type: "SoldOut" },
    $any: [{ name: "Stack", namespace, attributes: [], children: [] }],
  });
});

test.each([
  ["what does not fit", "<OutOfStock><Left>few</Left></OutOfStock>"],
  ["what lacks something", "<OutOfStock/>"],
  ["what comes twice", "<Limit>5</Limit><Limit>6</Limit>"],
  ["what is not declared", '<OutOfStock xmlns="urn:other"/>'],
  ["what only text can be", "<Limit>5<b/></Limit>"],
])("a detail keeps %s as XML", (_, detail) => {
  expect(detailOf(detail)).toMatchObject({ $any: [{ name: /<(\w+)/.exec(detail)?.[1] }] });
});

test("a detail of elements that do not fit costs one error for each that is declared", () => {
  const details = [1, 1000].map((count) => "<Limit>few</Limit><OutOfStock/>".repeat(count));
  for (const detail of details) expect(errorsMade(() => detailOf(detail))).toBe(2);
  expect(detailOf("<Limit>few</Limit><Limit>5</Limit>")).toMatchObject({
    $any: [{ name: "Limit" }, { name: "Limit" }],
  });
});

test("a typed detail that is written is read again", () => {
  const details = [
    { OutOfStock: { Left: 3 } },
    { OutOfStock: { Since: null, $type: "SoldOut" }, Limit: 5 },
    { Limit: 5, $any: [{ name: "Stack", namespace: "", attributes: [], children: ["x"] }] },
    {},
  ];
  for (const binding of ["soap11", "soap12"] as const) {
    for (const detail of details) {
      const written = writeFaultEnvelope(binding, { code: "Sender", reason: "no", detail }, detailTable);
      expect(readEnvelope(written, undefined, undefined, faults)).toMatchObject({ fault: { detail } });
    }
  }
  const bad = { code: "Sender", reason: "no", detail: { OutOfStock: { Left: "x" } } } as const;
  expect(() => writeFaultEnvelope("soap11", bad, detailTable)).toThrow(
    'detail.OutOfStock.Left: expected int, found "x"',
  );
});

test("a reply knows the types of its fault's detail", async () => {
  type Detail = { Limit?: number | undefined } & OpenContent;
  const operation = (): Operation<object, OpenContent, OpenContent, Detail> => ({
    name: "Buy",
    request: { body: { namespace, sequence: { Buy: {} } } },
    response: { body: { namespace, sequence: { BuyResponse: {} } } },
    faults,
  });
  const document = envelope(
    "soap11",
    `<soap:Fault><detail><Limit xmlns="${namespace}">5</Limit></detail></soap:Fault>`,
  );
  const { transport } = answering(document, { status: 500, ...xml });
  const reply: Reply<OpenContent, OpenContent, Detail> = await soap11("http://h/", { transport }).call(operation, {});
  const limit: number | undefined = reply.kind === "fault" ? reply.fault.detail.Limit : undefined;
  expect(limit).toBe(5);
  expect(() => unwrap(reply)).toThrow(expect.objectContaining({ name: "ReplyError", reply }));
});

describe("a fault has the header blocks that came with it", () => {
  type Header = { Session: string; Trace?: { Id: number } | undefined } & OpenContent;
  type FaultHeader = { Session?: string | undefined; Denied?: { Why: string } | undefined } & OpenContent;
  const Trace: Table = { sequence: { Id: int } };
  const header: Table = { namespace, sequence: { Session: string, Trace: { type: Trace, minOccurs: 0 } } };
  const sell = (): Operation<object, OpenContent, Header> => ({
    name: "Sell",
    request: { body: { namespace, sequence: { Sell: {} } } },
    response: { body: { namespace, sequence: { SellResponse: {} } }, header },
    faults: declaredFaults({}),
  });
  const noted = (): Operation<object, OpenContent, Header, OpenContent, FaultHeader> => {
    const { types: _, ...operation } = sell();
    const Denied: Table = { sequence: { Why: string } };
    const blocks = { Session: { type: string, minOccurs: 0 }, Denied: { type: Denied, minOccurs: 0 } };
    return { ...operation, faults: declaredFaults({ header: { namespace, sequence: blocks } }) };
  };
  const port = (blocks: string, binding: "soap11" | "soap12" = "soap11") => {
    const document = envelope(binding, "<soap:Fault><faultstring>no</faultstring></soap:Fault>", blocks);
    const { transport } = answering(document, { status: 500, ...xml });
    return soap11("http://h/", { transport });
  };
  const session = `<Session xmlns="${namespace}">s</Session>`;

  test("typed as those of the response, all of them optional", async () => {
    const reply = await port(session).call(sell, {});
    if (reply.kind !== "fault") expect.fail(reply.kind);
    const read: string | undefined = reply.header.Session;
    expect(read).toBe("s");
    expect(reply).toMatchObject({ kind: "fault", fault: { reason: "no" }, header: { Session: "s" } });
    expect(reply).not.toHaveProperty("binding");
    for (const blocks of ["", "<!-- none -->"]) {
      expect(await port(blocks).call(sell, {})).toMatchObject({ kind: "fault", header: {} });
    }
  });

  test("typed as those that the spec has for faults", async () => {
    const reply = await port(`${session}<Denied xmlns="${namespace}"><Why>late</Why></Denied>`).call(noted, {});
    const why: string | undefined = reply.kind === "fault" ? reply.header.Denied?.Why : undefined;
    expect(why).toBe("late");
  });

  test.each([
    ["that the spec does not name", "<Other/>"],
    ["that do not fit it", `<Trace xmlns="${namespace}"><Id>x</Id></Trace>`],
    ["that come twice", session],
  ])("as XML, %s", async (_, block) => {
    const name = /^<(\w+)/.exec(block)?.[1];
    const reply = await port(session + block).call(sell, {});
    expect(reply).toMatchObject({ kind: "fault", header: { Session: "s", $any: [{ name }] } });
  });

  test("also of the other version of SOAP", async () => {
    const reply = await port(session, "soap12").call(sell, {});
    expect(reply).toMatchObject({ kind: "fault", header: { Session: "s" } });
  });

  test("while a response has all that it must have", async () => {
    const body = `<SellResponse xmlns="${namespace}"/>`;
    const { transport } = answering(envelope("soap11", body, "<Other/>"), xml);
    expect(await soap11("http://h/", { transport }).call(sell, {})).toMatchObject({
      kind: "malformed",
      reason: expect.stringContaining("expected <Session>") as unknown,
    });
  });
});
