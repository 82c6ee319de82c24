import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "../../templates/runtime/server.js";
import type { PrintedStandIn } from "../stand-in/print-stand-in.js";
import { standInModules, type StandInModules } from "../stand-in/stand-in-modules.js";

export interface LoadedStandIn {
  readonly modules: StandInModules;
  /** The contracts of the services, in order. */
  readonly contracts: readonly (() => Contract)[];
  /** Removes the modules from the disk; loaded modules keep working. */
  readonly remove: () => Promise<void>;
}

/**
 * Writes the modules of a stand-in to a temporary folder and loads them. The folder must exist until `remove`, because some
 * modules are loaded on demand.
 */
export async function loadStandIn({ files, services }: PrintedStandIn): Promise<LoadedStandIn> {
  // Only the owner can read or write this folder.
  const folder = await mkdtemp(join(tmpdir(), "soapwright-stand-in-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const path of new Set(Array.from(files.keys(), dirname))) await mkdir(join(folder, path), { recursive: true });
    const manifest = ["package.json", `{ "type": "module" }`] as const;
    await Promise.all([...files, manifest].map(([path, text]) => writeFile(join(folder, path), text)));
    const load = async (path: string): Promise<Readonly<Record<string, unknown>>> =>
      (await import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href)) as Readonly<Record<string, unknown>>; // the shape of every module
    const exports = await Promise.all(standInModules.map(load));
    const servers = await Promise.all(services.map(({ server }) => load(server)));
    return {
      modules: Object.assign({}, ...exports) as StandInModules, // compiled from the modules of this type
      contracts: services.map(({ contract }, index) => servers[index]?.[contract] as () => Contract), // as the emitter printed it
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
