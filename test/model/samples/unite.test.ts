import { expect, test } from "vitest";
import { uniteMembers } from "../../../generator/model/samples/unite.js";
import type { ElementShape } from "../../../generator/model/samples/shapes.js";
import { infer, page, readPages, wrapped } from "../infer.js";

test.each([
  ["ABD", "BCD", "ABCD"],
  ["A", "B", "AB"],
  ["", "AB", "AB"],
  ["AB", "BA", "AB"],
  ["CX", "ABC", "ABCX"],
])("%s and %s are members of %s", (first, second, all) => {
  const united = uniteMembers(members(first), members(second));
  expect(united.map(({ name }) => name.local).join("")).toBe(all);
});

test("many members that all differ take no more than the first few hundred of them", () => {
  const many = Array.from({ length: 100 }, (_, index) => members(`${index}`, (name) => `${index}${name}`));
  const all = Array.from({ length: 20 }, () => many)
    .flat()
    .reduce<readonly ElementShape[]>(
      (united, each, index) => uniteMembers(united, members("A", () => `A${index}`).concat(each)),
      [],
    );
  expect(all.length).toBeLessThanOrEqual(512);
});

test("the evidence of a page takes precedence over values, which only add to it", () => {
  const shown = page("Op", wrapped("<Id>int</Id><Kind>A or B</Kind>"));
  const values = page("Op", wrapped("<Id>x7</Id><Kind>C</Kind><More>1</More><Other>2</Other>"));
  const { lines } = infer(readPages(shown, values));
  expect(lines).toContain("Op(Id: int, Kind: Op_Kind, More?: string, Other?: string): OpResponse()");
});

function members(names: string, nameOf = (name: string) => name): ElementShape[] {
  const type = { kind: "builtin", name: "string", evidence: "assumed", observed: true, places: [] } as const;
  return Array.from(names, (name) => ({
    kind: "element",
    name: { namespace: "", local: nameOf(name) },
    repeated: false,
    observed: true,
    type,
    places: [],
  }));
}
