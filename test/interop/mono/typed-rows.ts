/** A typed DataSet and one of its DataTables, read and sent as rows of the types that the WSDL declares. */
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration as configuration } from "../../../generator/configuration.js";
import { emitServices } from "../../../generator/emit/client.js";
import { inspect } from "../../../generator/inspect.js";
import type { Reply } from "../../../templates/runtime/binding/reply.js";
import type { DataRows, TypedTables, TypedDataSet } from "../../../templates/runtime/data/data-rows.js";
import { rows } from "../../../templates/runtime/data/rows.js";
import { writeRows } from "../../../templates/runtime/data/write-rows.js";
import { compile } from "../../support/compile.js";
import { wsdlOf } from "./clients.js";
import type { Site } from "./site.js";

/** A program for the generated client, which must compile. */
const program = `import { rows, writeRows } from "../runtime/index.js";
import type { GetStockResponse, PutStock } from "./service.js";
import { StockTable } from "./Stock.js";

export function change({ GetStockResult }: GetStockResponse): PutStock {
  if (GetStockResult === undefined) return {};
  const { Shelf, Item, $deleted } = rows(GetStockResult, StockTable);
  const ids: number[] = [...Shelf, ...($deleted?.Shelf ?? [])].map(({ Id }) => Id);
  const names: (string | undefined)[] = Shelf.map((shelf) => shelf["Full Name"]);
  const sold: (bigint | undefined)[] = Item.map((item) => item.Sold);
  return {
    stock: writeRows(StockTable, {
      Shelf: ids.map((Id, index) => ({ Id, "Full Name": names[index] })),
      Item: sold.map((Sold) => ({ Sku: "A-1", Sold })),
    }),
  };
}
`;

interface Stock {
  Shelf: { Id: number; "Full Name"?: string; Since?: string; Item?: Item[] };
  Item: Item;
}

interface Item {
  Shelf?: number;
  Sku: string;
  Price?: string;
  Sold?: bigint;
  Code?: string;
  Place?: number;
}

const soap = ["soap11", "soap12"] as const;

export function typedRows(site: () => Site): void {
  let StockTable: () => TypedTables<Stock>;
  let call: (operation: string, binding: (typeof soap)[number] | "httpGet", request: object) => Promise<unknown>;

  beforeAll(async () => {
    const { server, clients } = site();
    const address = `${server.address}Stock.asmx`;
    const schema = await (await fetch(`${address}?schema=Stock`)).text();
    const sources = [await wsdlOf(address), { path: "specs/service/Stock.xsd", text: schema }];
    const spec = { name: "service", path: "specs/service", sources };
    const { services, diagnostics } = inspect(spec, configuration);
    // The schema is imported by its address.
    expect(diagnostics.map(({ code }) => code)).toEqual(["import-inexact"]);
    const files = await emitServices(services, { spec, configuration });
    expect(files.map(({ path }) => path)).toEqual(["service/service.ts", "service/Stock.ts"]);
    const modules = [...files, { path: "service/program.ts", text: program }];
    expect(compile(new Map(modules.map(({ path, text }) => [path, text])))).toEqual([]);
    const load = await clients.compile(files);
    ({ StockTable } = (await load("service/Stock.ts")) as { StockTable: typeof StockTable });
    const client = (await load("service/service.ts")) as Readonly<
      Record<string, (port: unknown, request: object) => Promise<Reply<object>>>
    >;
    call = async (operation, binding, request) => {
      const reply = await client[operation]?.(clients.runtime[binding](address), request);
      return reply?.kind === "ok" ? (Object.values(reply.value)[0] as unknown) : reply;
    };
  });

  const getStock = async (excludeSchema: boolean, binding: (typeof soap)[number] | "httpGet" = "soap12") =>
    (await call("getStock", binding, { excludeSchema })) as TypedDataSet<Stock>;

  const items: DataRows<Stock>["Item"] = [
    {
      Shelf: 1,
      Sku: "A-1",
      Price: "9.95",
      Sold: 9007199254740993n,
      Code: "00112233-4455-6677-8899-aabbccddeeff",
      Place: 7,
    },
    { Shelf: 1, Sku: "A-2", Price: "1.5", $state: "modified", $before: { Shelf: 1, Sku: "A-2" } },
    { Shelf: 2, Sku: "B-1", Price: "0", Sold: -1n, $state: "inserted" },
  ];

  describe.each([
    ["with its schema", false],
    ["without a schema", true],
  ])("a DataSet that is sent %s", (_, excludeSchema) => {
    test.each([...soap, "httpGet"] as const)("is read over %s", async (binding) => {
      const { Shelf, Item, $deleted } = rows(await getStock(excludeSchema, binding), StockTable);
      expect(Item).toEqual(items);
      expect(Shelf).toEqual([
        {
          Id: 1,
          "Full Name": "Tea & co",
          Since: expect.stringContaining("2024-02-29T12:30:00") as string,
          Item: items.slice(0, 2),
        },
        { Id: 2, Item: items.slice(2) },
      ]);
      expect($deleted).toEqual({ Shelf: [{ Id: 3, "Full Name": "old" }] });
    });

    test.each(soap)("goes back over %s as rows with their states", async (binding) => {
      const set = await getStock(excludeSchema, binding);
      const all = rows(set, StockTable);
      all.Shelf.push({ Id: 4, Item: [{ Shelf: 4, Sku: "C-1", $state: "inserted" } as Item], $state: "inserted" });
      const stock = writeRows(set, all, StockTable);
      expect(await call("putStock", binding, { stock })).toBe(
        "Unchanged 1;Unchanged 2;Added 4;Deleted 3;Unchanged A-1;Modified A-2;Added B-1;Added C-1;1:2;2:1;4:1;",
      );
    });
  });

  test.each(soap)("a DataSet is sent over %s where none was received", async (binding) => {
    const Item: Item[] = [{ Shelf: 1, Sku: "C-1" }];
    const stock = writeRows(StockTable, { Shelf: [{ Id: 1, "Full Name": "New", Item, $state: "inserted" }] });
    expect(await call("putStock", binding, { stock })).toBe("Added 1;Unchanged C-1;1:1;");
  });

  test.each([...soap, "httpGet"] as const)("a DataTable of it is read over %s", async (binding) => {
    const table = (await call("getShelves", binding, {})) as TypedDataSet<Stock>;
    expect(rows(table, StockTable)).toEqual({
      Shelf: [{ Id: 1, "Full Name": "Tea", $state: "inserted" }],
      Item: [],
    });
  });
}
