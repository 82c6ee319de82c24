import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";

const many = 40_000;
/** In milliseconds. Linear time takes a small part of it, and quadratic time in recordings of this size many times as long. */
const limit = 20_000;
/** More than any real recording: 16 MB of text. */
const huge = 15 * 2 ** 20;

const start = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Op xmlns="u">';
const end = "</Op></s:Body></s:Envelope>";
const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");

function postman(items: string): string {
  return `{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[${items}]}`;
}

function har(text: string): string {
  const request = `{"method":"POST","url":"https://a.example/b","headers":[],"postData":{"text":${JSON.stringify(text)}}}`;
  return `{"log":{"entries":[{"request":${request}}]}}`;
}

function soapUi(content: string): string {
  return `<c:soapui-project xmlns:c="http://eviware.com/soapui/config"><c:interface name="S" bindingName="b">${content}</c:interface></c:soapui-project>`;
}

const call = '{"request":{"method":"POST","url":"https://a.example/b"}},';

test.each<[string, string, string]>([
  ["a body of 15 MB", "a.har", har(`${start}<A>${"x".repeat(huge)}</A>${end}`)],
  ["a body of millions of escapes", "a.har", har(`${start}<A>${"\n".repeat(huge / 8)}</A>${end}`)],
  ["a string that never ends", "a.har", `{"log":{"entries":["${"\\\\".repeat(huge / 2)}`],
  ["brackets", "a.har", `{"log":{"entries":${"[".repeat(many)}`],
  ["many entries", "a.har", `{"log":{"entries":[${'{"request":{}},'.repeat(many)}{}]}}`],
  ["many requests without a body", "a.json", postman(`${call.repeat(many / 2)}{}`)],
  ["folders in folders", "a.json", postman('{"item":['.repeat(many))],
  ["variables", "a.json", postman(`{"request":{"url":"${"{{a}}".repeat(many)}"}}`)],
  ["separators", "a.http", "###\n".repeat(many)],
  ["variables of a file", "a.http", `${numbered(many, (index) => `@a${index}={{a${index}}}\n`)}GET {{a1}}\n`],
  ["heads of responses", "a.http", `POST https://a.example/b\n\n${"HTTP/1.1 200 OK\n\n".repeat(many)}`],
  ["queries", "a.http", `GET https://a.example/b\n${" &a=b\n".repeat(many)}`],
  ["interactions", "a.yaml", `interactions:\n${"- request:\n    uri: a\n".repeat(many)}`],
  ["maps in maps", "a.yaml", `interactions:\n${numbered(many / 50, (index) => `${" ".repeat(index)}a:\n`)}`],
  ["lists in lists", "a.yaml", `interactions:\n${"- ".repeat(many)}`],
  ["lines of a text", "a.yaml", `interactions:\n- request:\n    body: ${"a\n     ".repeat(many)}`],
  ["a text that never ends", "a.yaml", `interactions:\n- request:\n    body: "${"\\n ".repeat(many)}`],
  ["calls of curl", "a.sh", "curl -d 1 https://a.example/b\n".repeat(many / 4)],
  ["quotes that open", "a.sh", `curl ${"'\" ".repeat(many)}`],
  ["here-documents that never end", "a.sh", "curl -d @- <<EOF\n".repeat(many)],
  ["lines that go on", "a.sh", `curl ${"\\\n".repeat(many)}`],
  ["carets", "a.sh", `curl ${'^"'.repeat(many)}`],
  ["heads that curl prints", "a.sh", `curl -d 1 b\n${"< HTTP/1.1 100 Continue\n<\n".repeat(many)}`],
  ["lines that curl prints", "a.sh", "> POST /a HTTP/1.1\n".repeat(many / 4)],
  ["operations", "a.xml", soapUi(numbered(many / 10, (index) => `<c:operation name="o${index}"/>`))],
  [
    "documents of a project",
    "a.xml",
    soapUi(
      `<c:definitionCache type="TEXT">${"<c:part><c:url>u</c:url><c:content>&lt;a/></c:content></c:part>".repeat(many / 10)}</c:definitionCache>`,
    ),
  ],
  [
    "calls of one operation",
    "a.xml",
    soapUi(
      `<c:operation name="o">${`<c:call><c:request><![CDATA[${start}${end}]]></c:request></c:call>`.repeat(many / 50)}</c:operation>`,
    ),
  ],
  ["members that all differ", "a.har", har(`${start}${numbered(many / 10, (index) => `<i><a${index}/></i>`)}${end}`)],
  ["attributes that all differ", "a.har", har(`${start}${numbered(many / 10, (index) => `<i a${index}=""/>`)}${end}`)],
  ["comments of SoapUI", "a.har", har(`${start}${"<!--Optional:-->".repeat(many)}<i/>${end}`)],
])(
  "reads %s in linear time",
  (_, path, text) => {
    const spec = { name: "a", path: "specs/a", sources: [{ path: `specs/a/${path}`, text }] };
    const { diagnostics } = inspect(spec, defaultConfiguration);
    expect(diagnostics.length).toBeGreaterThan(0);
  },
  limit,
);
