import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contract } from "../../templates/runtime/server.js";
import { standInFolder, type PrintedStandIn } from "../stand-in/print-stand-in.js";
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
  const shared = [...files].filter(([path]) => isShared(path));
  const own = [...files].filter(([path]) => !isShared(path));
  const { folder, leave } = await enterSharedFolder(shared);
  try {
    const home = await mkdtemp(join(folder, "specs-"));
    // Links, so that all stand-ins of this process have the same shared modules.
    for (const name of sharedFolders) await symlink(join(folder, name), join(home, name), "junction");
    await writeAll(home, own);
    const exports = await Promise.all(standInModules.map((path) => load(folder, path)));
    const servers = await Promise.all(services.map(({ server }) => load(home, server)));
    return {
      modules: Object.assign({}, ...exports) as StandInModules, // compiled from the modules of this type
      contracts: services.map(({ contract }, index) => servers[index]?.[contract] as () => Contract), // as the emitter printed it
      remove: leave,
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

const sharedFolders = ["runtime", standInFolder];

function isShared(path: string): boolean {
  return sharedFolders.some((name) => path.startsWith(`${name}/`));
}

async function load(folder: string, path: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(join(folder, path)).href;
  return (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>; // the shape of every module
}

type File = readonly [path: string, text: string];

async function writeAll(folder: string, files: readonly File[]): Promise<void> {
  for (const path of new Set(files.map(([path]) => dirname(path))))
    await mkdir(join(folder, path), { recursive: true });
  await Promise.all(files.map(([path, text]) => writeFile(join(folder, path), text)));
}

/** The folder of the modules that all stand-ins share. It has one path in a process, which loads them once. */
const sharedFolder = { path: "", users: 0, turn: Promise.resolve() as Promise<unknown> };

async function enterSharedFolder(
  files: readonly File[],
): Promise<{ readonly folder: string; readonly leave: () => Promise<void> }> {
  const folder = await inTurn(async () => {
    if (sharedFolder.users === 0) {
      // The same path as before, if it is still the place for temporary files, and free.
      if (dirname(sharedFolder.path) !== tmpdir() || !(await isMade(sharedFolder.path))) {
        sharedFolder.path = await mkdtemp(join(tmpdir(), "soapwright-stand-in-"));
      }
      await writeAll(sharedFolder.path, [...files, ["package.json", `{ "type": "module" }`]]);
    }
    sharedFolder.users += 1;
    return sharedFolder.path;
  });
  let left: Promise<void> | undefined;
  const leave = (): Promise<void> =>
    inTurn(async () => {
      sharedFolder.users -= 1;
      if (sharedFolder.users === 0) await rm(folder, { recursive: true, force: true });
    });
  return { folder, leave: () => (left ??= leave()) };
}

/** Makes a folder that only its owner can read or write; false if the path is taken, or its parent is gone. */
function isMade(path: string): Promise<boolean> {
  return mkdir(path, { mode: 0o700 }).then(
    () => true,
    () => false,
  );
}

/** Runs the work after that of all earlier calls, whether it failed or not. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = sharedFolder.turn.then(work, work);
  sharedFolder.turn = result.catch(() => undefined);
  return result;
}
