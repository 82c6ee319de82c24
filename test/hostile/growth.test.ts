import { expect, test } from "vitest";
import { mend } from "../../generator/read/help-page/mend-xml.js";
import { readXml } from "../../generator/read/xml.js";
import { withoutEscapedMessages } from "../../generator/read/help-page/text/escaped-messages.js";
import { findMessages } from "../../generator/read/help-page/messages.js";
import { readMessages } from "../../generator/read/help-page/reading.js";
import { pageText } from "../../generator/read/help-page/text/page-text.js";
import { readHelpPage } from "../../generator/read/help-page/read-help-page.js";
import { attributes } from "../../templates/runtime/complex/attributes.js";
import { planOf } from "../../templates/runtime/complex/plan.js";
import { readContent } from "../../templates/runtime/complex/read.js";
import { writeContent } from "../../templates/runtime/complex/write.js";
import { xsiType } from "../../templates/runtime/complex/xsi-type.js";
import { movingOffset } from "../../templates/runtime/xml/added-attributes.js";
import { writeElement } from "../../templates/runtime/xml/write-element.js";
import { prefixOf } from "../../templates/runtime/encoded/write-type.js";
import { readEnvelope } from "../../templates/runtime/binding/envelope.js";
import {
  encoded,
  multipart,
  parseXml,
  rows,
  string,
  typedTables,
  writeRows,
  type Table,
  type TypedTables,
} from "../../templates/runtime/index.js";
import { Cursor } from "../../templates/runtime/xml/cursor.js";
import { placesIn } from "../../templates/runtime/xml/place.js";
import type { XmlAttribute } from "../../templates/runtime/xml/element.js";
import { Output } from "../../templates/runtime/xml/output.js";
import { envelope } from "../runtime/wire.js";
import { include, xopOf, xopType } from "../runtime/attachments/parts.js";

const namespace = "urn:items";

function many(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join("");
}

/** The time of the fastest of five runs, in milliseconds. Compare two of them with a margin: other programs run too. */
function timeOf(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function read(table: Table, document: string): () => void {
  const bytes = new TextEncoder().encode(document);
  const plan = planOf(table);
  return () => {
    const cursor = new Cursor(bytes);
    cursor.start();
    readContent(cursor, plan);
  };
}

/** A list of items of 100 optional members, or of 100 optional attributes. */
const ofMembers = listOf({
  namespace,
  sequence: Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`m${k}`, { type: string, minOccurs: 0 }])),
});
const ofAttributes = listOf({
  namespace,
  attributes: attributes(
    Object.fromEntries(Array.from({ length: 100 }, (_, k) => [`@a${k}`, { type: string, use: "optional" as const }])),
  ),
});

function listOf(type: Table): Table {
  return { namespace, list: { item: { type, minOccurs: 0, maxOccurs: Infinity } } };
}

test.each<[string, Table, string]>([
  ["unknown elements in a scope of their own", ofMembers, '<i:item xmlns:b="urn:b"><b:z/></i:item>'],
  ["unknown elements", ofMembers, "<i:item><z/></i:item>"],
  ["known elements", ofMembers, "<i:item><i:m99/></i:item>"],
  ["attributes of one local name", ofAttributes, `<i:item xmlns:b="urn:b" xmlns:c="urn:c" b:a0="" c:a0="" i:a0=""/>`],
])("one hundred prefixes in scope do not slow down %s", (_, table, item) => {
  const items = item.repeat(1000);
  const timeWith = (prefixes: number) =>
    timeOf(
      read(
        table,
        `<i:items xmlns:i="${namespace}"${many(prefixes, (k) => ` xmlns:p${k}="urn:p${k}"`)}>${items}</i:items>`,
      ),
    );
  expect(timeWith(100) / timeWith(0)).toBeLessThan(12);
});

test("attributes in the longest namespace take time in proportion to their number", () => {
  const timeWith = (length: number) => {
    const items = many(4000, (k) => `<i:item i:a${k}="" i:b${k}=""/>`);
    return timeOf(read(ofAttributes, `<i:items xmlns:i="${"n".repeat(length)}">${items}</i:items>`));
  };
  // A longer one is refused.
  expect(timeWith(1000) / timeWith(10)).toBeLessThan(12);
  expect(() => timeWith(1_000_000)).toThrow("more than 1000 characters of a namespace");
});

test("many escaped beginnings of messages beside a message take linear time", () => {
  const timeWith = (count: number) => {
    const shapes = [" ".repeat(200), "<a>", "&lt;/s:Envelope&gt;"].map((between) =>
      many(count, () => `\n${between}\n&lt;s:Envelope `),
    );
    return timeOf(() => {
      for (const shape of shapes) withoutEscapedMessages(`<s:Envelope></s:Envelope>${shape}&lt;/`);
    });
  };
  expect(timeWith(10_000) / timeWith(1000)).toBeLessThan(40);
});

test("many tables of parameters beside a large message take linear time", () => {
  const elements = many(2000, (k) => `<a${k}>int</a${k}>`);
  const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Op xmlns="urn:o">${elements}</Op></s:Body></s:Envelope>`;
  const timeWith = (tables: number) => {
    const text = `${many(tables, (k) => `Name | Type | Required\n---|---|---\na${k} | int | yes\nb | int | no\n\n`)}\n${envelope}`;
    return timeOf(() => void readHelpPage({ path: "page.md", text }, () => undefined));
  };
  expect(timeWith(4000) / timeWith(1000)).toBeLessThan(10);
});

test("multipart messages whose last boundary is missing take linear time", () => {
  const timeWith = (count: number) => {
    const message = (k: number) =>
      `HTTP/1.1 200 OK\nContent-Type: multipart/related; boundary=b${k}\n\n<a/>\n${"-".repeat(1000)}\n\n`;
    const page = pageText({ path: "page.txt", text: many(count, message) });
    const messages = findMessages(page.text);
    expect(messages).toHaveLength(count);
    return timeOf(() => void readMessages(page, messages));
  };
  expect(timeWith(2000) / timeWith(500)).toBeLessThan(10);
});

test("a document that is read again with the base64 of its parts takes linear time, whatever looks like a reference", () => {
  const timeWith = (count: number) => {
    const text = ["cid:", "#", "@soapwright", "cid:1#"].map((piece) => piece.repeat(count)).join(" ");
    const body = xopOf(`<r><a>${include("cid:1")}</a><b>${text}</b></r>`, ["1", "one"]);
    return timeOf(() => {
      const documents: string[] = [];
      const unpacked = multipart().unpack(xopType, body, {});
      unpacked?.attached.read({ body: unpacked.document }, {}, (message) => {
        documents.push(new TextDecoder().decode(message.body));
        return { kind: "ok" };
      });
      expect(documents[1]).toBe(`<r><a>${btoa("one")}</a><b>${text}</b></r>`);
    });
  };
  expect(timeWith(40_000) / timeWith(5_000)).toBeLessThan(24);
});

// Quadratic time in this many would exceed the time limit of a test.
const count = 50_000;

test("writes fifty thousand namespaces of attributes, each with a prefix of its own", () => {
  const attributes = Array.from({ length: count }, (_, k): XmlAttribute => ({
    name: "a",
    namespace: `urn:${k}`,
    value: "",
  }));
  const output = new Output();
  writeElement(output, { name: "e", namespace: "", attributes, children: [] }, "");
  const text = new TextDecoder().decode(output.done());
  expect(new Set(text.match(/xmlns:\w+/g)).size).toBe(count);
});

test("finds the first of fifty thousand prefixes that nothing declares", () => {
  const text = `<a>${many(count, (k) => `<p${k}:b q${k}:c="/>"/><!-- > -->`)}</a>`;
  expect(readXml(text)).toMatchObject({ kind: "not-well-formed", offset: 4 });
});

test("finds a prefix after fifty thousand elements that declared it, and an envelope after fifty thousand comments", () => {
  const declared = `<a>${many(count, (k) => `<b xmlns:p="urn:${k}"><p:c/></b>`)}<p:d/></a>`;
  expect(readXml(declared)).toMatchObject({ kind: "not-well-formed", offset: declared.indexOf("p:d") });
  const { reading } = mend(`${many(count, () => "<!-- > -->")}<e:Envelope><e:Body/></e:Envelope>`);
  expect(reading.kind).toBe("document");
});

const PersonTable = (): Table => ({
  namespace: "",
  sequence: { name: { type: string, minOccurs: 0 }, boss: { type: PersonTable, minOccurs: 0 } },
});

/** Reads people in SOAP encoding, as elements `p` of a wrapper that others follow. */
function peopleIn(inside: string, behind: string): () => void {
  const people = { type: PersonTable, minOccurs: 0, maxOccurs: Infinity, nillable: true };
  const message = { body: { namespace, sequence: { R: { namespace: "", sequence: { p: people } } } }, encoded };
  const body = `<i:R xmlns:i="${namespace}">${inside}</i:R>${behind}`;
  const bytes = new TextEncoder().encode(envelope("soap11", body));
  return () => {
    expect(readEnvelope(bytes, message)?.kind).toBe("ok");
  };
}

test.each<readonly [string, string]>([
  ["a person", ""],
  ["a nil element", ' xsi:nil="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'],
])("ten times the references to %s with ten times the attribute take about ten times as long", (_, nil) => {
  const time = (count: number) => {
    const behind = `<m id="a"${nil} b="${"c".repeat(count)}"><name>n</name></m>`;
    return timeOf(peopleIn(`<p href="#a"/>`.repeat(count / 100), behind));
  };
  time(50_000);
  expect(time(1_000_000)).toBeLessThan(Math.max(time(100_000), 10) * 30);
});

test.each(["p", "u"])("references from <%s> to elements in each other, the innermost first, read each once", (name) => {
  const ids = Array.from({ length: 250 }, (_, k) => k);
  const open = ids.map((k) => `<boss id="a${k}">`).join("");
  const behind = `<m id="m">${open}<name>${"n".repeat(500_000)}</name>${"</boss>".repeat(250)}</m>`;
  const time = (count: number) => {
    const references = ids.slice(-count).reverse();
    return timeOf(peopleIn(references.map((k) => `<${name} href="#a${k}"/>`).join(""), behind));
  };
  time(1);
  expect(time(250)).toBeLessThan(Math.max(time(1), 5) * 15);
});

test("objects in objects in SOAP encoding take no longer where the stack does not suffice for them", () => {
  const time = (depth: number) => {
    const open = `<boss b="1">`.repeat(depth);
    return timeOf(peopleIn(`<p>${open}${"<u/>".repeat(20_000)}${"</boss>".repeat(depth)}</p>`, ""));
  };
  time(1);
  expect(time(250)).toBeLessThan(Math.max(time(125), 5) * 4);
});

test("finds fifty thousand prefixes for namespaces in a body in SOAP encoding", () => {
  const part = { output: new Output(), prefixes: new Map<string, string>() };
  for (let k = 0; k < count; k++) prefixOf(part, `urn:${k}`);
  expect(new Set(part.prefixes.values()).size).toBe(count);
});

test.each([
  ["white space in a tag", `<a ${" ".repeat(40 * count)}b="`, "a/@b"],
  ["attributes", `<a ${"b='>' ".repeat(10 * count)}c='`, "a/@c"],
  ["a name", `<${"a".repeat(40 * count)} b="`, `${"a".repeat(300)}/@b`],
  ["a value", `<a b="${"c".repeat(40 * count)}" d="`, "a/@d"],
  ["quotes without an end", `<a ${"b='c\" ".repeat(10 * count)}`, "a"],
  ["elements", `<a>${"<b/><c></c>".repeat(4 * count)}`, "a"],
  [
    "depth",
    "<a>".repeat(10 * count),
    Array(10 * count)
      .fill("a")
      .join("/"),
  ],
  ["a comment", `<a><!--${"-<b>".repeat(10 * count)}`, "a"],
  ["starts of comments", `<a>${"<!--".repeat(10 * count)}`, "a"],
  ["starts of tags", `<a>${"<!<?".repeat(10 * count)}`, "a"],
])("finds the place of an error after millions of bytes of %s", (_, text, path) => {
  const bytes = new TextEncoder().encode(text);
  expect(placesIn(bytes, [bytes.length])[0]?.path).toBe(path);
});

test("writing bytes that states types takes time in proportion to their number", () => {
  const table = listOf({ namespace, sequence: { a: { type: string, mark: xsiType("string") } } });
  const plan = planOf(table);
  const time = (count: number) => {
    const items = Array.from({ length: count }, () => ({ a: "b" }));
    return timeOf(() => {
      const output = new Output();
      for (let k = 0; k < count; k++) movingOffset(output);
      writeContent(output, plan, items, namespace);
    });
  };
  time(1000);
  expect(time(16_000)).toBeLessThan(time(1000) * 80);
});

test.each<readonly [string, (count: number) => string]>([
  ["rows", (count) => many(count, (k) => `<Shelf d:id="Shelf${k}" d:hasChanges="modified"><Id>${k}</Id></Shelf>`)],
  [
    "rows in a row",
    (count) => `<Shelf><Id>1</Id>${many(count, (k) => `<Item d:id="Item${k}"><Id>1</Id></Item>`)}</Shelf>`,
  ],
])("ten times the %s of a typed DataSet take about ten times as long", (_, content) => {
  const item: Table = { namespace, sequence: { Id: string } };
  const ItemTable = (): Table => item;
  const shelf: Table = {
    namespace,
    sequence: { Id: string, Item: { type: ItemTable, minOccurs: 0, maxOccurs: Infinity } },
  };
  const type = (): TypedTables<object> =>
    typedTables({ name: "Stock", namespace, sequence: { Shelf: () => shelf, Item: ItemTable } });
  const turn = (count: number): (() => void) => {
    const before = many(count, (k) => `<Shelf d:id="Shelf${k}" xmlns="${namespace}"><Id>${k}</Id></Shelf>`);
    const result = parseXml(
      `<R xmlns:d="urn:schemas-microsoft-com:xml-diffgram-v1"><d:diffgram><Stock xmlns="${namespace}">${content(count)}</Stock><d:before>${before}</d:before></d:diffgram></R>`,
    );
    return () => void writeRows(result, rows(result, type), type);
  };
  timeOf(turn(100));
  expect(timeOf(turn(2000)) / timeOf(turn(200))).toBeLessThan(50);
});
