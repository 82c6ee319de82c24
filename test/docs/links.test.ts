import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { numbered, readDocument, root, slugOf, userDocuments } from "./blocks.js";

/** Documents for contributors. */
const ours = ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "examples/README.md"].map(
  readDocument,
);
const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readDocument(`examples/${name}/README.md`));
const documents = [...userDocuments(), ...ours, ...examples];

test("every link leads to a file and a heading that are there", () => {
  const broken = documents.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => !leads(path, link))
      .map((link) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test("the documents that ship in the package link only to what ships with them", () => {
  const shipped = ["README.md", "CHANGELOG.md", "LICENSE"];
  const broken = userDocuments()
    .filter(({ path }) => path.startsWith("docs/"))
    .flatMap(({ path, text }) =>
      linksOf(text)
        .map((link) => join(dirname(path), link.replace(/#.*$/, "")))
        .filter((target) => !shipped.includes(target) && !target.startsWith("docs"))
        .map((target) => `${path}: ${target}`),
    );
  expect(broken).toEqual([]);
});

test("every path and file of the project that a document names is there", () => {
  const files = new Set(["generator", "templates", "test"].flatMap((folder) => filesIn(folder)));
  const isThere = (named: string): boolean =>
    named.includes("/") ? existsSync(join(root, named.replace(/\*.*$/, ""))) : files.has(named);
  const missing = [...ours, readDocument("docs/glossary.md")]
    .filter(({ path }) => path !== "CHANGELOG.md")
    .flatMap(({ path, text }) =>
      [...text.matchAll(ownPath)].flatMap(([, named = ""]) => (isThere(named) ? [] : [`${path}: ${named}`])),
    );
  expect(missing).toEqual([]);
});

/** A path in one of the project's folders, or the name of a file alone. */
const ownPath = /`((?:\.ci|\.github|bench|docs|generator|templates|test)\/[\w./*-]*|[a-z-]+\.ts)`/g;

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => basename(path));
}

/** The targets of links that are not on other hosts. */
function linksOf(text: string): readonly string[] {
  const prose = text.replace(/^ *```[^]*?^ *```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => (/^\w+:/.test(link) ? [] : [link]));
}

function leads(path: string, link: string): boolean {
  const [file = "", heading] = link.split("#");
  const target = file === "" ? path : join(dirname(path), file);
  if (!existsSync(join(root, target))) return false;
  return heading === undefined || headingsOf(target).has(heading);
}

const headings = new Map<string, ReadonlySet<string>>();

/** The anchors of the headings of a document. */
function headingsOf(path: string): ReadonlySet<string> {
  let found = headings.get(path);
  if (found === undefined) {
    const slugs = [...readDocument(path).text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slugOf(heading));
    headings.set(path, (found = new Set(numbered(slugs))));
  }
  return found;
}
