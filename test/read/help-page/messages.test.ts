import { describe, expect, test } from "vitest";
import { brief, elements, read } from "./read.js";
import { soapRequest } from "./render-page.js";
import { accepted, samples } from "./read-samples.js";
import { action, plain, text } from "./sowing-page.js";

describe("documentation with curl", () => {
  const envelopes = plain.slice(0, 2).map((message) => message.slice(message.indexOf("<soap:Envelope")));
  const call = (data: string) =>
    `\`\`\`shell\ncurl -p\n  -H "Content-Type: text/xml;charset=UTF-8"\n  -H "SOAPAction: \\"${action}\\""\n  ${data}\n  https://garden.example:8080/bed.asmx > reply.xml\n\`\`\`\n`;

  test("a call, and the envelopes below it", () => {
    const [request, response] = envelopes;
    const { page: found, codes } = read(
      `## Sow\n\n${call("-d @request.xml")}\n> Request\n\n\`\`\`xml\n${request}\n\`\`\`\n\n> Reply\n\n\`\`\`xml\n${response}\n\`\`\`\n`,
    );
    expect(codes).toEqual([]);
    expect(found.operations.map(({ name }) => name)).toEqual(["Sow"]);
    expect(found.operations[0]?.samples).toMatchObject([
      { message: "request", binding: "soap11", action, host: "garden.example:8080", path: "/bed.asmx" },
      { message: "response", binding: "soap11" },
    ]);
  });

  test("a call of another kind is not a message", () => {
    expect(read(`curl https://garden.example/index\n\n${text}`).page.operations).toHaveLength(1);
  });

  test("... after the only element repeats it; after several it is ignored", () => {
    const body = (inside: string) => `<soap:Body><Sow xmlns="u">${inside}</Sow></soap:Body>`;
    const one = read(`${soapRequest("soap", body("<beds><bed>int</bed>\n...\n</beds>"))}\nHTTP/1.1 202 Accepted`);
    const [sample] = one.page.operations[0]?.samples ?? [];
    expect(sample && "body" in sample && elements(sample.body).map(brief)).toEqual(["Sow(beds(bed:int, bed:int))"]);
    expect(one.diagnostics).toMatchObject([{ severity: "note", code: "sample-elided" }]);
    const two = read(`${soapRequest("soap", body("<a>int</a><b>int</b>…"))}\nHTTP/1.1 202 Accepted`);
    const [other] = two.page.operations[0]?.samples ?? [];
    expect(other && "body" in other && elements(other.body).map(brief)).toEqual(["Sow(a:int, b:int)"]);
    expect(two.diagnostics).toMatchObject([{ severity: "warning", code: "sample-elided" }]);
  });
});

test.each([
  ['SOAPAction: "u/Find"', "u/Find"],
  ["SOAPAction: u/Find", "u/Find"],
  ['soapaction:""', ""],
  ["X-Other: 1\nSOAPAction: 'u/Find'\nDate: today", "u/Find"],
])("an action is verbatim: %s", (header, action) => {
  const text = soapRequest("soap", '<soap:Body><Find xmlns="u" /></soap:Body>').replace(
    /SOAPAction: .*/,
    header.replace("soapaction", "SOAPAction"),
  );
  expect(samples(`${text}\n${accepted}`)[0]).toMatchObject({ action });
});

test("SOAP 1.2 can name its action in the content type", () => {
  const text = soapRequest("soap12", '<soap:Body><Find xmlns="u" /></soap:Body>').replace(
    "utf-8",
    'utf-8; action="u/Find"',
  );
  expect(samples(`${text}\n${accepted}`)[0]).toMatchObject({ binding: "soap12", action: "u/Find" });
});
