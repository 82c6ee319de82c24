import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { reportNotShown } from "../../../generator/read/help-page/listed-operations.js";
import { placesOf } from "../../../generator/source.js";
import { brief, elements, read, saying } from "./read.js";
import { httpResponse, shapes, soapRequest, soapResponse, type RenderedPage } from "./render-page.js";

const sow = `<soap:Header>
  <Key xmlns="http://garden.example/">
    <Token>[string]</Token>
  </Key>
</soap:Header>
<soap:Body>
  <Sow xmlns="http://garden.example/">
    <bed>[int]</bed>
    <kind>[Bean] or [Pea]</kind>
  </Sow>
</soap:Body>`;

const sown = `<soap:Body>
  <SowResponse xmlns="http://garden.example/">
    <SowResult>
      <Row>[dateTime]</Row>
      <Row>[dateTime]</Row>
    </SowResult>
  </SowResponse>
</soap:Body>`;

const action = "http://garden.example/Sow";
const page: RenderedPage = {
  service: "Garden",
  operation: "Sow",
  bindings: [
    { heading: "SOAP 1.1", request: soapRequest("soap", sow, action), response: soapResponse("soap", sown) },
    { heading: "SOAP 1.2", request: soapRequest("soap12", sow), response: soapResponse("soap12", sown) },
    {
      heading: "HTTP POST",
      request:
        "POST /shelf.asmx/Sow HTTP/1.1\nHost: books.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: [length]\n\n{bed}=[string]&{kind}=[string]",
      response: httpResponse('<Rows xmlns="http://garden.example/">\n  <Row>[dateTime]</Row>\n</Rows>'),
    },
  ],
};
const text = shapes.indented(page);
const samples = (source: string) => {
  const { operations } = saying(read(source).page) as ReturnType<typeof read>["page"];
  return operations.map((operation) => [operation.name, operation.samples]);
};

const [soap11 = ""] = text.split("SOAP 1.2");
const eachLine = (mark: string) => text.replace(/^/gm, mark);
const messages = page.bindings.flatMap(({ request, response }) => [request, response]);
const plain = messages.map((message) => message.replace(/[[\]{}]/g, ""));
const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("wrapped in something", () => {
  test.each<[string, string]>([
    ["line comments", eachLine("  //")],
    ["line comments that an editor cut off behind", eachLine("// ").replace(/[ \t]+$/gm, "")],
    ["comments of Visual Basic", eachLine("'")],
    ["a comment with stars", `/**\n${eachLine("     * ")}\n     */\nclass A {}`],
    ["a comment", `/*\n${text}\n*/\nfunction a() {}`],
    ["a comment of PowerShell", `<#\n${text}\n#>\nparam()`],
    ["comments of shell", eachLine("# ")],
    ["a quotation", eachLine("> ")],
    ["four spaces", `## Sow\n\n${eachLine("    ")}`],
    ["empty lines between all", text.replaceAll("\n", "\n\n")],
    ["fences with tildes", plain.map((message) => `**Label:**\n~~~\n${message}\n~~~`).join("\n\n")],
    ["fences without a language", plain.map((message) => `\`\`\`\n${message}\n\`\`\``).join("\n")],
    [
      "heads in backticks",
      plain.map((message) => `\`\nMessage: ${message.replace("\n\n", "\n`\n\n```xml\n")}\n\`\`\``).join("\n\n"),
    ],
    ["each head line in backticks", text.replace(/^((?:POST|HTTP\/).*)$/gm, "`$1`")],
    ["references that were kept", escaped],
    ["references in a comment with stars", `/**\n${escaped.replace(/^/gm, " * ")}\n */`],
    ["HTML in a comment with stars", `/**\n${shapes.html(page).replace(/^/gm, " * ")}\n */`],
    [
      "the head of the reply that brought the page",
      `A report\n\`\`\`\nHTTP/1.1 200 OK\nDate: today\nContent-Type: text/html\n\n${shapes.html(page)}\n\`\`\`\n`,
    ],
    ["a wrong label above each message", plain.map((message) => `### Response\n\n${message}`).join("\n\n")],
  ])("%s", (_, wrapped) => {
    expect(read(wrapped).codes).toEqual([]);
    expect(samples(wrapped)).toEqual(samples(text));
  });
});

describe("in strings of a program", () => {
  test.each<[string, (line: string) => string]>([
    ["PHP, in one quote", (line) => `  . '${line}'`],
    ["Java, with escapes", (line) => `    + "${line.replaceAll('"', '\\"')}\\n"`],
    ["C#, by a builder", (line) => `sb.Append("${line.replaceAll('"', '\\"')}");`],
  ])("%s", (_, quoted) => {
    const wrapped = plain.slice(0, 2).map((message) => message.split("\n").map(quoted).join("\n"));
    expect(samples(wrapped.join("\n\n"))).toEqual(samples(plain.slice(0, 2).join("\n\n")));
  });

  test("one string over many lines", () => {
    const wrapped = `$request = '${plain[0]}';\n$response = '${plain[1]}';`;
    expect(samples(wrapped)).toEqual(samples(plain.slice(0, 2).join("\n\n")));
  });
});

describe("mended, with a note where", () => {
  const mended = (damaged: string, ...found: readonly string[]) => {
    const { diagnostics } = read(damaged);
    const place = placesOf({ path: "page.txt", text: damaged });
    expect(diagnostics.map((diagnostic) => [diagnostic.severity, diagnostic.code])).toEqual(
      found.map(() => ["note", "sample-mended"]),
    );
    expect(diagnostics.map((diagnostic) => diagnostic.place)).toEqual(
      found.map((each) => place(damaged.indexOf(each))),
    );
    expect(samples(damaged)).toEqual(samples(text));
  };

  test("spaces in tags", () => {
    mended(text.replace("<bed>int</bed>", "< bed>int</ bed >"), "< bed>", "</ bed >");
  });

  test("a body that lost its brackets", () => {
    mended(text.replace("  <soap:Body>\n    <Sow ", "\nsoap:Body\n\n    <Sow "), "soap:Body\n\n");
  });

  test.each(["", "\n */\n", "\nand so on, with <b>words</b>.\n"])(
    "the end of an envelope that is missing before %j",
    (prose) => {
      const damaged = text.replace("\n</soap:Envelope>\nHTTP", `\t${prose}\nHTTP`);
      mended(damaged, `\t${prose}\nHTTP`);
    },
  );

  test("a namespace that a line break stands in", () => {
    mended(text.replace("XMLSchema-instance", "XMLSchema-\n\tinstance"), "xmlns:xsi");
  });
});

test("lines broken at any space, and at hyphens in the head", () => {
  const broken = soap11
    .replace("Content-Length", "Content-\n\tLength")
    .replace("Host: ", "Host: \n\t")
    .replace("POST /", "POST\n\t/")
    .replace('SOAPAction: "', 'SOAPAction: \n\t"')
    .replace("<?xml version", "<?xml \n\tversion")
    .replace("Bean or Pea", "Bean or\n\tPea")
    .replaceAll(" xmlns", " \n\txmlns");
  expect(read(broken).codes).toEqual([]);
  expect(samples(broken)).toEqual(samples(soap11));
});

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

  test("a call that is about something else is no message", () => {
    expect(read(`curl https://garden.example/index\n\n${text}`).page.operations).toHaveLength(1);
  });

  test("... behind the only element repeats it; behind several it says nothing", () => {
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

test("a body that is the bare xml of a part without an element", () => {
  const { page: found, codes } = read(
    `${soapRequest("soap", "<soap:Body>xml</soap:Body>", "u/Sow")}\nHTTP/1.1 202 Accepted`,
  );
  expect(codes).toEqual([]);
  expect(found.operations).toMatchObject([{ name: "Sow", samples: [{ body: [{ kind: "text", text: "xml" }] }, {}] }]);
});

test("a form whose parts an editor set apart", () => {
  const { page: found } = read(text.replace("bed=string&kind=string", "bed = string&kind = string"));
  const post = found.operations[0]?.samples[4];
  expect(post).toMatchObject({
    parameters: [
      { name: "bed", value: "string" },
      { name: "kind", value: "string" },
    ],
  });
});

test("a heading without its sample is told, if nothing else shows that binding", () => {
  const { codes, diagnostics } = read(`${soap11}SOAP 1.2\n\nThe following is a sam`);
  expect(codes).toEqual(["sample-missing"]);
  expect(diagnostics[0]?.message).toBe(
    'found the heading "SOAP 1.2" and no sample of that binding; expected a request and a response',
  );
  expect(read(`- SOAP 1.1\n- SOAP 1.2\n\n${text}`).codes).toEqual([]);
});

describe("lists of operations", () => {
  const list = [
    { name: "Sow", documentation: "Sows a bed. Or two." },
    { name: "Water" },
    { name: "Pick", documentation: "Picks what is ripe." },
  ];

  test("a service page as HTML", () => {
    const items = list.map(
      ({ name, documentation }) =>
        `<li>\n  <a href="bed1.asmx?op=${name}">${name}</a>\n  ${documentation === undefined ? "" : `<span>\n<br>${documentation.replace(" ", "\n")}\n</span>`}\n</li>\n<p>\n`,
    );
    const html = `<html><body><p class="heading1">Garden</p><br><p>All of them. <a href="bed.asmx?WSDL">more</a>.</p><ul>${items.join("")}</ul><p>This is the end.</p></body></html>`;
    const { page: found, codes } = read(html);
    expect(codes).toEqual([]);
    expect(found.operations).toEqual([]);
    expect(found.listed).toMatchObject(list);
    expect(found.listed[1]).not.toHaveProperty("documentation");
    expect(
      found.listed.map(({ place }) => html.split("\n")[place.line - 1]?.slice(place.column - 1, place.column + 2)),
    ).toEqual(["Sow", "Wat", "Pic"]);
  });

  test("a service page as text", () => {
    const lines = list.map(
      ({ name, documentation }) => `  * ${name}${documentation === undefined ? "" : `\n    ${documentation}`}\n`,
    );
    const { page: found, codes } = read(
      `Garden\n\nThese are the operations.\n\n${lines.join("\n")}\nThis is the end of it.\n`,
    );
    expect(codes).toEqual([]);
    expect(found.listed).toMatchObject(list);
  });

  test("addresses of pages in a text, each once", () => {
    const { page: found } = read(`- /bed.asmx?op=Water\n- /bed.asmx?op=Sow.\n- /bed.asmx?op=Water\n\n${text}`);
    expect(found.listed.map(({ name }) => name)).toEqual(["Water", "Sow"]);
    expect(found.operations.map(({ name }) => name)).toEqual(["Sow"]);
  });

  test("what is listed and shown by no page is told, once for each list", () => {
    const diagnostics: Diagnostic[] = [];
    const links = ["Sow", ...Array.from({ length: 14 }, (_, index) => `Op${index}`)];
    const index = read(`<html>${links.map((name) => `<a href="?op=${name}">${name}</a>`).join("\n")}</html>`).page;
    reportNotShown([index, read(text).page], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics).toMatchObject([
      {
        severity: "note",
        code: "operation-not-shown",
        message:
          "found Op0, Op1, Op2, Op3, Op4, Op5, Op6, Op7, Op8, Op9, Op10, Op11 and 2 more in a list of operations, and no sample",
        hint: "to have them in the client, add their help pages (?op=Op0)",
      },
    ]);
    diagnostics.length = 0;
    reportNotShown([read(text).page], (diagnostic) => diagnostics.push(diagnostic));
    expect(diagnostics).toEqual([]);
  });

  test("the start of an operation's page is no list", () => {
    expect(read("Garden\n\nPress here to see all.\n\nSow\n\nTest\n\nThe form is not there.").codes).toEqual([
      "no-sample",
    ]);
  });
});

test.each([
  ["ServiceStack", `${text}\n\nHTTP + SOAP11`],
  ["PHP", text.replaceAll("/shelf.asmx", "/shelf.php")],
  ["WCF", "You have created a service.\n\nsvcutil.exe http://garden.example/bed.svc?wsdl"],
])("a page of %s is refused by name", (name, source) => {
  const { page: found, diagnostics } = read(source);
  expect(found).toMatchObject({ operations: [], listed: [] });
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "page-not-asmx", message: `found a page of ${name}; expected one of ASMX` },
  ]);
});
