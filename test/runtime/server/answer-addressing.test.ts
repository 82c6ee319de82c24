import { describe, expect, test } from "vitest";
import {
  addressing,
  answerAddressing,
  headerBlock,
  memoryPort,
  soap11,
  soap12,
  string,
  type AddressingOptions,
  type Contract,
  type Operation,
  type ServeOptions,
} from "../../../templates/runtime/index.js";
import { serve } from "../../../templates/runtime/server.js";
import type { AddressingAnswers } from "../../../templates/runtime/server/contract.js";
import { elementMaker } from "../../../templates/runtime/xml/new-element.js";
import { getOrder, getOrderOperation, namespace } from "../orders.js";
import { ask, getOrderXml, handlers, notifyXml, ordersContract, post, soap, types } from "../orders-server.js";
import { envelope } from "../wire.js";

const ports = { soap11, soap12 };
const versions = ["soap11", "soap12"] as const;
const wsa = "http://www.w3.org/2005/08/addressing";
const wsa2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
const options: ServeOptions = { addressing: answerAddressing() };
const action = "http://orders.example/GetOrder";

/** Header blocks by their names; an address goes into the Address of a reference. */
function blocks(properties: Readonly<Record<string, string>>, uri = wsa): string {
  return Object.entries(properties)
    .map(([name, text]) => {
      const isReference = /^(?:ReplyTo|FaultTo|From)$/.test(name) && !text.startsWith("<");
      const content = isReference ? `<Address>${text}</Address>` : text;
      return `<${name} xmlns="${uri}" soap:mustUnderstand="1">${content}</${name}>`;
    })
    .join("");
}

const complete = { Action: action, MessageID: "urn:uuid:1" };

function read(body: string) {
  const text = (name: string): string | undefined =>
    new RegExp(`<wsa:${name}(?: [^>]*)?>([^<]*)</wsa:${name}>`).exec(body)?.[1];
  return {
    codes: Array.from(body.matchAll(/<(?:soap:Value|faultcode)[^>]*>([^<]*)</g), ([, code]) => code),
    reason: /<(?:faultstring|soap:Text[^>]*)>([^<]*)</.exec(body)?.[1]?.replaceAll("&#34;", '"'),
    action: text("Action"),
    relatesTo: text("RelatesTo"),
    problem: text("ProblemHeaderQName"),
    body,
  };
}

async function asked(header: string, binding: "soap11" | "soap12" = "soap11", more: ServeOptions = {}) {
  const { body } = await ask(soap(binding, getOrderXml, { header }), {}, { ...options, ...more });
  return read(body);
}

describe.each(versions)("%s", (binding) => {
  test.each<[version: AddressingOptions["version"], names: readonly string[]]>([
    ["1.0", ["Action", "MessageID", "RelatesTo"]],
    ["2004/08", ["Action", "MessageID", "To", "RelatesTo"]],
  ])("a reply relates to a request of WS-Addressing %s", async (version, names) => {
    const steps = [addressing({ version })];
    const port = memoryPort(ordersContract, handlers, ports[binding], { ...options, steps });
    const reply = await getOrder(port, { Number: 7 });
    if (reply.kind !== "ok") throw new Error(JSON.stringify(reply));
    const own = reply.header.$any ?? [];
    expect(own.map(({ name }) => name)).toEqual(names);
    expect(own[0]?.children).toEqual([`${action}Response`]);
    expect(own[1]?.children[0]).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  });

  test("a fault relates to its request, and states that it is a fault", async () => {
    const { body } = await ask(
      soap(binding, getOrderXml, { header: blocks(complete) }),
      { getOrder: () => Promise.reject(new Error("x")) },
      { ...options, onError: () => {} },
    );
    expect(read(body)).toMatchObject({ action: `${wsa}/soap/fault`, relatesTo: "urn:uuid:1" });
    const unfit = soap(binding, `<GetOrder xmlns="${namespace}"><Number>x</Number></GetOrder>`, {
      header: blocks(complete),
    });
    expect(read((await ask(unfit, {}, options)).body)).toMatchObject({
      action: `${wsa}/soap/fault`,
      relatesTo: "urn:uuid:1",
    });
  });

  test("a header block that is not understood is refused by a fault that relates to its request", async () => {
    const other = '<x xmlns="urn:x" soap:mustUnderstand="1"/>';
    const fault = await asked(blocks(complete) + other, binding);
    expect(fault).toMatchObject({ codes: ["soap:MustUnderstand"], relatesTo: "urn:uuid:1" });
  });

  test.each<[what: string, header: string, codes: readonly string[], reason: string, problem: string]>([
    [
      "no Action",
      blocks({ MessageID: "urn:uuid:1" }),
      ["MessageAddressingHeaderRequired"],
      "expected the header block Action of WS-Addressing, found none",
      "wsa:Action",
    ],
    [
      "no MessageID",
      blocks({ Action: action }),
      ["MessageAddressingHeaderRequired"],
      "expected the header block MessageID of WS-Addressing, found none",
      "wsa:MessageID",
    ],
    [
      "two Actions",
      blocks(complete) + blocks({ Action: action }),
      ["InvalidAddressingHeader", "InvalidCardinality"],
      "expected one header block Action",
      "wsa:Action",
    ],
    [
      "an address to reply to",
      blocks({ ...complete, ReplyTo: "http://caller.example/" }),
      ["InvalidAddressingHeader", "OnlyAnonymousAddressSupported"],
      "expected the anonymous address in ReplyTo, since the service answers in the HTTP response only",
      "wsa:ReplyTo",
    ],
    [
      "an address for faults",
      blocks({ ...complete, ReplyTo: `${wsa}/anonymous`, FaultTo: "http://caller.example/" }),
      ["InvalidAddressingHeader", "OnlyAnonymousAddressSupported"],
      "expected the anonymous address in FaultTo, since the service answers in the HTTP response only",
      "wsa:FaultTo",
    ],
    [
      "a reply that is not wanted",
      blocks({ ...complete, ReplyTo: `${wsa}/none` }),
      ["InvalidAddressingHeader", "OnlyAnonymousAddressSupported"],
      "expected the anonymous address in ReplyTo, since the service answers in the HTTP response only",
      "wsa:ReplyTo",
    ],
    [
      "a reference without an address",
      blocks({ ...complete, ReplyTo: "<Metadata/>" }),
      ["InvalidAddressingHeader", "MissingAddressInEPR"],
      "expected an Address in ReplyTo",
      "wsa:ReplyTo",
    ],
  ])("%s is refused", async (_what, header, codes, reason, problem) => {
    const fault = await asked(header, binding);
    const own = codes.map((code) => `code:${code}`);
    expect(fault).toMatchObject({
      codes: binding === "soap11" ? own.slice(-1) : ["soap:Sender", ...own],
      reason,
      problem,
      action: `${wsa}/fault`,
    });
    expect(fault.body).toContain(`xmlns:code="${wsa}"`);
    const holder =
      binding === "soap11" ? /<wsa:FaultDetail [^>]*><wsa:Problem.*<\/soap:Header>/ : /<soap:Detail><wsa:Problem/;
    expect(fault.body).toMatch(holder);
  });
});

test("the Action selects the operation, where it has to, and must be that of SOAPAction and of the element", async () => {
  const twins = twinsContract();
  const answers = { start: () => "start", stop: () => "stop" };
  const service = serve(() => twins, answers, options);
  const which = async (header: string, headers: Record<string, string> = {}): Promise<string> => {
    const response = await service(post(types.soap11, envelope("soap11", "", header), headers));
    const body = await response.text();
    return /<Which[^>]*>(.*)<\/Which>/.exec(body)?.[1] ?? read(body).codes.join();
  };
  const of = (name: string): string => blocks({ Action: `urn:t/${name}`, MessageID: "urn:uuid:1" });
  expect(await which(of("Start"))).toBe("start");
  expect(await which(of("Stop"))).toBe("stop");
  expect(await which(of("Stop"), { SOAPAction: '""' })).toBe("stop");
  expect(await which(of("Stop"), { SOAPAction: '"urn:t/Stop"' })).toBe("stop");
  expect(await which(of("Stop"), { SOAPAction: '"urn:t/Start"' })).toBe("code:ActionMismatch");
  expect(await which(of("Pause"))).toBe("code:ActionNotSupported");
  expect(await which("")).toBe("soap:Client");

  const other = await asked(blocks({ ...complete, Action: "http://orders.example/Touch" }));
  expect(other.codes).toEqual(["soap:Client"]);
  expect(other.reason).toContain("in the body of a request whose action is");
});

test("an Action that the spec states beside the SOAPAction selects the operation, alone or with that", async () => {
  const base = twinsContract("urn:same");
  const stated = (name: "start" | "stop") => {
    const made = base.operations[name]?.operation() ?? getOrderOperation();
    const operation = () => ({ ...made, action: "urn:same", addressingAction: `urn:t/${name}` });
    return { operation, bindings: base.bindings };
  };
  const contract = { ...base, operations: { start: stated("start"), stop: stated("stop") } };
  const service = serve(() => contract, { start: () => "start", stop: () => "stop" }, options);
  const which = async (Action: string, headers: Record<string, string> = {}): Promise<string> => {
    const header = blocks({ Action, MessageID: "urn:uuid:1" });
    const body = await (await service(post(types.soap11, envelope("soap11", "", header), headers))).text();
    return /<Which[^>]*>(.*)<\/Which>/.exec(body)?.[1] ?? read(body).codes.join();
  };
  expect(await which("urn:t/start")).toBe("start");
  expect(await which("urn:t/stop")).toBe("stop");
  expect(await which("urn:t/stop", { SOAPAction: '"urn:same"' })).toBe("stop");
  expect(await which("urn:t/stop", { SOAPAction: '"urn:other"' })).toBe("code:ActionMismatch");
  expect(await which("urn:t/pause")).toBe("code:ActionNotSupported");
  expect(await which("urn:same")).toBe("soap:Client");
});

test("an Action that no operation has is stated in the fault", async () => {
  const fault = await asked(blocks({ ...complete, Action: "urn:x" }), "soap12");
  expect(fault).toMatchObject({
    codes: ["soap:Sender", "code:ActionNotSupported"],
    reason: 'expected an Action of an operation, found "urn:x"',
  });
  expect(fault.body).toMatch(
    /<soap:Detail><wsa:ProblemAction [^>]*><wsa:Action>urn:x<\/wsa:Action><\/wsa:ProblemAction>/,
  );
});

test("faults of the first version have its codes and no details", async () => {
  const of = (properties: Readonly<Record<string, string>>) => asked(blocks(properties, wsa2004), "soap12");
  expect(await of({ MessageID: "a" })).toMatchObject({
    codes: ["soap:Sender", "code:MessageInformationHeaderRequired"],
    action: `${wsa2004}/fault`,
    problem: undefined,
  });
  expect(await of({ ...complete, ReplyTo: `${wsa2004}/role/anonymous` })).toMatchObject({ codes: [] });
  expect(await of({ ...complete, ReplyTo: "http://caller.example/" })).toMatchObject({
    codes: ["soap:Sender", "code:InvalidMessageInformationHeader"],
  });
});

test("reference parameters go back to the caller", async () => {
  const parameters = '<ReferenceParameters><k xmlns="urn:k">7</k><RelatesTo>x</RelatesTo></ReferenceParameters>';
  const reference = `<Address>${wsa}/anonymous</Address>${parameters}`;
  const { body } = await asked(blocks({ ...complete, ReplyTo: reference }));
  expect(body).toMatch(/<k xmlns="urn:k"[^>]*wsa:IsReferenceParameter="true"[^>]*>7<\/k>/);
  expect(body.match(/RelatesTo/g)).toHaveLength(2);
});

/** A ReplyTo with this reference parameter. */
function replyTo(parameter: string, uri = wsa): string {
  const address = uri === wsa ? `${wsa}/anonymous` : `${uri}/role/anonymous`;
  return `<Address>${address}</Address><ReferenceParameters>${parameter}</ReferenceParameters>`;
}

test.each(versions)("a reference parameter that is marked already goes back with one mark in %s", async (binding) => {
  const parameter = `<k xmlns="urn:k" xmlns:a="${wsa}" a:IsReferenceParameter="1" IsReferenceParameter="own">7</k>`;
  const header = blocks({ ...complete, ReplyTo: replyTo(parameter) });
  const { status, body, errors } = await ask(soap(binding, getOrderXml, { header }), {}, options);
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(body.match(/:IsReferenceParameter="[^"]*"/g)).toEqual([':IsReferenceParameter="true"']);
  expect(body).toContain(' IsReferenceParameter="own"');
  const first = blocks({ ...complete, ReplyTo: replyTo(parameter, wsa2004) }, wsa2004);
  expect((await ask(soap(binding, getOrderXml, { header: first }), {}, options)).body).toContain(
    ':IsReferenceParameter="1"',
  );
});

describe("characters that XML cannot contain, in a service that accepts them,", () => {
  const tolerant: ServeOptions = { ...options, forbiddenCharacters: true };

  test.each<[what: string, properties: Readonly<Record<string, string>>, expected: string]>([
    ["a MessageID", { MessageID: "urn:&#1;" }, ">urn:\ufffd</wsa:RelatesTo>"],
    [
      "the text of a reference parameter",
      { ReplyTo: replyTo('<k xmlns="urn:k"><m>&#xFFFF;</m></k>') },
      "<m>\ufffd</m>",
    ],
    ["an attribute of one", { ReplyTo: replyTo('<k xmlns="urn:k" a="&#1;"/>') }, 'a="\ufffd"'],
    ["the namespace of one", { ReplyTo: replyTo('<p:k xmlns:p="urn:&#2;"/>') }, 'xmlns:p="urn:\ufffd"'],
  ])("do not keep a reply from repeating %s", async (_what, properties, expected) => {
    const header = blocks({ ...complete, ...properties });
    const { status, body, errors } = await ask(soap("soap12", getOrderXml, { header }), {}, tolerant);
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(body).toContain(expected);
  });

  test.each(versions)("are legible in the fault for an Action that no operation has, in %s", async (binding) => {
    const header = blocks({ ...complete, Action: "urn:&#1;" });
    const { body, errors } = await ask(soap(binding, getOrderXml, { header }), {}, tolerant);
    expect(errors).toEqual([]);
    expect(read(body)).toMatchObject({
      codes: binding === "soap11" ? ["code:ActionNotSupported"] : ["soap:Sender", "code:ActionNotSupported"],
      reason: 'expected an Action of an operation, found "urn:\ufffd"',
    });
    expect(body).toContain("<wsa:Action>urn:\ufffd</wsa:Action></wsa:ProblemAction>");
  });
});

test.each(versions)("where its header blocks cannot be written, a fault has none: %s", async (binding) => {
  const answers = answerAddressing();
  const broken: AddressingAnswers = {
    read(own, version) {
      const addressed = answers.read(own, version);
      return (
        addressed && { ...addressed, answerBlocks: () => () => [headerBlock(elementMaker(wsa, "wsa")("a b", []))] }
      );
    },
  };
  const misfit = expect.objectContaining({ name: "RequestError" }) as unknown;
  for (const header of [blocks(complete), blocks({ MessageID: "urn:uuid:1" })]) {
    const { status, body, errors } = await ask(soap(binding, getOrderXml, { header }), {}, { addressing: broken });
    expect({ status, body: read(body) }).toMatchObject({
      status: 500,
      body: { reason: "the service could not answer", action: undefined },
    });
    expect(errors[0]).toEqual(misfit);
  }
});

test("a message without a reply needs no MessageID, and may refuse replies", async () => {
  const header = blocks({ Action: "http://orders.example/Notify", ReplyTo: `${wsa}/none` });
  const { status } = await ask(soap("soap12", notifyXml, { header }), {}, options);
  expect(status).toBe(202);
});

test("requests without WS-Addressing are answered without it, unless it is required", async () => {
  expect((await asked("")).body).not.toContain(wsa);
  expect(await asked("", "soap11", { addressing: answerAddressing({ required: true }) })).toMatchObject({
    codes: ["code:MessageAddressingHeaderRequired"],
    action: `${wsa}/fault`,
  });
  // Without the option, its header blocks are not understood.
  const { body } = await ask(soap("soap11", getOrderXml, { header: blocks(complete) }));
  expect(read(body).codes).toEqual(["soap:MustUnderstand"]);
});

test("an Action of the pattern of WS-Addressing is answered by that of its response", async () => {
  const { body } = await ask(
    soap("soap11", `<Touch xmlns="${namespace}"/>`, {
      header: blocks({ Action: "urn:t/Port/StartRequest", MessageID: "a" }),
    }),
    {},
    options,
  );
  expect(read(body).codes).toEqual(["code:ActionNotSupported"]);
  const service = serve(
    () => twinsContract("urn:t/Port/StartRequest"),
    { start: () => "start", stop: () => "stop" },
    options,
  );
  const header = blocks({ Action: "urn:t/Port/StartRequest", MessageID: "a" });
  const response = await service(post(types.soap11, envelope("soap11", "", header)));
  expect(read(await response.text()).action).toBe("urn:t/Port/StartResponse");
});

/** Two operations with empty bodies. */
function twinsContract(first = "urn:t/Start"): Contract {
  const operation = (name: string, action: string) => (): Operation<object, string> => ({
    name,
    action,
    request: { body: {} },
    response: { body: { namespace: "urn:t", sequence: { Which: string } } },
  });
  const bindings = ["soap11"] as const;
  return {
    ...ordersContract(),
    bindings,
    operations: {
      start: { operation: operation("Start", first), bindings },
      stop: { operation: operation("Stop", "urn:t/Stop"), bindings },
    },
  };
}
