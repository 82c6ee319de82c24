/** A page in text, as somebody copied it from a browser, and what programs make of such a text. */
export const copiedPage = `Ferries
Click here for a complete list of operations.

BookPassage
Books a passage.

Test
The test form is only available for requests from the local machine.

SOAP 1.1
The following is a sample SOAP 1.1 request and response. The placeholders shown need to be replaced with actual values.

POST /quay/ferries.asmx HTTP/1.1
Host: ferries.example
Content-Type: text/xml; charset=utf-8
Content-Length: length
SOAPAction: "http://ferries.example/quay/BookPassage"

<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <BookPassage xmlns="http://ferries.example/quay/">
      <route>string</route>
      <leaves>dateTime</leaves>
      <class>Deck or Cabin or Suite</class>
    </BookPassage>
  </soap:Body>
</soap:Envelope>
HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <BookPassageResponse xmlns="http://ferries.example/quay/">
      <BookPassageResult>
        <Fare>decimal</Fare>
        <Berths>
          <Berth deck="int">
            <Number>int</Number>
            <Remark>string</Remark>
          </Berth>
          <Berth deck="int">
            <Number>int</Number>
            <Remark>string</Remark>
          </Berth>
        </Berths>
      </BookPassageResult>
    </BookPassageResponse>
  </soap:Body>
</soap:Envelope>
`;

type Deform = (text: string) => string;

const eachLine =
  (deform: (line: string, index: number) => string): Deform =>
  (text) =>
    text.trimEnd().split("\n").map(deform).join("\n") + "\n";

/** Breaks lines at a width, in words too. */
export const wrappedAt = (width: number): Deform =>
  eachLine((line) => line.replace(new RegExp(`.{${width}}(?=.)`, "g"), "$&\n"));

/** Numbers the lines, as a listing does. */
export const numbered: Deform = eachLine((line, index) => `${String(index + 1).padStart(3)} ${line}`);

/** Replaces the quotation marks and the spaces, as a word processor does while somebody types. */
export const typeset: Deform = (text) =>
  text.replace(/"([^"\n]*)"/g, "“$1”").replace(/^ +/gm, (indent) => "\u00a0".repeat(indent.length));

/** Prints pages with a footer and a header, and separates a word at the end of a line. */
export const printed: Deform = (text) =>
  text
    .replace("    </BookPassage>\n", "    </BookPassage>\n\n3 / 9\n\fFerry Services — Manual, page 4\n\n")
    .replace("        <Berths>\n", "        <Berths>\nFerry Services — Manual, page 5\n")
    .replace(
      /(.*)xmlns:soap="http:\/\/schemas\.xmlsoap\.org\/soap\/envelope/s,
      '$1\nxmlns:soap="http://schemas.xmlsoap.org/soap/enve-\nlope',
    );

export const quoted: Deform = eachLine((line) => (line === "" ? ">" : `> ${line}`));

/** The tree that a browser draws for XML. */
export const asTree: Deform = (text) => text.replace(/^( +)(?=<[^/>]+>$)/gm, (indent) => `${indent.slice(2)}- `);

/** Markdown as converters write it. */
export const escapedMarkdown: Deform = (text) => text.replace(/[<>]/g, "\\$&");

export const commented: Deform = eachLine((line) => `    // ${line}`);

/** A file of one page and its parts, as browsers save it. */
export const mhtml =
  (encoding: "quoted-printable" | "base64", charset = "utf-8") =>
  (text: string): string => {
    const [head = "", ...messages] = text.split(/(?=^(?:POST|HTTP)\b)/m);
    const [service = "", operation = "", documentation = ""] = head
      .split("\n")
      .filter((line, index) => line && index !== 1);
    const boxes = messages.map(
      (message) => `<pre>${message.trimEnd().replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>`,
    );
    const page = `<html><body><p class="heading1">${service}</p><p>Click here for a complete list of operations.</p><h2>${operation}</h2><p>${documentation}</p><h3>SOAP 1.1</h3>${boxes.join("\n")}</body></html>`;
    const body = encoding === "base64" ? inBase64(page) : inQuotedPrintable(page);
    return `From: <Saved by a browser>
Subject: Ferries
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Part--1"

------Part--1
Content-Type: text/html; charset=${charset}
Content-Transfer-Encoding: ${encoding}
Content-Location: https://ferries.example/quay/ferries.asmx?op=BookPassage

${body}
------Part--1
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable

p { margin: 0 }
------Part--1--
`;
  };

const lineOfBase64 = /.{1,76}/g;

function inBase64(page: string): string {
  return (Buffer.from(page, "utf8").toString("base64").match(lineOfBase64) ?? []).join("\r\n");
}

function inQuotedPrintable(page: string): string {
  const escaped = page.replace(/[=\u0080-\uffff]/g, (character) =>
    Array.from(Buffer.from(character), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
  return eachLine((line) => line.replace(/(?:=[\dA-F]{2}|[^=]){70}(?=.)/g, "$&=\n"))(escaped);
}

/** The messages as strings of a program, each with the code around it. */
export const inVerbatimStrings: Deform = inStrings((message) => `@"${message.replaceAll('"', '""')}"`);
export const inEscapedStrings: Deform = inStrings((message) =>
  message
    .split("\n")
    .map((line) => `"${line.replaceAll('"', '\\"')}\\n"`)
    .join(" +\n    "),
);
export const inBasicStrings: Deform = inStrings((message) =>
  message
    .split("\n")
    .map((line) => `"${line.replaceAll('"', '""')}"`)
    .join(" & vbCrLf & _\n    "),
);

function inStrings(literal: Deform): Deform {
  return (text) => {
    const [head = "", ...messages] = text.split(/(?=^(?:POST|HTTP)\b)/m);
    return head + messages.map((message, index) => `string text${index} = ${literal(message.trimEnd())};`).join("\n\n");
  };
}
