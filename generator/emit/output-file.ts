/** A file that was generated. */
export interface OutputFile {
  /** Relative to the folder that is written to, with `/`. */
  readonly path: string;
  readonly text: string;
}
