import fc from "fast-check";
import { expect, test } from "vitest";
import { fromSamples } from "../../generator/model/from-samples.js";
import { get, infer, inferOp, page, readPages, wrapped } from "./infer.js";
import { node } from "./cut-node.js";

test("sources in any order give the same service", () => {
  const pages = readPages(
    page("A", wrapped("<Order><Nr>[string]</Nr></Order>", '<R><X><Y><Order xsi:nil="true" /></Y></X></R>', "A")),
    page("B", wrapped("<Order><Id>[int]</Id></Order><S>[P] or [Q]</S>", "<Order><Id>[int]</Id></Order>", "B")),
    page(
      "C",
      wrapped("", "<CResult><Id>[int]</Id></CResult>", "C"),
      get("C", "", '<Order xmlns="urn:shop"><Id>[int]</Id></Order>'),
    ),
    page("B", wrapped("<Order><Id>[int]</Id></Order><S>[P] or [Q]</S>", "<Order><Id>[int]</Id></Order>", "B")),
    page("D", wrapped("<S>[P] or [Q]</S>", `<DResult>${node(3)}</DResult>`, "D")),
  );
  const inSequence = JSON.stringify(infer(pages));
  fc.assert(
    fc.property(fc.shuffledSubarray([...pages], { minLength: pages.length }), (shuffled) => {
      expect(JSON.stringify(infer(shuffled))).toBe(inSequence);
    }),
    { numRuns: 40 },
  );
});

test("pages without operations give no service", () => {
  expect(fromSamples([], "shop", () => undefined).services).toEqual([]);
  expect(fromSamples(readPages("<html><body>nothing</body></html>"), "shop", () => undefined).services).toEqual([]);
});

test("every reference is to a type of the service, and each type is there once, whatever is nested in what", () => {
  const names = fc.constantFrom("A", "B", "C", "D");
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      names.map((name) => `<${name}>[int]</${name}>`),
      names.map((name) => `<${name} xsi:nil="true" />`),
      names.map((name) => `<${name}>[X] or [Y]</${name}>`),
      names.map((name) => `<${name} k="[int]" />`),
      fc
        .tuple(names, fc.array(tie("tree"), { maxLength: 3 }))
        .map(([name, inner]) => `<${name}>${inner.join("")}</${name}>`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), fc.array(tree, { maxLength: 4 }), (request, response) => {
      const { service } = inferOp(request.join(""), response.join(""));
      const keys = service.types.map(({ name }) => `{${name.namespace}}${name.local}`);
      expect(new Set(keys).size).toBe(keys.length);
      const references = JSON.stringify(service).matchAll(/"kind":"type","name":"([^"]*)"/g);
      for (const [, name] of references) expect(keys).toContain(name);
    }),
    { numRuns: 200 },
  );
});
