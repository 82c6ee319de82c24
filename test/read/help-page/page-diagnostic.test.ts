import { expect, test } from "vitest";
import { formatPlace, placesOf } from "../../../generator/source.js";
import { elements, read } from "./read.js";
import { httpResponse, shapes, soapRequest, soapResponse } from "./render-page.js";

const request = soapRequest(
  "soap",
  '<soap:Body>\n  <Lend xmlns="u">\n    <isbn>string</isbn>\n  </Lend>\n</soap:Body>',
);
const response = soapResponse(
  "soap",
  '<soap:Body>\n  <LendResponse xmlns="u">\n    <LendResult>\n      <Due>dateTime</Due>\n    </LendResult>\n  </LendResponse>\n</soap:Body>',
);
const get = "GET /a.asmx/Lend?isbn=string HTTP/1.1\nHost: a";
const page = `${request}\n${response}\n\n${get}\n${httpResponse('<Loan xmlns="u" />')}\n`;

/** The same message in SOAP 1.2. */
function in12(message: string): string {
  return message
    .replace("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
    .replace("text/xml", "application/soap+xml")
    .replace(/SOAPAction.*\n/, "");
}

/** The first diagnostic of a text, with the text at its place. */
function first(text: string): { said: string; at: string; related: readonly string[]; codes: readonly string[] } {
  const { diagnostics, codes } = read(text);
  const [diagnostic] = diagnostics;
  if (diagnostic === undefined) throw new Error("expected a diagnostic, found none");
  const lines = text.split("\n");
  const at = ({ line, column }: { line: number; column: number }) =>
    lines[line - 1]?.slice(column - 1).slice(0, 14) ?? "";
  const { severity, code, message, place, related = [] } = diagnostic;
  return { said: `${severity} ${code}: ${message}`, at: at(place), related: related.map(at), codes };
}

test("the page that the tests below damage says nothing", () => {
  expect(read(page).codes).toEqual([]);
});

test.each<[string, string, { said: string; at: string; related?: readonly string[] }]>([
  [
    "an end tag is missing and the next message follows",
    page.replace(/ *<\/LendResult>\n *<\/LendResponse>\n *<\/soap:Body>\n<\/soap:Envelope>/, ""),
    {
      said: "warning sample-cut: found the end of the sample inside LendResponse/LendResult, expected </LendResult>",
      at: "",
      related: ["<LendResult>"],
    },
  ],
  [
    "the text ends inside a tag",
    page.slice(0, page.indexOf("<Due>") + 3),
    {
      said: "warning sample-cut: found the end of the sample inside LendResponse/LendResult, expected </LendResult>",
      at: "<Du",
      related: ["<LendResult>"],
    },
  ],
  [
    "the text ends inside the envelope's own tag",
    page.slice(0, page.indexOf("<soap:Envelope") + 30),
    {
      said: 'warning sample-cut: found the end of the text inside <soap:Envelope xmlns:xsi="http, expected the end of the tag',
      at: "<soap:Envelope",
    },
  ],
  [
    "the text ends inside the header",
    soapRequest("soap", "<soap:Header>\n<Member><Card>string</Card>").split("</soap:Envelope>")[0] ?? "",
    {
      said: "warning sample-cut: found the end of the sample inside soap:Envelope/soap:Header/Member, expected </Member>",
      at: "",
      related: ["<Member><Card>"],
    },
  ],
  [
    "an end tag in the middle is missing",
    page.replace("</LendResult>", ""),
    {
      said: "warning sample-not-well-formed: found </LendResponse>, expected </LendResult> (inside LendResponse/LendResult)",
      at: "</LendResponse",
      related: ["<LendResult>"],
    },
  ],
  [
    "an end tag is mangled",
    page.replace("</Due>", "</.Due>"),
    {
      said: "warning sample-not-well-formed: found </.Due>, expected </Due> (inside LendResponse/LendResult/Due)",
      at: "</.Due>",
    },
  ],
  [
    "a bare ampersand",
    page.replace("<isbn>string", "<isbn>A & B"),
    {
      said: "warning sample-not-well-formed: found &, expected &amp; or another reference that XML defines (inside Lend/isbn)",
      at: "& B</isbn>",
    },
  ],
  [
    "a bare ampersand in an attribute",
    page.replace("<isbn>", '<isbn a="1"\n b="x&y">'),
    {
      said: "warning sample-not-well-formed: found &y, expected &amp; or another reference that XML defines (inside Lend)",
      at: '&y">string</is',
    },
  ],
  [
    "a reference names no character",
    page.replace("<isbn>string", "<isbn>&#1;"),
    {
      said: "warning sample-not-well-formed: found &#1;, expected a character that XML allows (inside Lend/isbn)",
      at: "&#1;</isbn>",
    },
  ],
  [
    "a control character",
    page.replace("<isbn>string", "<isbn>\u0001"),
    {
      said: "warning sample-not-well-formed: found U+0001, expected a character that XML allows (inside Lend/isbn)",
      at: "\u0001</isbn>",
    },
  ],
  [
    "a prefix is not declared",
    page.replaceAll("isbn>", "b:isbn>"),
    {
      said: 'warning sample-not-well-formed: found the prefix b, expected its declaration (xmlns:b="…") in a tag around it',
      at: "b:isbn>string<",
    },
  ],
  [
    "a name that XML does not allow",
    page.replaceAll("isbn>", "1isbn>"),
    { said: "warning sample-not-well-formed: invalid tagName:1isbn", at: "<1isbn>string<" },
  ],
  [
    "a document type",
    page.replace("<soap:Envelope", '<!DOCTYPE a [<!ENTITY b "c">]><soap:Envelope'),
    { said: "warning sample-doctype: found a document type declaration, expected none", at: "<!DOCTYPE a [<" },
  ],
  [
    "another root in a request",
    `${request.replaceAll("soap:Envelope", "soap:Envelop")}\n${response}`,
    { said: "warning sample-not-soap: found <soap:Envelop> in a request, expected an envelope", at: "<soap:Envelop " },
  ],
  [
    "an envelope in another namespace",
    page.replace("http://schemas.xmlsoap.org/soap/envelope/", "urn:x"),
    {
      said: 'warning sample-not-soap: found an envelope in the namespace "urn:x", expected that of SOAP 1.1 or SOAP 1.2',
      at: "<soap:Envelope",
    },
  ],
  [
    "an envelope without a body",
    soapRequest("soap", "<soap:Header />"),
    {
      said: "warning sample-not-soap: found no body in the envelope, expected one body and at most one header",
      at: "<soap:Envelope",
    },
  ],
  [
    "a second body",
    soapRequest("soap", '<soap:Body><Lend xmlns="u" /></soap:Body><soap:Body />'),
    {
      said: "warning sample-not-soap: found another <soap:Body> in the envelope, expected one body and at most one header",
      at: "<soap:Body />",
    },
  ],
  [
    "an element after the body",
    soapRequest("soap", '<soap:Body><Lend xmlns="u" /></soap:Body><x:Seal xmlns:x="v" />') + "\nHTTP/1.1 202 Accepted",
    {
      said: "warning element-misplaced: found <x:Seal> in <soap:Envelope>, expected a Header and a Body only; it is left out",
      at: "<x:Seal xmlns:",
    },
  ],
  [
    "a header after the body",
    soapRequest("soap", '<soap:Body><Lend xmlns="u" /></soap:Body><soap:Header />') + "\nHTTP/1.1 202 Accepted",
    {
      said: "warning element-misplaced: found <soap:Header> after <soap:Body>, expected it before that; it is read",
      at: "<soap:Header /",
    },
  ],
  [
    "an element beside a fault",
    `${request}\n${soapResponse("soap", '<soap:Body><Left xmlns="u" /><soap:Fault><faultcode>x</faultcode></soap:Fault></soap:Body>').replace("200 OK", "500 Internal Server Error")}`,
    {
      said: "warning element-misplaced: found <Left> in <soap:Body>, expected the Fault only; it is left out",
      at: '<Left xmlns="u',
    },
  ],
  [
    "a head without content",
    page.slice(0, page.indexOf("<?xml")),
    {
      said: "warning sample-cut: found the head of a message and nothing after it, expected an envelope or a form",
      at: "POST /shelf.as",
    },
  ],
  [
    "text beside the elements of a body",
    soapRequest("soap", "<soap:Body>text</soap:Body>") + "\nHTTP/1.1 202 Accepted",
    {
      said: 'warning text-not-read: found the text "text" in <soap:Body>, expected elements only',
      at: "text</soap:Bod",
    },
  ],
  [
    "the type of SOAP 1.2 above an envelope of SOAP 1.1",
    page.replace("text/xml", "application/soap+xml"),
    {
      said: "warning binding-contradiction: found application/soap+xml; charset=utf-8 above a SOAP 1.1 envelope, expected text/xml",
      at: "application/so",
      related: ["<?xml version="],
    },
  ],
  [
    "the type of SOAP 1.1 above an envelope of SOAP 1.2",
    shapes.flattened({ service: "A", operation: "Lend", bindings: [] }) +
      `\n${soapRequest("soap12", "<soap:Body />").replace("application/soap+xml", "text/xml")}\nHTTP/1.1 202 Accepted`,
    {
      said: "warning binding-contradiction: found text/xml; charset=utf-8 above a SOAP 1.2 envelope, expected application/soap+xml",
      at: "text/xml; char",
      related: ["<?xml version="],
    },
  ],
  [
    "a SOAPAction above a form",
    `POST /a.asmx/Lend HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nSOAPAction: "u/Lend"\n\nisbn=string\nHTTP/1.1 200 OK`,
    {
      said: "warning binding-contradiction: found a SOAPAction above a form, expected none",
      at: '"u/Lend"',
      related: ["isbn=string"],
    },
  ],
  [
    "the type of a form above an envelope",
    page.replace("text/xml", "application/x-www-form-urlencoded"),
    {
      said: "warning binding-contradiction: found application/x-www-form-urlencoded; charset=utf-8 above a SOAP 1.1 envelope, expected text/xml",
      at: "application/x-",
    },
  ],
  [
    "XML without an envelope, below a SOAPAction",
    'URL: https://shelf.example/shelf.asmx\nSOAPAction: "u/Lend"\n\n<Lend xmlns="u"><isbn>string</isbn></Lend>',
    {
      said: "warning sample-not-soap: found <Lend> without an envelope, expected an envelope",
      at: '<Lend xmlns="u',
    },
  ],
  [
    "XML without an envelope, and no HTTP request",
    httpResponse("<Loan />"),
    {
      said: "error binding-unknown: found XML without an envelope, expected a request of HTTP GET or HTTP POST before it",
      at: "HTTP/1.1 200 O",
    },
  ],
  [
    "an envelope sent to the path of HTTP POST",
    page.replace("/shelf.asmx ", "/shelf.asmx/Lend "),
    {
      said: "warning binding-contradiction: found an envelope sent to a path that names an operation, expected a form",
      at: "/shelf.asmx/Le",
      related: ["<?xml version="],
    },
  ],
  [
    "a title of which the samples know nothing",
    `Shelf\nPress here to see it all.\nBorrow\nTest\nA form.SOAP 1.1\n${page}`,
    { said: 'warning name-contradiction: found the title "Borrow", expected "Lend" as in the samples', at: "Borrow" },
  ],
  [
    "a word in a tag that is not an attribute",
    page.replace('<Lend xmlns="u">', '<Lend xmlns="u"\n  days>'),
    {
      said: 'warning sample-not-well-formed: found days in <Lend>, expected an attribute such as name="value", or the end of the tag (inside soap:Envelope/soap:Body)',
      at: "days>",
    },
  ],
  [
    "a request without a response in one of two bindings",
    `${request}\n${response}\n\n${in12(request)}`,
    {
      said: "warning response-missing: found a request without a response, expected an HTTP status line and what follows it",
      at: "POST /shelf.as",
    },
  ],
  [
    "a response without a request in one of two bindings",
    `${request}\n${response}\n\n${in12(response)}`,
    {
      said: "warning request-missing: found a response without a request, expected the request before it",
      at: "HTTP/1.1 200 O",
    },
  ],
  [
    "a status without the envelope it promises",
    `${request}\nHTTP/1.1 200 OK`,
    {
      said: "warning envelope-missing: found the status 200 without an envelope, expected an envelope or the status 202",
      at: "HTTP/1.1 200 O",
    },
  ],
  [
    "a parameter without a value",
    page.replace("isbn=string HTTP", "isbn=string&days HTTP"),
    {
      said: 'warning parameter-without-value: found the parameter "days" alone, expected "days="',
      at: "days HTTP/1.1",
    },
  ],
  [
    "a response that follows nothing and shows nothing",
    "HTTP/1.1 200 OK",
    {
      said: "error binding-unknown: found a response that shows no binding, expected a request before it",
      at: "HTTP/1.1 200 O",
    },
  ],
  [
    "a sample that names no operation",
    `${soapRequest("soap12", "<soap:Body />")}\nHTTP/1.1 202 Accepted`,
    {
      said: "error operation-unknown: found a sample that names no operation, expected a title, a SOAPAction or an element in the body",
      at: "POST /shelf.as",
    },
  ],
  [
    "a first line that cannot be read",
    page.replace("POST /shelf.asmx HTTP/1.1", "POST shelf.asmx HTTP/1.1"),
    {
      said: 'warning text-not-read: found "HTTP/1" outside of a message, expected it in one that starts with a request line or a status line',
      at: "HTTP/1.1",
    },
  ],
  [
    "no sample at all",
    "Shelf\nThe list of operations:\nLend\nFind",
    {
      said: "error no-sample: found no sample message, expected a request such as POST /service.asmx HTTP/1.1, or an envelope",
      at: "Shelf",
    },
  ],
])("%s", (_, text, expected) => {
  expect(first(text)).toMatchObject(expected);
});

test("reading goes on after what could not be read", () => {
  const { page: found, codes } = read(page.replace("</LendResult>", ""));
  expect(codes).toEqual(["sample-not-well-formed"]);
  expect(found.operations[0]?.samples.map(({ binding, message }) => `${binding} ${message}`)).toEqual([
    "soap11 request",
    "httpGet request",
    "httpGet response",
  ]);
});

test("the same message of the other version of SOAP serves in place of one that is cut", () => {
  const cutRequest = request.replace(/ *<\/Lend>[^]*$/, "");
  const text = [cutRequest, response, in12(request), in12(response)].join("\n");
  const { page: found, diagnostics } = read(text);
  expect(diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual([
    "warning sample-cut: found the end of the sample inside Lend, expected </Lend>; the SOAP 1.2 sample is read in its place",
  ]);
  const [cut, , twin] = found.operations[0]?.samples ?? [];
  expect(diagnostics[0]?.related).toContainEqual(twin?.place);
  expect(cut).toMatchObject({ binding: "soap11", action: "http://books.example/Lend" });
  expect(cut && "body" in cut && cut.body).toEqual(twin && "body" in twin ? twin.body : undefined);
});

test("attributes without a name are passed over, with a note for each", () => {
  const text = page.replace("<isbn>", '<isbn =""  b="1" ="">').replace('<Lend xmlns="u"', '<Lend ="" xmlns="u"');
  const { page: found, diagnostics } = read(text);
  const place = placesOf({ path: "page.txt", text });
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
    Array(3).fill("note attribute-without-name"),
  );
  expect(diagnostics.map((diagnostic) => formatPlace(diagnostic.place))).toEqual(
    Array.from(text.matchAll(/=""/g), ({ index }) => formatPlace(place(index))),
  );
  const [sample] = found.operations[0]?.samples ?? [];
  const isbn = sample && "body" in sample ? elements(sample.body)[0]?.children[0] : undefined;
  expect(isbn).toMatchObject({ attributes: [{ name: "b", value: "1", place: place(text.indexOf('1" =""')) }] });
});

test("places of diagnostics in HTML and behind CRLF are places in the source", () => {
  const damaged = {
    service: "Shelf",
    operation: "Lend",
    bindings: [{ heading: "SOAP 1.1", request: request.replace("</isbn>", "</isbm>"), response }],
  };
  for (const shape of [shapes.html, shapes.crlf, shapes.flattened, shapes.oneLine, shapes.markdown]) {
    const text = shape(damaged);
    const { diagnostics } = read(text);
    const offset = text.search(/(?:<|&lt;)\/isbm/);
    expect(diagnostics.map(({ code, place }) => [code, place])).toEqual([
      ["sample-not-well-formed", placesOf({ path: "page.txt", text })(offset)],
    ]);
  }
});

test("a long path is shortened in its middle", () => {
  const names = Array.from({ length: 40 }, (_, index) => `e${index}`);
  const { said } = first(
    soapRequest("soap", `<soap:Body>${names.map((name) => `<${name}>`).join("")}`).split("</soap:E")[0] ?? "",
  );
  expect(said).toBe(
    "warning sample-cut: found the end of the sample inside e0/e1/e2/e3/e4/e5/…/e35/e36/e37/e38/e39, expected </e39>",
  );
});
