import { relativePaths } from "../../read/location.js";
import { catalogNamespace } from "../../read/source-kind.js";
import { catalogEntry } from "../../read/wsdl/catalog-hint.js";
import { byCodeUnits } from "../files.js";
import type { Remark } from "../print-remark.js";
import type { Collection, ImportLink } from "./collect.js";
import type { FetchedDocument } from "./document.js";
import { fileNames } from "./file-names.js";
import { importTarget } from "./follow-ups.js";
import { lockName, lockText, sha256, type Lock, type LockedFile } from "./lock.js";
import { withoutSecrets } from "./shown-url.js";

/** The files of a spec, by their paths in its folder. */
export interface PlannedSpec {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** Problems that the user should know about. */
  readonly remarks: readonly Remark[];
}

/** The request of the user. */
export interface Origin {
  readonly starts: readonly URL[];
  readonly allow: readonly string[];
  /** True to keep the values of query keys that look secret. */
  readonly keepQuery: boolean;
}

const catalogName = "catalog.xml";

/** The documents as they were fetched, the catalog of the imports that do not lead to their files, and the lock. */
export function planSpec(name: string, { documents, links }: Collection, origin: Origin): PlannedSpec {
  const names = fileNames(documents, name);
  const nameOf = (document: FetchedDocument): string => names.get(document) ?? "";
  const remarks: Remark[] = [];
  const files = new Map<string, Uint8Array | string>(documents.map((document) => [nameOf(document), document.bytes]));
  const entries = catalogEntries(links, nameOf, remarks);
  if (entries.size > 0) files.set(catalogName, catalogText(entries));
  const locked = lockOf(documents, links, nameOf, origin, remarks);
  if (!origin.keepQuery) remarks.push(...secretsInImports(links, nameOf, entries));
  const catalog = files.get(catalogName);
  const all = catalog === undefined ? locked.files : { ...locked.files, [catalogName]: { sha256: sha256(catalog) } };
  files.set(lockName, lockText({ ...locked, files: all }));
  return { files, remarks };
}

/** The paths by locations, for those that do not lead to their documents from the place of the importing file. */
function catalogEntries(
  links: readonly ImportLink[],
  nameOf: (document: FetchedDocument) => string,
  remarks: Remark[],
): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const { from, to, location } of links) {
    const path = nameOf(to);
    // The first path that exists counts.
    if (relativePaths(nameOf(from), location)[0] === path) continue;
    const other = entries.get(location);
    if (other === undefined) entries.set(location, path);
    else if (other !== path) {
      const message = `${JSON.stringify(location)} leads to ${other} from one document, and to ${path} from ${nameOf(from)}`;
      remarks.push({ message, hint: `give one of the two imports another location, and list it in ${catalogName}` });
    }
  }
  return entries;
}

/** One remark for each document whose imports hold secrets: it is written as it was fetched, and the catalog repeats them. */
function secretsInImports(
  links: readonly ImportLink[],
  nameOf: (document: FetchedDocument) => string,
  entries: ReadonlyMap<string, string>,
): readonly Remark[] {
  const found = new Map<string, { readonly keys: Set<string>; inCatalog: boolean }>();
  for (const { from, location } of links) {
    const target = importTarget(from, location);
    const hidden = target === undefined ? [] : withoutSecrets(target).hidden;
    if (hidden.length === 0) continue;
    const name = nameOf(from);
    const known = found.get(name) ?? { keys: new Set(), inCatalog: false };
    found.set(name, known);
    hidden.forEach((key) => known.keys.add(key));
    known.inCatalog ||= entries.has(location);
  }
  return [...found].map(([name, { keys, inCatalog }]) => ({
    message: `${name}${inCatalog ? ` and ${catalogName} hold` : " holds"} the value of ${[...keys].join(", ")} in an import, which looks secret`,
    hint: "do not check them in where others may read them",
  }));
}

function catalogText(entries: ReadonlyMap<string, string>): string {
  const lines = [...entries]
    .sort(([one], [other]) => byCodeUnits(one, other))
    .map(([location, path]) => `  ${catalogEntry(location, path)}\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<catalog xmlns="${catalogNamespace}">\n${lines.join("")}</catalog>\n`;
}

function lockOf(
  documents: readonly FetchedDocument[],
  links: readonly ImportLink[],
  nameOf: (document: FetchedDocument) => string,
  { starts, allow, keepQuery }: Origin,
  remarks: Remark[],
): Lock {
  const written = (url: URL): string => {
    const { text, hidden } = withoutSecrets(url);
    if (hidden.length === 0 || keepQuery) return url.href;
    return text;
  };
  const hidden = new Set(starts.flatMap((url) => withoutSecrets(url).hidden));
  if (hidden.size > 0 && !keepQuery) {
    const message = `${lockName} does not hold the value of ${[...hidden].join(", ")}, which looks secret`;
    remarks.push({ message, hint: "name the whole address again to update the spec, or add it with --keep-query" });
  }
  const importers = new Map<FetchedDocument, Set<string>>();
  for (const { from, to } of links) importers.set(to, (importers.get(to) ?? new Set()).add(nameOf(from)));
  const locked = documents.map((document): [string, LockedFile] => {
    const by = [...(importers.get(document) ?? [])].sort(byCodeUnits);
    const facts = { address: written(document.address), sha256: sha256(document.bytes) };
    return [nameOf(document), by.length === 0 ? facts : { ...facts, importedBy: by }];
  });
  return { addresses: starts.map(written), allow, files: Object.fromEntries(locked) };
}
