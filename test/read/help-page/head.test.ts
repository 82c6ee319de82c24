import { describe, expect, test } from "vitest";
import { read } from "./read.js";
import { soapRequest } from "./render-page.js";
import { samples as all, soap11 } from "./sowing-page.js";

const body = '<soap:Body><Sow xmlns="urn:garden"><bed>int</bed></Sow></soap:Body>';
const request = soapRequest("soap", body, "urn:garden/Sow").replace(/[[\]]/g, "");
const [firstLine = ""] = request.split("\n");

describe("any line below the first one is a header", () => {
  test.each([
    "ApiKey: string",
    "X-Api-Key: string",
    "Gastgeber: garden.example",
    "Authorization: Basic string",
    "A_b : c",
  ])("%s", (line) => {
    const odd = soap11.replaceAll(/^Content-Length:.*$/gm, (length) => `${line}\n${length}`);
    expect(odd).not.toBe(soap11);
    expect(read(odd).codes).toEqual([]);
    expect(all(odd)).toEqual(all(soap11));
  });

  test("a space in the name of a header is read over, with a note", () => {
    const odd = soap11.replaceAll("Content-Type:", "Content -Type:");
    expect(all(odd)).toEqual(all(soap11));
    expect(read(odd).diagnostics[0]).toMatchObject({
      severity: "note",
      code: "sample-mended",
      message: "found Content -Type, read as Content-Type",
    });
  });
});

test.each(["Gastgeber: ", "Hôte : ", "主机："])(
  "the host after the request line is read over its translated name: %s",
  (name) => {
    const odd = soap11.replaceAll("Host: ", name);
    expect(odd).not.toBe(soap11);
    expect(all(odd)).toEqual(all(soap11));
    expect(
      read(odd).diagnostics.every(({ code, message }) => code === "sample-mended" && message.endsWith("read as Host")),
    ).toBe(true);
  },
);

describe("text between a head and its envelope does not end the message", () => {
  test.each([
    ["a label", "Request body:", "Response body:", ["text-not-read", "text-not-read"]],
    ["the label of a log", "Payload:", "Payload:", []],
    ["a label in capitals", "REQUEST", "RESPONSE", ["text-not-read", "text-not-read"]],
    ["the length of a chunk", "1a7", "2F0", []],
  ])("%s", (_, before, behind, codes) => {
    let count = 0;
    const odd = soap11.replace(/\n\n(?=<\?xml)/g, () => `\n\n${[before, behind][count++]}\n\n`);
    expect(count).toBe(2);
    expect(all(odd)).toEqual(all(soap11));
    expect(read(odd).codes).toEqual(codes);
  });

  test("the label of the other message does", () => {
    const odd = `${firstLine}\nHost: garden.example\nContent-Type: text/xml\n\nResponse:\n\n<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><SowResponse xmlns="urn:garden" /></soap:Body></soap:Envelope>`;
    const { page } = read(odd);
    expect(page.operations.flatMap(({ samples }) => samples.map(({ message }) => message))).toEqual(["response"]);
  });
});

test("a host at the end of the text is not evidence, because it may be cut", () => {
  const get = (end: string) => `GET /shelf.asmx/Find?a=string HTTP/1.1\nHost: garden.exa${end}`;
  expect(read(get("")).page.operations[0]?.samples[0]).not.toHaveProperty("host");
  expect(read(get("\n")).page.operations[0]?.samples[0]).not.toHaveProperty("host");
  expect(read(get("\n\nHTTP/1.1 200 OK")).page.operations[0]?.samples[0]).toMatchObject({ host: "garden.exa" });
});
