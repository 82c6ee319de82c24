import type { Import } from "../../templates/code.js";

/** A file that was generated. */
export interface OutputFile {
  /** Relative to the folder that is written to, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A generated module, with all that it imports from the runtime and from other modules. */
export interface ModuleFile extends OutputFile {
  readonly imports: readonly Import[];
}
