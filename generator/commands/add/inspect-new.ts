import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Configuration } from "../../configuration.js";
import type { Diagnostic } from "../../diagnostic.js";
import { inspect } from "../../inspect.js";
import type { Service } from "../../model/service.js";
import type { Spec } from "../../source.js";
import { readSpecs } from "../input/read-specs.js";
import { writeOutput } from "../output/write-output.js";
import type { Shell } from "../shell.js";

/** A spec that is not written yet. */
export interface NewSpec {
  readonly spec: Spec;
  readonly services: readonly Service[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * True if it has no operation that could be generated, so that it would fail every later run. False if it has one, or
   * if its files have errors that can be corrected.
   */
  readonly isEmpty: boolean;
  /** True if it has errors and no operation. */
  readonly hasNothing: boolean;
}

/** Inspects the spec that these files would make in `folder`. */
export async function inspectNew(
  folder: string,
  name: string,
  files: ReadonlyMap<string, Uint8Array | string>,
  configuration: Configuration,
  shell: Shell,
): Promise<NewSpec> {
  // In another folder under the same path, so that diagnostics have the places that the user expects.
  const directory = await mkdtemp(join(tmpdir(), "soapwright-add-"));
  try {
    const shown = isAbsolute(folder) || folder.startsWith("../") ? name : folder;
    const changes = [...files].map(([path, text]) => ({ kind: "create", path, text }) as const);
    await writeOutput({ folder: join(directory, shown), shown: folder }, changes);
    const [read] = await readSpecs([shown], undefined, { ...shell, directory });
    if (read === undefined) throw new TypeError("a folder is a spec");
    const { services, diagnostics: found } = inspect(read.spec, configuration);
    const diagnostics = [...read.diagnostics, ...found];
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const isEmpty = services.length === 0 && errors.length > 0 && errors.every(({ code }) => emptyCodes.has(code));
    const hasNothing = errors.length > 0 && services.every(({ operations }) => operations.length === 0);
    return { spec: read.spec, services, diagnostics, isEmpty, hasNothing };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The errors of texts without any operation. */
const emptyCodes: ReadonlySet<string> = new Set(["spec-empty", "no-sample"]);
