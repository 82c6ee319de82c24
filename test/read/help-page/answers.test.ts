import { describe, expect, test } from "vitest";
import { read } from "./read.js";

const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const element = (name: string) => (name === "" ? "" : `<${name} xmlns="urn:q"><v>string</v></${name}>`);
const told = 'URL: https://q.example/ws\nSOAPAction: "urn:q#ask"\n\n';

/** The operations of a page, with their messages. */
function messagesOf(text: string, path?: string): readonly string[] {
  return read(text, path).page.operations.map(
    ({ name, samples }) => `${name}: ${samples.map(({ message }) => message).join(", ")}`,
  );
}

/** The messages of two envelopes, with a text between them. */
function pair(first: string, between: string, second: string): string {
  return `${envelope(element(first))}\n\n${between}\n\n${envelope(element(second))}\n`;
}

const both = ["ask: request, response"];

describe("an envelope behind a request is its response, without a warning,", () => {
  test.each([
    "Antwort:",
    "Réponse :",
    "Response (200 OK):",
    "**Response body**",
    "## Response",
    "Output:",
    "Answer",
    "The service answers:",
    "RESP:",
    "<<<",
    "12:00 INFO Q.RESP_IN : RESP_IN\nAddress: https://q.example/ws\nResponseCode: 200",
    "I, [12:00]  INFO -- : SOAP response (status 200)",
    " << 200 OK 272b\n    Content-Type: text/xml",
  ])("below %j", (between) => {
    const text = `${told}${pair("Apple", between, "Pear")}`;
    expect(messagesOf(text)).toEqual(both);
    expect(read(text).codes).not.toContain("response-assumed");
  });

  test("below the other direction of a log", () => {
    const log = `Outbound Message\nAddress: https://q.example/ws\nHeaders: {SOAPAction=["urn:q#ask"]}\nPayload: `;
    expect(messagesOf(`${log}${pair("Apple", "Inbound Message\nPayload:", "Pear")}`)).toEqual(both);
  });

  test.each([
    ["OTA_PingRQ", "OTA_PingRS"],
    ["QuoteRequest", "QuoteResult"],
    ["Quote", "QuoteReply"],
    ["Anfrage", "Antwort"],
  ])("if they are called %s and %s", (first, second) => {
    expect(messagesOf(pair(first, "", second))).toEqual([`${first}: request, response`]);
  });

  test("if its body is empty", () => {
    expect(messagesOf(pair("Ping", "", ""))).toEqual(["Ping: request, response"]);
  });
});

test("an envelope without an address and an action is the response of the request that has one, with a warning", () => {
  const text = `${told}${pair("Apple", "", "Pear")}`;
  expect(messagesOf(text)).toEqual(both);
  expect(read(text).diagnostics.filter(({ code }) => code === "response-assumed")).toMatchObject([
    { severity: "warning", place: { line: 8 } },
  ]);
});

test.each([
  ["without an address or an action", pair("Apple", "", "Pear")],
  ["each with an action", `${told}${pair("Apple", 'SOAPAction: "urn:q#Pear"', "Pear")}`],
  ["below one address, three of them", `${told}${pair("Apple", "", "Pear")}${envelope(element("Plum"))}`],
  ["of which the second has a response", `${told}${pair("Apple", "", "Pear")}${envelope(element("PearResponse"))}`],
  ["the second below a label", `${told}${pair("Apple", "Request:", "Pear")}`],
  ["the second below a heading of its own", `${told}${pair("Apple", "## Eat a pear", "Pear")}`],
  ["the second below its name", `${told}${pair("Apple", "The operation Pear", "Pear")}`],
])("requests stay requests: %s", (_how, text) => {
  expect(messagesOf(text).filter((line) => line.includes(": request")).length).toBeGreaterThan(1);
});

test("an envelope alone in a file is the message that the name of the file states", () => {
  expect(messagesOf(envelope(element("Pear")), "specs/q/Fruit-response.xml")).toEqual(["Pear: response"]);
  expect(messagesOf(envelope(element("Pear")), "specs/q/Fruit-request.xml")).toEqual(["Pear: request"]);
});
