import { describe, expect, test } from "vitest";
import { brief, elements, read } from "./read.js";

const envelope = (body: string) =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
const head = 'POST /svc HTTP/1.1\nHost: garden.example\nContent-Type: text/xml\nSOAPAction: "urn:q/send"\n\n';
const reply = `\n\nHTTP/1.1 200 OK\nContent-Type: text/xml\n\n${envelope('<sendResponse xmlns="urn:q"><ok>boolean</ok></sendResponse>')}`;

function bodies(text: string): readonly string[] {
  return read(text).page.operations.flatMap(({ samples }) =>
    samples.flatMap((sample) => ("body" in sample ? elements(sample.body).map(brief) : [])),
  );
}

describe("no message starts inside another one", () => {
  test.each([
    ["a status line", "got HTTP/1.1 500 from upstream"],
    ["a request line", "the call\nPOST /foo HTTP/1.1\nfailed"],
    ["a header line", "Subject: Hi\nContent-Type: text/plain\n\nHello"],
    ["an envelope in CDATA", `<![CDATA[${envelope('<inner xmlns="urn:p"><no>1</no></inner>')}]]>`],
    ["an XML declaration in CDATA", `<![CDATA[<?xml version="1.0"?>${envelope("<inner />")}]]>`],
  ])("with %s as a value", (_what, value) => {
    const sent = value.replace(/^<!\[CDATA\[|\]\]>$/g, "").replace(/\s+/g, " ");
    const text = `${head}${envelope(`<send xmlns="urn:q"><to>string</to><body>${value}</body></send>`)}${reply}`;
    expect(bodies(text)).toEqual([`send(to:string, body:${sent})`, "sendResponse(ok:boolean)"]);
  });

  test("with a comment in it, or before it", () => {
    const old = `<!-- old:\n${envelope('<send xmlns="urn:q"><old>int</old></send>')}\n-->\n`;
    const inside = '<send xmlns="urn:q"><to>string</to><body><!-- <?xml version="1.0"?> --></body></send>';
    expect(bodies(`${head}${old}${envelope(inside)}${reply}`)).toEqual([
      "send(to:string, body)",
      "sendResponse(ok:boolean)",
    ]);
  });
});

test("a page whose only messages are in a comment has them", () => {
  const text = `<!--\n${envelope('<send xmlns="urn:q"><to>string</to></send>')}\n-->`;
  expect(bodies(text)).toEqual(["send(to:string)"]);
});

test("an envelope that is cut does not hide the messages after it", () => {
  const cut = `${head}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><send xmlns="urn:q">`;
  expect(bodies(`${cut}\n\n${reply}`)).toEqual(["sendResponse(ok:boolean)"]);
});
