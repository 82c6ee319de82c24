import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An input for which a command reports a code: files without any diagnostic, and edits of them. */
export interface Example {
  /** By the path in the working directory. */
  readonly base: Files;
  readonly edits: readonly Edit[];
  /** The words after `soapwright`. */
  readonly command: readonly string[];
  /** True if `generate` has run on the base, before it is edited. */
  readonly isGenerated: boolean;
}

export type Files = Readonly<Record<string, string>>;

export type Edit =
  | { readonly kind: "replace"; readonly path: string; readonly from: string; readonly to: string }
  /** Removes everything after `from`, and `from` itself. */
  | { readonly kind: "cut"; readonly path: string; readonly from: string; readonly to: string }
  /** A second file, with `to` for each `from`. */
  | { readonly kind: "copy"; readonly path: string; readonly of: string; readonly from: string; readonly to: string }
  /** `shown` is the form in the document of bytes that are not text. */
  | { readonly kind: "file"; readonly path: string; readonly text: string | Uint8Array; readonly shown?: string }
  /** Empty files, with a number each for the `0` in the path. */
  | { readonly kind: "many"; readonly path: string; readonly count: number }
  | { readonly kind: "link"; readonly path: string; readonly target: string };

const pagePath = "specs/shop/GetPrice.txt";
const wsdlPath = "specs/shop/shop.wsdl";

/** The help page of one operation over SOAP, the same over HTTP GET, and the WSDL of the service. */
export const pageFiles: Files = { [pagePath]: readBase("GetPrice.txt") };
export const httpFiles: Files = { [pagePath]: readBase("GetPrice-http.txt") };
export const wsdlFiles: Files = { [wsdlPath]: readBase("shop.wsdl") };
export const bothFiles: Files = { ...pageFiles, ...wsdlFiles };

type Run = Partial<Pick<Example, "command" | "isGenerated">>;

/** Reads all specs, and writes nothing. */
export const defaultCommand: Example["command"] = ["inspect", "specs"];

export function example(base: Files, edits: readonly Edit[], run: Run = {}): Example {
  return { base, edits, command: defaultCommand, isGenerated: false, ...run };
}

export function replace(path: string, from: string, to: string): Edit {
  return { kind: "replace", path, from, to };
}

export function file(path: string, text: string | Uint8Array, shown?: string): Edit {
  return { kind: "file", path, text, ...(shown === undefined ? {} : { shown }) };
}

export function cut(path: string, from: string, to = ""): Edit {
  return { kind: "cut", path, from, to };
}

export function copy(path: string, of: string, from = "", to = ""): Edit {
  return { kind: "copy", path, of, from, to };
}

export function link(path: string, target: string): Edit {
  return { kind: "link", path, target };
}

export function many(path: string, count: number): Edit {
  return { kind: "many", path, count };
}

/** An edit of the help page. */
export function page(from: string, to: string): Example {
  return example(pageFiles, [replace(pagePath, from, to)]);
}

/** An edit of the WSDL. */
export function wsdl(from: string, to: string): Example {
  return example(wsdlFiles, [replace(wsdlPath, from, to)]);
}

/** A configuration beside the help page. */
export function configuration(text: string, run?: Run): Example {
  return example(pageFiles, [file("soapwright.config.json", text)], run);
}

/** The part of a text from one string up to another. */
export function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(to, start));
}

function readBase(name: string): string {
  return readFileSync(join(import.meta.dirname, "base", name), "utf8");
}
