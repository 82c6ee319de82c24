import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "../../../templates/runtime/server.js";
import type { ServedModules } from "../../serve/served-modules.js";
import { standInModules, type StandInModules } from "../../serve/stand-in.js";

export interface LoadedStandIn {
  readonly modules: StandInModules;
  /** Of the services, in their order. */
  readonly contracts: readonly (() => Contract)[];
  /** Removes the modules from the disk; what is loaded stays. */
  readonly remove: () => Promise<void>;
}

/** Loads modules from a folder of their own, which is there until it is removed: some are loaded when they are first needed. */
export async function loadStandIn({ files, services }: ServedModules): Promise<LoadedStandIn> {
  // Only its owner can read or write there.
  const folder = await mkdtemp(join(tmpdir(), "soapwright-serve-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const path of new Set(Array.from(files.keys(), dirname))) await mkdir(join(folder, path), { recursive: true });
    const manifest = ["package.json", `{ "type": "module" }`] as const;
    await Promise.all([...files, manifest].map(([path, text]) => writeFile(join(folder, path), text)));
    const load = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
      (await import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href)) as Readonly<Record<string, unknown>>; // as modules are
    const exports = await Promise.all(standInModules.map(load));
    const servers = await Promise.all(services.map(({ server }) => load(server)));
    return {
      modules: Object.assign({}, ...exports) as StandInModules, // compiled from what the type names
      contracts: services.map(({ contract }, index) => servers[index]?.[contract] as () => Contract), // as it was emitted
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
