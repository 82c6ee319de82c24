/** libxml2's `xmllint`: whether documents are valid by the schemas of a spec. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { DOMParser, XMLSerializer, type Element } from "@xmldom/xmldom";
import type { Source, Spec } from "../../../generator/source.js";

export type Verdict =
  /** One line for each error; empty if all documents are valid. */
  | { readonly kind: "validated"; readonly wrongs: readonly string[] }
  /** It does not take the schemas themselves, and says why. */
  | { readonly kind: "schemas-refused"; readonly reason: string };

export function hasXmllint(): boolean {
  return spawnSync("xmllint", ["--version"]).error === undefined;
}

const xsd = "http://www.w3.org/2001/XMLSchema";
const xmlns = "http://www.w3.org/2000/xmlns/";

/** `documents` by a name to call each by. */
export function validate(spec: Spec, documents: ReadonlyMap<string, string>): Verdict {
  const folder = mkdtempSync(join(tmpdir(), "soapwright-oracle-"));
  try {
    const driver = writeSchemas(spec, folder);
    if (typeof driver !== "string") return driver;
    mkdirSync(join(folder, "documents"));
    const names = [...documents.keys()];
    [...documents.values()].forEach((text, index) => writeFileSync(join(folder, `documents/${index}.xml`), text));
    const files = names.map((_, index) => `documents/${index}.xml`);
    const { stderr, status } = spawnSync("xmllint", ["--nonet", "--noout", "--huge", "--schema", driver, ...files], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (status === 5) return { kind: "schemas-refused", reason: firstError(stderr) };
    const wrongs = stderr
      .split("\n")
      .filter((line) => / error /.test(line) && !exempt.some((reason) => reason.test(line)))
      .map((line) => line.replace(/^documents\/(\d+)\.xml:\d+/, (_, index: string) => names[Number(index)] ?? ""));
    return { kind: "validated", wrongs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Complaints that do not concern the form of the messages. */
const exempt: readonly RegExp[] = [
  // The schema requires certain elements in a wildcard, which a random value cannot know.
  /demanded by the strict wildcard|Expected is (?:one of )?\(.*(?:##any|##other|\*) ?\)|Missing child element\(s\)\.$/,
  // Keys and references between values.
  /key-sequence|xs:IDREF/,
  // A namespace that is not a URI.
  /namespace error/,
  // Prefixes in values, of which only the document knows.
  /\[facet 'enumeration'\] The value 'name'/,
];

function firstError(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => / error /.test(line))
      ?.replace(/^\S+ /, "") ?? text.slice(0, 200)
  );
}

interface SchemaDocument {
  readonly file: string;
  readonly root: Element;
  readonly source: Source;
}

/**
 * Writes the schemas so that libxml2, which takes one document for each namespace that is imported, sees all of them: one file
 * for each namespace includes the others. Gives the name of the file that imports those.
 */
function writeSchemas(spec: Spec, folder: string): string | Verdict {
  const documents: SchemaDocument[] = [];
  for (const source of spec.sources) {
    const root = new DOMParser({ onError: () => undefined }).parseFromString(
      source.text.replace(/^\uFEFF/, "").trimStart(),
      "text/xml",
    ).documentElement;
    if (root === null) continue;
    const schemas = root.localName === "schema" ? [root] : Array.from(root.getElementsByTagNameNS("*", "schema"));
    for (const schema of schemas) {
      if (schema.namespaceURI !== xsd)
        return { kind: "schemas-refused", reason: `the namespace ${schema.namespaceURI}` };
      documents.push({ file: `schema${documents.length}.xsd`, root: schema, source });
    }
  }
  const namespaces = new Map<string, SchemaDocument[]>();
  const chameleons = new Map(
    documents.filter(({ root }) => targetOf(root) === "").map((each) => [each.source.path, each]),
  );
  for (const document of documents) {
    const uri = targetOf(document.root);
    namespaces.set(uri, [...(namespaces.get(uri) ?? []), document]);
  }
  // Documents that are the same are one.
  const files = new Map([...namespaces.keys()].map((uri, index) => [uri, `namespace${index}.xsd`]));
  const included = new Set<string>();
  for (const document of documents) {
    // Every schema imports all others, because many lack imports of schemas beside them.
    for (const child of childrenOf(document.root, "import")) document.root.removeChild(child);
    const own = targetOf(document.root);
    for (const [uri, file] of files) {
      if (uri === own) continue;
      const element = document.root.ownerDocument?.createElementNS(xsd, "import");
      if (element === undefined) continue;
      if (uri !== "") element.setAttribute("namespace", uri);
      element.setAttribute("schemaLocation", file);
      document.root.insertBefore(element, document.root.firstChild);
    }
    for (const child of [...childrenOf(document.root, "include"), ...childrenOf(document.root, "redefine")]) {
      if (child.localName === "redefine") return { kind: "schemas-refused", reason: "redefine" };
      const path = posix.normalize(
        posix.join(posix.dirname(document.source.path), decodeURI(child.getAttribute("schemaLocation") ?? "")),
      );
      const chameleon = targetOf(document.root) === "" ? undefined : chameleons.get(path);
      if (chameleon === undefined) document.root.removeChild(child);
      else {
        included.add(chameleon.file);
        child.setAttribute("schemaLocation", chameleon.file);
      }
    }
    declareNamespaces(document.root);
    writeFileSync(join(folder, document.file), new XMLSerializer().serializeToString(document.root));
  }
  for (const [uri, parts] of namespaces) {
    const target = uri === "" ? "" : ` targetNamespace="${attribute(uri)}"`;
    const includes = parts
      .filter(({ file }) => uri !== "" || !included.has(file))
      .map(({ file }) => `<xs:include schemaLocation="${file}"/>`);
    const text = `<xs:schema xmlns:xs="${xsd}"${target}>${includes.join("")}</xs:schema>`;
    writeFileSync(join(folder, files.get(uri) ?? ""), text);
  }
  const imports = [...files].map(([uri, file]) =>
    uri === ""
      ? `<xs:include schemaLocation="${file}"/>`
      : `<xs:import namespace="${attribute(uri)}" schemaLocation="${file}"/>`,
  );
  writeFileSync(join(folder, "driver.xsd"), `<xs:schema xmlns:xs="${xsd}">${imports.sort().join("")}</xs:schema>`);
  return "driver.xsd";
}

/** Copies the namespace declarations of the enclosing documents to a schema. */
function declareNamespaces(schema: Element): void {
  for (let node = schema.parentNode; node !== null && node.nodeType === node.ELEMENT_NODE; node = node.parentNode) {
    const { attributes } = node as Element; // by its node type
    for (const { name, value, namespaceURI } of Array.from(attributes)) {
      if (namespaceURI === xmlns && !schema.hasAttribute(name)) schema.setAttributeNS(xmlns, name, value);
    }
  }
}

function childrenOf(parent: Element, name: string): Element[] {
  return Array.from(parent.childNodes).filter(
    (node): node is Element => node.nodeType === node.ELEMENT_NODE && (node as Element).localName === name,
  );
}

function targetOf(schema: Element): string {
  return schema.getAttribute("targetNamespace") ?? "";
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
