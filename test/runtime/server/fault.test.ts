import { describe, expect, test } from "vitest";
import {
  declaredFaults,
  httpGet,
  soap11,
  soap12,
  string,
  type OpenContent,
  type Operation,
  type Table,
} from "../../../templates/runtime/index.js";
import { memoryPort, ServiceFault, type Call, type Contract } from "../../../templates/runtime/server.js";
import { getOrder, getOrderOperation, namespace, type GetOrder, type GetOrderResponse } from "../orders.js";
import { address, ask, getOrderXml, handlers, ordersContract, post, soap, types } from "../orders-server.js";
import { containing, envelope } from "../wire.js";

const versions = ["soap11", "soap12"] as const;
const codes = { soap11: ["soap:Client", "soap:Server"], soap12: ["soap:Sender", "soap:Receiver"] } as const;
const ports = { soap11, soap12 } as const;

function unescaped(xml: string): string {
  return xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/** With a detail that its faults name. */
function faultyOperation(): Operation<GetOrder, GetOrderResponse, OpenContent, { OutOfStock?: { Item: string } }> {
  const detail: Table = { namespace, sequence: { OutOfStock: { type: { sequence: { Item: string } }, minOccurs: 0 } } };
  const { types: _, ...operation } = getOrderOperation();
  return { ...operation, faults: declaredFaults({ detail }) };
}

function faultyContract(): Contract {
  const contract = ordersContract();
  return { ...contract, operations: { getOrder: { operation: faultyOperation, bindings: contract.bindings } } };
}

test.each(versions)("a fault that is thrown is the answer, its detail typed: %s", async (binding) => {
  const fault = {
    code: "Sender",
    subcodes: ["Stock"],
    reason: 'no <more> of "it"',
    detail: { OutOfStock: { Item: "a&b" } },
  } as const;
  const own = {
    getOrder: () => {
      throw new ServiceFault<typeof fault.detail>(fault);
    },
  };
  const errors: unknown[] = [];
  const port = memoryPort(faultyContract, own, ports[binding], { onError: (error) => errors.push(error) });
  const reply = await port.call(faultyOperation, { Number: 7 });
  expect(reply).toMatchObject({ kind: "fault", status: binding === "soap11" ? 500 : 400, fault });
  expect(errors).toEqual([]);
});

test.each(versions)("any other error shows nothing of itself: %s", async (binding) => {
  const error = new Error("password is hunter2");
  const answer = await ask(soap(binding, getOrderXml), {
    getOrder: () => Promise.reject(error),
  });
  expect(answer).toMatchObject({ status: 500, errors: [error], body: containing(codes[binding][1]) });
  expect(answer.body).not.toContain("hunter2");
});

test.each(versions)("an answer that does not fit is an error of the service: %s", async (binding) => {
  const wrong: unknown[] = [{ GetOrderResult: { Number: "seven" } }, { Unknown: 1 }, undefined, 5, null];
  for (const value of wrong) {
    const answer = await ask(soap(binding, getOrderXml), { getOrder: () => value as never });
    expect(answer).toMatchObject({ status: 500, body: containing(codes[binding][1]) });
    expect(answer.errors).toEqual([expect.objectContaining({ name: "RequestError" })]);
    expect(answer.body).not.toContain("seven");
  }
  const request = soap(binding, `<Cancel xmlns="${namespace}"><Number>1</Number></Cancel>`, {
    header: `<Login xmlns="${namespace}"/>`,
  });
  for (const value of [{}, null, { value: {}, header: 1 }]) {
    const answer = await ask(request.clone(), { cancel: () => value as never });
    expect(answer).toMatchObject({ status: 500, errors: [expect.objectContaining({ name: "RequestError" })] });
  }
});

test.each(versions)("so is a fault that does not fit: %s", async (binding) => {
  for (const fault of [
    { code: "Sender", reason: "\u0000" },
    { code: "Sender", reason: "no", detail: { Other: 1 } },
  ] as const) {
    const answer = await ask(soap(binding, getOrderXml), {
      getOrder: () => {
        throw new ServiceFault<object>(fault);
      },
    });
    expect(answer).toMatchObject({ status: 500, body: containing(codes[binding][1]) });
    expect(answer.errors).toHaveLength(1);
  }
});

test("over HTTP GET and POST errors are 500 in plain text", async () => {
  const get = (query: string, own = {}) => ask(new Request(`${address}/GetOrder?${query}`), own);
  const misfit = await get("order-number=seven");
  expect(misfit).toMatchObject({ status: 500, errors: [] });
  expect(misfit.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(misfit.body).toBe('Sender: order-number (line 1): expected int, found "seven"\n');
  expect((await get("")).body).toBe("Sender: order-number (line 1): expected int, found nothing\n");
  expect((await get("order-number=%ff")).body).toContain("expected percent-encoded UTF-8");
  const failed = await get("order-number=7", {
    getOrder: () => {
      throw new Error("hunter2");
    },
  });
  expect(failed).toMatchObject({ status: 500, body: "Receiver: the service could not answer\n" });
  const fault = await get("order-number=7", {
    getOrder: () => {
      throw new ServiceFault({ code: "Sender", reason: "out of stock" });
    },
  });
  expect(fault).toMatchObject({ status: 500, body: "Sender: out of stock\n" });
  const reply = await getOrder(
    memoryPort(ordersContract, { getOrder: () => Promise.reject(new Error("x")) }, httpGet, { onError: () => {} }),
    { Number: 7 },
  );
  expect(reply).toMatchObject({ kind: "http", status: 500 });
});

test.each(versions)("a request that does not fit is the caller's fault, with its place: %s", async (binding) => {
  const asked: readonly (readonly [body: string, reason: string])[] = [
    [getOrderXml.replace("7", "seven"), 'GetOrder/Number (line 1): expected int, found "seven"'],
    [`<GetOrder xmlns="${namespace}"/>`, "GetOrder (line 1): expected <Number>, which is missing"],
    [
      '<GetOrder xmlns="urn:other"/>',
      'expected the element of an operation of Orders, found <GetOrder> of "urn:other"',
    ],
    ["", "expected the element of an operation of Orders, found nothing"],
    ["<soap:Fault/>", "expected the element of an operation of Orders, found <Fault>"],
    [`<Cancel xmlns="${namespace}"><Number>1</Number></Cancel>`, "expected <Login>"],
    [`${getOrderXml}<soap:Fault><faultcode/></soap:Fault>`, "expected a request of GetOrder, found a fault"],
  ];
  for (const [body, reason] of asked) {
    const answer = await ask(soap(binding, body));
    expect(answer).toMatchObject({ status: binding === "soap11" ? 500 : 400, errors: [] });
    expect(unescaped(answer.body)).toContain(codes[binding][0]);
    expect(unescaped(answer.body)).toContain(reason);
  }
  for (const text of ["", "<a/>", "no", "<soap:Envelope", "<!DOCTYPE a><a/>", '<Envelope xmlns=""/>']) {
    const answer = await ask(post(types[binding], text));
    expect(answer.errors).toEqual([]);
    expect(answer.body).toContain(text.startsWith("<Env") ? "VersionMismatch" : codes[binding][0]);
    expect(answer.headers.get("content-type")).toBe(types[binding]);
  }
});

test("an envelope of no version that is known is a mismatch that names those that are", async () => {
  const text = envelope("soap11", getOrderXml).replace("schemas.xmlsoap.org/soap", "schemas.example/soap");
  const answer = await ask(post(types.soap11, text));
  expect(answer).toMatchObject({ status: 500, body: containing("soap:VersionMismatch") });
  expect(answer.headers.get("content-type")).toBe(types.soap11);
  const supported = /<(\w+:)?SupportedEnvelope [^>]*xmlns:ns="([^"]*)"[^>]*qname="ns:Envelope"/g;
  expect(Array.from(answer.body.matchAll(supported), ([, , namespace]) => namespace)).toEqual([
    "http://www.w3.org/2003/05/soap-envelope",
    "http://schemas.xmlsoap.org/soap/envelope/",
  ]);
});

test("a version that is not offered is a mismatch", async () => {
  const only = (binding: "soap11" | "soap12") => (): Contract => ({ ...ordersContract(), bindings: [binding] });
  const call = (offered: "soap11" | "soap12", asked: "soap11" | "soap12") =>
    getOrder({ ...memoryPort(only(offered), handlers, ports[asked]), binding: asked }, { Number: 7 });
  expect(await call("soap11", "soap11")).toMatchObject({ kind: "ok" });
  expect(await call("soap12", "soap12")).toMatchObject({ kind: "ok" });
  expect(await call("soap11", "soap12")).toMatchObject({ kind: "fault", fault: { code: "VersionMismatch" } });
  expect(await call("soap12", "soap11")).toMatchObject({ kind: "fault", fault: { code: "VersionMismatch" } });
});

test.each(versions)(
  "a block that must be understood and is not is refused, if it is for the service: %s",
  async (binding) => {
    const next = {
      soap11: "http://schemas.xmlsoap.org/soap/actor/next",
      soap12: "http://www.w3.org/2003/05/soap-envelope/role/next",
    };
    const role = (uri: string) => ` soap:${binding === "soap11" ? "actor" : "role"}="${uri}"`;
    const mandatory = (attributes: string) =>
      ask(soap(binding, getOrderXml, { header: `<x:Lock xmlns:x="urn:x" soap:mustUnderstand="1"${attributes}/>` }));
    const ultimate = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";
    for (const attributes of ["", role(""), role(next[binding]), ...(binding === "soap12" ? [role(ultimate)] : [])]) {
      const answer = await mandatory(attributes);
      expect(answer).toMatchObject({ status: 500, body: containing("soap:MustUnderstand") });
      if (binding === "soap12") expect(answer.body).toMatch(/NotUnderstood [^>]*xmlns:ns="urn:x"[^>]*qname="ns:Lock"/);
    }
    for (const uri of ["urn:other", "http://www.w3.org/2003/05/soap-envelope/role/none"]) {
      expect(await mandatory(role(uri))).toMatchObject({ status: 200 });
    }
    for (const value of ["0", "false"]) {
      const header = `<x:Lock xmlns:x="urn:x" soap:mustUnderstand="${value}"/>`;
      expect(await ask(soap(binding, getOrderXml, { header }))).toMatchObject({ status: 200 });
    }
    const wrong = await ask(soap(binding, getOrderXml, { header: '<x soap:mustUnderstand="maybe"/>' }));
    expect(wrong.body).toContain('expected boolean, found "maybe"');
    const known = soap(binding, `<Cancel xmlns="${namespace}"><Number>1</Number></Cancel>`, {
      header: `<Login xmlns="${namespace}" soap:mustUnderstand="1"/>`,
    });
    expect(await ask(known)).toMatchObject({ status: 200 });
  },
);

test.each(versions)("a block that the service says it understands is for its handler: %s", async (binding) => {
  const header = '<x:Lock xmlns:x="urn:x" soap:mustUnderstand="1">l</x:Lock>';
  let seen: unknown;
  const own = {
    getOrder: (_: GetOrder, { headerBlocks }: Call) => {
      seen = headerBlocks;
      return {};
    },
  };
  const understands = [{ namespace: "urn:x", name: "Lock" }];
  expect(await ask(soap(binding, getOrderXml, { header }), own, { understands })).toMatchObject({ status: 200 });
  expect(seen).toMatchObject([{ name: "Lock", namespace: "urn:x", children: ["l"] }]);
  for (const other of [
    { namespace: "urn:y", name: "Lock" },
    { namespace: "urn:x", name: "Key" },
  ]) {
    const answer = await ask(soap(binding, getOrderXml, { header }), own, { understands: [other] });
    expect(answer).toMatchObject({ status: 500, body: containing("soap:MustUnderstand") });
  }
});

describe("header blocks go with a fault that is thrown", () => {
  type Header = { Session: string } & OpenContent;
  const header: Table = { namespace, sequence: { Session: string } };
  const operation = (): Operation<GetOrder, GetOrderResponse, Header> => {
    const { types: _, response = expect.fail("a response"), ...others } = getOrderOperation();
    return { ...others, response: { ...response, header }, faults: declaredFaults({}) };
  };
  const contract = (): Contract => {
    const made = ordersContract();
    return { ...made, operations: { getOrder: { operation, bindings: made.bindings } } };
  };
  const call = async (binding: (typeof versions)[number], blocks: unknown) => {
    const errors: unknown[] = [];
    const own = {
      getOrder: () => {
        throw new ServiceFault({ code: "Sender", reason: "no" }, { header: blocks });
      },
    };
    const port = memoryPort(contract, own, ports[binding], { onError: (error) => errors.push(error) });
    return { reply: await port.call(operation, { Number: 7 }), errors };
  };

  test.each(versions)("as the spec names them, and others: %s", async (binding) => {
    const $any = [{ name: "Hint", namespace: "urn:hint", attributes: [], children: ["x"] }];
    for (const header of [{ Session: "s" }, { Session: "s", $any }, { $any }, {}, undefined]) {
      const { reply, errors } = await call(binding, header);
      expect(reply).toMatchObject({ kind: "fault", fault: { code: "Sender", reason: "no" }, header: header ?? {} });
      expect(errors).toEqual([]);
    }
  });

  test.each(versions)("unless they do not fit, which is an error of the service: %s", async (binding) => {
    for (const header of [{ Session: 5 }, { Unknown: "x" }, 5, null]) {
      const { reply, errors } = await call(binding, header);
      expect(reply).toMatchObject({ kind: "fault", fault: { code: "Receiver" }, header: {} });
      expect(errors).toEqual([expect.objectContaining({ name: "RequestError" })]);
    }
  });
});

test("a code of a namespace takes the place of those before it in SOAP 1.1, and local names follow it", async () => {
  const own = { namespace: "urn:codes?a&b", name: "Expired" };
  const fault = { code: "Sender", subcodes: ["Session", own, "Yesterday"], reason: "too late" } as const;
  const throwing = {
    getOrder: () => {
      throw new ServiceFault(fault);
    },
  };
  const { body } = await ask(soap("soap11", getOrderXml), throwing);
  expect(unescaped(body)).toContain('<faultcode xmlns:code="urn:codes?a&b">code:Expired.Yesterday</faultcode>');
  const reply = await getOrder(memoryPort(ordersContract, throwing, soap12), { Number: 7 });
  expect(reply).toMatchObject({
    fault: { code: "Sender", subcodes: ["Session", "Expired", "Yesterday"], codes: [{}, { name: "Session" }, own, {}] },
  });
});
