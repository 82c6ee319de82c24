import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readWsdl, type BoundOperation, type Wsdl } from "../../support/wsdl.js";
import type { Source } from "../../../generator/source.js";
import { partition } from "../../../generator/model/samples/unify.js";
import { rows } from "../corpus.js";

/** A service's help pages, in each form that people have them in, and the WSDL that they were rendered from. */
export interface Pair {
  readonly name: string;
  readonly folder: string;
  readonly wsdl: () => Wsdl;
  readonly forms: ReadonlyMap<Form, readonly Source[]>;
  /** The operations that have a page, and the bound operations of the WSDL that each page shows, the first of each binding. */
  readonly operations: (wsdl: Wsdl) => readonly PairOperation[];
}

export const forms = ["html", "text", "flat"] as const;

export type Form = (typeof forms)[number];

export interface PairOperation {
  /** As the page calls it. */
  readonly name: string;
  readonly bound: readonly BoundOperation[];
}

/** `asmx-pairs`: `Service/Service.Operation.html` beside the WSDL. */
export function asmxPairs(path: string): readonly Pair[] {
  return foldersIn(path).map((name) => {
    const folder = join(path, name);
    // The list of operations, and pages that broke, hold no messages.
    const html = sources(folder, ".html").filter(({ text }) => text.includes("HTTP/1.1"));
    const operations = new Set(html.map((source) => source.path.split(".")[1] ?? ""));
    return {
      name,
      folder,
      wsdl: () => readWsdl(folder),
      forms: formsOf(html),
      operations: (wsdl) =>
        [...operations].flatMap((operation) => {
          const bound = firstOfBindings(wsdl.operations.filter((each) => each.messageName === operation));
          return bound.length > 0 ? [{ name: operation, bound }] : [];
        }),
    };
  });
}

/** `page-wsdl-pairs`: INDEX.tsv lists the services, OPS.tsv which operation of the WSDL each page shows. */
export function pageWsdlPairs(path: string): readonly Pair[] {
  const pages = partition(rows(join(path, "OPS.tsv")), ([service = ""]) => service);
  return rows(join(path, "INDEX.tsv")).flatMap(([name = ""]) => {
    const folder = join(path, name);
    // Where rendering broke there is no page.
    if (!existsSync(join(folder, "pages"))) return [];
    const given = {
      text: sources(join(folder, "pages-text"), ".txt"),
      flat: sources(join(folder, "pages-flat"), ".txt"),
    };
    return {
      name,
      folder,
      wsdl: () => readWsdl(folder),
      forms: formsOf(sources(join(folder, "pages"), ".html"), given.text, given.flat),
      operations: (wsdl) =>
        (pages.get(name) ?? []).map(([, , page = "", operation = "", , portTypes = ""]) => {
          const bound = wsdl.operations.filter(
            (each) => each.name === operation && (portTypes === "" || portTypes.split("|").includes(each.portType)),
          );
          const named = bound.filter(({ messageName }) => messageName === page);
          return { name: page, bound: firstOfBindings(named.length > 0 ? named : bound) };
        }),
    };
  });
}

/** An operation in several bindings of one kind shows only the first. */
function firstOfBindings(bound: readonly BoundOperation[]): readonly BoundOperation[] {
  return bound.filter((each) => bound.find(({ binding }) => binding === each.binding) === each);
}

/** What a browser copies from a page, and that without its indentation, where the corpus has no such files. */
function formsOf(html: readonly Source[], text?: readonly Source[], flat?: readonly Source[]): Pair["forms"] {
  const copied = text?.length === html.length ? text : html.map(copy);
  return new Map([
    ["html", html],
    ["text", copied],
    ["flat", flat?.length === html.length ? flat : copied.map(flatten)],
  ]);
}

function copy({ path, text }: Source): Source {
  const plain = text
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
  return { path: path.replace(/\.html$/, ".txt"), text: plain };
}

function flatten({ path, text }: Source): Source {
  const lines = text.split("\n").map((line) => line.trim());
  return { path, text: lines.filter((line) => line !== "").join("\n") };
}

function sources(folder: string, extension: string): readonly Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(join(folder, file), "utf8") }));
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
