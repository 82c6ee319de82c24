import { describe, expect, test } from "vitest";
import { parameterTables, rowsIn } from "../../../../generator/read/help-page/tables/parameter-table.js";

/** The parameters of all tables in a text, without places. */
function parameters(text: string) {
  const rows = rowsIn(text, (offset) => ({
    path: "page.md",
    line: text.slice(0, offset).split("\n").length,
    column: 1,
  }));
  return parameterTables(rows).map((table) => table.map(({ place: _, name: _name, ...parameter }) => parameter));
}

const head = "| Parameter | Type | Required | Description |\n|:--|---|:-:|---|\n";

test("reads a table of Markdown: names, types, what is required, descriptions", () => {
  const text = `${head}| customer | string | yes | customer number |\n| **since** | dateTime | no | |\n| \`n*\` | Int32 | | - |\n`;
  expect(parameters(text)).toEqual([
    [
      { path: ["customer"], type: "string", required: true, documentation: "customer number" },
      { path: ["since"], type: "dateTime", required: false },
      { path: ["n"], type: "int", required: true },
    ],
  ]);
});

test("reads cells that a browser copied, with tabs between them", () => {
  expect(parameters("Name\tData type\tM/O\ncount\tinteger\tM\nnote\tvarchar(20)\tO\n")).toEqual([
    [
      { path: ["count"], type: "integer", required: true },
      { path: ["note"], type: "string", required: false },
    ],
  ]);
});

test("reads tables of Jira and MediaWiki", () => {
  const expected = [
    [
      { path: ["id"], type: "int", required: true, documentation: "number of the order" },
      { path: ["since"], type: "dateTime", required: false },
    ],
  ];
  const jira = "||Name||Type||Required||Description||\n|Id|int|Y|number of the order|\n|Since|dateTime|N||\n";
  expect(parameters(jira)).toEqual(expected);
  const wiki =
    '{| class="wikitable"\n! Name !! Type !! Required !! Description\n|-\n| Id || int || yes || number of the order\n|-\n| Since || dateTime || no ||\n|}\n';
  expect(parameters(wiki)).toEqual(expected);
  // Cells of Markdown without a text are cells.
  expect(parameters("|Name||Type|\n|---|---|---|\n|a||int|\n")).toEqual([[{ path: ["a"], type: "int" }]]);
  expect(parameters("|Name|Required|Type|Notes|\n|a||int||\n")).toEqual([[{ path: ["a"], type: "int" }]]);
});

describe("required is", () => {
  const words = (texts: readonly string[], required: boolean | undefined) =>
    texts.map((text): [string, boolean | undefined] => [text, required]);
  test.each([
    ...words(["yes", "Y", "M", "required", "Mandatory", "1", "1..1", "true"], true),
    ...words(["no", "N", "O", "Optional", "0..1", "0..*", "false", "conditional"], false),
    ...words(["see below"], undefined),
  ])("%s: %s", (word, required) => {
    expect(parameters(`${head}| a | string | ${word} | |\n`)[0]?.[0]?.required).toBe(required);
  });

  test("the opposite of a column that is headed Optional", () => {
    expect(parameters("|Field|Optional|\n|a|yes|\n|b|no|\n")).toMatchObject([
      [{ required: false }, { required: true }],
    ]);
  });
});

test("a type that is not known, such as that of an object, is left out", () => {
  expect(parameters(`${head}| a | Order | yes | |\n| b | xs:decimal | yes | |\n`)).toEqual([
    [
      { path: ["a"], required: true, unread: { type: "Order" } },
      { path: ["b"], type: "decimal", required: true },
    ],
  ]);
});

test("a name may be a path", () => {
  expect(parameters(`${head}| Order.Id | int | | |\n| Order/Lines[]/Sku | string | | |\n`)).toMatchObject([
    [{ path: ["order", "id"] }, { path: ["order", "lines", "sku"] }],
  ]);
});

test("other tables state nothing, and a blank line ends a table", () => {
  expect(parameters("| Code | Meaning |\n|---|---|\n| 1 | bad |\n")).toEqual([]);
  expect(parameters("Parameter\tValue\nisbn\t\n")).toEqual([]);
  expect(parameters(`${head}| a | int | | |\n\n| b | int | | |\n`)).toEqual([[{ path: ["a"], type: "int" }]]);
});
