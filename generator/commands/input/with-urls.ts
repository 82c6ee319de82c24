import { join } from "node:path";
import { sourceKind } from "../../read/source-kind.js";
import type { Source } from "../../source.js";
import { readLock, lockName } from "../fetch/lock.js";
import { joinShown, textAt } from "../files.js";
import type { SpecFile } from "./read-source.js";

/**
 * The sources in a folder, where pages have the URLs that they were fetched from, which the lock records. With a WSDL
 * they have none, because it states the address itself.
 */
export async function withUrls(sources: readonly Source[], folder: SpecFile): Promise<readonly Source[]> {
  if (sources.some((source) => sourceKind(source) === "wsdl")) return sources;
  const path = joinShown(folder.shown, lockName);
  const text = await textAt(join(folder.absolute, lockName));
  // `update` reports a lock that cannot be read.
  const lock = text === undefined ? undefined : readLock({ path, text }, () => undefined);
  if (lock === undefined) return sources;
  const urls = new Map(
    Object.entries(lock.files).map(([file, { address }]) => [joinShown(folder.shown, file), address]),
  );
  return sources.map((source) => {
    const url = urls.get(source.path);
    return url === undefined || sourceKind(source) !== "page"
      ? source
      : { ...source, url: url.replace(/[?#].*$/s, "") };
  });
}
