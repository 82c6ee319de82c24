/** The entry points of the WSDL corpus, each with the files that it needs. */
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { CatalogEntry, Source, Spec } from "../../../generator/source.js";
import { rows } from "../corpus.js";

export interface Entry {
  /** The path below the folder of the corpus. */
  readonly path: string;
  /** The keywords in the index: `choice`, `importCycle`, `notWellFormed`. */
  readonly notable: ReadonlySet<string>;
  /** How its operations are bound: `rpc-encoded`, `abstract-only`. */
  readonly style: string;
  /** False if it imports documents that the corpus lacks. */
  readonly resolves: boolean;
  readonly spec: () => Spec;
}

export function entriesOf(folder: string): readonly Entry[] {
  const catalog = catalogOf(folder);
  return rows(join(folder, "INDEX.tsv"))
    .filter((row) => row[4] === "entry")
    .map((row): Entry => {
      const [path = "", , , , , style = ""] = row;
      return {
        path,
        style,
        resolves: row[12]?.startsWith("yes") === true,
        notable: new Set((row[15] ?? "").split(";").map((fact) => fact.replace(/=.*/s, ""))),
        spec: () => specOf(folder, path, catalog),
      };
    });
}

/** By the importing file. */
type Catalog = ReadonlyMap<string, readonly Required<CatalogEntry>[]>;

function catalogOf(folder: string): Catalog {
  const catalog = new Map<string, Required<CatalogEntry>[]>();
  for (const [from = "", location = "", namespace = "", path = ""] of rows(join(folder, "CATALOG.tsv"))) {
    const entries = catalog.get(from) ?? [];
    entries.push({ from, location: location === "" ? namespace : location, path });
    catalog.set(from, entries);
  }
  return catalog;
}

/** The entry, followed by its imports by relative path or through the catalog. */
function specOf(folder: string, entry: string, all: Catalog): Spec {
  const sources: Source[] = [];
  const catalog: CatalogEntry[] = [];
  const seen = new Set([entry]);
  const pending = [entry];
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const file = join(folder, path);
    if (!existsSync(file)) continue;
    const text = decode(readFileSync(file));
    sources.push({ path, text });
    const entries = all.get(path) ?? [];
    catalog.push(...entries);
    const relative = locations(text).map((location) => posix.normalize(posix.join(posix.dirname(path), location)));
    for (const next of [...entries.map((each) => each.path), ...relative]) {
      if (next.startsWith("..") || seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return { name: "service", path: `specs/${entry}`, sources, entry, catalog };
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(bytes.toString("latin1", 0, 200))?.[1] ?? "utf-8";
  return new TextDecoder(/^utf-?16/i.test(declared) ? "utf-8" : declared).decode(bytes);
}

function locations(text: string): string[] {
  const imports = text.matchAll(
    /<(?:[\w.-]+:)?(?:import|include|redefine)\b[^>]*?\b(?:schemaLocation|location)\s*=\s*["']([^"']+)["']/g,
  );
  return Array.from(imports, ([, location = ""]) => location)
    .filter((location) => !/^\w+:/.test(location))
    .map((location) => location.replaceAll("%20", " "));
}
