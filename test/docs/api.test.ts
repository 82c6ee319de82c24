import { join } from "node:path";
import { expect, test } from "vitest";
import { library, node, runtime } from "./api/entries.js";
import { exportsOf } from "./api/exports.js";
import { apiPage, groupsOf, type ApiEntry } from "./api/page.js";
import { root } from "./blocks.js";

const read = (entry: ApiEntry) => ({ entry, exports: exportsOf(entry.path) });
const entries = { runtime: read(runtime), node: read(node), library: read(library) };
const all = Object.values(entries).flatMap(({ entry, exports }) => exports.map((each) => ({ entry, each })));

test.each([
  {
    path: "docs/api.md",
    introduction: `# Reference of the runtime

The exports of \`runtime/index.js\` in the folder of generated modules, which are those of \`soapwright-runtime/v1\`, as their source
documents them. \`runtime/index.js\` exports what your modules need; [\`runtimeParts\`](configuration.md#keys) adds others.
[The library](api-library.md) has a reference of its own.`,
    pages: [entries.runtime, entries.node],
  },
  {
    path: "docs/api-library.md",
    introduction: `# Reference of the library

The exports of \`soapwright\`, as their source documents them.`,
    pages: [entries.library],
  },
])("$path is printed from the docstrings", async ({ path, introduction, pages }) => {
  await expect(apiPage(introduction, pages)).toMatchFileSnapshot(join(root, path));
});

test("every public export has a docstring, which is a sentence", () => {
  expect(
    all
      .filter(({ each }) => !/^(?:[A-Z0-9`]|xs:).*\.$/s.test(each.doc))
      .map(({ each }) => `${each.file}: ${each.name}`),
  ).toEqual([]);
});

test("every option has a docstring", () => {
  const options = all.filter(({ each }) => /(?:Options|Limits|Credentials)$/.test(each.name));
  expect(options.flatMap(({ each }) => each.bare.map((member) => `${each.name}.${member}`))).toEqual([]);
});

test("every public export is in one group of the reference", () => {
  const lost = all.filter(({ entry, each }) => groupsOf(entry, each).length !== 1);
  expect(lost.map(({ each }) => `${each.file}: ${each.name}`)).toEqual([]);
});
