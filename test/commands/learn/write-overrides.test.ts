import { expect, test } from "vitest";
import { writeOverrides } from "../../../generator/commands/learn/write-overrides.js";
import { shell, workspace } from "../workspace.js";

const path = "GetPrice.response/GetPriceResult";
const proposal = {
  path,
  facts: { nillable: true },
  count: 1,
  replies: 1,
  expected: "decimal",
  first: { path: "log.xml", line: 1, column: 1 },
};

test.each([
  ["  ", "\n", ""],
  ["    ", "\r\n", "\ufeff"],
  ["\t", "\r\n", ""],
])("the configuration keeps its indentation of %j, its line endings and its mark", async (indentation, end, mark) => {
  const place = await workspace();
  const printed = (json: object): string => mark + `${JSON.stringify(json, null, indentation)}\n`.replaceAll("\n", end);
  await place.write("soapwright.config.json", printed({ out: "soap" }));
  await writeOverrides("shop", [proposal], undefined, shell(place.directory));
  const services = { shop: { overrides: { [path]: { nillable: true } } } };
  expect(await place.read("soapwright.config.json")).toBe(printed({ out: "soap", services }));
});
