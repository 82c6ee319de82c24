import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readYaml, type Yaml } from "../../../generator/read/exchange/yaml.js";
import { placesOf } from "../../../generator/source.js";

test("texts of any notation are read as YAML defines them", () => {
  const styles = ["PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;
  const texts = fc.stringMatching(/^[a-z<>"'\\\n #:é-]{0,40}$/);
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 3 }), fc.constantFrom(...styles), (items, defaultStringType) => {
      const text = stringify({ items }, { defaultStringType });
      expect(plain(read(text))).toEqual(parse(text, { schema: "failsafe" }));
    }),
    { numRuns: 1_000 },
  );
});

test("a flow collection is read like a block", () => {
  expect(plain(read('{ accept: ["*/*", text/xml], "x": { y: 1 } }'))).toEqual({
    accept: ["*/*", "text/xml"],
    x: { y: "1" },
  });
});

test.each([
  ["a: <x>\n  <y/>\n", "<y"],
  ['a: "<x>\\n\\\n  \\u003cy <z/>"\n', "<z"],
  ["a: 'it''s <y/>'\n", "<y"],
  ["a: |-\n\n   <x>\n    <y/>\n", "<y"],
])("the characters of %j are located", (text, part) => {
  const yaml = read(text);
  const found = yaml?.kind === "map" ? yaml.members.get("a") : undefined;
  if (found?.kind !== "text") throw new Error("found no text");
  const { line, column } = found.text.place(found.text.text.indexOf(part));
  expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^${part}`));
});

test.each([
  ["flow lists in each other", "[".repeat(200_000)],
  ["flow maps in each other", "{a: ".repeat(100_000)],
  ["lists in each other", "- ".repeat(2_000) + "a"],
  ["a text that is not closed", `a: "${"x\n ".repeat(100_000)}`],
])("%s of hostile size end the reading without an error", (_, text) => {
  expect(() => read(text)).not.toThrow();
});

function read(text: string): Yaml | undefined {
  return readYaml({ text, place: placesOf({ path: "a.yaml", text }) });
}

function plain(yaml: Yaml | undefined): unknown {
  if (yaml === undefined) return undefined;
  if (yaml.kind === "text") return yaml.text.text;
  if (yaml.kind === "list") return yaml.items.map(plain);
  return Object.fromEntries([...yaml.members].map(([name, member]) => [name, plain(member)]));
}
