import { describe, expect, test } from "vitest";
import { readHelpPage } from "../../../../generator/read/help-page/read-help-page.js";
import type { Diagnostic } from "../../../../generator/diagnostic.js";
import { infer } from "../../../model/infer.js";

const envelope = (body: string): string =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;

function document({ request, response, between = "", before = "" }: Readonly<Record<string, string>>): string {
  return `${before}

POST /shop.asmx HTTP/1.1
Host: shop.example
SOAPAction: "urn:shop/Find"

${envelope(`<Find xmlns="urn:shop">${request ?? ""}</Find>`)}

${between}

HTTP/1.1 200 OK
Content-Type: text/xml

${envelope(`<FindResponse xmlns="urn:shop">${response ?? ""}</FindResponse>`)}
`;
}

function read(text: string, path = "page.md") {
  const diagnostics: Diagnostic[] = [];
  const page = readHelpPage({ path, text }, (diagnostic) => diagnostics.push(diagnostic));
  const { service, lines } = infer([page]);
  return { service, lines, diagnostics: diagnostics.filter(({ code }) => code.startsWith("table-")) };
}

const table = (...rows: readonly string[]): string =>
  ["Parameter | Type | Required | Description", "---|---|---|---", ...rows].join("\n");

test("a table before a message gives its elements types, optionality and documentation, as shown", () => {
  const { lines, service, diagnostics } = read(
    document({
      before: table("customer | string | yes | Their number.", "limit | int | no | "),
      request: "<customer>string</customer><limit>10</limit><since>dateTime</since>",
      between: table("Total | decimal | yes |"),
      response: "<Total>129.90</Total><Note>string</Note><Id>int</Id>",
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(lines[0]).toBe(
    "Find(customer: string, limit?: int, since: dateTime): FindResponse(Total: decimal | nil, Note?: string | nil, Id?: int | nil)",
  );
  const [find] = service.types;
  expect(
    find?.kind === "complex" && find.content.kind === "sequence" ? find.content.particles[0] : undefined,
  ).toMatchObject({
    documentation: "Their number.",
    evidence: { minOccurs: { kind: "shown", places: [{ line: 3 }] } },
  });
});

test("a type in a table makes values that type, with the evidence of the row", () => {
  const values = "<customer>C-1</customer><limit>10</limit><code>7</code><since>2024-02-01</since>";
  const { lines, service } = read(
    document({
      before: table("limit | Integer | |", "since | date | |"),
      request: values,
      response: "<Total>9</Total><A>1</A><B>2</B>",
    }),
  );
  expect(lines[0]).toBe(
    "Find(customer?: string, limit?: int, code?: string, since?: date): FindResponse(Total?: string | nil, A?: string | nil, B?: string | nil)",
  );
  const [find] = service.types;
  const limit = find?.kind === "complex" && find.content.kind === "sequence" ? find.content.particles[1] : undefined;
  expect(limit).toMatchObject({ evidence: { type: { kind: "shown", places: [{ line: 3 }, {}] } } });
});

test("a type in a table counts where the message has ? in place of values", () => {
  const { lines, diagnostics } = read(
    document({
      before: table("limit | int | |", "since | date | |", "all | boolean | |"),
      request: "<limit>?</limit><since>?</since><all>${all}</all>",
      response: "<Total>9</Total><A>1</A>",
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(lines[0]).toContain("Find(limit?: int, since?: date, all?: boolean)");
});

test("a table that follows its message belongs to it", () => {
  const { lines } = read(
    document({
      request: "<customer>string</customer>",
      between: table("customer | string | no |"),
      response: "<R>int</R>",
    }),
  );
  expect(lines[0]).toContain("Find(customer?: string)");
});

test.each([
  ["another name of a type", "int", "string"],
  ["a value that does not fit", "int", "C-1"],
  ["a value other than a boolean", "boolean", "maybe"],
])("%s in the sample counts, with a warning", (_, type, text) => {
  const { lines, diagnostics } = read(
    document({
      before: table(`customer | ${type} | yes |`),
      request: `<customer>${text}</customer>`,
      response: "<R>int</R>",
    }),
  );
  expect(lines[0]).toContain("customer: string");
  expect(diagnostics).toMatchObject([
    {
      severity: "warning",
      place: { line: 3 },
      related: [{}],
      message: expect.stringContaining(`the type ${type} of customer`) as string,
    },
  ]);
});

test("a table that is less exact than the sample does not contradict it", () => {
  const { lines, diagnostics } = read(
    document({
      before: table("a | number | |", "b | date | |", "c | string | |"),
      request: "<a>int</a><b>dateTime</b><c>Red or Blue</c>",
      response: "<R>int</R>",
    }),
  );
  expect(diagnostics).toEqual([]);
  expect(lines[0]).toContain("Find(a: int, b: dateTime, c: Find_c)");
});

test("a path names an element in another, a mere name the outermost one", () => {
  const request = "<Id>string</Id><Order><Id>string</Id><Line><Id>string</Id></Line></Order>";
  const { lines } = read(
    document({ before: table("Id | string | yes |", "Line.Id | string | yes |"), request, response: "<R>int</R>" }),
  );
  expect(lines.slice(0, 3)).toEqual([
    "Find(Id: string, Order?: Order): FindResponse(R?: int | nil)",
    "Order(Id?: string, Line?: Line)",
    "Line(Id: string)",
  ]);
});

test("tables of HTML are read, too", () => {
  const escaped = document({ request: "<customer>string</customer><limit>10</limit>", response: "<R>int</R>" })
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  const html = `<html><body><table><tr><th>Field</th><th>Type</th><th>Mandatory</th></tr>
    <tr><td><b>customer</b></td><td>string</td><td>Yes</td></tr><tr><td>limit<td>int<td>No</table><pre>${escaped}</pre></body></html>`;
  expect(read(html, "page.html").lines[0]).toContain("Find(customer: string, limit?: int)");
});

const call = (name: string, request: string, response: string): string =>
  `POST /shop.asmx HTTP/1.1\nHost: shop.example\nSOAPAction: "urn:shop/${name}"\n\n` +
  `${envelope(`<${name} xmlns="urn:shop">${request}</${name}>`)}\n\nHTTP/1.1 200 OK\nContent-Type: text/xml\n\n` +
  `${envelope(`<${name}Response xmlns="urn:shop">${response}</${name}Response>`)}\n`;

describe("a table belongs to the operation of its section", () => {
  const add = call("Add", "<Note>string</Note>", "<Ok>boolean</Ok>");
  const del = call("Del", "<Note>string</Note>", "<Ok>boolean</Ok>");
  const rows = table("Note | string | Yes |", "Ok | boolean | Yes |");
  const added = [
    "Add(Note: string): AddResponse(Ok: boolean | nil)",
    "Del(Note?: string): DelResponse(Ok?: boolean | nil)",
  ];

  test.each([
    ["below headings", `# Add\n\n${add}\n${rows}\n\n# Del\n\n${del}`],
    ["below lines with the names of operations", `Add\n\n${add}\n${rows}\n\nDel\n\n${del}`],
    ["before the messages", `# Add\n\n${rows}\n\n${add}\n# Del\n\n${del}`],
    [
      "in a section of its own within that of the operation",
      `# Add\n\n${add}\n## Fields\n\n${rows}\n\n# Del\n\n${del}`,
    ],
    ["between the messages", `# Add\n\n${add.replace("\n\nHTTP", `\n\n${rows}\n\nHTTP`)}\n# Del\n\n${del}`],
  ])("%s", (_, text) => {
    expect(read(text).lines).toEqual(added);
  });

  test("below headings of HTML", () => {
    const escape = (text: string): string => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    const cells = "<table><tr><th>Name<th>Required<tr><td>Note<td>yes<tr><td>Ok<td>yes</table>";
    const html = `<html><h2>Add</h2><pre>${escape(add)}</pre>${cells}<h2>Del</h2><pre>${escape(del)}</pre></html>`;
    expect(read(html, "page.html").lines).toEqual(added);
  });

  test("without headings, to the one with most of its names", () => {
    const other = call("Del", "<Note>string</Note>", "<Gone>boolean</Gone>");
    expect(read(`${add}\n${rows}\n\n${other}`).lines).toEqual([
      added[0],
      "Del(Note?: string): DelResponse(Gone?: boolean | nil)",
    ]);
  });

  test("and where two messages have the element, first to the message beside it", () => {
    const text = document({
      before: table("Id | string | yes |"),
      request: "<Id>string</Id>",
      between: table("Id | string | no |"),
      response: "<Id>string</Id><Note>string</Note>",
    });
    expect(read(text).lines[0]).toContain("Find(Id: string): FindResponse(Id?: string | nil");
  });
});

test("many tables beside many messages take linear time", () => {
  const text = `${table("a | int | yes |")}\n\n`.repeat(2000) + call("Add", "<a>int</a>", "<R>int</R>").repeat(300);
  const start = process.cpuUsage();
  read(text);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
});

test.each([
  [
    "an unknown name",
    ["Nota | string | Yes |", "Ok-ish | boolean | Yes |"],
    /^found the row "Nota" in a table, .*; 2 rows/,
  ],
  ["a name with a blank", ["the note | string | Yes |"], /^found the row "the note" in a table, expected the name/],
  ["an unknown type", ["Note | words | Yes |"], /^found the type "words" in the row "Note"/],
  ["an unknown word for what is required", ["Note | string | see below |"], /^found "see below" in the row "Note"/],
  ["a contradiction", ["Note | string | yes |", "Note | string | no |"], /"Note" in a table again, .*page\.md:3:1/],
])("rows that state nothing are reported once for each table: %s", (_, rows, message) => {
  const { diagnostics } = read(
    document({ before: table(...rows), request: "<Note>string</Note>", response: "<Ok>boolean</Ok>" }),
  );
  expect(diagnostics.map((each) => each.message)).toEqual([expect.stringMatching(message)]);
});

test("rows that name elements with content, or state no more than their name, are not reported", () => {
  const { diagnostics } = read(
    document({
      before: table("Order | Order | yes |", "Kind | KindType | no |", "Note | | - | Free text.", "Header data | | |"),
      request: "<Order><Id>int</Id></Order><Kind>Red or Blue</Kind><Note>string</Note>",
      response: "<Ok>boolean</Ok>",
    }),
  );
  expect(diagnostics).toEqual([]);
});
