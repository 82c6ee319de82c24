/** DataSets and DataTables of ADO.NET, read as rows and sent back. */
import { describe, expect, test } from "vitest";
import type { XmlElement } from "../../../templates/runtime/xml/element.js";
import type { DataRow, DataRows } from "../../../templates/runtime/data/data-rows.js";
import { rows } from "../../../templates/runtime/data/rows.js";
import { writeRows } from "../../../templates/runtime/data/write-rows.js";
import type { SiteCaller } from "./site.js";

const authors = [{ Id: 1, "Full Name": "Ada & Co", Born: expect.stringContaining("1815-12-10") as string }, { Id: 2 }];

const books = [
  {
    Isbn: "a",
    AuthorId: 1,
    Price: "12.50",
    Sold: 9007199254740993n,
    Cover: Uint8Array.of(1, 2, 255),
    InPrint: true,
    Weight: 0.5,
    Code: "00112233-4455-6677-8899-aabbccddeeff",
    Place: 7,
    Secret: 3,
  },
  { Isbn: "b", AuthorId: 1, InPrint: false, Weight: Infinity },
  { Isbn: "c", AuthorId: 2, Price: "0", Sold: -1n, Cover: new Uint8Array(), Place: 9 },
];

const $state = "inserted";

export function tables(site: () => SiteCaller): void {
  const call = async (operation: string, request: object, binding: "soap11" | "soap12" | "httpGet" = "soap12") => {
    const reply = await site().call("Tables.asmx", operation, binding, request);
    return reply.kind === "ok" ? Object.values(reply.value)[0] : reply;
  };

  test.each(["soap11", "soap12", "httpGet"] as const)("a DataSet over %s is its rows", async (binding) => {
    const set = (await call("Library", { nested: false }, binding)) as XmlElement;
    expect(rows(set)).toEqual({
      Author: authors.map((row) => ({ ...row, $state })),
      Book: books.map((row) => ({ ...row, $state })),
    });
  });

  test("rows of a nested relation are in their parents", async () => {
    const set = (await call("Library", { nested: true })) as XmlElement;
    const { Author = [], Book } = rows(set);
    expect(Book).toEqual(books.map((row) => ({ ...row, $state })));
    expect(Author.map((author) => (author["Book"] as readonly DataRow[]).map(({ Isbn }) => Isbn))).toEqual([
      ["a", "b"],
      ["c"],
    ]);
  });

  describe.each([true, false])("a DataSet with a relation that is nested: %s", (nested) => {
    test("goes back as it came, and the server follows the relation", async () => {
      const value = await call("Library", { nested });
      expect(await call("Children", { value })).toBe("1:a;1:b;2:c;");
      const back = (await call("Echo", { value })) as XmlElement;
      expect(rows(back)).toEqual(rows(value as XmlElement));
    });

    test("goes back as rows", async () => {
      const set = (await call("Library", { nested })) as XmlElement;
      const all = rows(set);
      all["Author"]?.push({ Id: 3, "Full Name": "New", $state });
      all["Book"]?.push({ Isbn: "d", AuthorId: 3, Price: "1.5", $state });
      const value = writeRows(set, all);
      expect(await call("Children", { value })).toBe("1:a;1:b;2:c;3:d;");
      expect(rows((await call("Echo", { value })) as XmlElement)["Book"]).toHaveLength(4);
    });
  });

  test("rows keep their states, there and back", async () => {
    const set = (await call("Changes", {})) as XmlElement;
    const changes: DataRows = rows(set);
    expect(changes).toEqual({
      Row: [
        { Id: 1, Name: "old 1" },
        { Id: 2, Name: "new 2", $state: "modified", $before: { Id: 2, Name: "old 2" } },
        { Id: 4, Name: "added 4", $state },
      ],
      $deleted: { Row: [{ Id: 3, Name: "old 3" }] },
    });
    const states = async (value: XmlElement): Promise<unknown> =>
      String(await call("States", { value }))
        .split(";")
        .sort();
    expect(await states(writeRows(set, changes))).toEqual(await states(set));
    expect(await states(set)).toEqual([
      "",
      "Added 4 added 4 ",
      "Deleted 3 old 3 old 3",
      "Modified 2 new 2 old 2",
      "Unchanged 1 old 1 old 1",
    ]);
  });

  test.each(["", "urn:one"])("a DataTable of the namespace %j is its rows", async (namespace) => {
    const table = (await call("One", { namespace })) as XmlElement;
    expect(rows(table)).toEqual({
      One: [{ When: expect.stringContaining("2024-02-29T12:30:00") as string, Much: "1.10", $state }],
    });
  });
}
