/** XML that is carried keeps its canonical form, so that signatures in it stay valid; and that form is the one of others. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CanonicalCursor } from "../../../templates/runtime/security/canonical.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import { writeElement } from "../../../templates/runtime/xml/write-element.js";
import { carried, carriedIn, type Carried } from "../../runtime/xml/carried.js";
import { withSoftware } from "../server.js";

withSoftware("canonical forms", { "libxml2-utils": ["xmllint", "--version"] }, () => {
  test("an element that is carried into another document has the same exclusive canonical form there", () => {
    const all = fc.sample(carried, { numRuns: 2000, seed: 1 });
    const before = canonicalForms(all.map(({ head, element }) => `${head}${element}</w:w>`));
    const after = canonicalForms(all.map(moved));
    expect(before.length).toBe(all.length);
    expect(after).toEqual(before);
  });

  test("the canonical form of an element is the one of libxml2", () => {
    const all = fc.sample(carried, { numRuns: 2000, seed: 2 }).map(({ head, element }) => `${head}${element}</w:w>`);
    const expected = canonicalForms(all).map((text) => text.replace(/<\/w:w>(?:<\/all>\s*)?$/, ""));
    const found = all.map((document) => {
      const cursor = new CanonicalCursor(new TextEncoder().encode(document));
      cursor.start();
      cursor.next(cursor.started());
      return new TextDecoder().decode(cursor.canonical());
    });
    expect(found.length).toBe(expected.length);
    expect(found).toEqual(expected.map((text) => text.replace(/<!--[^]*?-->/g, "")));
  });
});

/** The element, read inside of its document and written inside of another one. */
function moved({ head, element }: Carried): string {
  const output = new Output();
  writeElement(output, carriedIn(`${head}${element}</w:w>`), "urn:within");
  const xsi = "http://www.w3.org/2001/XMLSchema-instance";
  return `<w:w xmlns:w="urn:w" xmlns="urn:within" xmlns:xsi="${xsi}">${new TextDecoder().decode(output.done())}</w:w>`;
}

/** The exclusive canonical forms of elements, by libxml2. The element around each shows none of its declarations. */
function canonicalForms(elements: readonly string[]): readonly string[] {
  const { status, stdout, stderr } = spawnSync("xmllint", ["--exc-c14n", "-"], {
    input: `<all>${elements.join("")}</all>`,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('<w:w xmlns:w="urn:w">').slice(1);
}
