import { describe, expect, test } from "vitest";
import { attributes } from "../../../templates/runtime/complex/attributes.js";
import type { OpenContent, Table } from "../../../templates/runtime/complex/table.js";
import { typedTables } from "../../../templates/runtime/data/typed-tables.js";
import type { TypedTables, TypedDataSet } from "../../../templates/runtime/data/data-rows.js";
import { rows } from "../../../templates/runtime/data/rows.js";
import { writeRows } from "../../../templates/runtime/data/write-rows.js";
import { attribute, child } from "../../../templates/runtime/document/find.js";
import { parseXml, printXml } from "../../../templates/runtime/document/parse.js";
import { RequestError } from "../../../templates/runtime/error.js";
import { decimal, int, long } from "../../../templates/runtime/simple/number.js";
import { string } from "../../../templates/runtime/simple/text.js";

const namespace = "urn:stock";
const msdata = "urn:schemas-microsoft-com:xml-msdata";

interface Stock {
  Shelf: Shelf;
  "Price List": PriceList;
  Item: Item;
}

interface Shelf extends OpenContent {
  Id: number;
  "Full Name"?: string | undefined;
  Item?: Item[] | undefined;
}

interface Item extends OpenContent {
  Place?: number | undefined;
  Sku: string;
  Price?: string | undefined;
  Sold?: bigint | undefined;
}

interface PriceList extends OpenContent {
  Line?: string | undefined;
}

function StockTable(): TypedTables<Stock> {
  return typedTables({
    name: "Stock",
    namespace,
    sequence: { Shelf: ShelfTable, "Price List": { type: PriceListTable, name: "Price_x0020_List" }, Item: ItemTable },
  });
}

function ShelfTable(): Table<Shelf> {
  return {
    namespace,
    sequence: {
      Id: int,
      "Full Name": { type: string, minOccurs: 0, name: "Full_x0020_Name" },
      Item: { type: ItemTable, minOccurs: 0, maxOccurs: Infinity },
    },
  };
}

function ItemTable(): Table<Item> {
  return {
    namespace,
    attributes: attributes({ Place: { type: int, use: "optional", name: "Place" } }),
    sequence: { Sku: string, Price: { type: decimal, minOccurs: 0 }, Sold: { type: long, minOccurs: 0 } },
  };
}

function PriceListTable(): Table<PriceList> {
  return { namespace, sequence: { Line: { type: string, minOccurs: 0 } } };
}

const schema = `<xs:schema id="Stock" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:msdata="${msdata}"/>`;

/** A DataSet as .NET writes it, with a schema that declares none of the tables. */
function dataSet(content: string, given = schema): TypedDataSet<Stock> {
  return parseXml(
    `<GetStockResult xmlns="urn:shop">${given}<diffgr:diffgram xmlns:msdata="${msdata}" xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1">${content}</diffgr:diffgram></GetStockResult>`,
  );
}

const stock = dataSet(
  `<Stock xmlns="urn:stock">
    <Shelf diffgr:id="Shelf1" msdata:rowOrder="0"><Id>1</Id><Full_x0020_Name>Tea &amp; co</Full_x0020_Name>
      <Item diffgr:id="Item1" msdata:rowOrder="0" diffgr:hasChanges="modified" Place="7"><Sku>A-1</Sku><Price>9.95</Price><Sold>9007199254740993</Sold></Item>
      <Item diffgr:id="Item2" msdata:rowOrder="1" msdata:hiddenSecret="3"><Sku>A-2</Sku><Extra>new</Extra></Item>
    </Shelf>
    <Shelf diffgr:id="Shelf2" msdata:rowOrder="1" diffgr:hasChanges="inserted"><Id>2</Id></Shelf>
    <Price_x0020_List diffgr:id="Price_x0020_List1" msdata:rowOrder="0"><Line>one</Line></Price_x0020_List>
  </Stock>
  <diffgr:before><Item diffgr:id="Item1" msdata:rowOrder="0" xmlns="urn:stock"><Sku>A-0</Sku></Item><Shelf diffgr:id="Shelf3" xmlns="urn:stock"><Id>3</Id></Shelf></diffgr:before>`,
);

describe("reading", () => {
  test("gives the rows of a typed DataSet the types of the spec, whatever schema comes with them", () => {
    const { Shelf, "Price List": lists, Item, $deleted } = rows(stock, StockTable);
    const [first, second] = Shelf;
    const id: number | undefined = first?.Id;
    const sold: bigint | undefined = first?.Item?.[0]?.Sold;
    expect([id, sold, first?.["Full Name"]]).toEqual([1, 9007199254740993n, "Tea & co"]);
    expect(second).toEqual({ Id: 2, $state: "inserted" });
    expect(Item).toEqual([
      {
        Place: 7,
        Sku: "A-1",
        Price: "9.95",
        Sold: 9007199254740993n,
        $state: "modified",
        $before: { Sku: "A-0" },
      },
      {
        Sku: "A-2",
        $any: [expect.objectContaining({ name: "Extra", children: ["new"] })],
        $attributes: [expect.objectContaining({ name: "hiddenSecret", namespace: msdata, value: "3" })],
      },
    ]);
    expect(first?.Item?.[0]).toBe(Item[0]);
    expect(lists).toEqual([{ Line: "one" }]);
    expect($deleted).toEqual({ Shelf: [{ Id: 3 }] });
  });

  test("gives empty lists of the tables without rows", () => {
    expect(rows(dataSet(""), StockTable)).toEqual({ Shelf: [], "Price List": [], Item: [] });
  });

  test("reads rows without a schema, and without a diffgram", () => {
    const content = '<Stock xmlns="urn:stock"><Shelf><Id>1</Id></Shelf></Stock>';
    expect(rows(dataSet(content, ""), StockTable).Shelf).toEqual([{ Id: 1 }]);
    expect(rows(parseXml(`<R>${content}</R>`), StockTable).Shelf).toEqual([{ Id: 1 }]);
    expect(rows({ $any: [parseXml(content)] }, StockTable).Shelf).toEqual([{ Id: 1 }]);
    expect(() => rows(parseXml("<R><Other/></R>"), StockTable)).toThrow(
      'found <Other> of "", expected a DataSet or a DataTable',
    );
  });

  test("reads the rows of tables that the spec does not declare by the schema in the message", () => {
    const content = '<Stock xmlns="urn:stock"><Shelf><Id>1</Id></Shelf><New><Id>1</Id></New></Stock>';
    expect(rows(dataSet(content), StockTable)).toMatchObject({ Shelf: [{ Id: 1 }], New: [{ Id: "1" }] });
  });

  test("writes rows that are nested in nested ones once, whether or not the table between them is listed", () => {
    interface Part extends OpenContent {
      Id: number;
      Part?: Part[] | undefined;
      Bolt?: Part[] | undefined;
    }
    const Bolt = (): Table<Part> => ({ namespace, sequence: { Id: int } });
    const nested = { minOccurs: 0, maxOccurs: Infinity } as const;
    const Part = (): Table<Part> => ({
      namespace,
      sequence: { Id: int, Part: { type: Part, ...nested }, Bolt: { type: Bolt, ...nested } },
    });
    const PartsTable = (): TypedTables<{ Part: Part; Bolt: Part }> =>
      typedTables({ name: "Parts", namespace, sequence: { Part, Bolt } });
    const bolt = { Id: 3 };
    const inner = { Id: 2, Bolt: [bolt] };
    const outer = { Id: 1, Part: [inner] };
    const written = writeRows(PartsTable, { Part: [outer], Bolt: [bolt] });
    expect(rows(written, PartsTable)).toEqual({ Part: [outer, inner], Bolt: [bolt] });
    expect(written).toEqual(writeRows(PartsTable, { Part: [outer, inner], Bolt: [bolt] }));
    const circle: Part = { Id: 4 };
    circle.Part = [{ Id: 5, Part: [circle] }];
    expect(() => writeRows(PartsTable, { Part: [circle] })).toThrow("expected no row inside itself");
    expect(() => writeRows(PartsTable, { Part: [{ Id: 1, Part: [{ Id: 2, Bolt: bolt as never }] }] })).toThrow(
      "Part[0].Part[0].Bolt: expected a list",
    );
    expect(() => writeRows(PartsTable, { Part: [{ Id: 1, Part: [null as never] }] })).toThrow(
      "Part[0].Part[0]: expected an object, found null",
    );
  });

  test("names the row and the column of a value that does not fit, of one that is missing, and of another namespace", () => {
    const read = (content: string) => () => rows(dataSet(`<Stock xmlns="urn:stock">${content}</Stock>`), StockTable);
    const failing = (path: string, message: string): unknown => expect.objectContaining({ path, message });
    expect(read("<Shelf><Id>x</Id></Shelf>")).toThrow(failing("Shelf/Id", 'expected int, found "x"'));
    expect(read("<Shelf/>")).toThrow(failing("Shelf", "expected <Id>, which is missing"));
    expect(read('<Shelf xmlns=""/>')).toThrow(failing("Shelf", 'expected <Shelf> of "urn:stock", found <Shelf> of ""'));
  });
});

describe("writing", () => {
  test("writes what was read, with its schema and all states", () => {
    const all = rows(stock, StockTable);
    const written = writeRows(stock, all, StockTable);
    expect(printXml(written)).toContain("<xs:schema ");
    expect(rows(written, StockTable)).toEqual(all);
    expect(rows(parseXml(printXml(written)), StockTable)).toEqual(all);
  });

  test("writes a new DataSet without a schema, and says so as .NET does", () => {
    const Item = [{ Sku: "B-1", $state: "inserted" as const }];
    const written = writeRows(StockTable, {
      Shelf: [{ Id: 4, Item, $state: "modified", $before: { Id: 3 } }, { Id: 5 }],
      Item,
      $deleted: { Shelf: [{ Id: 9 }] },
    });
    expect(attribute(written, "SchemaSerializationMode", msdata)).toBe("ExcludeSchema");
    const diffgram = child(written, "diffgram");
    expect(diffgram && printXml(diffgram)).toBe(
      `<diffgr:diffgram xmlns:msdata="${msdata}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:diffgr="urn:schemas-microsoft-com:xml-diffgram-v1">` +
        '<Stock xmlns="urn:stock">' +
        '<Shelf diffgr:id="Shelf1" msdata:rowOrder="0" diffgr:hasChanges="modified"><Id>4</Id><Item diffgr:id="Item1" msdata:rowOrder="0" diffgr:hasChanges="inserted"><Sku>B-1</Sku></Item></Shelf>' +
        '<Shelf diffgr:id="Shelf2" msdata:rowOrder="1"><Id>5</Id></Shelf></Stock>' +
        '<diffgr:before xmlns="urn:stock"><Shelf diffgr:id="Shelf1" msdata:rowOrder="0"><Id>3</Id></Shelf><Shelf diffgr:id="Shelf3" msdata:rowOrder="2"><Id>9</Id></Shelf></diffgr:before>' +
        "</diffgr:diffgram>",
    );
    expect(writeRows(written, {}, StockTable).attributes).toEqual(written.attributes);
  });

  test("writes a changed row in the place of the nested one that is its $before", () => {
    const item = { Sku: "B-1" };
    const Item = [{ ...item, Sku: "B-2", $state: "modified" as const, $before: item }];
    const written = writeRows(StockTable, { Shelf: [{ Id: 4, Item: [item] }], Item });
    expect(rows(written, StockTable)).toEqual({ Shelf: [{ Id: 4, Item }], Item, "Price List": [] });
  });

  test("names the row and the column of a value that does not fit", () => {
    const write = (tables: object) => () => writeRows(StockTable, tables);
    expect(write({ Shelf: [{ Id: 1 }, { Id: "2" }] })).toThrow('Shelf[1].Id: expected int, found "2"');
    expect(write({ Shelf: [{ Id: 1, Item: [{ Sku: "a", Sold: 1 }] }] })).toThrow(
      "Shelf[0].Item[0].Sold: expected long, found 1",
    );
    expect(write({ Shelf: [{ Id: 1, Size: 2 }] })).toThrow(RequestError);
    expect(write({ Shelf: [{ Id: 1, $before: {} }] })).toThrow("Shelf[0].$before.Id: expected int, found nothing");
    expect(write({ Shelf: [{ Id: 1, $state: "new" }] })).toThrow(
      'Shelf[0].$state: expected "inserted" or "modified", found "new"',
    );
    expect(write({ Shelves: [] })).toThrow(
      'Shelves: expected one of the tables Shelf, Price List, Item, found "Shelves"',
    );
    expect(write({ Shelf: [null] })).toThrow("Shelf[0]: expected an object, found null");
    expect(write({ Shelf: {} })).toThrow("Shelf: expected a list");
  });
});

test("a DataSet of other tables is an error of the compiler", () => {
  const other: TypedDataSet<{ Other: { Id: number } }> = dataSet("") as never;
  // @ts-expect-error: the tables of another DataSet
  expect(rows(other, StockTable).Shelf).toEqual([]);
  // @ts-expect-error: a column of another type
  expect(() => writeRows(StockTable, { Shelf: [{ Id: "1" }] })).toThrow(RequestError);
});
