import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { inspect } from "../../generator/inspect.js";
import {
  asTree,
  commented,
  copiedPage,
  escapedMarkdown,
  inBasicStrings,
  inEscapedStrings,
  inVerbatimStrings,
  mhtml,
  numbered,
  printed,
  quoted,
  typeset,
  wrappedAt,
} from "../support/deformed.js";

const whole = readText(copiedPage);

test.each<[string, (text: string) => string]>([
  ["wrapped at 72 columns", wrappedAt(72)],
  ["wrapped at 76 columns", wrappedAt(76)],
  ["with line numbers", numbered],
  ["set by a word processor", typeset],
  ["copied out of a printed manual", printed],
  ["quoted in a mail", quoted],
  ["as the tree of a browser", asTree],
  ["with the escapes of Markdown", escapedMarkdown],
  ["in comments", commented],
  ["saved with its parts, in quoted-printable", mhtml("quoted-printable")],
  ["saved with its parts, in Base64", mhtml("base64")],
  ["in verbatim strings of C#", inVerbatimStrings],
  ["in strings with escapes", inEscapedStrings],
  ["in strings of Visual Basic", inBasicStrings],
])("a page %s is read as the page itself", (_, deform) => {
  const text = deform(copiedPage);
  expect(text).not.toBe(copiedPage);
  const { services, codes } = readText(text);
  expect(services).toEqual(whole.services);
  expect(codes.filter((code) => code !== "sample-mended")).toEqual([]);
});

test("damage by one program after another leaves the content as it is", () => {
  const damage = [printed, typeset, asTree, wrappedAt(80)];
  const wrappings = [numbered, quoted, commented, escapedMarkdown];
  fc.assert(
    fc.property(fc.subarray(damage), fc.subarray(wrappings, { maxLength: 1 }), (damages, wrapping) => {
      const text = [...damages, ...wrapping].reduce((deformed, deform) => deform(deformed), copiedPage);
      expect(readText(text).services).toEqual(whole.services);
    }),
    { numRuns: 40 },
  );
});

/** The services of a text, without the places, and the scheme, which only a saved page shows. */
function readText(text: string): { readonly services: unknown; readonly codes: readonly string[] } {
  const spec = { name: "ferries", path: "specs/ferries", sources: [{ path: "specs/ferries/page.txt", text }] };
  const { services, diagnostics } = inspect(spec, defaultConfiguration);
  const left = new Set(["place", "places", "evidence"]);
  const shown: unknown = JSON.parse(
    JSON.stringify(services, (key, value: unknown) => (left.has(key) ? undefined : value)),
  );
  return { services: shown, codes: diagnostics.map(({ code }) => code) };
}
