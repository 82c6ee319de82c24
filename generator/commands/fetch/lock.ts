import { createHash } from "node:crypto";
import type { Report } from "../../diagnostic.js";
import { count, list, object, record, string } from "../../read/json-shape.js";
import { readJson } from "../../read/json.js";
import type { Source } from "../../source.js";
import { byCodeUnits } from "../files.js";

/** Where the files of a spec come from: the content of `soapwright.lock.json` in its folder. */
export interface Lock {
  /** The addresses that the user named. */
  readonly addresses: readonly string[];
  /** The other hosts that were allowed. */
  readonly allow: readonly string[];
  /** The files that were written, the catalog included. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

export interface LockedFile {
  /**
   * The URL of a document, without the values of query keys that look secret, unless they were to be kept. The catalog
   * has none.
   */
  readonly address?: string;
  /** The hash of the file, in hexadecimal. */
  readonly sha256: string;
  /** The files that import it. */
  readonly importedBy?: readonly string[];
}

export const lockName = "soapwright.lock.json";

const version = 1;

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The text of the file, in which nothing depends on the order of fetching. */
export function lockText({ addresses, allow, files }: Lock): string {
  const sorted = Object.entries(files).sort(([one], [other]) => byCodeUnits(one, other));
  const content = {
    version,
    addresses,
    ...(allow.length > 0 && { allow: allow.toSorted(byCodeUnits) }),
    files: Object.fromEntries(sorted),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const shape = object({
  version: count,
  addresses: list(string),
  allow: list(string),
  files: record(object({ address: string, sha256: string, importedBy: list(string) })),
});

/** Reads the file; reports what does not fit, and returns undefined if it cannot be used. */
export function readLock(source: Source, report: Report): Lock | undefined {
  const json = readJson(source, report);
  const read = json && shape.read(json, report);
  if (json === undefined || read === undefined) return undefined;
  if (read.version !== version) {
    const found = read.version === undefined ? "no version" : `version ${read.version}`;
    const message = `found ${found} of a lock, expected version ${version}`;
    const hint = "use the soapwright that wrote it, or remove the folder and add the service again";
    report({ severity: "error", code: "configuration-value", message, place: json.place, hint });
    return undefined;
  }
  const { addresses = [], allow = [], files = {} } = read;
  const outside = Object.keys(files).find((file) => !isInside(file));
  if (outside !== undefined) {
    const message = `found the file ${JSON.stringify(outside)}, expected a path in the folder of the spec`;
    report({ severity: "error", code: "configuration-value", message, place: json.place });
    return undefined;
  }
  const known = Object.entries(files).flatMap(([file, { address, sha256: hash, importedBy }]) =>
    hash === undefined
      ? []
      : [[file, { ...(address && { address }), sha256: hash, ...(importedBy && { importedBy }) }]],
  );
  return { addresses, allow, files: Object.fromEntries(known) as Lock["files"] };
}

/** True for a relative path without steps up and without the separators of other systems. */
function isInside(path: string): boolean {
  return path.split("/").every((name) => name !== "" && name !== "." && name !== ".." && !/[\\:\0]/.test(name));
}
