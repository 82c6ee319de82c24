import { attributes } from "../../../templates/runtime/index.js";
import { describe, expect, test } from "vitest";
import type { Table } from "../../../templates/runtime/complex/table.js";
import { readAs, writeAs } from "../../../templates/runtime/document/convert.js";
import { parseXml, printXml } from "../../../templates/runtime/document/parse.js";
import { Malformed, misfit, RequestError } from "../../../templates/runtime/error.js";
import { facets } from "../../../templates/runtime/simple/facets.js";
import { int } from "../../../templates/runtime/simple/number.js";
import { restricted } from "../../../templates/runtime/simple/restricted.js";
import { string } from "../../../templates/runtime/simple/text.js";

interface Item {
  $id?: number | undefined;
  Sku: string;
  Count?: number | null | undefined;
}

const namespace = "urn:shop";

function ItemTable(): Table<Item> {
  return {
    namespace,
    attributes: attributes({ $id: { type: int, use: "optional" } }),
    sequence: { Sku: restricted(string, { maxLength: 3 }), Count: { type: int, minOccurs: 0, nillable: true } },
  };
}

const ItemsTable: Table<Item[]> = { namespace, list: { Item: ItemTable } };

describe("an element", () => {
  const xml =
    '<x:Any xmlns:x="urn:x" id="7" xmlns="urn:shop"><Sku>A-1</Sku><Count xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="1"/></x:Any>';

  test("is read as a type, whatever its name", () => {
    const item: Item = readAs(parseXml(xml), ItemTable);
    expect(item).toEqual({ $id: 7, Sku: "A-1", Count: null });
  });

  test("is read as a list, and as a simple type", () => {
    expect(readAs(parseXml('<a xmlns="urn:shop"><Item><Sku>A</Sku></Item></a>'), ItemsTable)).toMatchObject([
      { Sku: "A" },
    ]);
    expect(readAs(parseXml("<a> 7 </a>"), int)).toBe(7);
  });

  test("is refused if it does not fit", () => {
    expect(() => readAs(parseXml("<a><b/></a>"), ItemTable)).toThrow(Malformed);
    expect(() => readAs(parseXml('<a xmlns="urn:shop"><Sku>A</Sku><Count>x</Count></a>'), ItemTable)).toThrow(
      expect.objectContaining({ path: "a/Count", message: 'expected int, found "x"' }),
    );
    const long = parseXml('<a xmlns="urn:shop"><Sku>long</Sku></a>');
    expect(readAs(long, ItemTable)).toMatchObject({ Sku: "long" });
    expect(() => readAs(long, ItemTable, { validate: facets })).toThrow(Malformed);
  });

  test("is refused if it is nil", () => {
    const nil = parseXml('<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>');
    expect(() => readAs(nil, ItemTable)).toThrow(
      expect.objectContaining({ path: "a", message: "expected a value, found nil" }),
    );
    expect(() => readAs(nil, int)).toThrow(expect.objectContaining({ path: "a", message: "expected int, found nil" }));
  });
});

describe("a value", () => {
  test("is written as an element", () => {
    const element = writeAs({ $id: 7, Sku: "A-1", Count: null }, ItemTable, "Item", namespace);
    expect(printXml(element)).toBe(
      '<Item xmlns="urn:shop" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="7"><Sku>A-1</Sku><Count xsi:nil="true"></Count></Item>',
    );
    expect(readAs(element, ItemTable)).toEqual({ $id: 7, Sku: "A-1", Count: null });
  });

  test("is written as an element from a list or a simple type", () => {
    expect(printXml(writeAs([{ Sku: "A" }], ItemsTable, "Items", namespace))).toBe(
      '<Items xmlns="urn:shop"><Item><Sku>A</Sku></Item></Items>',
    );
    expect(writeAs(7, int, "n")).toEqual({ name: "n", namespace: "", attributes: [], children: ["7"] });
  });

  test("is refused if $attributes has a declared attribute again", () => {
    const $attributes = [{ name: "id", namespace: "", value: "8" }];
    const twice: Item & { $attributes: unknown } = { $id: 7, Sku: "A", $attributes };
    expect(() => writeAs<Item>(twice, ItemTable, "Item")).toThrow(
      new RequestError('expected one attribute id of "", found a second', "Item"),
    );
  });

  test("is refused if it does not fit", () => {
    const wrong = { Sku: 5 } as unknown as Item;
    expect(() => writeAs(wrong, ItemTable, "Item")).toThrow("Item.Sku: expected string, found 5");
    expect(() => writeAs(7, int, "a b")).toThrow(new RequestError(misfit("the name of an element", "a b")));
    expect(() => writeAs({ Sku: "long" }, ItemTable, "Item", "", { validate: facets })).toThrow(RequestError);
  });
});
