/** Attachments that a WSDL binds to parts of messages, between clients and services. */
import { expect, test } from "vitest";
import {
  memoryPort,
  mtom,
  multipart,
  RequestError,
  serve,
  ServiceFault,
  soap11,
  soap12,
  string,
  type Attachment,
  type NewAttachment,
  type OperationWithParts,
  type Port,
  type SoapCallOptions,
} from "../../../templates/runtime/index.js";
import type { Call, Contract, ServeOptions } from "../../../templates/runtime/server.js";
import { emptyPages } from "../../support/empty-pages.js";
import { answering, envelope, xml } from "../wire.js";
import { generated } from "../streaming/batch.js";
import { multipartOf, type Part } from "./parts.js";

const namespace = "urn:claims";

interface Message {
  Policy?: string | undefined;
}

type Sent = { photo: NewAttachment; form: NewAttachment };

const claim = (name: string) => ({
  namespace,
  sequence: { [name]: { namespace, sequence: { Policy: { type: string, minOccurs: 0 } } } },
});

function sendClaimOperation(): OperationWithParts<
  { receipt?: Attachment | undefined; page?: Attachment | undefined },
  Message,
  Message
> {
  return {
    name: "SendClaim",
    request: { body: claim("SendClaim"), parts: { photo: ["image/*", "image/jpeg"], form: ["*/*"] } },
    response: { body: claim("SendClaimResponse"), parts: { receipt: ["application/pdf"], page: ["text/html"] } },
    attachments: multipart(),
  };
}

const sendClaim = (port: Port, options: SoapCallOptions & { parts: Sent }) =>
  port.call(sendClaimOperation, { Policy: "A-1" }, options);

const contract = (): Contract => ({
  name: "Claims",
  namespace,
  bindings: ["soap11", "soap12"],
  path: "/claims",
  operations: { sendClaim: { operation: sendClaimOperation, bindings: ["soap11", "soap12"] } },
  pages: emptyPages,
});

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const textOf = (part: Attachment | undefined) => part && [Buffer.from(part.content).toString(), part.contentType];
const parts = { photo: { content: bytes("photo") }, form: { content: new Blob(["form"], { type: "text/plain" }) } };
const receipt = { receipt: { content: bytes("receipt") }, page: { content: bytes("page") } };

/** Answers with what it received. */
const handlers = {
  sendClaim: ({ Policy }: Message, call: Call & { parts: { photo: Attachment; form: Attachment } }) => {
    call.attach({ content: bytes("more"), contentType: "text/plain" });
    const { photo, form } = call.parts;
    const [other] = call.attachments;
    return {
      value: { Policy },
      parts: { receipt: { ...photo, contentId: undefined }, page: { ...(other ?? form), contentId: undefined } },
    };
  },
};

test.each([
  ["soap11", soap11, {}],
  ["soap12", soap12, {}],
  ["soap12", soap12, { attachments: mtom() }],
] as const)("parts go to a service and back, over %s", async (_, binding, options) => {
  const port = memoryPort(contract, handlers, binding, options);
  const attachments = [{ content: generated(bytes("oth"), bytes("er")), contentType: "text/css" }];
  const reply = await sendClaim(port, { parts, attachments });
  if (reply.kind !== "ok") throw new Error(reply.kind);
  expect(reply.value).toEqual({ Policy: "A-1" });
  expect(textOf(reply.parts.receipt)).toEqual(["photo", "image/jpeg"]);
  expect(textOf(reply.parts.page)).toEqual(["other", "text/css"]);
  expect(reply.attachments?.map(textOf)).toEqual([["more", "text/plain"]]);
});

test("each part is sent under its name, with its first definite type", async () => {
  const { transport, sent } = answering(envelope("soap11", `<SendClaimResponse xmlns="${namespace}"/>`), xml);
  const reply = await sendClaim(soap11("http://h/", { transport }), { parts });
  const { body = "" } = sent[0] ?? {};
  const heads = [...body.matchAll(/Content-Type: (.*)\r\n.*\r\nContent-ID: <(.*?)[=.]/g)].map(([, type, id]) => [
    id,
    type,
  ]);
  expect(heads).toEqual([
    ["root", "text/xml; charset=utf-8"],
    ["photo", "image/jpeg"],
    ["form", "text/plain"],
  ]);
  expect(reply).toMatchObject({ kind: "ok", parts: {} });
  expect(reply).not.toHaveProperty("attachments");
});

const answer = (...others: readonly Part[]) =>
  multipartOf([
    {
      headers: { "Content-Type": "text/xml" },
      content: envelope("soap11", `<SendClaimResponse xmlns="${namespace}"/>`),
    },
    ...others,
  ]);
const type = 'multipart/related; type="text/xml"; boundary=b';

async function partsOf(body: Uint8Array) {
  const { transport } = answering(body, { headers: { "Content-Type": type } });
  const reply = await sendClaim(soap11("http://h/", { transport }), { parts });
  if (reply.kind !== "ok") throw new Error(JSON.stringify(reply));
  const shown = (part: Attachment | undefined) => part && Buffer.from(part.content).toString();
  return [shown(reply.parts.receipt), shown(reply.parts.page), reply.attachments?.map(shown)];
}

test.each([
  ["by their names in Content-IDs, in any order", ["page=1@h", "x@h", "receipt=2@h"], ["2", "0", ["1"]]],
  ["by names that are percent-encoded", ["%70age=1@h", "receipt%3D2@h"], ["1", "0", []]],
  ["by their order, without names", ["a@h", "b@h", "c@h"], ["0", "1", ["2"]]],
  ["by their order, where an equals sign states no name", ["YQ==@h", "a@b=c@h"], ["0", "1", []]],
  ["by their names alone, where one has its name", ["a@h", "receipt=1@h"], ["1", undefined, ["0"]]],
  ["by their names alone, where two have one name", ["page=1@h", "page=2@h"], [undefined, "0", ["1"]]],
  [
    "by their names alone, where one has a name that nothing binds",
    ["logo=1@h", "a@h"],
    [undefined, undefined, ["0", "1"]],
  ],
  ["as far as they are there", ["page=1@h"], [undefined, "0", []]],
  ["if there are none", [], [undefined, undefined, []]],
])("parts of a reply are found %s", async (_, ids, expected) => {
  const others = ids.map((id, index) => ({ headers: { "Content-ID": `<${id}>` }, content: `${index}` }));
  expect(await partsOf(answer(...others))).toEqual(expected);
});

test("parts of a fault are attachments, as nothing binds them", async () => {
  const fault = envelope(
    "soap11",
    "<s:Fault xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>",
  );
  const body = multipartOf([{ headers: { "Content-Type": "text/xml" }, content: fault }, { content: "log" }]);
  const { transport } = answering(body, { status: 500, headers: { "Content-Type": type } });
  const reply = await sendClaim(soap11("http://h/", { transport }), { parts });
  expect(reply).toMatchObject({ kind: "fault", attachments: [{ content: bytes("log") }] });
  expect(reply).not.toHaveProperty("parts");
});

test.each<[object, string]>([
  [{}, "parts.photo: expected an attachment, found nothing"],
  [{ parts: { photo: parts.photo } }, "parts.form: expected an attachment, found nothing"],
  [{ parts: { ...parts, other: parts.form } }, "parts.other: expected no such part"],
  [
    { parts: { ...parts, form: { content: "text" } } },
    'parts.form.content: expected bytes, a Blob or a source of bytes, found "text"',
  ],
])("refuses parts that do not fit: %#", async (options, message) => {
  const port = soap11("http://h/", { transport: answering("").transport });
  await expect(sendClaim(port, options as { parts: Sent })).rejects.toThrow(message);
});

test("a part named as a property of all objects is there only if it was sent", async () => {
  const inherited = ["constructor", "toString", "__proto__"];
  const entries = inherited.map((name) => [name, ["text/plain"]] as const);
  const operation: OperationWithParts<Record<string, Attachment | undefined>, Message, Message> = {
    ...sendClaimOperation(),
    request: { body: claim("SendClaim"), parts: Object.fromEntries(entries) },
    response: { body: claim("SendClaimResponse"), parts: Object.fromEntries(entries) },
  };
  const make = () => operation;
  const given = Object.fromEntries(inherited.map((name) => [name, { content: bytes(name) }]));
  const call = (body: Uint8Array | string, headers: Record<string, string>, parts = given) =>
    soap11("http://h/", { transport: answering(body, { headers }).transport }).call(make, {}, { parts });
  const plain = envelope("soap11", `<SendClaimResponse xmlns="${namespace}"/>`);
  const multiparts = { "Content-Type": type };
  for (const [body, headers] of [
    [plain, { "Content-Type": "text/xml" }],
    [answer(), multiparts],
  ] as const) {
    const reply = await call(body, headers);
    if (reply.kind !== "ok") throw new Error(reply.kind);
    expect(inherited.map((name) => reply.parts[name])).toEqual([undefined, undefined, undefined]);
  }
  const sent = inherited.map((name) => ({ headers: { "Content-ID": `<${name}=1@h>` }, content: name }));
  const reply = await call(answer(...sent), multiparts);
  if (reply.kind !== "ok") throw new Error(reply.kind);
  expect(inherited.map((name) => textOf(reply.parts[name])?.[0])).toEqual(inherited);
  for (const name of inherited) {
    const others = Object.fromEntries(Object.entries(given).filter(([each]) => each !== name));
    await expect(call(plain, multiparts, others)).rejects.toThrow(
      new RequestError("expected an attachment, found nothing", `parts.${name}`),
    );
  }
});

/** The response of the service to a request of these parts. */
async function served(
  body: Uint8Array | string,
  contentType: string,
  options: ServeOptions = {},
  own: object = handlers,
) {
  const service = serve(contract, own, { onError: () => undefined, ...options });
  const headers = { "Content-Type": contentType, SOAPAction: '""' };
  const response = await service(
    new Request("http://localhost/claims", { method: "POST", headers, body: Buffer.from(body) }),
  );
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const request = envelope("soap11", `<SendClaim xmlns="${namespace}"/>`);

test("a service refuses a request without a part, whatever others it has, and one that is not a multipart", async () => {
  const requestWith = (...ids: readonly string[]) =>
    multipartOf([
      { headers: { "Content-Type": "text/xml" }, content: request },
      ...ids.map((id) => ({ headers: { "Content-ID": `<${id}>` }, content: "form" })),
    ]);
  for (const [body, contentType] of [
    [requestWith("form=1@h"), type],
    [requestWith("form=1@h", "form=2@h"), type],
    [requestWith("form=1@h", "other=2@h"), type],
    [requestWith("a@h", "form=2@h"), type],
    [request, "text/xml"],
  ] as const) {
    const { status, text } = await served(body, contentType);
    expect(status).toBe(500);
    expect(text).toContain("expected the attachment photo, found none");
  }
});

test("a service with mtom() answers an XOP package by one, and a request with attachments as the WSDL binds", async () => {
  const others = [
    { headers: { "Content-ID": "<photo=1@h>" }, content: "photo" },
    { headers: { "Content-ID": "<form=1@h>" }, content: "form" },
  ];
  const body = multipartOf([{ headers: { "Content-Type": "text/xml" }, content: request }, ...others]);
  const refusing = {
    sendClaim() {
      throw new ServiceFault({ code: "Sender", reason: "no" });
    },
  };
  const found = [];
  for (const own of [handlers, refusing]) {
    for (const contentType of [type, type.replace("text/xml", "application/xop+xml")])
      found.push((await served(body, contentType, { attachments: mtom() }, own)).type?.split("; boundary")[0]);
  }
  expect(found).toEqual([
    'multipart/related; type="text/xml"',
    'multipart/related; type="application/xop+xml"',
    "text/xml; charset=utf-8",
    'multipart/related; type="application/xop+xml"',
  ]);
});

test.each<[unknown, string]>([
  [{ value: {}, parts: { receipt: receipt.receipt } }, "parts.page: expected an attachment, found nothing"],
  [{ value: {} }, "parts.receipt: expected an attachment, found nothing"],
  [{ value: {}, parts: 1 }, "parts: expected an object, found 1"],
  [{}, "expected an object with a value and a header or parts, found an object"],
])("an answer whose parts do not fit is an error of the service: %#", async (given, message) => {
  const port = memoryPort(contract, { sendClaim: () => given }, soap11);
  await expect(sendClaim(port, { parts })).rejects.toThrow(new RegExp(message));
});

test("a fault that a handler throws has no parts", async () => {
  const port = memoryPort(
    contract,
    {
      sendClaim() {
        throw new ServiceFault({ code: "Sender", reason: "no" });
      },
    },
    soap11,
  );
  expect(await sendClaim(port, { parts })).toMatchObject({ kind: "fault", fault: { reason: "no" } });
});
