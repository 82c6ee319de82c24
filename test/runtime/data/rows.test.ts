import { describe, expect, test } from "vitest";
import type { DataRow } from "../../../templates/runtime/data/data-rows.js";
import { rows } from "../../../templates/runtime/data/rows.js";
import { writeRows } from "../../../templates/runtime/data/write-rows.js";
import { parseXml, printXml } from "../../../templates/runtime/document/parse.js";
import { Malformed, RequestError } from "../../../templates/runtime/error.js";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";

const columns = `
  <xs:element name="Isbn" type="xs:string" minOccurs="0"/>
  <xs:element name="Owner" type="xs:int" minOccurs="0"/>
  <xs:element name="Price" type="xs:decimal" minOccurs="0"/>
  <xs:element name="Sold" type="xs:long" minOccurs="0"/>
  <xs:element name="Cover" type="xs:base64Binary" minOccurs="0"/>
  <xs:element name="Kept" type="xs:boolean" minOccurs="0"/>
  <xs:element name="Due_x0020_on" type="xs:dateTime" minOccurs="0"/>
  <xs:element name="Short" minOccurs="0"><xs:simpleType><xs:restriction base="xs:double"/></xs:simpleType></xs:element>
  <xs:element name="Any" type="xs:anyType" minOccurs="0"/>`;

function tableOf(name: string, sequence: string, more = ""): string {
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${sequence}</xs:sequence>${more}</xs:complexType></xs:element>`;
}

/** A DataSet of two tables, the second of which may be nested in the first. */
function schemaOf(tables: string, more = ""): string {
  return `<xs:schema id="Shelf" xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata"${more}>
    <xs:element name="Other"/>
    <xs:element name="Shelf" msdata:IsDataSet="true"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">${tables}</xs:choice></xs:complexType></xs:element>
  </xs:schema>`;
}

function resultOf(schema: string, content: string): XmlElement {
  return parseXml(
    `<ShelfResult xmlns="urn:shop">${schema}<diffgr:diffgram xmlns:msdata="urn:schemas-microsoft-com:xml-msdata" xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1">${content}</diffgr:diffgram></ShelfResult>`,
  );
}

const attributes =
  '<xs:attribute name="Place" type="xs:int"/><xs:attribute name="Secret" type="xs:int" use="prohibited"/>';
const book = tableOf("Book", columns, attributes);
const owner = tableOf("Owner", '<xs:element name="Id" type="xs:int"/>');

const flat = resultOf(
  schemaOf(owner + book),
  `<Shelf xmlns="">
    <Owner diffgr:id="Owner1" msdata:rowOrder="0"><Id>1</Id></Owner>
    <Book diffgr:id="Book1" msdata:rowOrder="0" Place="7" msdata:hiddenSecret="3"><Isbn>a &amp; b</Isbn><Owner>1</Owner><Price>12.50</Price><Sold>9007199254740993</Sold><Cover>AQL/</Cover><Kept>true</Kept><Due_x0020_on>2024-02-29T12:00:00</Due_x0020_on><Short>INF</Short></Book>
    <Book diffgr:id="Book2" msdata:rowOrder="1"><Isbn/><Cover/></Book>
  </Shelf>`,
);

test("refuses a row other than an object", () => {
  expect(() => writeRows(flat, { Owner: [null] })).toThrow("Owner[0]: expected an object, found null");
});

describe("reading", () => {
  test("gives the rows of each table the types of the schema, and leaves out nulls", () => {
    expect(rows(flat)).toEqual({
      Owner: [{ Id: 1 }],
      Book: [
        {
          Isbn: "a & b",
          Owner: 1,
          Price: "12.50",
          Sold: 9007199254740993n,
          Cover: Uint8Array.of(1, 2, 255),
          Kept: true,
          "Due on": "2024-02-29T12:00:00",
          Short: Infinity,
          Place: 7,
          Secret: 3,
        },
        { Isbn: "", Cover: new Uint8Array() },
      ],
    });
  });

  test("gives the rows of a nested table in its list and in their parents", () => {
    const nested = resultOf(
      schemaOf(tableOf("Owner", `<xs:element name="Id" type="xs:int"/>${book}`)),
      `<Shelf xmlns=""><Owner><Id>1</Id><Book><Isbn>a</Isbn></Book><Book/></Owner><Owner><Id>2</Id></Owner></Shelf>`,
    );
    const tables = rows(nested);
    expect(tables).toEqual({ Owner: [{ Id: 1, Book: [{ Isbn: "a" }, {}] }, { Id: 2 }], Book: [{ Isbn: "a" }, {}] });
    expect((tables["Owner"]?.[0]?.["Book"] as readonly DataRow[])[0]).toBe(tables["Book"]?.[0]);
    expect(rows(writeRows(nested, tables))).toEqual(tables);
  });

  test("writes rows that are nested in nested ones once, whether or not the table between them is listed", () => {
    const chapter = tableOf("Chapter", '<xs:element name="Title" type="xs:string"/>');
    const deep = resultOf(
      schemaOf(tableOf("Owner", `<xs:element name="Id" type="xs:int"/>${tableOf("Book", chapter)}`)),
      '<Shelf xmlns=""><Owner><Id>1</Id><Book><Chapter><Title>a</Title></Chapter></Book></Owner></Shelf>',
    );
    const tables = rows(deep);
    const { Owner, Chapter } = tables;
    const written = writeRows(deep, { Owner, Chapter });
    expect(rows(written)).toEqual(tables);
    expect(written).toEqual(writeRows(deep, tables));
    const [row] = Owner as [DataRow & { Book: DataRow[] }];
    row.Book = [...row.Book, null as never];
    expect(() => writeRows(deep, { Owner, Chapter })).toThrow("Owner[0].Book[1]: expected an object, found null");
  });

  test("writes a changed row in the place of the nested one that is its $before", () => {
    const nested = resultOf(
      schemaOf(tableOf("Owner", `<xs:element name="Id" type="xs:int"/>${book}`)),
      `<Shelf xmlns=""><Owner><Id>1</Id><Book><Isbn>a</Isbn></Book><Book><Isbn>b</Isbn></Book></Owner></Shelf>`,
    );
    const { Owner = [], Book = [] } = rows(nested);
    const changed = Book.map((book) => ({ ...book, Place: 7, $state: "modified", $before: book }));
    const owners = Owner.map((owner) => ({ ...owner, Id: 2, $state: "modified", $before: { Id: 1 } }));
    expect(rows(writeRows(nested, { Owner: owners, Book: changed }))).toEqual({
      Owner: [{ Id: 2, $state: "modified", $before: { Id: 1 }, Book: changed }],
      Book: changed,
    });
    expect(() => writeRows(nested, { Owner, Book: [...changed, { $before: Book[0] }] })).toThrow(
      new RequestError("expected one changed row for each $before, found two"),
    );
  });

  test("refuses copies of nested rows, which would be written twice, but not rows of no parent", () => {
    const nested = resultOf(
      schemaOf(tableOf("Owner", `<xs:element name="Id" type="xs:int"/>${book}`)),
      `<Shelf xmlns=""><Owner><Id>1</Id><Book><Isbn>a</Isbn></Book></Owner><Book><Isbn>b</Isbn></Book></Shelf>`,
    );
    const tables = rows(nested);
    const { Owner = [], Book = [] } = tables;
    const reason =
      'expected the object inside another row, a row that has it in $before, or the $state "inserted", found a copy, which would be a second row';
    expect(() => writeRows(nested, structuredClone({ Owner, Book: [...Book] }))).not.toThrow();
    const copied = JSON.parse(JSON.stringify(tables)) as typeof tables;
    expect(() => writeRows(nested, copied)).toThrow(new RequestError(reason, "Book[0]"));
    const changed = Book.map((row) => ({ ...row, Place: 7, $state: "modified" }));
    expect(() => writeRows(nested, { Owner, Book: changed })).toThrow(`Book[0]: ${reason}`);
    for (const list of [Book, [{ Isbn: "c", $state: "inserted" }], [...Book, { Isbn: "c" }]])
      expect(writeRows(nested, { Owner, Book: list })).toMatchObject({ name: "DataSet" });
    const added = { Id: 2, Book: [{ Isbn: "d", $state: "inserted" }] };
    expect(writeRows(nested, { Owner: [...Owner, added], Book })).toMatchObject({ name: "DataSet" });
  });

  test("marks rows that were added, modified or deleted, with their state before", () => {
    const changed = resultOf(
      schemaOf(owner),
      `<Shelf xmlns=""><Owner diffgr:id="Owner1"><Id>1</Id></Owner><Owner diffgr:id="Owner2" diffgr:hasChanges="modified"><Id>22</Id></Owner><Owner diffgr:id="Owner4" diffgr:hasChanges="inserted"><Id>4</Id></Owner></Shelf>
      <diffgr:before><Owner diffgr:id="Owner2" xmlns=""><Id>2</Id></Owner><Owner diffgr:id="Owner3" xmlns=""><Id>3</Id></Owner></diffgr:before>`,
    );
    const tables = rows(changed);
    expect(tables).toEqual({
      Owner: [{ Id: 1 }, { Id: 22, $state: "modified", $before: { Id: 2 } }, { Id: 4, $state: "inserted" }],
      $deleted: { Owner: [{ Id: 3 }] },
    });
    expect(rows(writeRows(changed, tables))).toEqual(tables);
  });

  test("gives texts without a schema", () => {
    expect(
      rows(resultOf("", '<Shelf xmlns=""><Book a="1"><Id>1</Id><Big_x0020_one>x</Big_x0020_one></Book></Shelf>')),
    ).toEqual({
      Book: [{ a: "1", Id: "1", "Big one": "x" }],
    });
  });

  test("gives empty lists of the tables in a result without rows", () => {
    expect(rows(resultOf(schemaOf(owner), ""))).toEqual({ Owner: [] });
    expect(rows(resultOf("", ""))).toEqual({});
  });

  test("finds rows in wildcard content too", () => {
    expect(rows({ $any: flat.children.filter((child) => typeof child !== "string") })).toEqual(rows(flat));
  });

  test("follows references, and takes names that every object has", () => {
    const schema = schemaOf('<xs:element ref="__proto__"/>').replace(
      '<xs:element name="Other"/>',
      tableOf("__proto__", '<xs:element name="constructor" type="xs:int"/><xs:element name="b" type="xs:toString"/>'),
    );
    const tables = rows(
      resultOf(schema, '<Shelf xmlns=""><__proto__><constructor>1</constructor><b>2</b></__proto__></Shelf>'),
    );
    expect(Object.entries(tables)).toEqual([["__proto__", [{ constructor: 1, b: "2" }]]]);
    expect({}).not.toHaveProperty("b");
  });

  test("keeps a cell of any type as XML if it holds elements or states its type", () => {
    const any = resultOf(
      schemaOf(book),
      '<Shelf xmlns=""><Book><Any><x/></Any></Book><Book><Any>text</Any></Book></Shelf>',
    );
    const tables = rows(any);
    expect(tables["Book"]).toEqual([
      {
        Any: {
          name: "Any",
          namespace: "",
          attributes: [],
          children: [{ name: "x", namespace: "", attributes: [], children: [] }],
        },
      },
      { Any: "text" },
    ]);
    expect(rows(writeRows(any, tables))).toEqual(tables);
  });

  test("names the table and the column of a value that does not fit", () => {
    const wrong = resultOf(schemaOf(owner), '<Shelf xmlns=""><Owner><Id>x</Id></Owner></Shelf>');
    expect(() => rows(wrong)).toThrow(Malformed);
    expect(() => rows(wrong)).toThrow(
      expect.objectContaining({ path: "Owner/Id", message: 'expected int, found "x"' }),
    );
  });
});

describe("rows that a reply confuses", () => {
  const order = tableOf("Order", '<xs:element name="Id" type="xs:int"/>');
  const line = tableOf("Line", '<xs:element name="Id" type="xs:int"/>');
  const read = (content: string, before = "", schema = schemaOf(order + line)) =>
    rows(resultOf(schema, `<Shelf xmlns="">${content}</Shelf><diffgr:before>${before}</diffgr:before>`));
  const row = (id: number, key = "", name = "Order") => `<${name} ${key} xmlns=""><Id>${id}</Id></${name}>`;

  test("rows without ids in diffgr:before are all deleted", () => {
    expect(read(row(1), row(8) + row(9))).toEqual({
      Order: [{ Id: 1 }],
      Line: [],
      $deleted: { Order: [{ Id: 8 }, { Id: 9 }] },
    });
  });

  test("a row of another table with the same id is deleted, not the row as it was", () => {
    const key = 'diffgr:id="x1"';
    expect(read(row(1, key), row(7, key, "Line"))).toEqual({
      Order: [{ Id: 1 }],
      Line: [],
      $deleted: { Line: [{ Id: 7 }] },
    });
    expect(read("", row(8, key) + row(9, key, "Line")).$deleted).toEqual({ Order: [{ Id: 8 }], Line: [{ Id: 9 }] });
  });

  test.each([
    ["two rows of diffgr:before", "", row(8, 'diffgr:id="a"') + row(9, 'diffgr:id="a"')],
    ["two rows for one of diffgr:before", row(1, 'diffgr:id="a"') + row(2, 'diffgr:id="a"'), row(8, 'diffgr:id="a"')],
  ])("%s with one id are malformed", (_, content, before) => {
    expect(() => read(content, before)).toThrow(
      expect.objectContaining({
        name: "Malformed",
        path: "Order",
        message: 'expected a diffgr:id that no other row of the table has, found "a"',
      }) as Error,
    );
  });

  test.each([
    ["elements without a declaration", "<F><T>1</T><T>2</T></F>", "F/T"],
    ["elements", "<Order><Id>1</Id><Id>2</Id></Order>", "Order/Id"],
    ["an attribute and an element", '<F T="1"><T>2</T></F>', "F/T"],
  ])("a second value of a column, of %s, is malformed", (_, content, path) => {
    expect(() => read(content)).toThrow(
      expect.objectContaining({ path, expected: "one value of each column" }) as Error,
    );
  });

  test.each([
    [
      "a diffgr:diffgram",
      '</Shelf></diffgr:diffgram><diffgr:diffgram xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1"><Shelf>',
    ],
    ["an element that holds the rows", '</Shelf><Shelf xmlns="">'],
  ])("a second one of %s is malformed", (what, content) => {
    expect(() => read(content)).toThrow(new Malformed(`found 2, expected one ${what.replace(/^an? /, "")}`));
  });

  test("a nested table may have any name, but not that of a column with a value", () => {
    const nested = (name: string) =>
      schemaOf(
        tableOf("Order", tableOf(name, '<xs:element name="Id" type="xs:int"/>'), `<xs:attribute name="${name}"/>`),
      );
    const inner = (name: string) => `<${name}><Id>1</Id></${name}>`;
    const tables = read(`<Order>${inner("__proto__").repeat(2)}</Order>`, "", nested("__proto__"));
    const list = [{ Id: 1 }, { Id: 1 }];
    expect(Object.entries(tables)).toEqual([
      ["Order", [Object.fromEntries([["__proto__", list]])]],
      ["__proto__", list],
    ]);
    expect(() => read(`<Order Line="x">${inner("Line")}</Order>`, "", nested("Line"))).toThrow(
      expect.objectContaining({ path: "Order/Line", expected: "one value of each column" }) as Error,
    );
  });
});

describe("writing", () => {
  interface Tables {
    Owner: { Id: number };
    Book: { Isbn?: string; Price?: string; Sold?: bigint; Cover?: Uint8Array };
  }

  test("makes a diffgram with the schema of the result", () => {
    const tables = rows<Tables>(flat);
    const [first] = tables.Book;
    const sent = writeRows(flat, {
      Owner: [{ Id: 5, $state: "inserted" }],
      Book: [{ ...first, Isbn: "<c>", $state: "modified", $before: first ?? {} }],
      $deleted: { Book: tables.Book.slice(1) },
    });
    expect(sent.children[0]).toEqual(flat.children[0]);
    expect(printXml(sent.children[1] as XmlElement).replace(/ xmlns:\w+="[^"]*"/g, "")).toBe(
      '<diffgr:diffgram><Shelf><Owner diffgr:id="Owner1" msdata:rowOrder="0" diffgr:hasChanges="inserted"><Id>5</Id></Owner>' +
        '<Book diffgr:id="Book1" msdata:rowOrder="0" diffgr:hasChanges="modified" Place="7" msdata:hiddenSecret="3"><Isbn>&lt;c&gt;</Isbn><Owner>1</Owner><Price>12.50</Price><Sold>9007199254740993</Sold><Cover>AQL/</Cover><Kept>true</Kept><Due_x0020_on>2024-02-29T12:00:00</Due_x0020_on><Short>INF</Short></Book></Shelf>' +
        '<diffgr:before><Book diffgr:id="Book1" msdata:rowOrder="0" Place="7" msdata:hiddenSecret="3"><Isbn>a &amp; b</Isbn><Owner>1</Owner><Price>12.50</Price><Sold>9007199254740993</Sold><Cover>AQL/</Cover><Kept>true</Kept><Due_x0020_on>2024-02-29T12:00:00</Due_x0020_on><Short>INF</Short></Book>' +
        '<Book diffgr:id="Book2" msdata:rowOrder="1"><Isbn></Isbn><Cover></Cover></Book></diffgr:before></diffgr:diffgram>',
    );
    expect(rows(writeRows(flat, rows(flat)))).toEqual(rows(flat));
  });

  test("puts rows and attributes into the namespace of the DataSet", () => {
    const schema = schemaOf(
      tableOf("Owner", '<xs:element name="Id" type="xs:int"/>', '<xs:attribute name="Place" type="xs:int"/>'),
      ' targetNamespace="urn:shelf" elementFormDefault="qualified" attributeFormDefault="qualified"',
    );
    const empty = resultOf(schema, "");
    const sent = writeRows(empty, { Owner: [{ Id: 1, Place: 2 }] });
    expect(printXml(sent.children[1] as XmlElement)).toContain(
      '<Shelf xmlns="urn:shelf"><Owner diffgr:id="Owner1" msdata:rowOrder="0" t:Place="2"><Id>1</Id></Owner></Shelf>',
    );
    expect(rows(sent)).toEqual({ Owner: [{ Id: 1, Place: 2 }] });
  });

  test("takes texts without a schema, under names that XML can hold", () => {
    const none = resultOf("", "");
    const tables = { "Big table": [{ "a b": "1", é: "2", _x0041_: "3", "1": "4" }] };
    expect(rows(writeRows(none, tables))).toEqual(tables);
  });

  test.each<[string, object, string]>([
    ["a value of another type", { Owner: [{ Id: "x" }] }, 'Owner[0].Id: expected int, found "x"'],
    ["a column that the schema does not have", { Owner: [{ Id: 1, No: 1 }] }, "Owner[0].No: expected no such column"],
    [
      "another state",
      { Owner: [{ Id: 1, $state: "new" }] },
      'Owner[0].$state: expected "inserted" or "modified", found "new"',
    ],
    ["something other than a list", { Owner: {} }, "Owner: expected a list"],
  ])("refuses %s, with its place", (_, tables, message) => {
    expect(() => writeRows(flat, tables as never)).toThrow(message);
  });
});

test("ten times the rows take about ten times as long", () => {
  const timeOf = (count: number): number => {
    const changed = '<Book diffgr:id="Book1" diffgr:hasChanges="modified"><Isbn>a</Isbn></Book>'.repeat(count);
    const deleted = Array.from({ length: count }, (_, index) => `<Book diffgr:id="deleted${index}" xmlns=""/>`).join(
      "",
    );
    const result = resultOf(
      schemaOf(owner + book),
      `<Shelf xmlns="">${changed}</Shelf><diffgr:before>${deleted}</diffgr:before>`,
    );
    const times = Array.from({ length: 3 }, () => {
      const start = process.cpuUsage();
      writeRows(result, rows(result));
      return process.cpuUsage(start).user;
    });
    return Math.min(...times);
  };
  timeOf(100);
  expect(timeOf(3000) / timeOf(300)).toBeLessThan(50);
});

test.each<[string, unknown, string]>([
  ["an element without content", parseXml("<a/>"), "no elements"],
  ["an element with other content", parseXml('<a><b xmlns="urn:b"/><c/></a>'), '<b> of "urn:b", <c> of ""'],
  ["an empty object", {}, "no elements"],
  ["an object of another type", { Name: "tea" }, "no elements"],
  ["a text", "<a/>", "a string"],
  ["an absent member", undefined, "undefined"],
  ["null", null, "null"],
])("a value other than a DataSet is refused: %s", (_, value, found) => {
  const message = `found ${found}, expected a DataSet or a DataTable, which has an xs:schema or a diffgr:diffgram`;
  expect(() => rows(value as XmlElement)).toThrow(new TypeError(message));
  expect(() => writeRows(value as XmlElement, {})).toThrow(new TypeError(message));
});
