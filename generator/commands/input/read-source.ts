import { open, readFile, stat } from "node:fs/promises";
import type { DiagnosticCode, Report } from "../../diagnostic.js";
import type { Source } from "../../source.js";
import { decodeText } from "./decode-text.js";

/** A file of a spec: its path on disk, and its path in messages. */
export interface SpecFile {
  readonly absolute: string;
  readonly shown: string;
}

/** Limits on a spec, ten times the size of the largest known ones. */
export const limits = { fileBytes: 32 * 2 ** 20, specBytes: 128 * 2 ** 20, files: 10_000 } as const;

/** Returns a reader for the files of one spec. It reports files beyond the limits, and returns undefined for them. */
export function specReader(
  spec: string,
  report: Report,
): { readonly read: (file: SpecFile) => Promise<Source | undefined> } {
  let bytes = 0;
  let files = 0;
  const refuse = (path: string, code: DiagnosticCode, message: string, hint?: string): undefined =>
    report({
      severity: "error",
      code,
      message,
      place: startOf(path),
      ...(hint !== undefined && { hint }),
    }) as undefined;
  return {
    async read({ absolute, shown }) {
      const { size } = await stat(absolute);
      if (size > limits.fileBytes) {
        return refuse(
          shown,
          "source-too-large",
          `found ${megabytes(size)}, expected at most ${megabytes(limits.fileBytes)}`,
        );
      }
      const isWithin = bytes <= limits.specBytes && files <= limits.files;
      bytes += size;
      files += 1;
      if (bytes <= limits.specBytes && files <= limits.files) {
        return { path: shown, text: decodeText(await readFile(absolute), shown, report) };
      }
      // Reported once for the spec, because no file beyond the limit is read.
      if (!isWithin) return undefined;
      const found =
        files > limits.files ? `more than ${limits.files} files` : `more than ${megabytes(limits.specBytes)}`;
      return refuse(spec, "spec-too-large", `found ${found}, expected the sources of one service`, tooLargeHint);
    },
  };
}

export const tooLargeHint = "give each service a folder of its own, and keep other files out of it";

/** `40 MB` */
export function megabytes(bytes: number): string {
  return `${Math.ceil((bytes / 2 ** 20) * 10) / 10} MB`;
}

/** Reads the start of a file, to detect its kind. */
export async function peek({ absolute, shown }: SpecFile): Promise<Source> {
  const file = await open(absolute);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(peekBytes) });
    const start = buffer.subarray(0, bytesRead);
    return { path: shown, text: decodeText(start, shown, () => undefined) };
  } finally {
    await file.close();
  }
}

const peekBytes = 65536;

export function startOf(path: string): { readonly path: string; readonly line: 1; readonly column: 1 } {
  return { path, line: 1, column: 1 };
}
