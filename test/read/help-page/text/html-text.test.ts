import { expect, test } from "vitest";
import { names, page } from "../lending-page.js";
import { brief, parts, read, saying } from "../read.js";
import { shapes, soapRequest } from "../render-page.js";

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

test.each([
  ["elements in each other", "", (word: string) => `<font class="value"><font><font>${word}</font></font></font>`],
  ["the class of the page", ' class="translated-ltr"', (word: string) => `<font class="value">${word}</font>`],
])("HTML: the marks of a page that a browser translated are not those of ASMX: %s", (_how, root, mark) => {
  const escaped = (xml: string) => xml.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const xml = escaped(soapRequest("soap", "<soap:Body><Lend xmlns='u'><a>_1_</a><b>_2_</b></Lend></soap:Body>"));
  const shown = xml.replace("_1_", mark("Zeichenfolge")).replace("_2_", mark("int"));
  const html = `<html${root}><body><h2>Lend</h2><pre>${shown}</pre><pre>HTTP/1.1 202 Accepted</pre></body></html>`;
  const texts = parts(read(html, "page.html").page).filter(({ kind }) => kind === "text");
  expect(texts.map((each) => [each.kind === "text" && each.text, "words" in each])).toEqual([
    ["Zeichenfolge", false],
    ["int", false],
  ]);
});

test("HTML: parameters are separated by their marks, whatever was filled in", () => {
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
