import { expect, test } from "vitest";
import { brief, parts, read, saying } from "./read.js";
import { httpResponse, shapes, soapRequest, soapResponse, type RenderedPage } from "./render-page.js";

const lend = `<soap:Header>
  <Member xmlns="http://books.example/">
    <Card>[string]</Card>
  </Member>
</soap:Header>
<soap:Body>
  <Lend xmlns="http://books.example/">
    <isbn>[string]</isbn>
    <copies kind="[Paper] or [Sound]">[int]</copies>
    <days xmlns="">[Week] or [Month]</days>
  </Lend>
</soap:Body>`;

const lendResponse = `<soap:Body>
  <LendResponse xmlns="http://books.example/">
    <LendResult>
      <Due>[dateTime]</Due>
      <Due>[dateTime]</Due>
      <Note />
      <Other><Known>[string]</Known>[xml]</Other>
    </LendResult>
  </LendResponse>
</soap:Body>`;

const loan = `<Loan xmlns="http://books.example/">
  <Due>[dateTime]</Due>
</Loan>`;

const page: RenderedPage = {
  service: "Book shelf",
  operation: "Lend",
  documentation: "Lends a book, or more; see the rules.",
  bindings: [
    { heading: "SOAP 1.1", request: soapRequest("soap", lend), response: soapResponse("soap", lendResponse) },
    { heading: "SOAP 1.2", request: soapRequest("soap12", lend), response: soapResponse("soap12", lendResponse) },
    {
      heading: "HTTP GET",
      request: "GET /shelf.asmx/Lend?{isbn}=[string]&{tag}=[string]&{tag}=[string] HTTP/1.1\nHost: books.example",
      response: httpResponse(loan),
    },
    {
      heading: "HTTP POST",
      request:
        "POST /shelf.asmx/Lend HTTP/1.1\nHost: books.example\nContent-Type: application/x-www-form-urlencoded\nContent-Length: [length]\n\n{isbn}=[string]&{tag}=[string]&{tag}=",
      response: "HTTP/1.1 200 OK",
    },
  ],
};

const names = Object.keys(shapes) as (keyof typeof shapes)[];

test.each(names)("a page that is %s says what its plain text says", (shape) => {
  const { page: found, codes } = read(shapes[shape](page));
  expect(codes).toEqual([]);
  expect(saying(found)).toEqual(saying(read(shapes.indented(page)).page));
});

test.each(names)("places in a page that is %s are places in the source", (shape) => {
  const text = shapes[shape](page);
  const lines = text.split("\n");
  const found = parts(read(text).page);
  expect(found).toHaveLength(45);
  for (const part of found) {
    const rest = lines[part.place.line - 1]?.slice(part.place.column - 1).replace("&lt;", "<");
    const marked = rest?.replace(/^<font class=value>/, "");
    expect(marked?.startsWith(part.kind === "element" ? `<${part.name}` : (part.text.split(" ")[0] ?? ""))).toBe(true);
  }
});

test("the page's samples, read from its text", () => {
  const { service, operations } = read(shapes.indented(page)).page;
  expect(service).toBe("Book shelf");
  expect(operations.map(({ name, documentation }) => [name, documentation])).toEqual([
    ["Lend", "Lends a book, or more; see the rules."],
  ]);
  const samples = operations[0]?.samples ?? [];
  expect(samples.map(({ binding, message }) => `${binding} ${message}`)).toEqual(
    ["soap11", "soap12", "httpGet", "httpPost"].flatMap((binding) => [`${binding} request`, `${binding} response`]),
  );
  const [request, response, , , get, loanResponse, post, nothing] = samples;
  expect(request).toMatchObject({
    host: "books.example",
    path: "/shelf.asmx",
    action: "http://books.example/Lend",
    header: [{ name: "Member", namespace: "http://books.example/" }],
    body: [
      {
        name: "Lend",
        namespace: "http://books.example/",
        attributes: [],
        children: [
          { name: "isbn", namespace: "http://books.example/" },
          { name: "copies", attributes: [{ name: "kind", namespace: "", value: "Paper or Sound" }] },
          { name: "days", namespace: "", children: [{ kind: "text", text: "Week or Month" }] },
        ],
      },
    ],
  });
  expect(response && "body" in response && response.body.map(brief)).toEqual([
    "LendResponse(LendResult(Due:dateTime, Due:dateTime, Note, Other(Known:string, xml)))",
  ]);
  expect(get).toMatchObject({
    path: "/shelf.asmx/Lend",
    parameters: [
      { name: "isbn", value: "string" },
      { name: "tag", value: "string" },
      { name: "tag", value: "string" },
    ],
  });
  expect(loanResponse).toMatchObject({ status: 200, content: { name: "Loan" } });
  expect(post).toMatchObject({
    parameters: [{ name: "isbn" }, { name: "tag", value: "string" }, { name: "tag", value: "" }],
  });
  expect(nothing).toEqual({ binding: "httpPost", message: "response", status: 200, place: nothing?.place });
});

test("HTML keeps which words are placeholders", () => {
  const words = parts(read(shapes.html(page)).page).flatMap((part) => {
    const attributes = part.kind === "element" ? part.attributes.map((attribute) => attribute.words) : [];
    return part.kind === "text" ? [part.words] : attributes;
  });
  expect(words.slice(0, 5)).toEqual([["string"], ["string"], ["Paper", "Sound"], ["int"], ["Week", "Month"]]);
  expect(words).not.toContain(undefined);
});

test("HTML: an enumeration's empty value and one with an or in it are known by their marks", () => {
  const body = "<soap:Body>\n<Lend xmlns='u'>\n<a>[] or [this or that]</a>\n</Lend>\n</soap:Body>";
  const one = {
    ...page,
    bindings: [{ heading: "SOAP 1.1", request: soapRequest("soap", body), response: "HTTP/1.1 202 Accepted" }],
  };
  const [text] = parts(read(shapes.html(one)).page).filter(({ kind }) => kind === "text");
  expect(text).toMatchObject({ text: "or this or that", words: ["", "this or that"] });
});

test("HTML: parameters are told apart by their marks, whatever was filled in", () => {
  const html =
    "<html><pre>GET /a.asmx/Find?<font class=key>q</font>=a&amp;b=c d&amp;<font class=key>n</font>=1 HTTP/1.1\nHost: a\n</pre><pre>HTTP/1.1 200 OK</pre>";
  const { page: found, codes } = read(html);
  expect(codes).toEqual([]);
  expect(found.operations[0]?.samples[0]).toMatchObject({
    parameters: [
      { name: "q", value: "a&b=c d" },
      { name: "n", value: "1" },
    ],
  });
});

test("HTML: attributes of the page quoted or not, references, comments and CRLF are seen through", () => {
  const html = shapes
    .html(page)
    .replaceAll("class=value", "class = 'value'")
    .replaceAll("&lt;Lend", "<!-- a mirror's -->&#60;Lend")
    .replaceAll("&gt;", "&#x3E;")
    .replaceAll("Host: ", "Host:&nbsp;")
    .replaceAll("\n", "\r\n");
  const { page: found, codes } = read(html);
  expect(codes).toEqual([]);
  expect(saying(found)).toEqual(saying(read(shapes.indented(page)).page));
});

test.each([
  ["Premi qui per tutte le operazioni.", "Prova", "Il modulo funziona solo qui."],
  ["单击此处查看所有操作。", "测试", "表单只能在本机使用。"],
  ["Нажмите здесь, чтобы увидеть все.", "Тест", "Форма доступна только здесь."],
])("a translated page: %s", (link, word, form) => {
  const text = shapes
    .flattened(page)
    .replace("Press here to see every operation.", link)
    .replace("\nTest\n", `\n${word}\n`)
    .replace("The form works on the machine of the service only.", form);
  expect(saying(read(text).page)).toEqual(saying(read(shapes.indented(page)).page));
});

test("a description of several lines, and none", () => {
  const several = { ...page, documentation: "Lends a book:\n- by number\n- by { title = x }" };
  expect(read(shapes.indented(several)).page.operations[0]?.documentation).toBe(
    "Lends a book:\n- by number\n- by { title = x }",
  );
  const { documentation: _, ...none } = page;
  for (const shape of names) expect(read(shapes[shape](none)).page.operations[0]).not.toHaveProperty("documentation");
});

test("SOAP alone is the heading of old pages", () => {
  const text = shapes.indented({ ...page, bindings: page.bindings.slice(0, 1) }).replace("SOAP 1.1", "SOAP");
  const [operation] = read(text).page.operations;
  expect(operation).toMatchObject({ name: "Lend", documentation: "Lends a book, or more; see the rules." });
});

test("many operations in one text, the same one twice", () => {
  const other = (name: string): RenderedPage => ({
    ...page,
    operation: name,
    documentation: `About ${name}.`,
    bindings: page.bindings.map(({ heading, request, response }) => ({
      heading,
      request: request.replaceAll("Lend", name),
      response: response.replaceAll("Lend", name),
    })),
  });
  const text = ["Lend", "Find", "Give.Back", "Lend"].map((name) => shapes.indented(other(name))).join("\n\n");
  const { page: found, codes } = read(text);
  expect(codes).toEqual([]);
  expect(found.service).toBe("Book shelf");
  expect(found.operations.map(({ name, documentation, samples }) => [name, documentation, samples.length])).toEqual([
    ["Lend", "About Lend.", 8],
    ["Find", "About Find.", 8],
    ["Give.Back", "About Give.Back.", 8],
    ["Lend", "About Lend.", 8],
  ]);
});

test("requests and responses apart find each other", () => {
  const message = (name: string) => `<soap:Body>\n<${name} xmlns="u" />\n</soap:Body>`;
  const request = (name: string) => soapRequest("soap", message(name), `u/${name}`);
  const text = [
    ...["Find", "Lend"].map(request),
    ...["Lend", "Find"].map((name) => soapResponse("soap", message(`${name}Response`))),
  ].join("\n\n");
  const { page: found, codes } = read(text);
  expect(codes).toEqual([]);
  expect(
    found.operations.map(({ name, samples }) => [
      name,
      ...samples.map((sample) => ("body" in sample ? sample.body.map(brief) : [])),
    ]),
  ).toEqual([
    ["Find", ["Find"], ["FindResponse"]],
    ["Lend", ["Lend"], ["LendResponse"]],
  ]);
});

test("envelopes without any head are told by their namespace and their body", () => {
  const bare = (prefix: "soap" | "soap12", name: string) =>
    soapResponse(prefix, `<soap:Body><${name} xmlns="u" /></soap:Body>`).split("\n\n")[1];
  const { page: found, codes } = read(
    [bare("soap", "Find"), bare("soap", "FindResponse"), bare("soap12", "Find")].join("\n\nand\n\n"),
  );
  expect(codes).toEqual(["response-missing"]);
  expect(
    found.operations.map(({ name, samples }) => [name, samples.map(({ binding, message }) => `${binding} ${message}`)]),
  ).toEqual([["Find", ["soap11 request", "soap11 response", "soap12 request"]]]);
});
