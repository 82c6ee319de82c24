import { describe, expect, test } from "vitest";
import { readMentions, urlsIn } from "../../../generator/read/help-page/mentions.js";
import { read } from "./read.js";
import { soapRequest, soapResponse } from "./render-page.js";

const bare = (text: string) => text.slice(text.indexOf("<?xml")).replace(/[[\]]/g, "");
const request = bare(soapRequest("soap", '<soap:Body><Sow xmlns="urn:garden"><bed>[int]</bed></Sow></soap:Body>'));
const response = bare(soapResponse("soap", '<soap:Body><SowResponse xmlns="urn:garden" /></soap:Body>'));
const action = "urn:garden/Sow";
const url = "http://garden.example:8080/bed.asmx";
const shown = { action, scheme: "http", host: "garden.example:8080", path: "/bed.asmx", message: "request" };

test.each<[string, string]>([
  [
    "curl",
    `curl --location '${url}' \\\n--header 'Content-Type: text/xml' \\\n--header 'SOAPAction: ${action}' \\\n--data '${request}'`,
  ],
  ["curl with the URL behind its data", `curl -X POST -H 'SOAPAction: "${action}"' -d '${request}' \\\n  ${url}`],
  ["curl with all of it behind its data", `curl -d '${request}' -H "SOAPAction: ${action}" ${url}`],
  [
    "fetch",
    `await fetch("${url}", {\n  method: "POST",\n  headers: { "Content-Type": "text/xml", SOAPAction: "${action}" },\n  body: \`${request}\`,\n});`,
  ],
  [
    "XMLHttpRequest",
    `http.open('POST', '${url}', true);\nhttp.setRequestHeader('SOAPAction', '${action}');\nhttp.send(\`${request}\`);`,
  ],
  ["wget", `wget --method POST \\\n  --header 'SOAPAction: ${action}' \\\n  --body-data '${request}' \\\n   '${url}'`],
  [
    "PowerShell",
    `$headers.Add("SOAPAction", "${action}")\n$body = @"\n${request}\n"@\n\n$response = Invoke-RestMethod '${url}' -Method 'POST' -Headers $headers -Body $body`,
  ],
  [
    "C#",
    `var request = new HttpRequestMessage(HttpMethod.Post, "${url}");\nrequest.Headers.Add("SOAPAction", "${action}");\nvar text = @"${request}";`,
  ],
  [
    "Apex",
    `request.setEndpoint('${url}');\nrequest.setHeader('SOAPAction', '${action}');\nString body = '${request}';`,
  ],
  [
    "Ruby",
    `url = URI("${url}")\nrequest = Net::HTTP::Post.new(url)\nrequest["SOAPAction"] = "${action}"\nrequest.body = "${request}"`,
  ],
  ["HTTPie", `printf '${request}' | http --follow POST '${url}' \\\n SOAPAction:'${action}'`],
  ["members of JSON", `"url": "${url}",\n"headers": { "SOAPAction": "\\"${action}\\"" },\n"body": \n${request}\n`],
  [
    "a list of names and values in JSON",
    `"url": "${url}",\n"headers": [{ "name": "SOAPAction", "value": "${action}" }],\n"text":\n${request}\n`,
  ],
  ["lines of prose", `URL: ${url}\n\nSOAPAction: ${action}\n\n${request}`],
  ["a sentence with code", `POST \`${url}\`, SOAPAction \`${action}\`\n\n${request}`],
  ["a table", `| URL | ${url} |\n| --- | --- |\n| SOAPAction | ${action} |\n\n${request}`],
  ["the log of JAX-WS", `---[HTTP request - ${url}]---\nSOAPAction: "${action}"\n${request}`],
  ["the log of Savon", `INFO -- : SOAP request: ${url}\nINFO -- : SOAPAction: "${action}"\nDEBUG -- : ${request}`],
  ["the log of zeep", `DEBUG:zeep.transports:HTTP Post to ${url}:\nSOAPAction: ${action}\n${request}`],
  ["names above values", `Endpoint\n  ${url}\n\nSOAPAction\n  ${action}\n\n${request}`],
  ["a request line without a version", `POST ${url}\nContent-Type: text/xml\nSOAPAction: "${action}"\n\n${request}`],
  ["a request line of HTTP/2", `POST ${url} HTTP/2\nHost: garden.example:8080\nsoapaction: ${action}\n\n${request}`],
  ["the line of a proxy", `POST ${url} HTTP/1.1\nHost: garden.example\nSOAPAction: "${action}"\n\n${request}`],
])("action and address are those that %s shows", (_, text) => {
  const { page, codes } = read(`${text}\n\nHTTP/2 200\nContent-Type: text/xml\n\n${response}`);
  expect(page.operations.map(({ name }) => name)).toEqual(["Sow"]);
  expect(page.operations[0]?.samples).toMatchObject([shown, { message: "response", status: 200 }]);
  expect(page.operations[0]?.samples[1]).not.toHaveProperty("action");
  expect(codes).toEqual([]);
});

test.each<[string, string]>([
  [
    "3.0",
    `Address: ${url}\nHttp-Method: POST\nContent-Type: text/xml\nHeaders: {Accept=[*/*], SOAPAction=["${action}"]}\n`,
  ],
  [
    "4.0",
    `    Address: ${url}\n    HttpMethod: POST\n    Content-Type: text/xml\n    Headers: {SOAPAction="${action}", Accept=*/*}\n`,
  ],
])("action and address are those that the log of CXF %s shows", (_, head) => {
  const { page } = read(
    `INFO: Outbound Message\n${head}Payload: ${request}\n\nINFO: Inbound Message\nResponse-Code: 200\nContent-Type: text/xml\nPayload: ${response}\n`,
  );
  expect(page.operations).toMatchObject([{ name: "Sow", samples: [shown, { message: "response" }] }]);
});

test("action and address are those that the log of node-soap shows between a request and its response", () => {
  const { page, codes } = read(
    `client.lastRequest:  '${request}'\nclient.lastEndpoint: '${url}'\nclient.lastRequestHeaders: {\n  'Content-Type': 'text/xml; charset=utf-8',\n  SOAPAction: '"urn:garden/Sow"'\n}\nbody: '${response}'\n`,
  );
  expect(page.operations).toMatchObject([{ name: "Sow", samples: [shown, { message: "response" }] }]);
  expect(codes).toEqual([]);
});

test("a mention between two requests belongs to the second", () => {
  const other = request.replaceAll("Sow", "Dig");
  const { page } = read(`${request}\nEndpoint: ${url}\n${other}\n${response.replaceAll("Sow", "Dig")}`);
  expect(page.operations).toMatchObject([
    { name: "Sow" },
    { name: "Dig", samples: [{ host: "garden.example:8080" }, {}] },
  ]);
  expect(page.operations[0]?.samples[0]).not.toHaveProperty("host");
});

test("lines of a head before it belong to the request that follows", () => {
  const { page, codes } = read(
    `Host: garden.example\n\nContent-Type: text/xml\n\nWhat follows is sent to the garden, on one line or on several.\n\n${request}\n\n${response}`,
  );
  expect(page.operations[0]?.samples).toMatchObject([{ message: "request", host: "garden.example" }, {}]);
  expect(codes).toEqual([]);
});

describe("an action", () => {
  const of = (text: string) => readMentions(text, 0, text.length).action;

  test.each([
    ["SOAPAction: urn:garden/Sow.", "urn:garden/Sow"],
    ["**SOAPAction:** `urn:garden/Sow`", "urn:garden/Sow"],
    ["'SOAPAction' => 'urn:garden/Sow',", "urn:garden/Sow"],
    ["SOAPAction: urn:garden/Dig\nSOAPAction: urn:garden/Sow", "urn:garden/Sow"],
    ["-H 'SOAPAction: \"\"'", ""],
  ])("is read of %s", (text, expected) => {
    expect(of(text)).toBe(expected);
  });

  test.each(["The SOAPAction header names the operation.", "SOAPAction:", "SOAPAction is optional"])(
    "is not read of %s",
    (text) => {
      expect(of(text)).toBeUndefined();
    },
  );
});

test("a URL counts where a label says what it is of", () => {
  const urls = (text: string) => urlsIn(text).map(({ url }) => url);
  expect(urls(`Endpoint: ${url}.`)).toEqual([url]);
  expect(urls(`The URL is ${url} for all operations.`)).toEqual([url]);
  expect(urls(`client.lastEndpoint: '${url}'`)).toEqual([url]);
  expect(urls(`See ${url} for a list`)).toEqual([]);
  expect(urls(`HTTP response - ${url} - 200`)).toEqual([]);
  expect(urls("Namespace URL: http://garden.example/types")).toEqual([]);
  expect(urls("The namespace URL is http://garden.example/types")).toEqual([]);
  expect(urls("URL: http://garden.example/garden.wsdl")).toEqual([]);
});

test("a secret in a URL does not become part of an address", () => {
  const { page } = read(`curl -d '${request}' https://user:secret@garden.example/bed.asmx`);
  expect(page.operations[0]?.samples[0]).toMatchObject({ host: "garden.example", path: "/bed.asmx" });
});

describe("a page as a browser saved it", () => {
  const html = (inside: string) =>
    `<html>${inside}<body><pre>POST /bed.asmx HTTP/1.1\nHost: garden.example</pre></body></html>`;

  test.each([
    ["the form that calls the operation", `<form action='${url}/Sow' method="POST">`, "/bed.asmx/Sow"],
    ["the mark of where it came from", `<!-- saved from url=(0042)${url}?op=Sow -->`, "/bed.asmx"],
  ])("shows an address in %s", (_, markup, path) => {
    expect(read(html(markup)).page.addresses).toMatchObject([{ scheme: "http", host: "garden.example:8080", path }]);
  });
});
