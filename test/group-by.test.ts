import { expect, test } from "vitest";
import { groupBy } from "../generator/group-by.js";

test("groups and their items keep the order of the items", () => {
  const groups = groupBy(["pear", "fig", "plum", "date", "fuji"], (word) => word[0]);
  expect([...groups]).toEqual([
    ["p", ["pear", "plum"]],
    ["f", ["fig", "fuji"]],
    ["d", ["date"]],
  ]);
});
