import { groupBy } from "../../../generator/group-by.js";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Wsdl, WsdlOperation } from "../../../generator/read/wsdl/wsdl.js";
import type { Source } from "../../../generator/source.js";
import { rows } from "../corpus.js";

/** A service's help pages, in each form that people have them in, and the WSDL that they were rendered from. */
export interface Pair {
  readonly name: string;
  readonly forms: ReadonlyMap<Form, readonly Source[]>;
  /** The WSDL, and the schemas that it imports. */
  readonly wsdl: () => readonly Source[];
  /** The operations that have a page. */
  readonly operations: (wsdl: Wsdl) => readonly PairOperation[];
}

export const forms = ["html", "text", "flat"] as const;

export type Form = (typeof forms)[number];

export interface PairOperation {
  /** The name on the page. */
  readonly name: string;
  /** The operations of the port types of its bindings. */
  readonly declared: readonly WsdlOperation[];
}

/** `asmx-pairs`: `Service/Service.Operation.html` beside the WSDL. */
export function asmxPairs(path: string): readonly Pair[] {
  return foldersIn(path).map((name) => {
    const folder = join(path, name);
    // The list of operations and broken pages contain no messages.
    const html = sources(folder, /\.html$/).filter(({ text }) => text.includes("HTTP/1.1"));
    const pages = new Set(html.map((source) => source.path.split(".")[1] ?? ""));
    return {
      name,
      wsdl: () => sources(folder, /\.(wsdl|xsd|xml)$/),
      forms: formsOf(html),
      operations: ({ portTypes }) =>
        [...pages].flatMap((page) => {
          const operations = [...portTypes.values()].flatMap((portType) => portType.operations);
          const declared = operations.filter((operation) => messageName(operation) === page);
          return declared.length > 0 ? [{ name: page, declared }] : [];
        }),
    };
  });
}

/** `page-wsdl-pairs`: INDEX.tsv lists the services, OPS.tsv which operation of the WSDL each page shows. */
export function pageWsdlPairs(path: string): readonly Pair[] {
  const pages = groupBy(rows(join(path, "OPS.tsv")), ([service = ""]) => service);
  return rows(join(path, "INDEX.tsv")).flatMap(([name = ""]) => {
    const folder = join(path, name);
    // Where rendering broke there is no page.
    if (!existsSync(join(folder, "pages"))) return [];
    const text = sources(join(folder, "pages-text"), /\.txt$/);
    const flat = sources(join(folder, "pages-flat"), /\.txt$/);
    return {
      name,
      wsdl: () => sources(folder, /\.(wsdl|xsd|xml)$/),
      forms: formsOf(sources(join(folder, "pages"), /\.html$/), text, flat),
      operations: ({ portTypes }) =>
        (pages.get(name) ?? []).map(([, , page = "", operation = "", , listed = ""]) => {
          const declared = [...portTypes.values()]
            .filter((portType) => listed === "" || listed.split("|").includes(portType.name.local))
            .flatMap((portType) => portType.operations.filter((each) => each.name === operation));
          const named = declared.filter((each) => messageName(each) === page);
          return { name: page, declared: named.length > 0 ? named : declared };
        }),
    };
  });
}

/** The name of an operation on pages, where overloads have different names. */
function messageName({ name, input }: WsdlOperation): string {
  return input?.name ?? name;
}

/** The text that a browser copies from a page, with and without indentation, if the corpus has no such files. */
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

function sources(folder: string, wanted: RegExp): readonly Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((file) => wanted.test(file))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(join(folder, file), "utf8") }));
}

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
