import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readCurl } from "../../../generator/read/exchange/read-curl.js";
import { envelope, shown } from "./shown.js";

const body = envelope('<Lend xmlns="urn:shelf"><Title>it</Title></Lend>');
const wanted = `POST https://shelf.example/shelf.asmx\ncontent-type: text/xml\nsoapaction: "urn:Lend"\n\n${body}`;
const url = "https://shelf.example/shelf.asmx";

test.each<[string, string]>([
  [
    "single quotes, lines that go on",
    `curl -X POST ${url} \\\n  -H 'Content-Type: text/xml' \\\n  -H 'SOAPAction: "urn:Lend"' \\\n  -d '${body}'`,
  ],
  [
    "long options behind a prompt",
    `$ curl --request POST --url ${url} --header 'Content-Type: text/xml' --header 'SOAPAction: "urn:Lend"' --data-raw '${body}'`,
  ],
  [
    "short options written together, with values behind them",
    `curl -sSkXPOST -H'Content-Type: text/xml' -H"SOAPAction: \\"urn:Lend\\"" --data-binary="${body.replaceAll('"', '\\"')}" "${url}"`,
  ],
  [
    "quotes of C",
    `curl '${url}' -H $'Content-Type: text/xml' -H $'SOAPAction: \\x22urn:Lend\\u0022' --data $'${body.replaceAll('"', "\\42")}'`,
  ],
  [
    "a here-document",
    `curl -H 'Content-Type: text/xml' -H 'SOAPAction: "urn:Lend"' --data-binary @- ${url} <<'EOF'\n${body}\nEOF\n`,
  ],
  [
    "PowerShell",
    `PS C:\\> curl.exe -X POST "${url}" \`\n  -H "Content-Type: text/xml" \`\n  -H 'SOAPAction: \\"urn:Lend\\"' \`\n  -d "${body.replaceAll('"', '\\`"')}"`,
  ],
  [
    "cmd, with carets at the line ends",
    `C:\\>curl "${url}" ^\r\n  -H "Content-Type: text/xml" ^\r\n  -H "SOAPAction: \\"urn:Lend\\"" ^\r\n  --data-raw "${body.replaceAll('"', '\\"')}"`,
  ],
  [
    "cmd, as browsers copy it",
    `curl ^"${url}^" ^\n  -H ^"Content-Type: text/xml^" ^\n  -H ^"SOAPAction: ^\\^"urn:Lend^\\^"^" ^\n  --data-raw ^"${body.replace(/[<>&]/g, "^$&").replaceAll('"', '^\\^"')}^"`,
  ],
])("reads a call of curl with %s", (_, text) => {
  const { exchanges, rest } = read(`Call it:\n${text}\n`);
  const [exchange] = exchanges.map(shown);
  expect(exchange?.request?.replace(/\n$/, "").replace(/(content-type[^\n]*\n)/, "$1")).toBe(wanted);
  expect(rest.trim()).toBe("Call it:");
  const [found] = exchanges.flatMap(({ request }) => request?.body ?? []);
  const at = found?.text.indexOf("<Title") ?? -1;
  const line = `Call it:\n${text}`.split("\n")[(found?.place(at).line ?? 0) - 1];
  expect(line?.slice((found?.place(at).column ?? 0) - 1)).toMatch(/^\^?<Title/);
});

test("a call with -v shows the request's head, and the last response with its body", () => {
  const text = `$ curl -v -d @lend.xml ${url}
*   Trying 192.0.2.1:443...
> POST /shelf.asmx HTTP/1.1
> Host: shelf.example
> Authorization: Basic c2VjcmV0
> SOAPAction: urn:Lend
>
} [5 bytes data]
< HTTP/1.1 100 Continue
<
< HTTP/1.1 200 OK
< Content-Type: text/xml
<
{ [5 bytes data]
${body}
* Connection #0 to host shelf.example left intact
and more`;
  const { exchanges, rest } = read(text);
  expect(exchanges.map(shown)).toEqual([
    {
      request: `POST ${url}\nhost: shelf.example\nsoapaction: urn:Lend`,
      responses: [`200\ncontent-type: text/xml\n\n${body}`],
    },
  ]);
  expect(rest.trim()).toBe("* Connection #0 to host shelf.example left intact\nand more");
});

test("output of curl -v is read without its command", () => {
  const { exchanges } = read(`> POST /shelf.asmx HTTP/1.1\n> Host: shelf.example\n>\n< HTTP/1.1 202 Accepted\n<\n`);
  expect(exchanges.map(shown)).toEqual([{ request: "POST /shelf.asmx\nhost: shelf.example", responses: ["202"] }]);
});

test("a body that somebody put below the head of the printed request is that of the request", () => {
  const head = "> POST /shelf.asmx HTTP/1.1\n> Host: shelf.example\n> Content-Type: text/xml\n>\n";
  const lines = body.replaceAll("><", ">\n<");
  const answer = envelope('<LendResponse xmlns="urn:shelf"/>');
  const { exchanges, rest } = read(`${head}${lines}\n* upload completely sent off\n< HTTP/1.1 200 OK\n<\n${answer}\n`);
  expect(rest.trim()).toBe("");
  expect(exchanges).toHaveLength(1);
  expect(exchanges[0]?.request?.body?.text).toBe(lines);
  expect(exchanges[0]?.responses[0]?.body?.text).toBe(answer);
  expect(read(`${head}\n${answer}\n`).rest).toContain("LendResponse");
});

test("the head that -i prints belongs to its body, in a fence of its own too", () => {
  const text = `curl -i -d '<a/>' ${url}\n\`\`\`\n\`\`\`\nHTTP/1.1 200 OK\nContent-Type: text/xml\n\n${body}\n\`\`\`\nThen:\n`;
  expect(read(text).exchanges.map(shown)).toEqual([
    { request: `POST ${url}\n\n<a/>`, responses: [`200\ncontent-type: text/xml\n\n${body}`] },
  ]);
});

test("the envelope directly below a call that sends one is its output", () => {
  const answer = envelope('<LendRS xmlns="urn:shelf"/>');
  const { exchanges, rest } = read(`curl ${url} -d '${body}'\n\n${answer}\n\nThen:\n`);
  expect(exchanges.map(({ responses }) => responses.map(({ status, body: text }) => [status, text?.text]))).toEqual([
    [[200, answer]],
  ]);
  expect(rest.trim()).toBe("Then:");
  expect(read(`curl ${url} -d '${body}'\n\nThen:\n\n${answer}\n`).exchanges[0]?.responses).toEqual([]);
  expect(read(`curl ${url} -d @request.xml\n\n${answer}\n`).rest).toContain("LendRS");
});

test("a call that sends nothing is left in the text", () => {
  const text = `curl ${url}?wsdl > shelf.wsdl\n`;
  expect(read(text)).toMatchObject({ exchanges: [], rest: text });
});

test("a quote that nothing closes is reported where it opens, and takes the rest", () => {
  const { exchanges, diagnostics } = read(`curl ${url} -d '<a>\nand so on`);
  expect(exchanges[0]?.request?.body).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "command-cut", place: { line: 1, column: url.length + 10 } }]);
});

function read(text: string) {
  const diagnostics: Diagnostic[] = [];
  const reading = readCurl({ path: "shelf.sh", text }, (diagnostic) => diagnostics.push(diagnostic));
  return { ...reading, diagnostics };
}
