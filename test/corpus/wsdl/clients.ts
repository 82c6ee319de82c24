/** Clients of the corpus, compiled with one runtime. */
import type { OutputFile } from "../../../generator/emit/output-file.js";
import type * as envelope from "../../../templates/runtime/binding/envelope.js";
import type * as form from "../../../templates/runtime/binding/form.js";
import type * as index from "../../../templates/runtime/index.js";
import type * as port from "../../../templates/runtime/binding/port.js";
import type * as root from "../../../templates/runtime/binding/root.js";
import type * as faultEnvelope from "../../../templates/runtime/server/fault-envelope.js";
import type * as serverForm from "../../../templates/runtime/server/form.js";
import type * as serverRoot from "../../../templates/runtime/server/root.js";
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import { functionNames } from "../../agreement/house.js";
import { workshopOf, type Workshop } from "../workshop.js";

/** The part of the runtime that the test uses. */
export type Runtime = typeof index &
  typeof envelope &
  typeof form &
  typeof port &
  typeof root &
  typeof faultEnvelope &
  typeof serverForm &
  typeof serverRoot;

export interface Clients {
  readonly runtime: Runtime;
  /** Compiles the modules of a client and gives the operations of all its services, by the names of their functions. */
  operations(files: readonly OutputFile[]): Promise<ReadonlyMap<string, AnyOperation>>;
  /** Compiles the modules of a client, and returns a function that loads one of them by its path. */
  compile: Workshop["compile"];
  close(): Promise<void>;
}

export async function clientsOf(): Promise<Clients> {
  const workshop = await workshopOf();
  const names = [
    "index",
    "binding/envelope",
    "binding/form",
    "binding/port",
    "binding/root",
    "server/fault-envelope",
    "server/form",
    "server/root",
  ];
  const runtime: unknown = await workshop.templates(...names.map((name) => `runtime/${name}`));
  return {
    runtime: runtime as Runtime, // compiled from what the type names
    async operations(files) {
      const load = await workshop.compile(files);
      const operations = new Map<string, AnyOperation>();
      for (const { path, text } of files) {
        const names = functionNames(text);
        if (names.length === 0) continue;
        const module = (await load(path)) as Readonly<Record<string, (port: unknown) => unknown>>; // its functions
        for (const name of names)
          module[name]?.({ call: (make: () => AnyOperation) => operations.set(`${path} ${name}`, make()) });
      }
      return operations;
    },
    compile: (files) => workshop.compile(files),
    close: () => workshop.close(),
  };
}
