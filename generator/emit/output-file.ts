import type { Import } from "../../templates/code.js";

/** A generated file. */
export interface OutputFile {
  /** The path relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A generated module, with its imports from the runtime and from other modules. */
export interface ModuleFile extends OutputFile {
  readonly imports: readonly Import[];
}
