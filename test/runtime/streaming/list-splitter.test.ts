import fc from "fast-check";
import { expect, test } from "vitest";
import { ListSplitter } from "../../../templates/runtime/streaming/list-splitter.js";
import { readDocument } from "../../../templates/runtime/xml/cursor.js";
import { elementsIn, type XmlElement } from "../../../templates/runtime/xml/element.js";

const names = ["Envelope", "Body", "List", "Item"];

interface Split {
  readonly items: readonly XmlElement[];
  readonly rest: XmlElement;
  readonly lines: readonly number[];
}

/** Splits a document that arrives in chunks of these sizes, in turn. */
function split(document: string, sizes: readonly number[]): Split {
  const splitter = new ListSplitter(names);
  const bytes = new TextEncoder().encode(document);
  const items: XmlElement[] = [];
  const lines: number[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    const batch = splitter.push(bytes.slice(at, at + size));
    at += size;
    if (batch === undefined) continue;
    const list = names.slice(1, -1).reduce((element) => only(element), readDocument(batch.document));
    items.push(...elementsIn(list).filter(({ name }) => name === "Item"));
    const [before = ""] = new TextDecoder().decode(batch.document).split(/<(?:\w+:)?Item/, 1);
    lines.push(batch.linesBefore + before.split("\n").length);
  }
  return { items, rest: readDocument(splitter.remainder()), lines };
}

function only(element: XmlElement): XmlElement {
  const [child, ...others] = elementsIn(element);
  if (child === undefined || others.length > 0) throw new Error("expected one child");
  return child;
}

function document(content: string): string {
  return `<?xml version="1.0"?>\n<s:Envelope xmlns:s="urn:s"\n a='>'><s:Header><List><Item>no</Item></List></s:Header><s:Body>${content}</s:Body></s:Envelope>`;
}

const item = fc.constantFrom(
  "<Item/>",
  "<Item>1</Item>",
  '<Item a="/Item>"><Item>nested</Item></Item>',
  "<x:Item xmlns:x='urn:x'><!-- </Item> --> text </x:Item>",
  "<Item><![CDATA[</Item>]]></Item>",
  "<Item>\n<Other><Item/></Other>\n</Item>",
  "<Item\n b = '>' ></Item >",
);
const between = fc.constantFrom(
  "",
  "\n",
  " <!-- <Item> -->",
  "<?pi <Item?>",
  "<Other><Item>in another</Item></Other>",
  "\n\n",
);
const list = fc.array(fc.tuple(item, between)).map((parts) => ({
  text: `<List xmlns="urn:l">\n${parts.flat().join("")}</List>`,
  items: parts.map(([item]) => item),
  others: parts.map(([, other]) => other),
}));

test("the items and the rest are those of the whole document, however it is cut into chunks", () => {
  fc.assert(
    fc.property(list, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), ({ text, items, others }, sizes) => {
      const found = split(document(`${text}<Last/>`), sizes);
      const wanted = elementsIn(readDocument(new TextEncoder().encode(`<List xmlns="urn:l">${items.join("")}</List>`)));
      expect(found.items).toEqual(wanted);
      // The first item stays, and others leave their line breaks.
      const kept = `<List xmlns="urn:l">\n${others.map((other, k) => (items[k] ?? "").replace(/[^]*/, (all) => (k === 0 ? all : all.replace(/[^\n]/g, ""))) + other).join("")}</List>`;
      expect(found.rest).toEqual(readDocument(new TextEncoder().encode(document(`${kept}<Last/>`))));
    }),
  );
});

test("a batch states the line of its first item", () => {
  const text = document('<List\n xmlns="urn:l">\n<Item>\n</Item>\n\n<Item/></List>');
  const { lines } = split(text, [1]);
  expect(lines).toEqual([5, 8]);
});

test.each([
  ["a second list", "<List><Item>1</Item></List><List><Item>2</Item></List>", ["1"]],
  ["a list in another element", "<Wrapper><List><Item>1</Item></List></Wrapper>", []],
  ["an item below another element", "<List><Other><Item>1</Item></Other></List>", []],
  ["an empty list", "<List/>", []],
])("%s is not part of the list", (_what, content, items) => {
  expect(split(document(content), [7]).items.map(({ children }) => children[0])).toEqual(items);
});

test("a document with a document type is kept as it is", () => {
  const splitter = new ListSplitter(names);
  const text = `<!DOCTYPE a [<!ENTITY b "c">]>${document("<List><Item/></List>").replace(/^.*\n/, "")}`;
  expect(splitter.push(new TextEncoder().encode(text))).toBe(undefined);
  expect(new TextDecoder().decode(splitter.remainder())).toBe(text);
});

test("time grows linearly with the length of a tag, of a comment and of an item, a byte at a time", () => {
  const took = (count: number): number => {
    const start = performance.now();
    const longs = [
      `<Item a="${"x".repeat(count)}"/>`,
      `<!--${"> ".repeat(count / 2)}-->`,
      `<Item>${"<b/>".repeat(count / 4)}</Item>`,
    ];
    for (const long of longs) split(document(`<List>${long}</List>`), [1]);
    return performance.now() - start;
  };
  took(2_000);
  expect(took(40_000)).toBeLessThan(60 * Math.max(10, took(4_000)));
});

test("memory holds the rest and an open item, not the items that are whole", () => {
  const splitter = new ListSplitter(names);
  const push = (text: string): void => void splitter.push(new TextEncoder().encode(text));
  push(document("<List>").replace(/<\/s:Body>.*/, ""));
  for (let k = 0; k < 10_000; k++) push(`<Item>${"x".repeat(100)}</Item>`);
  expect(splitter.kept).toBeLessThan(500);
  push("<Item>");
  for (let k = 0; k < 100; k++) push("x".repeat(100));
  expect(splitter.kept).toBeGreaterThan(10_000);
});
