import type { Configuration } from "../configuration.js";
import type { Service } from "../model/service.js";
import type { Spec } from "../source.js";
import { moduleStructure } from "../../templates/module.js";
import type { Module } from "./module.js";
import { modulesOf } from "./modules.js";
import type { LeftOut } from "../model/left-out.js";
import { headerOf } from "./header.js";
import type { ModuleFile } from "./output-file.js";
import { print, type Print } from "./print.js";

export interface EmitOptions {
  /** The name of the spec, and its path in the first line of a module: `specs/listrak`. */
  readonly spec: Pick<Spec, "name" | "path">;
  readonly configuration: Configuration;
  /**
   * For tests: a module that exports a stricter `Table`, with which the compiler proves that each table fits its
   * interface. It would slow down users' compilers too much.
   */
  readonly checked?: string;
  /** True for tables with the documentation of the spec, for `soapwright serve`. */
  readonly documented?: boolean;
}

/** The clients for the services of a spec: `listrak.ts`, or the modules in `listrak/`. */
export function emitServices(services: readonly Service[], { spec, ...options }: EmitOptions): Promise<ModuleFile[]> {
  return emitClients(modulesOf(services, { name: spec.name, ...options }), spec);
}

/** Prints the clients. `leftOut` lists the operations of the spec that the clients lack. */
export async function emitClients(
  modules: readonly Module[],
  spec: Pick<Spec, "path">,
  leftOut: readonly LeftOut[] = [],
  printModule: Print = print,
): Promise<ModuleFile[]> {
  const files: ModuleFile[] = [];
  for (const module of modules) {
    const header = headerOf(spec.path, module.operations.length === 0 ? [] : leftOut);
    const { statements, imports } = moduleStructure(module);
    files.push({ path: `${module.path}.ts`, text: await printModule(header, statements), imports });
  }
  return files;
}
