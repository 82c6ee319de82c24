import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import type { Definition, Exchange } from "../../../generator/read/exchange/exchange.js";
import { excerptAt } from "../../../generator/read/exchange/excerpt.js";
import { recordingPage } from "../../../generator/read/exchange/recording-page.js";
import { envelope } from "./shown.js";

const place = { path: "shelf.har", line: 1, column: 1 };
const url = "https://me:secret@shelf.example:8443/shelf.asmx?key=secret";

test("an exchange is a request and a response of the operation that action and body name", () => {
  const { operations, diagnostics } = page([
    exchange("Lend", { action: "urn:shelf/Lend", responses: [{ status: 200, body: response("Lend") }] }),
  ]);
  expect(diagnostics).toEqual([]);
  expect(operations).toMatchObject([
    {
      name: "Lend",
      samples: [
        {
          message: "request",
          binding: "soap11",
          host: "shelf.example:8443",
          path: "/shelf.asmx",
          action: "urn:shelf/Lend",
        },
        { message: "response", binding: "soap11", status: 200, body: [{ name: "LendResponse" }] },
      ],
    },
  ]);
  expect(JSON.stringify(operations)).not.toContain("secret");
});

test("each of several responses is one of the operation", () => {
  const responses = [
    { status: 200, body: response("Lend") },
    { status: 200, body: response("Lend") },
  ];
  const { operations } = page([exchange("Lend", { responses })]);
  expect(operations.map(({ name, samples }) => [name, samples.length])).toEqual([
    ["Lend", 2],
    ["Lend", 2],
  ]);
});

test("a saved fault is a fault of the operation, and no response", () => {
  const fault = envelope(
    `<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring><detail><Lent xmlns="urn:shelf"/></detail></s:Fault>`,
  );
  const { operations } = page([exchange("Lend", { responses: [{ status: 500, body: fault }] })]);
  expect(operations).toMatchObject([
    { name: "Lend", samples: [{ message: "request" }], faults: [{ details: [{ name: "Lent" }] }] },
  ]);
});

test("an action above different elements names no operation", () => {
  const action = "urn:shelf/5";
  const { operations } = page([exchange("Lend", { action }), exchange("Return", { action })]);
  expect(operations.map(({ name }) => name)).toEqual(["Lend", "Return"]);
});

test("a tool that knows the operation is believed", () => {
  const { operations } = page([{ ...exchange("LendRequest", {}), operation: "lendBook" }]);
  expect(operations.map(({ name }) => name)).toEqual(["lendBook"]);
});

test("a request and a response that differ in their suffix are of what is before it", () => {
  const { operations } = page([exchange("lendRequest", { responses: [{ body: response("lend") }] })]);
  expect(operations.map(({ name, samples }) => [name, samples.length])).toEqual([["lend", 2]]);
});

test("other traffic of a browser and error pages are not exchanges with the service", () => {
  const { operations } = page([
    { request: { ...requestOf("<html/>"), method: "GET" }, responses: [{ place, headers: [], status: 200 }] },
    exchange("Lend", { responses: [{ status: 401, body: "<html>no</html>" }] }),
  ]);
  expect(operations.map(({ name, samples }) => [name, samples.length])).toEqual([["Lend", 1]]);
});

test("the requests without a SOAP message are one note, at the first of them", () => {
  const at = (line: number) => ({ ...place, line });
  const image = (line: number): Exchange => ({
    request: { place: at(line), method: "GET", url: excerptAt(at(line), `${url}/${line}.png`), headers: [] },
    responses: [{ place: at(line), headers: [], status: 200 }],
  });
  const { operations, diagnostics } = page([
    exchange("Lend", {}),
    ...Array.from({ length: 300 }, (_, index) => image(index + 7)),
  ]);
  expect(operations.map(({ name }) => name)).toEqual(["Lend"]);
  expect(diagnostics).toMatchObject([{ code: "requests-left-out", severity: "note", place: at(7) }]);
  expect(diagnostics[0]?.message).toMatch(/^found 300 requests without a SOAP message/);
});

test("a request that fetched a WSDL, and an error page in reply to a call, are not among those left out", () => {
  const definition = { url: `${url}?wsdl`, text: excerptAt(place, "<definitions/>") };
  const fetched: Exchange = {
    request: { place, method: "GET", url: excerptAt(place, definition.url), headers: [] },
    responses: [{ place, headers: [], status: 200, body: definition.text }],
  };
  const { diagnostics } = page(
    [fetched, exchange("Lend", { responses: [{ status: 401, body: "<html>no</html>" }] })],
    [definition],
  );
  expect(diagnostics).toEqual([]);
});

test("a recording without a call of a service says so", () => {
  const { diagnostics } = page([{ request: { ...requestOf("a=b"), method: "POST" }, responses: [] }]);
  expect(diagnostics).toMatchObject([{ code: "recording-empty", severity: "warning" }]);
});

test("defects of a message are reported without its text", () => {
  const { diagnostics } = page([
    { request: requestOf(envelope('<Login xmlns="u"><Password x="secret>').replace("</s:Body>", "")), responses: [] },
  ]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["sample-not-well-formed"]);
  expect(JSON.stringify(diagnostics)).not.toContain("secret");
});

interface Wanted {
  readonly action?: string;
  readonly responses?: readonly { readonly status?: number; readonly body: string }[];
}

function exchange(name: string, { action, responses = [] }: Wanted): Exchange {
  return {
    request: requestOf(envelope(`<${name} xmlns="urn:shelf"><Title>it</Title></${name}>`), action),
    responses: responses.map(({ body, ...response }) => ({
      ...response,
      place,
      headers: [],
      body: excerptAt(place, body),
    })),
  };
}

function requestOf(body: string, action?: string) {
  const headers = action === undefined ? [] : [{ name: "soapaction", value: excerptAt(place, `"${action}"`) } as const];
  return { place, method: "POST", url: excerptAt(place, url), headers, body: excerptAt(place, body) };
}

function response(name: string): string {
  return envelope(`<${name}Response xmlns="urn:shelf"/>`);
}

function page(exchanges: readonly Exchange[], definitions: readonly Definition[] = []) {
  const diagnostics: Diagnostic[] = [];
  const source = { path: "shelf.har", text: "" };
  const { operations } = recordingPage(
    source,
    { exchanges, definitions },
    () => true,
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { operations, diagnostics };
}
